//! What is known of a library only while its files are read: where a question stands, what it is bound to, what lies beside it.

use super::Library;
use super::accepted::Accepted;
use super::laws::{Law, Laws};
use crate::Citation;
use std::collections::BTreeMap;

/// A library with all that its files say beside it. None of this goes to a phone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// What is served and asked.
    pub library: Library,
    /// By the bank's id.
    pub banks: BTreeMap<String, Folder>,
    /// The laws of `laws.toml`, when it is there.
    pub laws: Option<Laws>,
    /// What `accepted/*.toml` lets stand.
    pub accepted: Vec<Accepted>,
}

/// What is known of the folder of a bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// Where each question stands, by its id.
    pub origins: BTreeMap<String, Origin>,
    /// The laws that bank.toml names.
    pub laws: Vec<Named>,
    /// The topics that have a `notes/<topic>.md`, each with the articles that the note says to read.
    pub notes: BTreeMap<String, Vec<Citation>>,
}

/// Where a question stands, and what its file says of it that nobody is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file, as [`super::SourceFile::path`] names it.
    pub file: String,
    /// The line of its id, counted from 1.
    pub line: usize,
    /// The line of its `basis`.
    pub basis_line: usize,
    /// Whether it is a case: a short everyday story, then what the law says (以案释法).
    pub is_case: bool,
}

/// A law as bank.toml names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The short name that `basis` uses.
    pub name: String,
    /// What stands behind the @, when there is one.
    pub version: Option<String>,
}

impl Written {
    /// The version that a bank's questions are bound to when they cite a law; `None` when no file says.
    #[must_use]
    pub fn bound(&self, bank: &str, law: &str) -> Option<&Law> {
        self.laws.as_ref()?.find(law, self.version(bank, law)).ok()
    }

    /// The version that bank.toml writes behind a law's name.
    #[must_use]
    pub fn version(&self, bank: &str, law: &str) -> Option<&str> {
        self.banks.get(bank)?.laws.iter().find(|named| named.name == law)?.version.as_deref()
    }
}
