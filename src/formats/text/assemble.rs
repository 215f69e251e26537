//! Each gathered question read: its choices, its key from wherever it stands, its kind; and what is in doubt.

mod blanks;
mod doubt;
mod table;

use domain::ChoiceSet;

use super::answer::{self, Given};
use super::gather::{Gathered, Piece, Raw, Section};
use super::options::{self, Choice};
use super::stem::{self, Inline};
use crate::{Bank, Code, Issue, Item, Key, Kind, words};
use blanks::{blanks, filled};
use doubt::{are_choices, concluded, swallowed};
use stem::gaps;

/// The bank of a text.
pub fn bank(gathered: Gathered) -> (Bank, Vec<Issue>) {
    let Gathered { title, sections, raws, tables, mut issues } = gathered;
    let tabled = table::keys(&tables, &raws, &sections, &mut issues);
    let jumps = raws.iter().filter(|raw| raw.jump.is_some()).count();
    // where most numbers jump, somebody chose the questions from a longer list
    let are_chosen = jumps * 2 > raws.len();
    let mut items = Vec::with_capacity(raws.len());
    // where keys are typed, what is set off is set off for another reason
    let with_choices = raws.iter().filter(|raw| !raw.options.is_empty()).count();
    let typed = raws
        .iter()
        .zip(&tabled)
        .filter(|(raw, tabled)| !raw.options.is_empty() && (!raw.given.is_empty() || tabled.text.is_some()))
        .count();
    let uses_marks = typed * 2 <= with_choices;
    for (raw, tabled) in raws.into_iter().zip(tabled) {
        let raw = &raw;
        if let Some(jump) = raw.jump.as_ref().filter(|_| !are_chosen) {
            issues.push(Issue::new(raw.line, Code::NumberGap, jump.as_str()));
        }
        if raw.is_torn {
            issues.push(Issue::new(raw.line, Code::RunTogether, ""));
        }
        let section = sections.get(raw.section).cloned().unwrap_or_default();
        let reading = Reading { raw, section: &section, uses_marks, issues: &mut issues };
        items.push(reading.item(tabled));
    }
    swallowed(&items, &mut issues);
    (Bank { title, items }, issues)
}

/// A stem of more lines is likely to be several questions in a layout that is not known.
const MOST_LINES: usize = 14;

/// A key from a table, with its explanation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tabled {
    pub text: Option<String>,
    pub explain: String,
}

struct Reading<'a> {
    raw: &'a Raw,
    section: &'a Section,
    uses_marks: bool,
    issues: &'a mut Vec<Issue>,
}

/// One key and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    Letters(ChoiceSet),
    Truth(bool),
    Text(String),
}

