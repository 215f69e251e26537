//! How large a site is, part by part, as a table and against the budget.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use anyhow::{Result, ensure};
use press::{Content, Kit, Program};
use serde_json::{Value, json};

/// Bytes of one file or of several together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// As it is.
    pub raw: usize,
    /// Packed with gzip.
    pub gzip: usize,
    /// Packed with Brotli.
    pub brotli: usize,
}

impl Size {
    /// The size of some content, with the packed forms it has.
    pub fn of(content: &Content) -> Self {
        let raw = content.plain.len();
        let packed = |form: &Option<_>| form.as_ref().map_or(raw, |bytes: &std::borrow::Cow<'_, [u8]>| bytes.len());
        Self { raw, gzip: packed(&content.gzip), brotli: packed(&content.brotli) }
    }

    /// The size of a text that stands in each page, packed on its own.
    fn of_text(text: &str) -> Self {
        let mut content = Content::new(text.as_bytes().to_vec());
        content.pack();
        Self::of(&content)
    }

    fn json(self) -> Value {
        json!({ "raw": self.raw, "gzip": self.gzip, "brotli": self.brotli })
    }
}

impl Add for Size {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

impl Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), Add::add)
    }
}

/// Sizes by the names of what they are of.
type Named = Vec<(String, Size)>;

/// The parts of a site that somebody waits for.
#[derive(Debug, Default)]
pub struct Sizes {
    /// Styles and the boot script, which stand in every page.
    pub shared: Named,
    /// WASM and JavaScript of each citizen's program, by its name; a campaign loads one of them.
    pub programs: Vec<(String, Named)>,
    /// What only an organiser loads.
    pub later: Named,
    /// What only a member loads: the program, and the styles that their page has besides the shared ones.
    pub member: Named,
    /// Pages and bank data.
    pub pages: Named,
    /// For each page, all that a first visit to it loads: program, page (with styles and boot script in it) and data.
    pub visits: Named,
}

impl Sizes {
    /// The sizes of a kit, which knows no page.
    pub fn of(kit: &Kit) -> Self {
        let parts = |name: &str, program: &Program| {
            vec![(format!("{name}.wasm"), Size::of(&program.wasm)), (format!("{name}.js"), Size::of(&program.js))]
        };
        Self {
            shared: vec![
                ("css, in the page".into(), Size::of_text(&kit.css)),
                ("boot script, in the page".into(), Size::of_text(&kit.boot)),
            ],
            programs: [("app", &kit.app), ("graded", &kit.graded)].map(|(name, program)| (name.to_owned(), parts(name, program))).into(),
            later: parts("organiser", &kit.organiser),
            member: parts("member", &kit.member)
                .into_iter()
                .chain([("study.css, in the page".into(), Size::of_text(&kit.study))])
                .collect(),
            ..Self::default()
        }
    }

    /// WASM, JavaScript and styles together, for each citizen's program: what the budget is for.
    pub fn sums(&self) -> impl Iterator<Item = (&str, Size)> {
        self.programs.iter().map(|(name, parts)| (name.as_str(), self.shared.iter().chain(parts).map(|(_, size)| *size).sum()))
    }

    /// Holds each program's sum against its budget.
    ///
    /// # Errors
    /// When one is larger, or has none.
    pub fn check(&self, budget: impl Fn(&str) -> Result<usize>) -> Result<()> {
        for (name, sum) in self.sums() {
            let budget = budget(name)?;
            ensure!(
                sum.brotli <= budget,
                "a first visit with the program `{name}` loads {} as WASM, JavaScript and styles; the budget is {} (first_visit_budget_kib in Cargo.toml)",
                kib(sum.brotli),
                kib(budget)
            );
        }
        Ok(())
    }

    /// For programs that read it.
    pub fn json(&self) -> Value {
        let parts = |parts: &[(String, Size)]| -> Value {
            parts.iter().map(|(name, size)| (name.clone(), size.json())).collect::<serde_json::Map<_, _>>().into()
        };
        let programs: serde_json::Map<_, _> = self.programs.iter().map(|(name, program)| (name.clone(), parts(program))).collect();
        let sums: serde_json::Map<_, _> = self.sums().map(|(name, sum)| (name.to_owned(), sum.json())).collect();
        json!({
            "shared": parts(&self.shared),
            "programs": programs,
            "program_sums": sums,
            "organiser": parts(&self.later),
            "member": parts(&self.member),
            "pages": parts(&self.pages),
            "first_visits": parts(&self.visits),
        })
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let programs = self.programs.iter().flat_map(|(_, parts)| parts.iter().cloned());
        let sums = self.sums().map(|(name, sum)| (format!("{name}: WASM + JS + CSS"), sum));
        let visits = self.visits.iter().map(|(page, size)| (format!("first visit to {page}, all"), *size));
        let later = self.later.iter().map(|(part, size)| (format!("later, {part}"), *size));
        let member = self.member.iter().map(|(part, size)| (format!("members only, {part}"), *size));
        let pages = self.pages.iter().cloned();
        let lines: Named =
            self.shared.iter().cloned().chain(programs).chain(sums).chain(pages).chain(visits).chain(later).chain(member).collect();
        let width = lines.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        writeln!(f, "{:width$}  {:>10}  {:>10}  {:>10}", "", "raw", "gzip", "brotli")?;
        for (name, size) in lines {
            writeln!(f, "{name:width$}  {:>10}  {:>10}  {:>10}", kib(size.raw), kib(size.gzip), kib(size.brotli))?;
        }
        Ok(())
    }
}

fn kib(bytes: usize) -> String {
    // Bytes of a site are far below 2^52, so nothing is lost.
    format!("{:.1} KiB", bytes as f64 / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_is_for_each_packed_program_with_what_is_in_every_page() {
        let size = |brotli| Size { raw: brotli * 3, gzip: brotli * 2, brotli };
        let sizes = Sizes {
            shared: vec![("css".into(), size(512))],
            programs: vec![("app".into(), vec![("wasm".into(), size(512))]), ("graded".into(), vec![("wasm".into(), size(1024))])],
            pages: vec![("html".into(), size(9999))],
            ..Sizes::default()
        };
        assert!(sizes.check(|_| Ok(1536)).is_ok());
        let error = sizes.check(|name| Ok(if name == "graded" { 1535 } else { 1024 })).unwrap_err().to_string();
        assert!(error.contains("`graded`") && error.contains("1.5 KiB"), "{error}");
    }
}
