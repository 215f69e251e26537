//! What is expected of a layout: questions and faults, as the `.expected` files write them.

use std::fmt;

use domain::ChoiceSet;
use formats::{Item, Key, Kind};

/// What should come of a text.
#[derive(Debug, Default)]
pub struct Paper {
    pub questions: Vec<Question>,
    pub faults: Vec<Fault>,
}

/// A question, with every text flattened by [`flat`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    pub line: usize,
    /// A word of [`formats::Kind::word`]; `?` fits every kind.
    pub kind: String,
    /// Letters, `true`, `false`, `-` for none and for texts; `?` fits every key.
    pub key: String,
    /// Whether no key with an issue will do as well.
    pub is_soft: bool,
    pub stem: String,
    /// Stems that will do as well.
    pub others: Vec<String>,
    pub choices: Vec<String>,
    pub explain: String,
    pub answers: Vec<String>,
    /// Points, level, topic and basis, where they matter: name and value.
    pub extras: Vec<(String, String)>,
}

/// An issue that must stand, or may.
#[derive(Debug)]
pub struct Fault {
    pub is_needed: bool,
    /// It stands on one of these lines, or elsewhere on the same question.
    pub lines: Vec<usize>,
    /// It has one of these codes.
    pub codes: Vec<String>,
}

impl Paper {
    /// Reads an `.expected` file.
    ///
    /// # Errors
    ///
    /// The line that can't be understood.
    pub fn read(text: &str) -> Result<Self, usize> {
        let mut paper = Self::default();
        let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        while let Some((at, line)) = lines.next() {
            let line_number = at + 1;
            let (mark, rest) = line.split_once(' ').unwrap_or((line, ""));
            if mark == "#" {
                let mut question = head(rest).ok_or(line_number)?;
                let (_, stem) = lines.next().ok_or(line_number)?;
                question.stem = if stem == "-" { String::new() } else { flat(stem) };
                question.drop_mark();
                paper.questions.push(question);
                continue;
            }
            if mark == "!" || mark == "?" {
                paper.faults.push(fault(mark == "!", rest).ok_or(line_number)?);
                continue;
            }
            let question = paper.questions.last_mut().ok_or(line_number)?;
            match mark {
                ">" => question.explain = flat(rest),
                "=" => question.answers.push(flat(rest)),
                "~" => question.others.push(flat(rest)),
                "*" => {
                    let (name, value) = rest.split_once(' ').ok_or(line_number)?;
                    question.extras.push((name.into(), flat(value)));
                }
                letter if letter.as_bytes() == [b'A' + u8::try_from(question.choices.len()).map_err(|_| line_number)?] => {
                    question.choices.push(flat(rest));
                }
                _ => return Err(line_number),
            }
        }
        Ok(paper)
    }
}

impl Question {
    /// What was read, with the extras that somebody asks for and of the kind that somebody leaves open.
    pub fn of(item: &Item, asked: Option<&Self>, has_issue: bool) -> Self {
        let answers = match &item.key {
            Some(Key::Texts(texts)) => texts.iter().map(|text| flat(text)).collect(),
            _ => Vec::new(),
        };
        let is_open = |word: fn(&Self) -> &str| asked.is_some_and(|asked| word(asked) == "?");
        let (any_kind, any_key) = (is_open(|asked| &asked.kind), is_open(|asked| &asked.key));
        let extras = asked.map_or(&[][..], |asked| &asked.extras[..]);
        let mut question = Self {
            line: item.line,
            kind: if any_kind { "?".into() } else { item.kind.word().into() },
            key: if any_key { "?".into() } else { item.letters().unwrap_or_else(|| "-".into()) },
            is_soft: asked.is_some_and(|asked| asked.is_soft),
            stem: flat(&item.stem),
            others: Vec::new(),
            choices: item.choices.iter().map(|choice| flat(choice)).collect(),
            explain: flat(&item.explain),
            answers: if any_key { Vec::new() } else { answers },
            extras: extras.iter().map(|(name, _)| (name.clone(), extra(item, name))).collect(),
        };
        question.drop_mark();
        if let Some(asked) = asked {
            question.others.clone_from(&asked.others);
            if asked.others.contains(&question.stem) {
                question.stem.clone_from(&asked.stem);
            }
            if asked.is_soft && has_issue && !question.has_key() {
                question.key.clone_from(&asked.key);
            }
        }
        question
    }

