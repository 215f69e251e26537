//! The fields of one TOML table, taken one by one: what has the wrong type, and what nobody asked for, becomes an issue.

use crate::moment::Day;
use crate::{Issue, Moment, Zone};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The text of one file and where its lines begin.
pub struct Source<'a> {
    pub path: &'a str,
    pub text: &'a str,
}

impl Source<'_> {
    pub fn line(&self, at: usize) -> usize {
        self.text.as_bytes()[..at.min(self.text.len())].iter().filter(|b| **b == b'\n').count() + 1
    }

    pub fn issue(&self, at: usize, code: &'static str, text: impl Into<String>) -> Issue {
        Issue { file: self.path.to_owned(), line: self.line(at), code, text: text.into() }
    }

    /// Parses the file; with the table, the places where it is broken. Of the faults of one broken spot, which a recovering
    /// parser reports several times, the first is told.
    pub fn parse<'i>(&'i self, issues: &mut Vec<Issue>) -> (Spanned<DeTable<'i>>, Vec<usize>) {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        let mut last_line = None;
        let mut broken = Vec::new();
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            broken.push(at);
            let line = self.line(at);
            if last_line.is_none_or(|last| line > last + 1) {
                issues.push(self.issue(
                    at,
                    "bad-toml",
                    format!("this is not TOML: {}; check quotes, commas and the = sign on this line", error.message()),
                ));
            }
            last_line = Some(line);
        }
        (table, broken)
    }
}

/// Tables, each with the place where it begins.
pub type Tables<'a, 'i> = Vec<(&'a DeTable<'i>, usize)>;

/// One table being read. Dropped without [`Fields::finish`], unknown keys would pass unnoticed.
pub struct Fields<'s, 'a, 'i> {
    pub source: &'s Source<'s>,
    pub issues: &'s mut Vec<Issue>,
    table: &'a DeTable<'i>,
    pub at: usize,
    asked: Vec<&'static str>,
    /// What the table is, for messages: `question`, `section 2`.
    name: String,
}

impl<'s, 'a, 'i> Fields<'s, 'a, 'i> {
    pub fn new(source: &'s Source<'s>, issues: &'s mut Vec<Issue>, table: &'a DeTable<'i>, at: usize, name: impl Into<String>) -> Self {
        Self { source, issues, table, at, asked: Vec::new(), name: name.into() }
    }

    pub fn fault(&mut self, at: usize, code: &'static str, text: impl Into<String>) {
        let issue = self.source.issue(at, code, text);
        self.issues.push(issue);
    }

    pub fn get(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// Where a field stands, or the table when it has none.
    pub fn place(&self, key: &str) -> usize {
        self.table.get(key).map_or(self.at, |value| value.span().start)
    }

    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    fn missing(&mut self, key: &str, form: &str) {
        let text = format!("{} has no `{key}`; add {key} = {form}", self.name);
        self.fault(self.at, "missing-field", text);
    }

    fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, key: &str, form: &str) {
        let text = format!("`{key}` is {}; write {key} = {form}", value.get_ref().type_str());
        self.fault(value.span().start, "wrong-type", text);
    }

