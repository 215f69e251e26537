//! QTI 2.1 and 3.0: one item, several in one file, or a package with a manifest.

mod body;
mod declared;
mod item;
mod manifest;
mod name;
mod package;

use super::lines;
use super::xml::Pieces;
use crate::{Bank, Code, Issue, decode};

/// Reads one.
pub fn read(bytes: &[u8]) -> (Bank, Vec<Issue>) {
    if bytes.starts_with(b"PK") {
        return package::read(bytes);
    }
    let decoded = decode::decode(bytes);
    let (mut bank, mut issues) = (Bank::default(), decoded.issues);
    let mut pieces = Pieces::new(&decoded.text, name::is_item);
    for piece in pieces.by_ref() {
        match piece {
            Ok(element) => bank.items.extend(item::read(&element, &mut issues)),
            Err(issue) => issues.push(issue),
        }
    }
    issues.append(&mut pieces.told);
    if let (Some(root), true) = (pieces.root, bank.items.is_empty() && issues.is_empty()) {
        issues.push(Issue::new(1, Code::Unsupported, format!("<{}>", lines::beginning(&root))));
    }
    (bank, issues)
}

#[cfg(test)]
mod tests;
