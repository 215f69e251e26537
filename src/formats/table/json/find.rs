//! Where the questions are: in lists, in sections with lists, under names that say a kind or a topic.

use serde_json::{Map, Value};

use super::answer;
use super::question::{self, Found};
use crate::table::header::{self, Column};
use crate::table::question::item;
use crate::{Bank, Code, Issue, Kind, words};

/// Names that only say that there are questions.
const LISTS: [&str; 22] = [
    "questions",
    "question",
    "data",
    "items",
    "list",
    "题目",
    "题库",
    "试题",
    "records",
    "rows",
    "result",
    "results",
    "content",
    "body",
    "bank",
    "quiz",
    "questionlist",
    "question_list",
    "questionList",
    "题目列表",
    "试题列表",
    "children",
];

/// How many names that are not known are told one by one.
const MOST_NAMES: usize = 100;

/// Looks for questions.
#[derive(Debug, Default)]
pub struct Finder {
    title: String,
    found: Vec<Found>,
    issues: Vec<Issue>,
    unknown: Vec<String>,
    /// The line, where each has one of its own.
    line: Option<usize>,
    count: usize,
}

/// What the sections around a question say.
#[derive(Clone, Debug, Default)]
struct Around {
    kind: Option<Kind>,
    topic: String,
}

impl Finder {
    /// Looks through a whole file.
    pub fn whole(&mut self, value: &Value) {
        if let Some(object) = value.as_object().filter(|object| !question::is_one(object)) {
            self.title = ["title", "name", "题库名称", "名称", "标题"]
                .iter()
                .find_map(|name| object.get(*name)?.as_str())
                .unwrap_or_default()
                .to_owned();
            return self.section(object, &Around::default());
        }
        self.look(value, &Around::default());
    }

    /// Looks through what stands on a line.
    pub fn at_line(&mut self, line: usize, value: &Value) {
        self.line = Some(line);
        self.look(value, &Around::default());
    }

    /// Tells something.
    pub fn tell(&mut self, issue: Issue) {
        self.issues.push(issue);
    }

    /// The questions that were found.
    pub fn finish(mut self) -> (Bank, Vec<Issue>) {
        answer::settle(&mut self.found);
        let items = self.found.into_iter().map(|found| item(found.parts, &mut self.issues)).collect();
        (Bank { title: self.title, items }, self.issues)
    }

    fn place(&self) -> usize {
        self.line.unwrap_or(self.count.max(1))
    }

    /// The nesting of a value that was read has a bound, so this has one.
    fn look(&mut self, value: &Value, around: &Around) {
        match value {
            Value::Array(list) => {
                for value in list {
                    // an entry among questions that is none
                    let is_other = value.as_object().is_some_and(|object| {
                        !object.is_empty()
                            && !question::is_one(object)
                            && object.values().all(|value| !value.is_object() && !value.is_array())
                    });
                    match value.as_object().filter(|_| is_other && self.line.is_none()) {
                        Some(object) => {
                            let text: String = object.keys().map(String::as_str).collect::<Vec<_>>().join("、").chars().take(80).collect();
                            self.issues.push(Issue::new(self.place(), Code::LeftOut, text));
                        }
                        None => self.look(value, around),
                    }
                }
            }
            Value::Object(object) if question::is_one(object) => self.question(object, around),
            Value::Object(object) => self.section(object, &self::around(object, around)),
            Value::Null => {}
            other => {
                let text: String = other.to_string().chars().take(40).collect();
                self.issues.push(Issue::new(self.place(), Code::LeftOut, text));
            }
        }
    }

    fn section(&mut self, object: &Map<String, Value>, around: &Around) {
        let mut has_lists = false;
        for (name, value) in object.iter().filter(|(_, value)| holds_objects(value)) {
            has_lists = true;
            let mut around = around.clone();
            match words::kind(name) {
                Some(kind) => around.kind = Some(kind),
                None if LISTS.contains(&name.as_str()) => {}
                None if around.topic.is_empty() => around.topic.clone_from(name),
                None => {}
            }
            self.look(value, &around);
        }
        let column = |name: &str| header::read(name).map(|(column, _)| column);
        for (name, value) in object {
            // a text that several questions are about
            if let (Some(Column::Stem), Some(text)) =
                (column(name).filter(|_| !matches!(name.as_str(), "title" | "题目名称")), value.as_str())
            {
                self.issues.push(Issue::new(self.place(), Code::LeftOut, text.chars().take(40).collect::<String>()));
            }
        }
        if !has_lists && !object.is_empty() && self.line.is_some() | object.values().any(|value| value.is_object() || value.is_array()) {
            let text: String = object.keys().map(String::as_str).collect::<Vec<_>>().join("、").chars().take(80).collect();
            self.issues.push(Issue::new(self.place(), Code::LeftOut, text));
        }
    }

    fn question(&mut self, object: &Map<String, Value>, around: &Around) {
        self.count += 1;
        let mut found = question::read(object, self.place(), &mut |line, name| {
            if self.unknown.len() <= MOST_NAMES && !self.unknown.iter().any(|known| known == name) {
                let about = if self.unknown.len() < MOST_NAMES { name } else { "…" };
                self.unknown.push(name.to_owned());
                self.issues.push(Issue::new(line, Code::UnknownColumn, about));
            }
        });
        found.parts.heading = around.kind;
        if found.parts.topic.is_empty() {
            found.parts.topic.clone_from(&around.topic);
        }
        self.found.push(found);
    }
}

/// What a section says of its questions.
fn around(object: &Map<String, Value>, outside: &Around) -> Around {
    let mut around = outside.clone();
    let texts = |names: &[&str]| names.iter().find_map(|name| object.get(*name)?.as_str()).unwrap_or_default().trim().to_owned();
    let title = texts(&["title", "name", "chapter", "category", "topic", "section", "章节", "专题", "分类", "名称", "标题"]);
    let kind = texts(&["type", "kind", "题型", "类型", "questionType", "question_type"]);
    around.kind = words::kind(&kind).or_else(|| words::kind(&title)).or(around.kind);
    if !title.is_empty() && words::kind(&title).is_none() {
        around.topic = title;
    }
    around
}

fn holds_objects(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.iter().any(|value| value.is_object() || value.is_array()),
        Value::Object(object) => question::is_one(object) || object.values().any(|value| value.is_object() || value.is_array()),
        _ => false,
    }
}