    /// A text that must be there and must not be empty.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        let Some(value) = self.get(key) else {
            self.missing(key, "\"…\"");
            return None;
        };
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(value, key, "\"…\"");
            return None;
        };
        if text.trim().is_empty() {
            self.fault(value.span().start, "empty", format!("`{key}` is empty; write what belongs there"));
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// A text that may be missing.
    pub fn text_or(&mut self, key: &'static str, default: &str) -> String {
        if !self.has(key) {
            self.asked.push(key);
            return default.to_owned();
        }
        let Some(value) = self.get(key) else { return default.to_owned() };
        match value.get_ref().as_str() {
            Some(text) => text.trim().to_owned(),
            None => {
                self.wrong_type(value, key, "\"…\"");
                default.to_owned()
            }
        }
    }

    /// Whether a list is written and holds nothing.
    pub fn is_empty_list(&self, key: &str) -> bool {
        self.table.get(key).and_then(|value| value.get_ref().as_array()).is_some_and(|list| list.is_empty())
    }

    /// A list of texts, or a single text; empty when missing.
    pub fn texts(&mut self, key: &'static str) -> Vec<(String, usize)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        if let Some(one) = value.get_ref().as_str() {
            return vec![(one.trim().to_owned(), value.span().start)];
        }
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(value, key, "[\"…\", \"…\"]");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for entry in list.iter() {
            match entry.get_ref().as_str() {
                Some(text) => texts.push((text.trim().to_owned(), entry.span().start)),
                None => self.wrong_type(entry, key, "[\"…\", \"…\"]"),
            }
        }
        texts
    }

    /// A whole number within bounds; `None` when missing or wrong.
    pub fn number(&mut self, key: &'static str, bounds: Range<u32>) -> Option<u32> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(n) if n.radix() == 10 => n.as_str().parse().ok().filter(|n| bounds.contains(n)),
            _ => None,
        };
        if number.is_none() {
            self.fault(
                value.span().start,
                "wrong-number",
                format!("`{key}` must be a whole number from {} to {}", bounds.start, bounds.end - 1),
            );
        }
        number
    }

    /// A list of whole numbers, or a single one; empty when missing.
    pub fn numbers(&mut self, key: &'static str, bounds: Range<u32>) -> Vec<u32> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let one = std::slice::from_ref(value);
        let list: Vec<&Spanned<DeValue<'_>>> = match value.get_ref().as_array() {
            Some(list) => list.iter().collect(),
            None => one.iter().collect(),
        };
        let mut numbers = Vec::new();
        for entry in list {
            match entry.get_ref() {
                DeValue::Integer(n) if n.as_str().parse().is_ok_and(|n| bounds.contains(&n)) => {
                    numbers.extend(n.as_str().parse::<u32>().ok())
                }
                _ => self.fault(
                    entry.span().start,
                    "wrong-number",
                    format!("`{key}` takes whole numbers from {} to {}", bounds.start, bounds.end - 1),
                ),
            }
        }
        numbers
    }

    /// Points: a whole or decimal number with at most two decimals.
    pub fn points(&mut self, key: &'static str) -> Option<crate::Points> {
        let value = self.get(key)?;
        let read = match value.get_ref() {
            DeValue::Integer(n) => crate::Points::read(n.as_str()),
            DeValue::Float(n) => crate::Points::read(n.as_str()),
            _ => None,
        };
        if read.is_none() {
            self.fault(value.span().start, "wrong-points", format!("`{key}` must be points such as 10 or 0.5, with at most two decimals"));
        }
        read
    }

    /// A date and time that must be there; the clock of `zone` unless it says its own offset.
    pub fn moment(&mut self, key: &'static str, zone: Zone) -> Option<Moment> {
        let Some(value) = self.get(key) else {
            self.missing(key, "2026-11-30T08:00:00");
            return None;
        };
        let read = match value.get_ref() {
            DeValue::Datetime(written) => written.date.and_then(|date| {
                let (hour, minute, second) = written.time.map_or((0, 0, 0), |time| (time.hour, time.minute, time.second.unwrap_or(0)));
                // a moment with its own offset is taken at its word; without one it is the campaign's clock
                let zone = match written.offset {
                    Some(offset) => Zone::read(&offset.to_string())?,
                    None => zone,
                };
                zone.moment(i32::from(date.year), date.month, date.day, hour, minute, second)
            }),
            _ => None,
        };
        if read.is_none() {
            let text = format!("`{key}` must be a date and time without quotes, such as {key} = 2026-11-30T08:00:00");
            self.fault(value.span().start, "moment", text);
        }
        read
    }

    /// A day without a time; `None` when missing or wrong.
    pub fn day(&mut self, key: &'static str) -> Option<Day> {
        let value = self.get(key)?;
        let read = match value.get_ref() {
            DeValue::Datetime(written) if written.time.is_none() && written.offset.is_none() => {
                written.date.and_then(|date| Day::of(i32::from(date.year), date.month, date.day))
            }
            _ => None,
        };
        if read.is_none() {
            self.fault(value.span().start, "day", format!("`{key}` must be a day without quotes, such as {key} = 2026-07-01"));
        }
        read
    }

    /// A day that must be there.
    pub fn day_needed(&mut self, key: &'static str) -> Option<Day> {
        if !self.has(key) {
            self.missing(key, "2026-07-01");
        }
        self.day(key)
    }

    pub fn truth(&mut self, key: &'static str, default: bool) -> bool {
        let Some(value) = self.get(key) else { return default };
        match value.get_ref() {
            DeValue::Boolean(b) => *b,
            _ => {
                self.wrong_type(value, key, "true or false");
                default
            }
        }
    }

    /// One word out of a list; `None` when missing or none of them.
    pub fn word<T>(&mut self, key: &'static str, words: &[(&str, T)]) -> Option<T>
    where
        T: Copy,
    {
        let value = self.get(key)?;
        let found = value.get_ref().as_str().and_then(|text| words.iter().find(|(word, _)| *word == text));
        if found.is_none() {
            let list: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            self.fault(value.span().start, "unknown-word", format!("`{key}` must be one of: {}", list.join(", ")));
        }
        found.map(|(_, meant)| *meant)
    }

    /// The tables of `[[key]]`.
    pub fn tables(&mut self, key: &'static str) -> Tables<'a, 'i> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(value, key, &format!("tables, each under [[{key}]]"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for entry in list.iter() {
            match entry.get_ref().as_table() {
                Some(table) => tables.push((table, entry.span().start)),
                None => self.wrong_type(entry, key, &format!("tables, each under [[{key}]]")),
            }
        }
        tables
    }

    /// The table of `[key]`.
    pub fn table(&mut self, key: &'static str) -> Option<(&'a DeTable<'i>, usize)> {
        let value = self.get(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(value, key, &format!("a table under [{key}]"));
        }
        table.map(|table| (table, value.span().start))
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        for (key, _) in self.table.iter() {
            let name: &str = key.get_ref();
            if !self.asked.contains(&name) {
                let text = format!(
                    "{} knows no field `{name}`; take it out or mend its spelling (known here: {})",
                    self.name,
                    self.asked.join(", ")
                );
                self.issues.push(self.source.issue(key.span().start, "unknown-field", text));
            }
        }
    }
}
