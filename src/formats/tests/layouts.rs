//! Quiz texts laid out as people lay them out, each with what a careful reader makes of it. `layouts/README.md` says how a pair of
//! files is written.

#[path = "layouts/compare.rs"]
mod compare;
#[path = "layouts/paper.rs"]
mod paper;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use compare::{Outcome, compare};
use formats::{Bank, Code, Hint, Issue, import};
use paper::{Paper, Question};

#[test]
fn every_layout_is_read_as_expected() {
    let mut report = String::new();
    let mut failed = 0;
    // what is beyond the reader so far begins with x: it is counted below, and no key of it may be wrong in silence
    for layout in layouts().into_iter().filter(|layout| !layout.name.starts_with('x')) {
        let outcome = outcome(&layout);
        if !outcome.difference.is_empty() {
            failed += 1;
            let _ = writeln!(report, "==== {}\n{}", layout.name, outcome.difference);
        }
    }
    assert_eq!(failed, 0, "layouts that are read otherwise than expected (- expected, + read)\n{report}");
}

#[test]
fn the_share_read_right_is_told_and_no_key_is_wrong_in_silence() {
    let mut wrong = String::new();
    let (mut normal, mut damaged) = (Share::default(), Share::default());
    for layout in layouts() {
        let outcome = outcome(&layout);
        let share = if layout.name.starts_with('d') { &mut damaged } else { &mut normal };
        share.add(&outcome);
        for key in outcome.wrong_keys {
            let _ = writeln!(wrong, "{}: {key}", layout.name);
        }
    }
    println!("normal layouts: {}\ndamaged layouts: {}", normal.told(), damaged.told());
    assert_eq!(wrong, "", "keys that are wrong while nothing is said");
}

#[test]
fn what_is_expected_can_be_read() {
    let layouts = layouts();
    assert!(layouts.len() >= 70, "{}", layouts.len());
    for Layout { name, bytes, mut paper } in layouts {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
        assert!(paper.questions.is_sorted_by(|one, next| one.line < next.line), "{name}: lines go back");
        assert!(paper.questions.last().is_some_and(|last| last.line <= lines), "{name}: a line past the end");
        paper.questions.iter_mut().for_each(|question| question.extras.clear());
        let bank = Bank { title: name.clone(), items: paper.questions.iter().map(Question::item).collect() };
        let outcome = compare(&paper, &bank, &issues(&paper, &name));
        assert_eq!((outcome.right, outcome.difference.as_str()), (outcome.questions, ""), "{name}");
        assert_eq!(outcome.wrong_keys, [""; 0], "{name}");
    }
}

#[test]
fn a_wrong_key_is_told() {
    for Layout { name, paper, .. } in layouts() {
        for (place, question) in paper.questions.iter().enumerate().filter(|(_, question)| question.key != "?") {
            let turned = Question { key: if question.key == "false" { "true".into() } else { "false".into() }, ..question.clone() };
            let mut items: Vec<_> = paper.questions.iter().map(Question::item).collect();
            items[place] = Question { answers: Vec::new(), ..turned }.item();
            let outcome = compare(&paper, &Bank { title: String::new(), items }, &[]);
            assert_eq!(outcome.wrong_keys.len(), 1, "{name}, line {}", question.line);
        }
    }
}

/// The issues that must stand.
fn issues(paper: &Paper, name: &str) -> Vec<Issue> {
    let code = |word: &str| Code::ALL.iter().find(|code| code.word() == word).copied();
    for word in paper.faults.iter().flat_map(|fault| &fault.codes) {
        assert!(code(word).is_some(), "{name}: {word} is no code");
    }
    let needed = paper.faults.iter().filter(|fault| fault.is_needed);
    needed.filter_map(|fault| Some(Issue::new(*fault.lines.first()?, code(fault.codes.first()?)?, ""))).collect()
}

/// One pair of files.
struct Layout {
    name: String,
    bytes: Vec<u8>,
    paper: Paper,
}

/// How many layouts and questions are read right.
#[derive(Default)]
struct Share {
    layouts: usize,
    layouts_right: usize,
    questions: usize,
    right: usize,
}

impl Share {
    fn add(&mut self, outcome: &Outcome) {
        self.layouts += 1;
        self.layouts_right += usize::from(outcome.difference.is_empty());
        self.questions += outcome.questions;
        self.right += outcome.right;
    }

    fn told(&self) -> String {
        let Self { layouts, layouts_right, questions, right } = self;
        let percent = right * 100 / questions.max(&1);
        format!("{right} of {questions} questions read right ({percent} %), {layouts_right} of {layouts} layouts without any difference")
    }
}

fn outcome(layout: &Layout) -> Outcome {
    let hint = Hint { format: None, name: format!("{}.txt", layout.name) };
    let (bank, issues) = import(&layout.bytes, &hint);
    compare(&layout.paper, &bank, &issues)
}

fn layouts() -> Vec<Layout> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts");
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut texts: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    texts.sort();
    let layout = |text: PathBuf| {
        let name = text.file_stem().expect("a name").to_string_lossy().into_owned();
        let expected = std::fs::read_to_string(text.with_extension("expected")).expect("what is expected");
        let paper = Paper::read(&expected).unwrap_or_else(|line| panic!("{name}.expected, line {line} can't be read"));
        Layout { name, bytes: std::fs::read(text).expect("a text"), paper }
    };
    texts.into_iter().map(layout).collect()
}
