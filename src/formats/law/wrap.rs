//! Text out of a PDF ends its lines where the paper ends: such lines are joined to paragraphs again, and doubts are told.

use super::body::Sequence;
use super::shape::{heading, is_ended, is_item, is_preamble, opening};
use super::source::{Raw, width};
use crate::{Code, Issue};

/// No paper has wider lines: 65 Chinese characters.
const WIDEST: usize = 130;
/// How far before the edge a full line may end, for no line begins with a mark.
const SLACK: usize = 4;

/// Joins lines that belong together. A line that only says the title is the head of a page.
pub fn join(lines: &[Raw], title: &str) -> (Vec<Raw>, Vec<Issue>) {
    let lines: Vec<&Raw> = lines.iter().filter(|line| line.text != title).collect();
    let paper = Paper::of(&lines);
    let mut sequence = Sequence::of(lines.iter().map(|line| line.text.as_str()));
    let (mut joined, mut doubts): (Vec<Raw>, Vec<Issue>) = (Vec::new(), Vec::new());
    // the last line as it stands on the paper
    let mut last: Option<&Raw> = None;
    for line in lines {
        let begins = begins(&line.text, &sequence);
        let ties = last.map_or(Tie::Apart, |last| tie(last, line, begins, &paper));
        match (joined.last_mut(), ties) {
            (Some(before), Tie::Together) => before.text.push_str(&line.text),
            (before, ties) => {
                if let (Some(before), Tie::Doubtful) = (before, ties) {
                    doubts.push(Issue::new(before.number, Code::Wrapped, end(&before.text)));
                }
                if let Some(opening) = opening(&line.text).filter(|opening| sequence.takes(opening)) {
                    sequence.go_on(opening.number);
                }
                joined.push(line.clone());
            }
        }
        last = Some(line);
    }
    (joined, doubts)
}

/// How the lines stand on their paper.
#[derive(Debug, Default)]
struct Paper {
    /// Where its lines end; `None` when they end where the paragraphs do.
    edge: Option<usize>,
    /// Whether the first line of a paragraph stands in.
    is_indented: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    Together,
    Apart,
    Doubtful,
}

impl Paper {
    fn of(lines: &[&Raw]) -> Self {
        let body: Vec<_> = lines.iter().filter(|line| heading(&line.text).is_none()).collect();
        let cut = body.iter().filter(|line| is_cut(&line.text)).count();
        let mut widths: Vec<_> = body.iter().map(|line| line.indent + width(&line.text)).collect();
        widths.sort_unstable();
        let edge = widths.get(widths.len().saturating_sub(1 + widths.len() / 20)).copied().unwrap_or(0);
        let is_wrapped = cut >= 3 && cut * 8 >= body.len() && edge <= WIDEST;
        let openings: Vec<_> = body.iter().filter(|line| opening(&line.text).is_some_and(|opening| opening.has_gap)).collect();
        let indented = openings.iter().filter(|line| line.indent > 0).count();
        let is_indented = indented > 0 && indented * 10 >= openings.len() * 6 && body.iter().any(|line| line.indent == 0);
        Self { edge: is_wrapped.then_some(edge), is_indented }
    }
}

/// Whether a line begins something, whatever stands before it.
fn begins(text: &str, sequence: &Sequence) -> Begins {
    match opening(text) {
        Some(opening) if sequence.is_next(opening.number) && sequence.takes(&opening) => Begins::Surely,
        Some(opening) if sequence.takes(&opening) => Begins::Perhaps,
        _ if is_preamble(text) || heading(text).is_some() => Begins::Surely,
        _ if is_item(text) => Begins::Perhaps,
        _ => Begins::Not,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begins {
    Surely,
    /// Unless the line before stops in the middle of a sentence: 依照前款第／（二）项.
    Perhaps,
    Not,
}

fn tie(last: &Raw, line: &Raw, begins: Begins, paper: &Paper) -> Tie {
    let is_cut = is_cut(&last.text);
    let Some(edge) = paper.edge else {
        return if is_cut && begins != Begins::Surely { Tie::Doubtful } else { Tie::Apart };
    };
    let is_full = last.indent + width(&last.text) + SLACK >= edge;
    match begins {
        Begins::Surely => Tie::Apart,
        Begins::Perhaps if is_cut && is_full => Tie::Together,
        Begins::Perhaps => Tie::Apart,
        Begins::Not if heading(&last.text).is_some() || is_preamble(&last.text) => Tie::Apart,
        Begins::Not if paper.is_indented && line.indent > 0 => {
            if is_cut && is_full {
                Tie::Doubtful
            } else {
                Tie::Apart
            }
        }
        Begins::Not if paper.is_indented => {
            let is_short = last.indent + width(&last.text) + 3 * SLACK < edge;
            if is_short && is_ended(&last.text) { Tie::Doubtful } else { Tie::Together }
        }
        Begins::Not if is_cut => Tie::Together,
        Begins::Not if !is_full => Tie::Apart,
        Begins::Not if last.text.ends_with(['，', '、']) => Tie::Together,
        // the sentence may have ended just at the edge
        Begins::Not => Tie::Doubtful,
    }
}

/// Whether a line stops in the middle of a sentence. One that ends with 、 or ， may be an entry of a list.
fn is_cut(text: &str) -> bool {
    !is_ended(text) && !text.ends_with(['，', '、', ',']) && !is_preamble(text) && heading(text).is_none()
}

fn end(text: &str) -> String {
    let chars = text.chars().count();
    text.chars().skip(chars.saturating_sub(8)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str], doubts: &[usize]) {
        let lines: Vec<_> = text
            .lines()
            .enumerate()
            .map(|(at, text)| Raw {
                number: at + 1,
                indent: 2 * (text.chars().count() - text.trim_start().chars().count()),
                text: text.trim().into(),
            })
            .collect();
        let (joined, told) = join(&lines, "某法");
        assert_eq!(joined.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), expected, "{text}");
        assert_eq!(told.iter().map(|issue| issue.line).collect::<Vec<_>>(), doubts, "{text}");
    }

    #[test]
    fn lines_that_stand_in_begin_a_paragraph() {
        check(
            "第一章　总则\n　　第一条　甲乙丙丁戊己庚辛\n壬癸子丑寅卯辰巳午未申酉。\n　　第二款甲乙丙丁戊己庚辛壬\n第十二条　规定的人。\n某法\n　　第二条　甲乙丙丁戊己第\n（二）项规定的人。",
            &[
                "第一章　总则",
                "第一条　甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉。",
                "第二款甲乙丙丁戊己庚辛壬第十二条　规定的人。",
                "第二条　甲乙丙丁戊己第（二）项规定的人。",
            ],
            &[],
        );
    }

    #[test]
    fn a_sentence_that_ends_at_the_edge_is_told() {
        check(
            "第一条　甲乙丙丁戊己庚辛\n壬癸子丑寅卯辰巳午未申酉\n戌亥。\n第二条　甲乙丙丁戊己庚。\n又一句话甲乙丙丁戊己庚辛\n完。",
            &["第一条　甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥。", "第二条　甲乙丙丁戊己庚。", "又一句话甲乙丙丁戊己庚辛完。"],
            &[4],
        );
    }

    #[test]
    fn whole_lines_stay_as_they_are() {
        let text = "第一条 某会由下列人员组成：\n主任，\n委员若干人。\n第二条 甲。\n乙。";
        check(text, &text.lines().collect::<Vec<_>>(), &[]);
        check("第一条 甲\n乙。\n第二条 丙。", &["第一条 甲", "乙。", "第二条 丙。"], &[1]);
    }
}