impl Reading<'_> {
    fn item(mut self, tabled: Tabled) -> Item {
        let counted = counted(self.raw);
        let raw = counted.as_ref().unwrap_or(self.raw);
        let (stem_text, choices, is_doubtful) = parts(raw);
        let truths = truths(&choices);
        let texts: Vec<String> = choices.iter().map(|choice| choice.text.clone()).collect();
        let stem = stem::read(&stem_text, if truths.is_some() { 2 } else { choices.len() });
        let declared = raw.kind.or(stem.kind).or(self.section.kind);
        let (found, rest) = self.keys(raw, &stem.keys, &choices, &texts, &tabled, declared);
        let mut item = Item {
            stem: stem.text,
            explain: explanation(raw, rest, tabled.explain),
            points: raw.points.or(stem.points).or(self.section.points),
            level: raw.level,
            topic: if raw.topic.is_empty() { self.section.topic.clone() } else { raw.topic.clone() },
            basis: raw.basis.clone(),
            line: raw.line,
            ..Item::default()
        };
        if item.stem.is_empty() {
            self.tell(Code::NoStem, "");
        }
        if raw.stem.len() > MOST_LINES && declared != Some(Kind::Short) {
            self.tell(Code::RunTogether, "");
        }
        if let Some(name) = &stem.foreign {
            self.tell(Code::NoCounterpart, name.as_str());
            item.kind = Kind::Short;
            item.choices = texts;
            return item;
        }
        match truths.filter(|_| !declared.is_some_and(Kind::has_choices)) {
            Some(truths) => self.judge_by_choices(&mut item, truths, &choices, found),
            None if choices.is_empty() => self.without_choices(&mut item, declared, found),
            None => self.with_choices(&mut item, declared, choices, is_doubtful, found),
        }
        item
    }

    fn tell(&mut self, code: Code, about: impl Into<String>) {
        self.issues.push(Issue::new(self.raw.line, code, about));
    }

    /// Every key that is given, without those that say the same; and what follows one on its line.
    fn keys(
        &mut self,
        raw: &Raw,
        inline: &[Inline],
        choices: &[Choice],
        texts: &[String],
        tabled: &Tabled,
        declared: Option<Kind>,
    ) -> (Vec<Found>, Vec<String>) {
        let (mut found, mut rest) = (Vec::new(), Vec::new());
        let is_free = choices.is_empty() && matches!(declared, Some(Kind::Blank | Kind::Short));
        let given = raw.given.iter().map(|piece| piece.text.as_str()).chain(tabled.text.as_deref());
        for text in given {
            match answer::read(text, texts) {
                _ if is_free => found.extend((!text.trim().is_empty()).then(|| Found::Text(text.trim().to_owned()))),
                None => {}
                Some(Given::Letters(set, more)) => {
                    let is_choice = are_choices(&more, texts)
                        || texts.iter().any(|choice| {
                            !more.is_empty()
                                && (choice.contains(&more)
                                    || more.contains(choice.as_str()) && more.chars().count() < choice.chars().count() + 4)
                        });
                    rest.extend((!is_choice && !more.is_empty() && !texts.is_empty()).then_some(more));
                    found.push(Found::Letters(set));
                }
                Some(Given::Truth(truth, more)) => {
                    rest.extend((!more.is_empty()).then_some(more));
                    found.push(Found::Truth(truth));
                }
                Some(Given::Text(text)) => found.push(Found::Text(text)),
            }
        }
        if !is_free {
            let sets: Vec<ChoiceSet> =
                inline.iter().filter_map(|key| if let Inline::Letters(set) = key { Some(*set) } else { None }).collect();
            // a blank each, or the same blank twice
            if let Some(all) = sets.iter().copied().reduce(|a, b| ChoiceSet::from_bits(a.bits() | b.bits())) {
                found.push(Found::Letters(all));
            }
            found.extend(inline.iter().filter_map(|key| if let Inline::Truth(truth) = key { Some(Found::Truth(*truth)) } else { None }));
        }
        let by = |is_one: fn(&Choice) -> bool, others: usize| -> Option<Found> {
            let set = choices.iter().filter(|choice| is_one(choice)).fold(ChoiceSet::default(), |set, choice| set.with(choice.letter));
            (!set.is_empty() && set.len() + others <= choices.len()).then_some(Found::Letters(set))
        };
        found.extend(by(|choice| choice.is_ticked, 0));
        if self.uses_marks {
            found.extend(by(|choice| choice.is_marked, 1));
        }
        // 故正确答案为B
        let told = self.raw.explain.iter().filter_map(|piece| concluded(&piece.text)).next_back();
        if let Some(set) = told.filter(|_| !choices.is_empty() && found.iter().any(|key| matches!(key, Found::Letters(_)))) {
            found.push(Found::Letters(set));
        }
        let mut apart: Vec<Found> = Vec::new();
        for key in found {
            if !apart.contains(&key) {
                apart.push(key);
            }
        }
        (apart, rest)
    }

    /// The only key; with several it is told and there is none.
    fn only(&mut self, found: Vec<Found>) -> Option<Found> {
        if found.len() > 1 {
            let all: Vec<String> = found.iter().map(shown).collect();
            self.tell(Code::TwoAnswers, all.join(" / "));
            return None;
        }
        let only = found.into_iter().next();
        if only.is_none() {
            self.tell(Code::NoAnswer, "");
        }
        only
    }

    fn judge_by_choices(&mut self, item: &mut Item, truths: Vec<bool>, choices: &[Choice], found: Vec<Found>) {
        item.kind = Kind::Judge;
        let truth = |found: Found| match found {
            Found::Letters(set) if set.len() == 1 => {
                let place = choices.iter().position(|choice| set.holds(choice.letter));
                place.and_then(|place| truths.get(place)).map_or(Found::Letters(set), |truth| Found::Truth(*truth))
            }
            found => found,
        };
        let mut apart: Vec<Found> = Vec::new();
        for key in found.into_iter().map(truth) {
            if !apart.contains(&key) {
                apart.push(key);
            }
        }
        self.judge(item, apart);
    }

    fn judge(&mut self, item: &mut Item, found: Vec<Found>) {
        item.kind = Kind::Judge;
        stem::close(&mut item.stem);
        match self.only(found) {
            Some(Found::Truth(truth)) => item.key = Some(Key::Truth(truth)),
            Some(Found::Letters(set)) => self.tell(Code::KindAndAnswer, set.to_string()),
            Some(Found::Text(text)) => self.tell(Code::UnclearAnswer, text),
            None => {}
        }
    }

    fn without_choices(&mut self, item: &mut Item, declared: Option<Kind>, found: Vec<Found>) {
        let has_truth = found.iter().any(|key| matches!(key, Found::Truth(_)));
        let has_letters = found.iter().any(|key| matches!(key, Found::Letters(_)));
        match declared {
            Some(Kind::Judge) => self.judge(item, found),
            Some(Kind::Blank) if found.is_empty() && gaps(&item.stem) == 0 && filled(&item.stem).is_some() => {
                item.kind = Kind::Blank;
                if let Some((stem, texts)) = filled(&item.stem) {
                    (item.stem, item.key) = (stem, Some(Key::Texts(texts)));
                }
            }
            Some(kind @ (Kind::Blank | Kind::Short)) => self.free(item, kind, found),
            Some(kind) if has_truth => {
                self.tell(Code::KindAndAnswer, kind.on_paper());
                self.judge(item, found);
            }
            None if has_truth => self.judge(item, found),
            declared if declared.is_some() || has_letters => {
                let right = found.iter().find_map(|key| if let Found::Letters(set) = key { Some(set.len()) } else { None });
                item.kind = declared.unwrap_or(if right.unwrap_or(1) > 1 { Kind::Multiple } else { Kind::Single });
                self.tell(Code::NoChoices, "");
            }
            _ => {
                let has_blank = ["__", "＿", "（ ）", "( )", "（　", "()", "（）"].iter().any(|blank| item.stem.contains(blank));
                self.free(item, if has_blank { Kind::Blank } else { Kind::Short }, found);
            }
        }
    }

    fn free(&mut self, item: &mut Item, kind: Kind, found: Vec<Found>) {
        item.kind = kind;
        let key = match self.only(found) {
            Some(Found::Text(text)) => text,
            Some(other) => shown(&other),
            None => return,
        };
        if kind == Kind::Short {
            item.key = Some(Key::Texts(vec![key]));
            return;
        }
        match blanks(&key, &item.stem) {
            Some(texts) => item.key = Some(Key::Texts(texts)),
            None => self.tell(Code::UnclearAnswer, key),
        }
    }

    fn with_choices(&mut self, item: &mut Item, declared: Option<Kind>, choices: Vec<Choice>, is_doubtful: bool, found: Vec<Found>) {
        let letters: String = choices.iter().map(|choice| domain::question::letter(choice.letter)).collect();
        if is_doubtful {
            self.tell(Code::ChoiceLetters, super::gather::begins(&letters));
        } else if choices.len() == 1 {
            self.tell(Code::OneChoice, "");
        }
        if let Some(empty) = choices.iter().find(|choice| choice.text.is_empty()) {
            self.tell(Code::EmptyChoice, domain::question::letter(empty.letter));
        }
        let twin = choices
            .iter()
            .enumerate()
            .take(domain::question::MOST_CHOICES)
            .find(|(at, choice)| !choice.text.is_empty() && choices[..*at].iter().any(|other| other.text == choice.text));
        if let Some((_, twin)) = twin {
            self.tell(Code::SameChoices, twin.text.as_str());
        }
        let mut several = false;
        let mut key = match self.only(found) {
            Some(Found::Letters(set)) => {
                several = set.len() > 1;
                self.within(set, &choices, is_doubtful)
            }
            Some(Found::Truth(truth)) => {
                self.tell(Code::KindAndAnswer, if truth { "对" } else { "错" });
                None
            }
            Some(Found::Text(text)) => {
                self.tell(Code::UnclearAnswer, super::gather::begins(&text));
                None
            }
            None => None,
        };
        let right = key.map(ChoiceSet::len);
        item.kind = match (declared, right) {
            (Some(Kind::Single), Some(2..)) | (Some(Kind::Multiple), Some(1)) | (Some(Kind::Judge), _) => {
                let (kind, right) = (declared.unwrap_or_default(), key.map(|set| set.to_string()).unwrap_or_default());
                self.tell(Code::KindAndAnswer, format!("{} {right}", kind.on_paper()).trim_end());
                key = None;
                if kind == Kind::Judge { Kind::Single } else { kind }
            }
            (Some(kind), _) if kind.has_choices() => kind,
            (_, Some(2..)) => Kind::Multiple,
            _ if several => Kind::Multiple,
            _ => Kind::Single,
        };
        item.key = key.map(Key::Choices);
        item.choices = choices.into_iter().map(|choice| choice.text).collect();
    }

    /// The places of the choices that bear those letters.
    fn within(&mut self, set: ChoiceSet, choices: &[Choice], is_doubtful: bool) -> Option<ChoiceSet> {
        let places: Option<Vec<usize>> = set.places().map(|letter| choices.iter().position(|choice| choice.letter == letter)).collect();
        match places {
            None => {
                self.tell(Code::AnswerNamesNoChoice, set.to_string());
                None
            }
            Some(places) => (!is_doubtful).then(|| ChoiceSet::of(&places)),
        }
    }
}

