//! What comes of a command: a report, or a failure, each as sentences or as one JSON object.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::command::Lang;
use crate::hall::Refusal;
use crate::store::StoreError;

/// What a command has to say when it was done.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// For people.
    pub text: String,
    /// For programs.
    pub json: Value,
    /// Whether it found faults, which the exit code tells.
    pub faults: bool,
}

/// What a command is done with.
pub type Done = Result<Report, Failure>;

/// Why something could not be done, as sentences that say what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// A stable word for programs.
    pub code: &'static str,
    /// Whether it was called wrongly.
    pub is_wrong_use: bool,
    /// Where it stands, when it stands in a file.
    pub place: Option<Box<Place>>,
    en: String,
    zh: String,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The field.
    pub key: String,
}

impl Report {
    /// That all is fine.
    pub fn fine(text: impl Into<String>, json: Value) -> Self {
        Self { text: text.into(), json, faults: false }
    }

    /// That faults were found.
    pub fn faults(text: impl Into<String>, json: Value) -> Self {
        Self { text: text.into(), json, faults: true }
    }
}

impl Failure {
    /// It was called wrongly.
    pub fn wrong(code: &'static str, en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { code, is_wrong_use: true, place: None, en: en.into(), zh: zh.into() }
    }

    /// It was called well and could not be done.
    pub fn of(code: &'static str, en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { is_wrong_use: false, ..Self::wrong(code, en, zh) }
    }

    /// A setting or field in a file is wrong.
    #[must_use]
    pub fn at(self, file: impl Into<String>, line: usize, key: impl Into<String>) -> Self {
        Self { place: Some(Box::new(Place { file: file.into(), line, key: key.into() })), ..self }
    }

    /// 1 when it could not be done, 2 when it was called wrongly.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        if self.is_wrong_use { 2 } else { 1 }
    }

    /// As a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut text = String::new();
        if let Some(place) = &self.place {
            let _ = write!(text, "{}:{}: ", place.file, place.line);
            if !place.key.is_empty() {
                let _ = write!(text, "`{}`: ", place.key);
            }
        }
        text + lang.pick(&self.en, &self.zh)
    }

    /// As an object.
    #[must_use]
    pub fn json(&self, lang: Lang) -> Value {
        let mut object = json!({ "error": { "code": self.code, "text": lang.pick(&self.en, &self.zh), "exit": self.exit_code() } });
        if let Some(place) = &self.place {
            object["error"]["file"] = json!(place.file);
            object["error"]["line"] = json!(place.line);
            object["error"]["key"] = json!(place.key);
        }
        object
    }
}

impl From<anyhow::Error> for Failure {
    fn from(why: anyhow::Error) -> Self {
        let text = format!("{why:#}");
        Self::of("failed", text.clone(), format!("没有办成：{text}"))
    }
}

impl From<StoreError> for Failure {
    fn from(why: StoreError) -> Self {
        match why {
            StoreError::Busy | StoreError::Closing => {
                Self::of("store-busy", format!("{why}; try again in a moment"), "数据库正忙，请稍后再试")
            }
            StoreError::Failed(_) => Self::of("store-failed", why.to_string(), format!("数据库出错：{why}")),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(why: Refusal) -> Self {
        let cause = why.cause.unwrap_or_else(|| why.code.word().to_owned());
        Self::of("failed", cause.clone(), format!("没有办成：{cause}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_in_a_file_names_file_line_and_field() {
        let failure = Failure::wrong("unknown-key", "there is no such setting", "没有这个设置").at("pufa.toml", 3, "prot");
        assert_eq!(failure.text(Lang::En), "pufa.toml:3: `prot`: there is no such setting");
        assert_eq!(failure.json(Lang::Zh)["error"]["line"], 3);
        assert_eq!(failure.exit_code(), 2);
    }
}
