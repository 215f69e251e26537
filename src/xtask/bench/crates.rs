//! Whose code a program is made of.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

use anyhow::Result;
use serde_json::{Value, json};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// So many crates are listed by name.
const LISTED: usize = 15;

/// Bytes by crate, the largest first.
pub struct Shares {
    crates: Vec<(String, usize)>,
    /// Texts and tables that functions point to: no name says whose they are.
    data: usize,
}

impl Shares {
    /// Weighs each function of a program that kept its names.
    ///
    /// # Errors
    /// When it is no WebAssembly.
    pub fn of(wasm: &[u8]) -> Result<Self> {
        let mut functions = Vec::new();
        let mut names = HashMap::new();
        let (mut imported, mut data) = (0_u32, 0);
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => functions.push(body.range().len()),
                Payload::DataSection(section) => data = section.range().len(),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(subsections) = section.as_known() {
                        for subsection in subsections {
                            if let Name::Function(map) = subsection? {
                                for naming in map {
                                    let naming = naming?;
                                    names.insert(naming.index, naming.name.to_owned());
                                }
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        let mut crates: BTreeMap<String, usize> = BTreeMap::new();
        for (index, size) in (imported..).zip(functions) {
            let name = names.get(&index).map_or("", String::as_str);
            *crates.entry(crate_of(name)).or_default() += size;
        }
        let mut crates: Vec<_> = crates.into_iter().collect();
        crates.sort_by_key(|(_, size)| Reverse(*size));
        Ok(Self { crates, data })
    }

    /// For programs that read it.
    pub fn json(&self) -> Value {
        let crates: serde_json::Map<_, _> = self.crates.iter().map(|(name, size)| (name.clone(), json!(size))).collect();
        json!({ "code": crates, "data": self.data })
    }
}

impl fmt::Display for Shares {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code: usize = self.crates.iter().map(|(_, size)| size).sum();
        let (listed, rest) = self.crates.split_at(self.crates.len().min(LISTED));
        let rest_sum = rest.iter().map(|(_, size)| size).sum();
        let mut line = |name: &str, size: usize| {
            let share = 100.0 * size as f64 / (code + self.data).max(1) as f64;
            writeln!(f, "{size:>9}  {share:>5.1} %  {name}")
        };
        for (name, size) in listed {
            line(name, *size)?;
        }
        line(&format!("({} more crates)", rest.len()), rest_sum)?;
        line("(data)", self.data)
    }
}

/// The crate that the first part of a function's path names: an instance of a generic function counts for the crate that wrote it.
fn crate_of(mangled: &str) -> String {
    let path = format!("{:#}", rustc_demangle::demangle(mangled));
    let Some((before, _)) = path.split_once("::") else { return "(no path)".to_owned() };
    // `<&mut leptos::Thing as core::fmt::Debug>::fmt`
    let name = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
    if name.is_empty() { "(no path)".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::crate_of;

    fn check(mangled: &str, expected: &str) {
        assert_eq!(crate_of(mangled), expected, "{mangled}");
    }

    #[test]
    fn a_function_counts_for_the_crate_its_path_begins_with() {
        check("_ZN6leptos5mount13mount_to_body17h0123456789abcdefE", "leptos");
        check("_ZN58_$LT$$RF$mut$u20$app..Page$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE", "app");
        check("_ZN4core3ptr27drop_in_place$LT$app..A$GT$17h0123456789abcdefE", "core");
        check("__wbindgen_malloc", "(no path)");
        check("", "(no path)");
    }
}