/// A question whose choices are ①②③ and whose key names them: read as Ⓐ, Ⓑ, Ⓒ.
fn counted(raw: &Raw) -> Option<Raw> {
    let is_count = |c: char| ('①'..='⑩').contains(&c);
    let names = |piece: &Piece| {
        piece.text.chars().any(is_count) && piece.text.chars().all(|c| is_count(c) || c.is_whitespace() || "、,，".contains(c))
    };
    let has_letters = raw.options.iter().any(|piece| super::shape::option(&piece.text).is_some());
    if has_letters || !raw.given.iter().any(names) {
        return None;
    }
    let letter = |c: char| if is_count(c) { char::from_u32(u32::from('Ⓐ') + (u32::from(c) - u32::from('①'))).unwrap_or(c) } else { c };
    let read =
        |pieces: &[Piece]| pieces.iter().map(|piece| Piece { line: piece.line, text: piece.text.chars().map(letter).collect() }).collect();
    Some(Raw { stem: read(&raw.stem), options: read(&raw.options), given: read(&raw.given), ..raw.clone() })
}

/// The stem and the choices.
fn parts(raw: &Raw) -> (String, Vec<Choice>, bool) {
    let lines = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\n");
    let (stem, options) = (lines(&raw.stem), lines(&raw.options));
    let whole = format!("{stem}\n{options}");
    let led = (!options.is_empty()).then(|| options::split(&whole, Some(stem.len() + 1))).flatten();
    // the first choices may stand on the line of the stem
    let is_whole = led.as_ref().is_some_and(|led| !led.is_doubtful && led.choices.len() > 1);
    let free = if is_whole { None } else { options::split(&whole, None) };
    let better = match (&led, &free) {
        (Some(led), Some(free)) => free.choices.len() > led.choices.len() && !free.is_doubtful,
        (None, Some(_)) => true,
        _ => false,
    };
    match if better { free } else { led } {
        Some(split) => (whole[..split.start].to_owned(), split.choices, split.is_doubtful),
        None => (whole, Vec::new(), false),
    }
}

