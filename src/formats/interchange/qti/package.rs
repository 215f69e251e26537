//! A package of QTI: a zip with a manifest and a file for each item. The place of an item in it stands for its line.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::manifest::{self, Manifest, Resource};
use super::{item, name};
use crate::interchange::tags;
use crate::interchange::xml::Pieces;
use crate::{Bank, Code, Issue, decode};

const MANIFEST: &str = "imsmanifest.xml";

/// Reads one.
pub fn read(bytes: &[u8]) -> (Bank, Vec<Issue>) {
    let archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(error) => return (Bank::default(), vec![Issue::new(1, Code::Broken, error.to_string())]),
    };
    let names = archive.file_names().enumerate().filter_map(|(at, name)| Some((name.ok()?.into_owned(), at))).collect();
    let mut reading = Reading { archive, names, bank: Bank::default(), issues: Vec::new() };
    reading.run();
    (reading.bank, reading.issues)
}

struct Reading<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The files that are not yet read, with their places in the archive.
    names: HashMap<String, usize>,
    bank: Bank,
    issues: Vec<Issue>,
}

impl Reading<'_> {
    fn run(&mut self) {
        let names = self.of_xml();
        let Some(manifest) = names.iter().find(|name| name.rsplit('/').next() == Some(MANIFEST)).cloned() else {
            names.iter().for_each(|name| self.file(name, &[]));
            return;
        };
        let text = self.text(&manifest).unwrap_or_default();
        let Manifest { title, resources, fault } = manifest::read(&text, &manifest);
        self.bank.title = title;
        self.issues.extend(fault);
        let folder = manifest.strip_suffix(MANIFEST).unwrap_or_default().to_owned();
        for resource in &resources {
            self.resource(&folder, resource);
        }
        self.tell_unlisted();
    }

    fn resource(&mut self, folder: &str, resource: &Resource) {
        let what = resource.what.to_lowercase();
        if what.starts_with("imsqti_xmlv1") {
            self.tell(Code::Unsupported, "QTI 1.2");
        } else if what.contains("item") {
            self.file(&format!("{folder}{}", resource.path.trim_start_matches("./")), &resource.words);
        }
    }

    /// Reads the items of a file, once.
    fn file(&mut self, name: &str, words: &[String]) {
        let Some(text) = self.text(name) else { return };
        let mut pieces = Pieces::new(&text, name::is_item);
        for piece in pieces.by_ref() {
            let place = self.bank.items.len() + 1;
            match piece {
                Ok(mut element) => {
                    element.line = place;
                    if let Some(mut item) = item::read(&element, &mut self.issues) {
                        words.iter().for_each(|word| tags::take(&mut item, word));
                        self.bank.items.push(item);
                    }
                }
                Err(issue) => self.issues.push(Issue::new(place, Code::Broken, format!("{name}:{}: {}", issue.line, issue.about))),
            }
        }
        let place = self.bank.items.len().max(1);
        self.issues.extend(pieces.told.into_iter().map(|issue| Issue { line: place, ..issue }));
    }

    /// The text of a file; one that is not there, or was read before, is told.
    fn text(&mut self, name: &str) -> Option<String> {
        let Some(at) = self.names.remove(name) else {
            self.tell(Code::LeftOut, name);
            return None;
        };
        let mut bytes = Vec::new();
        let read = self.archive.by_index(at).map_err(|error| error.to_string());
        if let Err(error) = read.and_then(|mut part| part.read_to_end(&mut bytes).map_err(|error| error.to_string())) {
            self.tell(Code::Broken, &format!("{name}: {error}"));
            return None;
        }
        let decoded = decode::decode(&bytes);
        decoded.issues.iter().for_each(|issue| self.tell(issue.code, &issue.about));
        Some(decoded.text)
    }

    /// Items that are in the archive and not in the manifest.
    fn tell_unlisted(&mut self) {
        for name in self.of_xml() {
            let Some(text) = self.text(&name) else { continue };
            if Pieces::new(&text, name::is_item).any(|piece| piece.is_ok()) {
                self.tell(Code::LeftOut, &name);
            }
        }
    }

    /// The files of XML that are not yet read, in their order.
    fn of_xml(&self) -> Vec<String> {
        let mut names: Vec<_> = self.names.iter().filter(|(name, _)| name.ends_with(".xml")).collect();
        names.sort_by_key(|(_, at)| **at);
        names.into_iter().map(|(name, _)| name.clone()).collect()
    }

    fn tell(&mut self, code: Code, about: &str) {
        self.issues.push(Issue::new(self.bank.items.len() + 1, code, about));
    }
}
