//! The numbers of all rows held against each other: who stands twice, whose number may have lost zeros, whose phone is another's.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::List;
use super::problem::Code;

/// So many other rows are named at one.
const MOST_NAMED: usize = 5;

/// A row with a number, whether it could be taken or not.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The number; empty when there is none that can be read.
    pub number: String,
    /// How the column of the number is told.
    pub column: String,
    /// The phone number; may be empty.
    pub phone: String,
    /// Which sheet it stands in.
    pub sheet: usize,
    /// The row.
    pub line: usize,
    /// Which of the people it is, when it was taken.
    pub person: Option<usize>,
    /// Whether the sheet holds it as a number, or it comes from a text that says nothing of that.
    pub is_held: bool,
}

/// Tells what is the matter with numbers, and takes back the rows that are in doubt.
pub fn settle(list: &mut List, marks: &[Mark]) {
    let mut gone = HashSet::new();
    zeros(list, marks, &mut gone);
    twice(list, marks, &mut gone);
    let mut n = 0;
    list.people.retain(|_| {
        n += 1;
        !gone.contains(&(n - 1))
    });
}

/// A number that is shorter than others with zeros at their beginning may have lost its own.
fn zeros(list: &mut List, marks: &[Mark], gone: &mut HashSet<usize>) {
    let is_plain = |mark: &&Mark| !mark.number.is_empty() && mark.number.bytes().all(|byte| byte.is_ascii_digit());
    let mut longest: HashMap<usize, usize> = HashMap::new();
    for mark in marks.iter().filter(is_plain).filter(|mark| mark.number.starts_with('0')) {
        let longest = longest.entry(mark.sheet).or_default();
        *longest = mark.number.len().max(*longest);
    }
    let is_short = |mark: &&Mark| longest.get(&mark.sheet).is_some_and(|longest| mark.number.len() < *longest);
    let in_doubt = marks.iter().filter(is_plain).filter(|mark| mark.is_held && !mark.number.starts_with('0')).filter(is_short);
    for mark in in_doubt {
        list.tell(mark.sheet, mark.line, mark.column.clone(), Code::ZerosLost, "");
        gone.extend(mark.person);
    }
}

fn twice(list: &mut List, marks: &[Mark], gone: &mut HashSet<usize>) {
    // A17 and a17 are one number: people type one for the other
    for alike in groups(marks, |mark| mark.number.to_ascii_uppercase()) {
        let row = |mark: &Mark| mark.person.and_then(|person| list.people.get(person)).map(|person| &person.row);
        let is_same = |mark: &&Mark| match (row(alike[0]), row(mark)) {
            (Some(first), Some(row)) => domain::roster::Row { line: first.line, number: first.number.clone(), ..row.clone() } == *first,
            _ => false,
        };
        if alike.iter().all(is_same) {
            for mark in &alike[1..] {
                list.tell(mark.sheet, mark.line, mark.column.clone(), Code::Again, named(list, mark, &alike[..1]));
                gone.extend(mark.person);
            }
            continue;
        }
        for mark in &alike {
            list.tell(mark.sheet, mark.line, mark.column.clone(), Code::Twice, named(list, mark, &alike));
            gone.extend(mark.person);
        }
    }
    for alike in groups(marks, |mark| mark.phone.clone()) {
        if alike.iter().map(|mark| &mark.number).collect::<BTreeSet<_>>().len() < 2 {
            continue;
        }
        for mark in alike.iter().filter(|mark| mark.person.is_some_and(|person| !gone.contains(&person))) {
            list.tell(mark.sheet, mark.line, "", Code::PhoneTwice, named(list, mark, &alike));
        }
    }
}

/// The marks that have something in common, in their order.
fn groups(marks: &[Mark], key: fn(&Mark) -> String) -> Vec<Vec<&Mark>> {
    let mut groups: HashMap<String, Vec<&Mark>> = HashMap::with_capacity(marks.len());
    for (key, mark) in marks.iter().map(|mark| (key(mark), mark)).filter(|(key, _)| !key.is_empty()) {
        groups.entry(key).or_default().push(mark);
    }
    let mut groups: Vec<_> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_by_key(|group| (group[0].sheet, group[0].line));
    groups
}

/// The other rows as a sheet refers to them: 5, or Sheet2!5, or `[b.xlsx]Sheet2!5`.
fn named(list: &List, mark: &Mark, alike: &[&Mark]) -> String {
    let (own, sheets) = (list.sheets.get(mark.sheet), &list.sheets);
    let others = alike.iter().filter(|other| (other.sheet, other.line) != (mark.sheet, mark.line));
    let mut names: Vec<String> = others
        .take(MOST_NAMED + 1)
        .map(|other| match (sheets.get(other.sheet), own) {
            (Some(sheet), Some(own)) if sheet.file != own.file => format!("[{}]{}!{}", sheet.file, sheet.title, other.line),
            (Some(sheet), _) if other.sheet != mark.sheet => format!("{}!{}", sheet.title, other.line),
            _ => other.line.to_string(),
        })
        .collect();
    if names.len() > MOST_NAMED {
        names.truncate(MOST_NAMED);
        names.push("…".to_owned());
    }
    names.join(", ")
}