/// What two choices say that are 对 and 错.
fn truths(choices: &[Choice]) -> Option<Vec<bool>> {
    let [first, second] = choices else { return None };
    words::pair(&first.text, &second.text).map(|truth| vec![truth, !truth])
}

fn explanation(raw: &Raw, rest: Vec<String>, tabled: String) -> String {
    let told = raw.explain.iter().map(|piece| piece.text.clone());
    let all: Vec<String> = rest.into_iter().chain(told).chain([tabled]).filter(|text| !text.trim().is_empty()).collect();
    let is_empty = |text: &str| {
        ["少选不得分", "多选不得分", "暂无", "无", "略", "暂无解析", "无解析"]
            .contains(&text.trim().trim_end_matches('。').trim_matches(['（', '）', '(', ')']))
    };
    if all.iter().all(|text| is_empty(text)) {
        return String::new();
    }
    let plain: String = all.join("\n").chars().filter(|c| *c != super::MARK && *c != super::MARK_END).collect();
    super::joined::joined(&plain)
}

fn shown(found: &Found) -> String {
    match found {
        Found::Letters(set) => set.to_string(),
        Found::Truth(true) => "对".to_owned(),
        Found::Truth(false) => "错".to_owned(),
        Found::Text(text) => super::gather::begins(text),
    }
}
