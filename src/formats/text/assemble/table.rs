//! Which answer of a table belongs to which question.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Tabled;
use crate::text::gather::{Group, Raw, Section, Table, TableEntry};
use crate::{Code, Issue, Kind};

/// For each question what the tables say of it.
pub fn keys(tables: &[Table], raws: &[Raw], sections: &[Section], issues: &mut Vec<Issue>) -> Vec<Tabled> {
    let mut keys = vec![Tabled::default(); raws.len()];
    for table in tables {
        let mut runs = Runs::of(raws, &table.scope, sections);
        let answers = answers(&table.groups);
        let mut left: HashMap<Option<Kind>, usize> = HashMap::new();
        answers.iter().for_each(|run| *left.entry(run.kind).or_default() += 1);
        let is_unique = numbers_are_unique(raws, &table.scope);
        for run in &answers {
            let (rest, fitting) = (left.entry(run.kind).or_default(), runs.left(run.kind));
            let of = *rest;
            *rest -= 1;
            let Some(first) = run.entries.first() else { continue };
            // equal numbers in two sections, and one table for both: nobody can tell which it answers
            if fitting > of && !(is_unique && run.kind.is_none()) {
                issues.push(Issue::new(first.line, Code::KeyCount, format!("{of} / {fitting}")));
                continue;
            }
            let is_lone = table.groups.len() == 1 && run.is_all && is_unique;
            match if is_lone { Some(table.scope.clone()) } else { runs.take(run.kind) } {
                Some(range) => assign(&mut keys, raws, range, &run.entries, issues),
                None => issues.push(Issue::new(first.line, Code::KeyWithoutQuestion, named(first))),
            }
        }
    }
    keys
}

/// The entries of one run of numbers.
struct Answers<'a> {
    kind: Option<Kind>,
    entries: Vec<&'a TableEntry>,
    /// Whether the whole group is one run.
    is_all: bool,
}

/// A group without headings inside may begin to count anew.
fn answers(groups: &[Group]) -> Vec<Answers<'_>> {
    let mut runs = Vec::new();
    for group in groups.iter().filter(|group| !group.entries.is_empty()) {
        let from = runs.len();
        let (mut last, mut seen) = (0, HashSet::new());
        for entry in &group.entries {
            let number = entry.number.unwrap_or(last + 1);
            // columns may count 1, 11, 2, 12; only a number that comes again begins anew
            if runs.len() == from || seen.contains(&number) {
                seen.clear();
                runs.push(Answers { kind: group.kind, entries: Vec::new(), is_all: true });
            }
            if let Some(run) = runs.last_mut() {
                run.entries.push(entry);
            }
            last = number;
            seen.insert(number);
        }
        let is_all = runs.len() == from + 1;
        runs[from..].iter_mut().for_each(|run| run.is_all = is_all);
    }
    runs
}

/// The questions of a scope, parted where the section changes or the numbers begin anew; each is taken once.
struct Runs {
    all: Vec<(Range<usize>, Option<Kind>)>,
    is_taken: Vec<bool>,
    next: HashMap<Option<Kind>, usize>,
    left: HashMap<Option<Kind>, usize>,
}

impl Runs {
    fn of(raws: &[Raw], scope: &Range<usize>, sections: &[Section]) -> Self {
        let mut all: Vec<(Range<usize>, Option<Kind>)> = Vec::new();
        for at in scope.clone() {
            let begins = at == scope.start
                || raws[at].section != raws[at - 1].section
                || raws[at].number.is_some_and(|n| raws[at - 1].number.is_some_and(|before| n <= before));
            match all.last_mut() {
                Some((run, _)) if !begins => run.end = at + 1,
                _ => all.push((at..at + 1, sections.get(raws[at].section).and_then(|section| section.kind))),
            }
        }
        let mut left: HashMap<Option<Kind>, usize> = HashMap::new();
        all.iter().filter_map(|(_, kind)| *kind).for_each(|kind| *left.entry(Some(kind)).or_default() += 1);
        left.insert(None, all.len());
        Self { is_taken: vec![false; all.len()], all, next: HashMap::new(), left }
    }

    /// How many of a kind are left; all of them for no kind.
    fn left(&self, kind: Option<Kind>) -> usize {
        self.left.get(&kind).copied().unwrap_or(0)
    }

    /// The first of a kind that is left.
    fn take(&mut self, kind: Option<Kind>) -> Option<Range<usize>> {
        let next = self.next.entry(kind).or_default();
        while *next < self.all.len() && (self.is_taken[*next] || kind.is_some() && self.all[*next].1 != kind) {
            *next += 1;
        }
        let (run, of) = self.all.get(*next)?;
        self.is_taken[*next] = true;
        for kind in [None, *of] {
            self.left.entry(kind).and_modify(|left| *left = left.saturating_sub(1));
            if of.is_none() {
                break;
            }
        }
        Some(run.clone())
    }
}

fn numbers_are_unique(raws: &[Raw], scope: &Range<usize>) -> bool {
    let mut seen = HashSet::new();
    raws[scope.clone()].iter().filter_map(|raw| raw.number).all(|number| seen.insert(number))
}

fn assign(keys: &mut [Tabled], raws: &[Raw], run: Range<usize>, entries: &[&TableEntry], issues: &mut Vec<Issue>) {
    let line = entries.first().map_or(1, |entry| entry.line);
    let misfit = || Issue::new(line, Code::KeyCount, format!("{} / {}", entries.len(), run.len()));
    let mut places: HashMap<u32, usize> = HashMap::new();
    for at in run.clone().rev() {
        places.extend(raws[at].number.map(|number| (number, at)));
    }
    if entries.iter().any(|entry| entry.number.is_none()) && entries.len() != run.len() {
        issues.push(misfit());
        return;
    }
    // a number too many and a number too few: the numbers of the two do not mean the same
    let numbers: HashSet<u32> = entries.iter().filter_map(|entry| entry.number).collect();
    let is_shifted = !places.is_empty()
        && entries.iter().any(|entry| entry.is_counted)
        && numbers.iter().any(|number| !places.contains_key(number))
        && places.keys().any(|number| !numbers.contains(number));
    if is_shifted {
        issues.push(misfit());
        return;
    }
    for (at, entry) in entries.iter().enumerate() {
        let place = match entry.number.filter(|_| !places.is_empty()) {
            Some(number) => places.get(&number).copied(),
            None => {
                let at = entry.number.and_then(|n| usize::try_from(n).ok()).map_or(at, |n| n.saturating_sub(1));
                (at < run.len()).then(|| run.start + at)
            }
        };
        match place {
            Some(place) if keys[place].text.is_none() => {
                keys[place] = Tabled { text: Some(entry.text.clone()), explain: entry.explain.clone() };
            }
            _ => issues.push(Issue::new(entry.line, Code::KeyWithoutQuestion, named(entry))),
        }
    }
}

fn named(entry: &TableEntry) -> String {
    entry.number.map_or_else(|| entry.text.clone(), |number| format!("{number} {}", entry.text))
}
