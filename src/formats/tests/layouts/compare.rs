//! Holds what was read against what is expected.

use std::fmt::Write as _;
use std::ops::Range;

use formats::{Bank, Issue};

use crate::paper::{Fault, Paper, Question};

/// How a layout was read.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many questions are expected.
    pub questions: usize,
    /// How many of them were read as expected, with the issues that belong to them and no other.
    pub right: usize,
    /// What is missing (-) and what is too much (+); empty when all is as expected.
    pub difference: String,
    /// Keys that differ from the expected ones while no issue stands on their question.
    pub wrong_keys: Vec<String>,
}

/// Compares a bank and its issues with what is expected of them.
pub fn compare(paper: &Paper, bank: &Bank, issues: &[Issue]) -> Outcome {
    let mut outcome = Outcome { questions: paper.questions.len(), ..Outcome::default() };
    let places = Places::of(paper);
    let mut issues_left: Vec<&Issue> = issues.iter().filter(|issue| !paper.faults.iter().any(|fault| places.fit(fault, issue))).collect();
    let mut faults_left: Vec<&Fault> = paper.faults.iter().filter(|fault| fault.is_needed).collect();
    faults_left.retain(|fault| !issues.iter().any(|issue| places.fit(fault, issue)));

    for place in 0..places.count() {
        let expected = place.checked_sub(1).and_then(|at| paper.questions.get(at));
        let range = places.range(place);
        let has_issue = issues.iter().any(|issue| range.contains(&issue.line));
        let here = bank.items.iter().filter(|item| range.contains(&item.line));
        let read: Vec<Question> = here.map(|item| Question::of(item, expected, has_issue)).collect();
        let mut difference = String::new();
        if expected.is_some_and(|expected| !read.contains(expected)) {
            put(&mut difference, '-', &expected.map(ToString::to_string).unwrap_or_default());
        }
        for question in read.iter().filter(|question| Some(*question) != expected) {
            put(&mut difference, '+', &question.to_string());
        }
        for fault in faults_left.extract_if(.., |fault| fault.lines.iter().any(|line| range.contains(line))) {
            put(&mut difference, '-', &format!("! {:?} {:?}", fault.lines, fault.codes));
        }
        for issue in issues_left.extract_if(.., |issue| range.contains(&issue.line)) {
            put(&mut difference, '+', &format!("! {} {} {}", issue.line, issue.code.word(), issue.about));
        }
        let Some(expected) = expected else {
            outcome.difference.push_str(&difference);
            continue;
        };
        outcome.right += usize::from(difference.is_empty() && read.len() == 1);
        if read.len() > 1 && difference.is_empty() {
            put(&mut difference, '+', "the same question once more");
        }
        outcome.difference.push_str(&difference);
        if !has_issue {
            let wrong = read.iter().filter(|question| question.has_key() && !same_key(question, expected));
            outcome.wrong_keys.extend(wrong.map(|question| {
                let (read, line) = (told(question), question.line);
                format!("line {line}: {read} instead of {}", told(expected))
            }));
        }
    }
    outcome
}

/// Where in the text each question begins; place 0 is what stands before the first.
struct Places {
    begins: Vec<usize>,
}

impl Places {
    fn of(paper: &Paper) -> Self {
        Self { begins: std::iter::once(0).chain(paper.questions.iter().map(|question| question.line)).collect() }
    }

    fn count(&self) -> usize {
        self.begins.len()
    }

    fn range(&self, place: usize) -> Range<usize> {
        self.begins[place]..self.begins.get(place + 1).copied().unwrap_or(usize::MAX)
    }

    fn fit(&self, fault: &Fault, issue: &Issue) -> bool {
        let place = |line: usize| self.begins.partition_point(|begin| *begin <= line);
        fault.codes.iter().any(|code| code == issue.code.word())
            && fault.lines.iter().any(|line| *line == issue.line || place(*line) == place(issue.line))
    }
}

fn put(difference: &mut String, sign: char, text: &str) {
    for line in text.lines() {
        let _ = writeln!(difference, "{sign} {line}");
    }
}

/// Whether two keys say the same: the same letters, which name the same choices.
fn same_key(read: &Question, expected: &Question) -> bool {
    let without_blanks = |texts: &[String]| texts.concat().split_whitespace().collect::<String>();
    let (chosen, right) = (read.chosen(), expected.chosen());
    // a choice with something of the next line in it is another fault, and the difference tells it
    let is_alike = |(read, right): (&&str, &&str)| read.contains(*right) || right.contains(*read);
    read.key == expected.key
        && without_blanks(&read.answers) == without_blanks(&expected.answers)
        && chosen.len() == right.len()
        && chosen.iter().zip(&right).all(is_alike)
}

fn told(question: &Question) -> String {
    format!("{} {}", question.key, question.answers.join(" | ")).trim().to_owned()
}
