//! Members in lists on a terminal: masked, and without the numbers that some offices take from identity cards, unless names are asked
//! for; that is written into the audit log first.

use serde_json::{Value, json};
use wire::study::RowsLine;

use crate::command::Lang;
use crate::errand::office::Office;
use crate::outcome::Failure;

/// How members are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct People {
    names: bool,
}

impl People {
    /// Family names only.
    pub fn masked() -> Self {
        Self { names: false }
    }

    /// As it was asked for; numbers and names only after it was written down.
    pub fn asked(names: bool, office: &Office, action: &str, about: &Value) -> Result<Self, Failure> {
        if names {
            office.audit(action, about)?;
        }
        Ok(Self { names })
    }

    /// What stands above [`People::cells`] and what follows them.
    pub fn headings<'a>(self, lang: Lang, more: &[&'a str]) -> Vec<&'a str> {
        let own: &[&str] = if self.names {
            lang.pick(&["unit", "number", "name"], &["单位", "编号", "姓名"])
        } else {
            lang.pick(&["unit", "name"], &["单位", "姓名"])
        };
        own.iter().chain(more).copied().collect()
    }

    /// Unit, number where it may be shown, and name.
    pub fn cells(self, line: &RowsLine) -> Vec<String> {
        if self.names { vec![line.unit.clone(), line.number.clone(), line.name.clone()] } else { vec![line.unit.clone(), self.name(line)] }
    }

    /// The same for programs, with what else is to be said.
    pub fn json(self, line: &RowsLine, more: &[(&str, Value)]) -> Value {
        let mut object = json!({ "unit": line.unit, "name": self.name(line) });
        if self.names {
            object["number"] = json!(line.number);
        }
        for (key, value) in more {
            object[*key] = value.clone();
        }
        object
    }

    fn name(self, line: &RowsLine) -> String {
        if self.names { line.name.clone() } else { domain::name::masked(&line.name) }
    }
}
