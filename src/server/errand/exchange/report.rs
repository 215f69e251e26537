//! What an import read, as a table with the lines that want a look, and as JSON.

use std::collections::BTreeMap;
use std::path::Path;

use formats::{Bank, Issue, Item, Key, Kind};
use serde_json::{Value, json};

use crate::command::Lang;
use crate::errand::table::table;

/// So many issues of a file are shown to people.
const MOST_TOLD: usize = 200;

/// One file that was read.
pub struct Read<'a> {
    pub path: &'a Path,
    pub bank: Bank,
    pub issues: Vec<Issue>,
    /// The lines of the source that its issues are about, as far as it has any.
    pub lines: BTreeMap<usize, String>,
}

/// The counts and what wants a look, for people.
pub fn text(files: &[Read<'_>], lang: Lang) -> String {
    let headings = match lang {
        Lang::En => ["File", "Questions", "single", "multiple", "indefinite", "judge", "other", "with answer", "to look at"],
        Lang::Zh => ["文件", "题数", "单选", "多选", "不定项", "判断", "其他", "有答案", "要看"],
    };
    let row = |file: &Read<'_>| {
        let counts = Counts::of(&file.bank.items);
        let numbers = [&[counts.questions][..], &counts.kinds, &[counts.other, counts.with_answer, file.issues.len()]].concat();
        [vec![super::name(file.path)], numbers.iter().map(ToString::to_string).collect()].concat()
    };
    let rows: Vec<Vec<String>> = files.iter().map(row).collect();
    let mut text = table(&headings, &[1, 2, 3, 4, 5, 6, 7, 8], &rows);
    for file in files {
        for issue in file.issues.iter().take(MOST_TOLD) {
            text += &told(file, issue, lang);
        }
        if let Some(more) = file.issues.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
            let path = file.path.display();
            text += &lang.pick(format!("{path}: {more} more; `--json` tells all\n"), format!("{path}：另有 {more} 处，加 --json 看全部\n"));
        }
    }
    text
}

/// An issue with the line it is about.
fn told(file: &Read<'_>, issue: &Issue, lang: Lang) -> String {
    let says = lang.pick(issue.en(), issue.zh());
    let mut text = format!("{}:{}: {says} [{}]\n", file.path.display(), issue.line, issue.code.word());
    if let Some(line) = file.lines.get(&issue.line).filter(|line| !line.trim().is_empty()) {
        let shown: String = line.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).take(80).collect();
        text += &format!("    | {shown}\n");
    }
    text
}

/// All files as one object.
pub fn json(files: &[Read<'_>], lang: Lang) -> Value {
    let counts = Counts::of(files.iter().flat_map(|file| &file.bank.items));
    let is_one = files.len() == 1;
    let of = |file: &Read<'_>, mut value: Value| {
        if !is_one {
            value["file"] = json!(file.path.display().to_string());
        }
        value
    };
    let issue = |file: &Read<'_>, issue: &Issue| {
        of(file, json!({ "line": issue.line, "code": issue.code.word(), "text": lang.pick(issue.en(), issue.zh()) }))
    };
    let [single, multiple, indefinite, judge] = counts.kinds;
    json!({
        "questions": counts.questions,
        "single": single,
        "multiple": multiple,
        "indefinite": indefinite,
        "judge": judge,
        "other": counts.other,
        "with_answer": counts.with_answer,
        "issues": files.iter().flat_map(|file| file.issues.iter().map(move |found| issue(file, found))).collect::<Vec<_>>(),
        "items": files.iter().flat_map(|file| file.bank.items.iter().map(move |read| of(file, item(read)))).collect::<Vec<_>>(),
    })
}

fn item(item: &Item) -> Value {
    let mut value = json!({
        "kind": item.kind.word(),
        "stem": item.stem,
        "choices": item.choices,
        "key": item.letters(),
        "explain": item.explain,
        "line": item.line,
    });
    if let Some(Key::Texts(texts)) = &item.key {
        value["answer"] = json!(texts);
    }
    if let Some(points) = item.points {
        value["points"] = json!(points.to_string());
    }
    if let Some(level) = item.level {
        value["level"] = json!(level);
    }
    if !item.topic.is_empty() {
        value["topic"] = json!(item.topic);
    }
    if !item.basis.is_empty() {
        value["basis"] = json!(item.basis);
    }
    value
}

#[derive(Default)]
struct Counts {
    questions: usize,
    /// Single, multiple, indefinite, judge.
    kinds: [usize; 4],
    other: usize,
    with_answer: usize,
}

impl Counts {
    fn of<'a>(items: impl IntoIterator<Item = &'a Item>) -> Self {
        let mut counts = Self::default();
        for item in items {
            counts.questions += 1;
            counts.with_answer += usize::from(item.key.is_some());
            match Kind::ALL[..4].iter().position(|kind| *kind == item.kind) {
                Some(at) => counts.kinds[at] += 1,
                None => counts.other += 1,
            }
        }
        counts
    }
}
