//! What campaigns and exams have in common: sections of a paper, bands, how a paper is scored, and whose clock goes.

use super::fields::{Fields, Source, Tables};
use crate::campaign::Band;
use crate::grading::{PaperRule, PartRule, Scoring};
use crate::{Bank, Issue, Kind, Section, Zone};

/// The zone, China's unless it is told.
pub fn zone(fields: &mut Fields<'_, '_, '_>) -> Zone {
    let at = fields.place("zone");
    let text = fields.text_or("zone", "Asia/Shanghai");
    Zone::read(&text).unwrap_or_else(|| {
        fields.fault(at, "zone", format!("`zone` {text} is not known; write \"Asia/Shanghai\" or an offset such as \"+08:00\""));
        Zone::CHINA
    })
}

/// How papers are scored.
pub fn scoring(fields: &mut Fields<'_, '_, '_>) -> Scoring {
    #[derive(Clone, Copy)]
    enum Word {
        All,
        PerChoice,
        Share,
    }
    let word = fields.word("several-right", &[("all-or-nothing", Word::All), ("per-choice", Word::PerChoice), ("share", Word::Share)]);
    let each = fields.points("points-per-choice");
    let part = match (word.unwrap_or(Word::All), each) {
        (Word::All, _) => PartRule::AllOrNothing,
        (Word::Share, _) => PartRule::Share,
        (Word::PerChoice, Some(each)) => PartRule::PerChoice(each),
        (Word::PerChoice, None) => {
            let at = fields.place("several-right");
            fields.fault(
                at,
                "missing-field",
                "`several-right` is \"per-choice\", so `points-per-choice` must say how much; add points-per-choice = 0.5",
            );
            PartRule::AllOrNothing
        }
    };
    let paper = fields.word("score", &[("sum", PaperRule::Sum), ("full-marks-only", PaperRule::FullMarksOnly)]).unwrap_or_default();
    Scoring { part, paper }
}

/// The sections of a paper; at least one is the caller's business.
pub fn sections(source: &Source<'_>, issues: &mut Vec<Issue>, tables: &Tables<'_, '_>, banks: &[Bank]) -> Vec<Section> {
    let mut sections = Vec::new();
    for (n, (table, at)) in tables.iter().enumerate() {
        let mut fields = Fields::new(source, issues, table, *at, format!("section {}", n + 1));
        let named = fields.texts("bank");
        if named.is_empty() {
            fields.fault(*at, "missing-field", "the section has no `bank`; add bank = \"constitution\" or a list of banks");
        }
        for (bank, at) in &named {
            if !banks.iter().any(|b| b.id == *bank) {
                fields.fault(
                    *at,
                    "unknown-bank",
                    format!("there is no bank `{bank}`; `bank` takes the names of folders that hold a bank.toml"),
                );
            }
        }
        let kinds = read_kinds(&mut fields);
        let topics = read_topics(&mut fields, &named, banks);
        let levels = fields.numbers("level", 1..4).into_iter().map(|level| level as u8).collect();
        let count = fields.number("count", 1..1000);
        let points = fields.points("points");
        for (key, given) in [("count", count.is_some()), ("points", points.is_some())] {
            if !given && !fields.has(key) {
                fields.fault(*at, "missing-field", format!("the section has no `{key}`; add {key} = 10"));
            }
        }
        fields.finish();
        sections.push(Section {
            banks: named.into_iter().map(|(bank, _)| bank).collect(),
            kinds,
            topics,
            levels,
            count: count.unwrap_or(0) as usize,
            points: points.unwrap_or_default(),
        });
    }
    sections
}

/// The topics of a section. One that none of its banks has would fit nothing, and nobody would know.
fn read_topics(fields: &mut Fields<'_, '_, '_>, named: &[(String, usize)], banks: &[Bank]) -> Vec<String> {
    let given = fields.texts("topic");
    let drawn: Vec<&Bank> = banks.iter().filter(|bank| named.iter().any(|(id, _)| *id == bank.id)).collect();
    for (topic, at) in &given {
        let has = |bank: &Bank| bank.topics.iter().any(|known| known.id == *topic);
        if !drawn.is_empty() && !drawn.iter().any(|bank| has(bank)) {
            let elsewhere = banks.iter().find(|bank| has(bank));
            let what = match elsewhere {
                Some(bank) => format!("it is a topic of `{}`, which this section does not draw from", bank.id),
                None => "no bank has it; a topic is a file of a bank, named without .toml".to_owned(),
            };
            fields.fault(*at, "unknown-topic", format!("`topic` names `{topic}`, and none of the section's banks has it: {what}"));
        }
    }
    given.into_iter().map(|(topic, _)| topic).collect()
}

fn read_kinds(fields: &mut Fields<'_, '_, '_>) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for (word, at) in fields.texts("kind") {
        match Kind::read(&word) {
            Some(kind) => kinds.push(kind),
            None => fields.fault(at, "unknown-kind", format!("`kind` {word} is not known; use single, multiple, indefinite or judge")),
        }
    }
    kinds
}

/// Bands, the highest first.
pub fn bands(source: &Source<'_>, issues: &mut Vec<Issue>, tables: &Tables<'_, '_>) -> Vec<Band> {
    let mut bands = Vec::new();
    for (table, at) in tables {
        let mut fields = Fields::new(source, issues, table, *at, "the band");
        let (name, from) = (fields.text("name"), fields.points("from"));
        if !fields.has("from") {
            fields.fault(*at, "missing-field", "the band has no `from`; add from = 90");
        }
        fields.finish();
        bands.extend(name.zip(from).map(|(name, from)| Band { name, from }));
    }
    bands.sort_by_key(|band| std::cmp::Reverse(band.from));
    bands
}
