//! A question from its parts as they stand in a source: which kind it is, and what its key says.

mod answers;

use domain::ChoiceSet;

use self::answers::{among, in_words, judge};
use super::choices::{self, Choices};
use super::{key, values};
use crate::{Code, Issue, Item, Kind, words};

/// The parts of a question as the source has them.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Where it begins.
    pub line: usize,
    /// The name of its kind; may be empty.
    pub kind: String,
    /// The kind that the heading above it says.
    pub heading: Option<Kind>,
    /// What is asked.
    pub stem: String,
    /// The choices.
    pub choices: Choices,
    /// The choices as they stand together in one text, while they are not parted.
    pub listed: String,
    /// Every answer that is given; none is empty.
    pub keys: Vec<String>,
    /// The choices that are marked as right, when the source marks any.
    pub marked: Option<ChoiceSet>,
    /// Why.
    pub explain: String,
    /// What it is worth.
    pub points: String,
    /// How hard it is.
    pub level: String,
    /// Where it belongs.
    pub topic: String,
    /// The places in laws.
    pub basis: Vec<String>,
    /// Whether the source says that 1 and 0 mean something of their own.
    pub are_numbers_in_doubt: bool,
    /// Whether other questions beside it say their kind, and that of a question with several answers.
    pub is_kind_in_doubt: bool,
}

impl Parts {
    /// Parts the choices that stand together.
    pub fn part_choices(&mut self) {
        if !self.listed.is_empty() {
            let is_numbered = self.choices.is_numbered;
            self.choices = choices::together(&std::mem::take(&mut self.listed));
            self.choices.is_numbered |= is_numbered;
        }
    }
}

/// The question; what is in doubt is told, and a key in doubt is left out.
pub fn item(mut parts: Parts, issues: &mut Vec<Issue>) -> Item {
    parts.part_choices();
    if parts.choices.texts.is_empty()
        && words::kind(&parts.kind).or(parts.heading).is_none_or(Kind::has_choices)
        && let Some((stem, choices)) = choices::behind_stem(&parts.stem)
    {
        (parts.stem, parts.choices) = (stem, choices);
    }
    if parts.stem.is_empty() {
        issues.push(Issue::new(parts.line, Code::NoStem, ""));
    }
    let kind = kind(&parts, issues);
    if parts.is_kind_in_doubt && kind == Kind::Single {
        issues.push(Issue::new(parts.line, Code::NoKind, kind.on_paper()));
    }
    let mut item = Item { kind, line: parts.line, ..Item::default() };
    match kind {
        Kind::Judge => judge(&mut item, &parts, issues),
        Kind::Blank | Kind::Short => in_words(&mut item, &mut parts, issues),
        Kind::Single | Kind::Multiple | Kind::Indefinite => among(&mut item, &mut parts, issues),
    }
    let mut told = |what: &str, text: &str| issues.push(Issue::new(parts.line, Code::LeftOut, format!("{what}：{text}")));
    item.points = values::points(&parts.points);
    if item.points.is_none() && !parts.points.is_empty() {
        told("分值", &parts.points);
    }
    item.level = values::level(&parts.level);
    if item.level.is_none() && !parts.level.is_empty() {
        told("难度", &parts.level);
    }
    item.stem = parts.stem;
    item.explain = parts.explain;
    item.topic = parts.topic;
    item.basis = parts.basis;
    item
}

/// The kind that is said; else the one that key and choices show.
fn kind(parts: &Parts, issues: &mut Vec<Issue>) -> Kind {
    /// Kinds that can't be asked here.
    const STRANGE: [&str; 14] =
        ["排序", "连线", "匹配", "配对", "拖拽", "打分", "评分", "投票", "量表", "听力", "录音", "上传", "ordering", "matching"];
    let said = words::kind(&parts.kind);
    if said.is_none() && STRANGE.iter().any(|word| parts.kind.to_lowercase().contains(word)) {
        issues.push(Issue::new(parts.line, Code::NoCounterpart, &parts.kind));
        return Kind::Short;
    }
    let says_nothing = ["", "选择", "选择题", "客观题", "客观", "choice", "案例题", "案例"].contains(&parts.kind.to_lowercase().as_str());
    if said.is_none() && !says_nothing {
        issues.push(Issue::new(parts.line, Code::LeftOut, format!("题型：{}", parts.kind)));
    }
    match said.or(parts.heading) {
        Some(Kind::Judge) if is_no_statement(parts) => {
            let about = format!("判断题：{}", parts.choices.texts.join("/"));
            issues.push(Issue::new(parts.line, Code::KindAndAnswer, about));
            shown(parts)
        }
        Some(kind) => kind,
        None => shown(parts),
    }
}

/// Whether a judge question has choices that say something else than true and false.
fn is_no_statement(parts: &Parts) -> bool {
    let texts = &parts.choices.texts;
    texts.iter().filter(|text| !text.is_empty()).any(|text| words::truth(text).is_none())
}

