//! What is to be studied: the parts of an assignment, and the laws and topics that they name.

use super::super::bank::read_laws;
use super::super::fields::{Fields, Source};
use super::super::notes;
use super::super::written::Named;
use super::{Known, credits, window};
use crate::assignment::{Chapter, Part, Study, Task, Text};
use crate::{Issue, Zone};
use toml::de::DeTable;

pub fn read(source: &Source<'_>, issues: &mut Vec<Issue>, table: &DeTable<'_>, at: usize, zone: Zone, known: Known<'_>) -> Option<Study> {
    let mut fields = Fields::new(source, issues, table, at, "[study]");
    let window = window(&mut fields, zone);
    let laws = read_laws(&mut fields, known.laws);
    let electives_at = fields.place("electives");
    let electives = fields.number("electives", 0..1000).unwrap_or(0);
    let (tables, earns) = (fields.tables("part"), fields.table("credits"));
    if tables.is_empty() {
        fields.fault(at, "no-part", "[study] has no [[study.part]]; add one with what is to be read or practised");
    }
    fields.finish();
    let (mut parts, written) = (Vec::new(), tables.len());
    for (nth, (table, at)) in tables.into_iter().enumerate() {
        let fields = Fields::new(source, issues, table, at, format!("part {}", nth + 1));
        parts.extend(part(fields, &laws, known));
    }
    let elective = parts.iter().filter(|part| part.elective).count();
    if elective < electives as usize && parts.len() == written {
        let text = format!("`electives` asks for {electives} elective parts and there are {elective}; write elective = true at the others");
        issues.push(source.issue(electives_at, "too-few-electives", text));
    }
    let around = credits::Around { window, zone, parts: &parts, all_read: parts.len() == written, known };
    let credits = earns.and_then(|(table, at)| credits::read(source, issues, table, at, &around));
    let laws = laws.iter().map(|law| dated(law, known)).collect();
    Some(Study { window: window?, laws, parts, electives, credits })
}

/// The law with the version that is meant, which laws.toml may tell when the file doesn't.
fn dated(law: &Named, known: Known<'_>) -> String {
    let listed = known.laws.and_then(|laws| laws.find(&law.name, law.version.as_deref()).ok());
    match (listed, &law.version) {
        (Some(listed), _) => listed.with_version(),
        (None, Some(version)) => format!("{}@{version}", law.name),
        (None, None) => law.name.clone(),
    }
}

fn part(mut fields: Fields<'_, '_, '_>, laws: &[Named], known: Known<'_>) -> Option<Part> {
    let at = fields.at;
    let title = fields.text("title");
    let elective = fields.truth("elective", false);
    let is_practice = fields.has("practise");
    let is_reading = ["law", "articles", "notes"].into_iter().any(|key| fields.has(key));
    if is_practice == is_reading {
        let text = if is_practice {
            "the part is to be read and to be practised; make two parts of it"
        } else {
            "the part says neither what to read nor what to practise; add law, articles, notes or practise"
        };
        fields.fault(at, "part-kind", text);
        return None;
    }
    let task = if is_practice { practise(&mut fields, known) } else { to_read(&mut fields, laws, known) };
    fields.finish();
    Some(Part { title: title?, task: task?, elective })
}

fn to_read(fields: &mut Fields<'_, '_, '_>, laws: &[Named], known: Known<'_>) -> Option<Task> {
    let mut texts = Vec::new();
    for (law, at) in fields.texts("law") {
        if is_listed(fields, laws, &law, at) {
            texts.push(Text::Law(law));
        }
    }
    for (listed, at) in fields.texts("articles") {
        match notes::articles(&listed) {
            Ok(found) if found.first().is_none_or(|first| is_listed(fields, laws, &first.law, at)) => {
                texts.extend(found.iter().map(|place| Text::Article(place.canonical())));
            }
            Ok(_) => {}
            Err(why) => {
                let form = || format!("`articles` has `{listed}`, which names no articles; write 民法典第二十七条、第三十四条至第三十六条");
                fields.fault(at, "bad-citation", why.unwrap_or_else(form));
            }
        }
    }
    texts.extend(chapters(fields, "notes", known).into_iter().map(Text::Notes));
    let minutes = fields.number("minutes", 1..10_000);
    if !fields.has("minutes") {
        fields.fault(fields.at, "missing-field", "the part has no `minutes`; add minutes = 10, the time on its pages that is asked for");
    }
    (!texts.is_empty()).then_some(Task::Read { texts, minutes: minutes? })
}

/// A law that is read must be listed, so that its version is known.
fn is_listed(fields: &mut Fields<'_, '_, '_>, laws: &[Named], law: &str, at: usize) -> bool {
    let is_listed = laws.iter().any(|known| known.name == law);
    if !is_listed {
        let text = format!("{law} is to be read, and `laws` under [study] does not list it; add it there with its version");
        fields.fault(at, "unknown-law", text);
    }
    is_listed
}

fn practise(fields: &mut Fields<'_, '_, '_>, known: Known<'_>) -> Option<Task> {
    let chapters = chapters(fields, "practise", known);
    let there_are = questions(&chapters, known);
    let count = fields.number("count", 1..100_000);
    let right_percent = fields.number("right-percent", 0..101).unwrap_or(0);
    if let Some(count) = count.filter(|count| *count > there_are && !chapters.is_empty()) {
        let at = fields.place("count");
        fields.fault(
            at,
            "too-few-questions",
            format!("`count` asks for {count} questions and these topics hold {there_are}; ask for fewer"),
        );
    }
    // what is not told is all of them
    let count = if fields.has("count") { count? } else { there_are };
    (count > 0 && !chapters.is_empty()).then_some(Task::Practise { chapters, count, right_percent })
}

/// How many questions these topics hold together.
pub fn questions(chapters: &[Chapter], known: Known<'_>) -> u32 {
    let topics = known.banks.iter().flat_map(|bank| bank.topics.iter().map(move |topic| (bank, topic)));
    let named = topics.filter(|(bank, topic)| chapters.iter().any(|chapter| chapter.bank == bank.id && chapter.topic == topic.id));
    named.map(|(_, topic)| u32::try_from(topic.questions.len()).unwrap_or(u32::MAX)).sum()
}

/// Topics as `bank/topic`, or all of a bank by its id alone.
fn chapters(fields: &mut Fields<'_, '_, '_>, key: &'static str, known: Known<'_>) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for (name, at) in fields.texts(key) {
        let (bank, topic) = name.split_once('/').map_or((name.as_str(), None), |(bank, topic)| (bank, Some(topic)));
        let Some(held) = known.banks.iter().find(|known| known.id == bank) else {
            fields.fault(
                at,
                "unknown-bank",
                format!("there is no bank `{bank}`; `{key}` takes constitution/rights, or constitution for all of it"),
            );
            continue;
        };
        let found: Vec<_> = held.topics.iter().filter(|known| topic.is_none_or(|topic| topic == known.id)).collect();
        if found.is_empty() {
            let text = format!("`{key}` names `{name}`, and the bank has no such topic; a topic is a file of a bank, named without .toml");
            fields.fault(at, "unknown-topic", text);
        }
        for topic in found {
            let chapter = Chapter { bank: bank.to_owned(), topic: topic.id.clone() };
            if !chapters.contains(&chapter) {
                chapters.push(chapter);
            }
        }
    }
    chapters
}
