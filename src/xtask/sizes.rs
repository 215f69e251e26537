//! How large a site is, part by part, as a table and against the budget.

use std::fmt;
use std::iter::Sum;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::compress;

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
    /// The size of some bytes packed on their own.
    ///
    /// # Errors
    /// When they can't be packed.
    pub fn of(bytes: &[u8]) -> Result<Self> {
        let packed = compress::pack(bytes)?;
        Ok(Self { raw: bytes.len(), gzip: packed.gzip.len(), brotli: packed.brotli.len() })
    }

    fn json(self) -> Value {
        json!({ "raw": self.raw, "gzip": self.gzip, "brotli": self.brotli })
    }
}

impl Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), |sum, size| Self {
            raw: sum.raw + size.raw,
            gzip: sum.gzip + size.gzip,
            brotli: sum.brotli + size.brotli,
        })
    }
}

/// The parts of a site that somebody waits for.
#[derive(Debug, Default)]
pub struct Sizes {
    /// WASM, JavaScript and styles: what the budget is for.
    pub program: Vec<(String, Size)>,
    /// What only an organiser loads.
    pub later: Vec<(String, Size)>,
    /// Pages and bank data.
    pub pages: Vec<(String, Size)>,
    /// For each page, all that a first visit to it loads: program, page (with styles and boot script in it) and data.
    pub visits: Vec<(String, Size)>,
}

impl Sizes {
    /// WASM, JavaScript and styles together.
    pub fn program_sum(&self) -> Size {
        self.program.iter().map(|(_, size)| *size).sum()
    }

    /// Holds the program's sum against the budget.
    ///
    /// # Errors
    /// When it is larger.
    pub fn check(&self, budget: usize) -> Result<()> {
        let sum = self.program_sum().brotli;
        ensure!(
            sum <= budget,
            "a first visit loads {} as WASM, JavaScript and styles; the budget is {} (first_visit_budget_kib in Cargo.toml)",
            kib(sum),
            kib(budget)
        );
        Ok(())
    }

    /// For programs that read it.
    pub fn json(&self) -> Value {
        let parts = |parts: &[(String, Size)]| -> Value {
            parts.iter().map(|(name, size)| (name.clone(), size.json())).collect::<serde_json::Map<_, _>>().into()
        };
        json!({
            "program": parts(&self.program),
            "program_sum": self.program_sum().json(),
            "organiser": parts(&self.later),
            "pages": parts(&self.pages),
            "first_visits": parts(&self.visits),
        })
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sum = ("WASM + JS + CSS".to_owned(), self.program_sum());
        let visits: Vec<_> = self.visits.iter().map(|(page, size)| (format!("first visit to {page}, all"), *size)).collect();
        let later: Vec<_> = self.later.iter().map(|(part, size)| (format!("later, {part}"), *size)).collect();
        let groups: [&[(String, Size)]; 5] = [&self.program, &[sum], &self.pages, &visits, &later];
        let width = groups.iter().copied().flatten().map(|(name, _)| name.len()).max().unwrap_or_default();
        writeln!(f, "{:width$}  {:>10}  {:>10}  {:>10}", "", "raw", "gzip", "brotli")?;
        for group in groups {
            for (name, size) in group {
                writeln!(f, "{name:width$}  {:>10}  {:>10}  {:>10}", kib(size.raw), kib(size.gzip), kib(size.brotli))?;
            }
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
    fn the_budget_is_for_the_packed_program_alone() {
        let size = |brotli| Size { raw: brotli * 3, gzip: brotli * 2, brotli };
        let sizes = Sizes {
            program: vec![("wasm".into(), size(1024)), ("js".into(), size(512))],
            pages: vec![("html".into(), size(9999))],
            visits: vec![],
            ..Sizes::default()
        };
        assert!(sizes.check(1536).is_ok());
        let error = sizes.check(1535).unwrap_err().to_string();
        assert!(error.contains("1.5 KiB"), "{error}");
    }
}