    /// The bracket of a judge question that only takes the mark may be kept or not.
    fn drop_mark(&mut self) {
        if self.kind == "judge" {
            self.stem = self.stem.trim_start_matches("（ ）").trim_end_matches("（ ）").trim().to_owned();
        }
    }

    /// What a perfect reader makes of it.
    pub fn item(&self) -> Item {
        let kind = Kind::ALL.into_iter().find(|kind| kind.word() == self.kind);
        let key = match self.key.as_str() {
            "true" | "false" => Some(Key::Truth(self.key == "true")),
            letters => ChoiceSet::from_letters(letters).map(Key::Choices),
        };
        Item {
            kind: kind.unwrap_or_default(),
            stem: self.stem.clone(),
            choices: self.choices.clone(),
            key: if self.answers.is_empty() { key } else { Some(Key::Texts(self.answers.clone())) },
            explain: self.explain.clone(),
            line: self.line,
            ..Item::default()
        }
    }

    /// Whether any key is given.
    pub fn has_key(&self) -> bool {
        self.key != "-" || !self.answers.is_empty()
    }

    /// The texts of the choices that the key names.
    pub fn chosen(&self) -> Vec<&str> {
        let named = |place: &usize| u8::try_from(*place).is_ok_and(|place| self.key.bytes().any(|letter| letter == b'A' + place));
        (0..self.choices.len().min(26)).filter(named).map(|place| self.choices[place].as_str()).collect()
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# {} {} {}", self.line, self.kind, self.key)?;
        writeln!(f, "{}", if self.stem.is_empty() { "-" } else { &self.stem })?;
        for (letter, choice) in ('A'..='Z').zip(&self.choices) {
            writeln!(f, "{letter} {choice}")?;
        }
        if !self.explain.is_empty() {
            writeln!(f, "> {}", self.explain)?;
        }
        for answer in &self.answers {
            writeln!(f, "= {answer}")?;
        }
        for (name, value) in &self.extras {
            writeln!(f, "* {name} {value}")?;
        }
        Ok(())
    }
}

/// A text on one line: lines are joined without a blank beside a Chinese character, runs of blanks are one blank, and the bracket to
/// fill is `（ ）` however it is written.
pub fn flat(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let is_latin = joined.ends_with(|c: char| c.is_ascii()) && line.starts_with(|c: char| c.is_ascii());
        joined.push_str(if is_latin { " " } else { "" });
        joined.push_str(line);
    }
    let mut flat = String::new();
    for word in joined.split_whitespace() {
        let is_within = flat.ends_with(['(', '（']) && word.starts_with([')', '）']);
        flat.push_str(if flat.is_empty() || is_within { "" } else { " " });
        flat.push_str(word);
    }
    for bracket in ["()", "（）", "(）", "（)"] {
        flat = flat.replace(bracket, "（ ）");
    }
    flat
}

fn head(text: &str) -> Option<Question> {
    let [line, kind, key] = text.split_whitespace().collect::<Vec<_>>().try_into().ok()?;
    let firm = key.strip_suffix('?').filter(|firm| !firm.is_empty());
    let (line, kind, key, is_soft) = (line.parse().ok()?, kind.into(), firm.unwrap_or(key).into(), firm.is_some());
    Some(Question { line, kind, key, is_soft, ..Question::default() })
}

fn fault(is_needed: bool, text: &str) -> Option<Fault> {
    let (lines, codes) = text.trim().split_once(' ')?;
    let lines = lines.split('/').map(str::parse).collect::<Result<_, _>>().ok()?;
    Some(Fault { is_needed, lines, codes: codes.split('|').map(Into::into).collect() })
}

fn extra(item: &Item, name: &str) -> String {
    match name {
        "points" => item.points.map(|points| points.to_string()).unwrap_or_default(),
        "level" => item.level.map(|level| level.to_string()).unwrap_or_default(),
        "topic" => flat(&item.topic),
        "basis" => flat(&item.basis.join("; ")),
        _ => format!("no such thing as {name}"),
    }
}