/// The kind that key and choices show.
fn shown(parts: &Parts) -> Kind {
    let texts = &parts.choices.texts;
    let key = parts.keys.first().map_or("", String::as_str);
    if texts.is_empty() {
        return match (key, words::truth(key)) {
            (_, Some(_)) | ("0" | "1", _) => Kind::Judge,
            _ if !key.is_empty() && words::letters(key).is_none() && parts.marked.is_none() => {
                if values::blanks(&parts.stem) > 0 {
                    Kind::Blank
                } else {
                    Kind::Short
                }
            }
            _ => Kind::Single,
        };
    }
    if key::truths(texts).is_some() {
        return Kind::Judge;
    }
    let set = parts.marked.or_else(|| key::choices(key, texts, parts.choices.is_numbered).ok());
    if set.is_some_and(|set| set.len() > 1) { Kind::Multiple } else { Kind::Single }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Key;

    /// `kind|stem|choices|key`, and `key issue-words`.
    fn check(parts: &str, expected: &str) {
        let mut cells = parts.split('|').map(str::to_owned);
        let mut next = || cells.next().unwrap_or_default();
        let (kind, stem, choices, key) = (next(), next(), next(), next());
        let parts = Parts { kind, stem, choices: choices::together(&choices), keys: vec![key], ..Parts::default() };
        let parts = Parts { keys: parts.keys.into_iter().filter(|key| !key.is_empty()).collect(), ..parts };
        let mut issues = Vec::new();
        let item = item(parts.clone(), &mut issues);
        let key = match &item.key {
            Some(Key::Texts(texts)) => texts.join("+"),
            _ => item.letters().unwrap_or_else(|| "-".into()),
        };
        let found: Vec<_> = [item.kind.word().to_owned(), key].into_iter().chain(issues.iter().map(|i| i.code.word().to_owned())).collect();
        assert_eq!(found.join(" "), expected, "{parts:?}");
    }

    #[test]
    fn the_kind_is_the_one_that_is_said() {
        check("单选题|问|甲；乙|A", "single A");
        check("多选|问|甲；乙|AB", "multiple AB");
        check("不定项|问|甲；乙|A", "indefinite A");
        check("判断题|问||对", "judge true");
        check("判断题|问||0", "judge false");
        check("判断题|问||TRUE", "judge true");
        check("填空题|（ ）和（ ）||甲；乙", "blank 甲+乙");
        check("简答题|问||甲；乙", "short 甲；乙");
    }

    #[test]
    fn without_a_word_key_and_choices_show_the_kind() {
        check("|问|甲；乙|A", "single A");
        check("选择题|问|甲；乙|AB", "multiple AB");
        check("|问|正确；错误|B", "judge false");
        check("|问|错；对|B", "judge true");
        check("|问||√", "judge true");
        check("|问||1", "judge - unclear-answer");
        check("|（ ）是||甲", "blank 甲");
        check("|问||甲", "short 甲");
    }

    #[test]
    fn judge_questions_with_choices_lose_them() {
        check("判断题|问|错误；正确|A", "judge false");
        check("判断题|问|错误；正确|错误", "judge false");
        check("判断题|问|正确；错误|1", "judge - unclear-answer");
        check("判断题|问|1.正确；2.错误|1", "judge true");
        check("判断题|问|错误；正确|1", "judge - unclear-answer");
        check("判断题|问||A", "judge - unclear-answer");
        check("判断题|问|合法；违法|A", "single A kind-and-answer");
    }

    #[test]
    fn a_key_in_doubt_is_left_out() {
        check("单选题|问|甲；乙|AB", "single - kind-and-answer");
        check("多选题|问|甲；乙|A", "multiple - kind-and-answer");
        check("单选题|问|甲；乙|C", "single - answer-names-no-choice");
        check("单选题|问|甲；乙|2", "single - unclear-answer");
        check("单选题|问|A.甲\nC.乙|C", "single - choice-letters unclear-answer");
        check("单选题|问||A", "single - no-choices unclear-answer");
        check("单选题|问|甲；乙|", "single - no-answer");
        check("单选题|问|甲；甲|A", "single A same-choices");
        check("单选题||甲；乙|A", "single A no-stem");
        check("连线题|问|甲；乙|A", "short A no-counterpart left-out left-out");
        check("3|问|甲；乙|A", "single A left-out");
    }

    #[test]
    fn two_answers_must_agree() {
        let check = |keys: [&str; 2], marked: Option<ChoiceSet>, expected: Option<&str>| {
            let keys = keys.iter().filter(|key| !key.is_empty()).map(|key| (*key).to_owned()).collect();
            let parts = Parts { stem: "问".into(), choices: choices::together("甲；乙"), keys, marked, ..Parts::default() };
            assert_eq!(item(parts, &mut Vec::new()).letters().as_deref(), expected);
        };
        check(["A", "甲"], None, Some("A"));
        check(["A", "B"], None, None);
        check(["A", ""], Some(ChoiceSet::of(&[1])), None);
        check(["", ""], Some(ChoiceSet::of(&[1])), Some("B"));
    }
}
