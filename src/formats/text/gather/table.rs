//! Tables of answers behind the questions, or behind a section of them.

use super::{At, Gatherer, Group, Table, TableEntry, begins};
use crate::text::keys::{self, Uneven};
use crate::text::shape::{self, Label};
use crate::{Code, Issue};

impl Gatherer<'_> {
    /// A table answers the questions since the last one.
    pub fn open_table(&mut self) {
        self.close();
        self.close_table();
        let from = self.out.tables.last().map_or(0, |table| table.scope.end);
        self.table = Some(Table { scope: from..self.out.raws.len(), ..Table::default() });
        self.at = At::Idle;
    }

    pub fn close_table(&mut self) {
        self.out.tables.extend(self.table.take().filter(|table| !table.groups.is_empty()));
    }

    /// Gives a line to the open table. `false` when it is no part of it, and the table is closed.
    pub fn take_in_table(&mut self, at: usize, text: &str) -> bool {
        let line = self.lines[at].number;
        if let Some(row) = numbers(text).filter(|_| self.table.is_some()) {
            if let Some(table) = &mut self.table {
                table.numbers = row;
            }
            return true;
        }
        if self.table.as_ref().is_some_and(|table| !table.numbers.is_empty()) {
            self.columns(line, text);
            return true;
        }
        let is_list = keys::is_table(text);
        if !is_list && self.survey.is_question(at) && !self.is_answer_of_table(text) {
            self.close_table();
            self.last = None;
            self.is_fresh = true;
            return false;
        }
        let Some(table) = &mut self.table else { return false };
        if let Some((_, rest)) = shape::set_name(text).filter(|(_, rest)| keys::entries(rest).is_some()) {
            table.groups.push(Group { is_headed: true, ..Group::default() });
            self.entries(line, rest);
            return true;
        }
        // 一、1-5 DBCBB
        if let (body, true) = shape::body(text)
            && shape::number(text).is_some_and(|number| number.style == shape::Style::Chinese)
            && keys::is_table(body)
        {
            table.groups.push(Group { is_headed: true, ..Group::default() });
            self.entries(line, body);
            return true;
        }
        if let Some(heading) = shape::heading(text) {
            if !heading.is_answers {
                table.groups.push(Group { kind: heading.kind, is_headed: true, entries: Vec::new() });
                if !heading.rest.is_empty() {
                    let rest = heading.rest;
                    self.entries(line, &rest);
                }
            }
            return true;
        }
        self.entries(line, text);
        true
    }

    /// `1. 【答案】A 【解析】…`: an answer, though it looks like a question.
    fn is_answer_of_table(&self, text: &str) -> bool {
        shape::number(text)
            .is_some_and(|number| shape::segments(number.rest).first().is_some_and(|(label, _)| *label == Some(Label::Answer)))
            || matches!(keys::entries(text), Some(Ok(found)) if found.len() == 1 && shape::segments(&found[0].text).first().is_some_and(|(_, said)| crate::words::letters(said).is_some() || crate::words::truth(said).is_some()))
    }

    /// The row of keys below a row of numbers.
    fn columns(&mut self, line: usize, text: &str) {
        let Some(table) = &mut self.table else { return };
        let numbers = std::mem::take(&mut table.numbers);
        let said = text.strip_prefix("答案").unwrap_or(text);
        let keys: Vec<&str> = said.split(|c: char| c.is_whitespace() || "|:：".contains(c)).filter(|part| !part.is_empty()).collect();
        if keys.len() != numbers.len() {
            self.out.issues.push(Issue::new(line, Code::KeyCount, format!("{} / {}", keys.len(), numbers.len())));
            return;
        }
        if table.groups.is_empty() {
            table.groups.push(Group::default());
        }
        if let Some(group) = table.groups.last_mut() {
            let entry = |(number, key): (u32, &str)| TableEntry {
                line,
                number: Some(number),
                is_counted: false,
                text: key.to_owned(),
                explain: String::new(),
            };
            group.entries.extend(numbers.into_iter().zip(keys).map(entry));
        }
    }

    fn entries(&mut self, line: usize, text: &str) {
        let Some(table) = &mut self.table else { return };
        if table.groups.is_empty() {
            table.groups.push(Group::default());
        }
        let Some(group) = table.groups.last_mut() else { return };
        if let Some(number) = shape::number(text) {
            let segments = shape::segments(number.rest);
            let of =
                |label: Label| segments.iter().filter(move |(found, _)| *found == Some(label)).map(|(_, said)| *said).collect::<Vec<_>>();
            if let [answer, ..] = of(Label::Answer)[..] {
                group.entries.push(TableEntry {
                    line,
                    number: Some(number.n),
                    is_counted: false,
                    text: answer.to_owned(),
                    explain: of(Label::Explain).join("\n"),
                });
                return;
            }
        }
        for (label, said) in shape::segments(text) {
            match label {
                None | Some(Label::Answer) => match keys::entries(said) {
                    Some(Ok(found)) => group.entries.extend(found.into_iter().map(|entry| TableEntry {
                        line,
                        number: entry.number,
                        is_counted: entry.is_counted,
                        text: entry.text,
                        explain: String::new(),
                    })),
                    Some(Err(Uneven(said))) => self.out.issues.push(Issue::new(line, Code::KeyCount, said)),
                    None => match group.entries.last_mut() {
                        Some(entry) => add(&mut entry.explain, said),
                        None => self.out.issues.push(Issue::new(line, Code::LeftOut, begins(said))),
                    },
                },
                Some(Label::Explain) => {
                    if let Some(entry) = group.entries.last_mut() {
                        add(&mut entry.explain, said);
                    }
                }
                Some(_) => {}
            }
        }
    }
}

/// 题号 1 2 3, or a row of numbers alone.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let said = text.strip_prefix("题号").unwrap_or(text);
    let parts = said.split(|c: char| c.is_whitespace() || "|:：".contains(c)).filter(|part| !part.is_empty());
    let numbers: Option<Vec<u32>> = parts.map(|part| part.parse().ok().filter(|n| *n > 0)).collect();
    numbers.filter(|numbers| numbers.len() >= 2 && numbers.is_sorted())
}

fn add(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}
