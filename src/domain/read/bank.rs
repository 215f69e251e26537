//! One bank from its folder.

use super::SourceFile;
use super::fields::{Fields, Source};
use super::laws::{Laws, Unbound};
use super::written::{Folder, Named, Origin};
use crate::question::{JUDGE_CHOICES, MOST_CHOICES};
use crate::{Bank, ChoiceSet, Citation, Issue, Kind, Question, Topic};
use std::collections::BTreeMap;
use toml::de::DeValue;

/// Reads the files of one folder, which are sorted by path. `None` when the folder holds no `bank.toml` that can be used.
/// Laws are looked up in `known` when there is such a list.
pub fn read(folder: &str, files: &[&SourceFile], known: Option<&Laws>, issues: &mut Vec<Issue>) -> Option<(Bank, Folder)> {
    let head_path = format!("{folder}/bank.toml");
    let Some(head) = files.iter().find(|file| file.path == head_path) else {
        issues.push(Issue {
            file: head_path,
            line: 1,
            code: "no-bank",
            text: format!("the folder `{folder}` has no bank.toml; add one with id, title, version and laws"),
        });
        return None;
    };
    let (mut bank, laws) = read_head(folder, head, known, issues)?;
    let mut origins = BTreeMap::new();
    for file in files.iter().filter(|file| file.path != head_path) {
        let topic = read_topic(file, &bank.laws, &mut origins, issues);
        bank.topics.push(topic);
    }
    Some((bank, Folder { origins, laws, ..Folder::default() }))
}

fn read_head(folder: &str, file: &SourceFile, known: Option<&Laws>, issues: &mut Vec<Issue>) -> Option<(Bank, Vec<Named>)> {
    let source = Source { path: &file.path, text: &file.text };
    let (table, _) = source.parse(issues);
    let mut fields = Fields::new(&source, issues, table.get_ref(), 0, "bank.toml");
    let (id, title, version) = (fields.text("id"), fields.text("title"), fields.text("version"));
    let cites_nothing = fields.is_empty_list("laws");
    let laws = read_laws(&mut fields, known);
    if laws.is_empty() && !cites_nothing {
        let at = fields.place("laws");
        fields.fault(at, "no-laws", "`laws` names no law; list the short names that the bank cites: laws = [\"宪法\"], or write laws = [] when its questions cite none");
    }
    if let Some(id) = id.as_deref().filter(|id| *id != folder) {
        let at = fields.place("id");
        fields.fault(at, "id-is-not-folder", format!("`id` is `{id}` but the folder is `{folder}`; make them the same"));
    }
    fields.finish();
    let names = laws.iter().map(|law| law.name.clone()).collect();
    Some((Bank { id: folder.to_owned(), title: title?, version: version?, laws: names, topics: Vec::new() }, laws))
}

/// The laws a bank may cite: a short name, or a short name, @ and the version that its questions were written for.
pub fn read_laws(fields: &mut Fields<'_, '_, '_>, known: Option<&Laws>) -> Vec<Named> {
    let mut laws: Vec<Named> = Vec::new();
    for (text, at) in fields.texts("laws") {
        let (name, version) = text.split_once('@').map_or((text.as_str(), None), |(name, version)| (name, Some(version)));
        if name.is_empty() || version.is_some_and(str::is_empty) || laws.iter().any(|law| law.name == name) {
            fields.fault(at, "bad-law", format!("`laws` has `{text}`; name each law once, as 民法典 or 国家通用语言文字法@2025"));
            continue;
        }
        match known.map(|known| known.find(name, version)) {
            None => {}
            // a new version would else slip under questions that nobody has held against it
            Some(Ok(law)) if version.is_none() => {
                let text =
                    format!("`laws` has `{text}` without the version that the questions were written from; write {}", law.with_version());
                fields.fault(at, "no-version", text);
            }
            Some(Ok(_)) => {}
            Some(Err(why)) => fields.fault(at, "unlisted-law", format!("`laws` has `{text}`, {}", unlisted(name, &why))),
        }
        laws.push(Named { name: name.to_owned(), version: version.map(str::to_owned) });
    }
    laws
}

fn unlisted(name: &str, why: &Unbound) -> String {
    match why {
        Unbound::NoLaw(None) => "which laws.toml does not list; add it there or mend the name".to_owned(),
        Unbound::NoLaw(Some(short)) => format!("which laws.toml lists as {short}; use that name"),
        Unbound::NoVersion(there) => format!("a version that laws.toml does not list; it has {}", there.join(", ")),
        Unbound::Unclear(there) => {
            let forms: Vec<_> = there.iter().map(|version| format!("{name}@{version}")).collect();
            format!("of which laws.toml has more than one version that may be meant; write {}", forms.join(" or "))
        }
    }
}

fn read_topic(file: &SourceFile, laws: &[String], origins: &mut BTreeMap<String, Origin>, issues: &mut Vec<Issue>) -> Topic {
    let source = Source { path: &file.path, text: &file.text };
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let mut topic = Topic { id: name.trim_end_matches(".toml").to_owned(), ..Topic::default() };
    let (table, broken) = source.parse(issues);
    let mut fields = Fields::new(&source, issues, table.get_ref(), 0, "this file");
    topic.title = fields.text_or("title", "");
    let tables = fields.tables("question");
    fields.finish();
    for (n, (table, at)) in tables.iter().enumerate() {
        let end = tables.get(n + 1).map_or(file.text.len(), |(_, next)| *next);
        let question = read_question(&source, issues, table, *at, laws, origins);
        // what a recovering parser made of a broken line is a guess, and nobody is asked a guess
        topic.questions.extend(question.filter(|_| !broken.iter().any(|spot| (*at..end).contains(spot))));
    }
    topic
}

fn read_question(
    source: &Source<'_>,
    issues: &mut Vec<Issue>,
    table: &toml::de::DeTable<'_>,
    at: usize,
    laws: &[String],
    origins: &mut BTreeMap<String, Origin>,
) -> Option<Question> {
    let mut fields = Fields::new(source, issues, table, at, "the question");
    let id = fields.text("id");
    let kinds = Kind::ALL.map(|kind| (kind.word(), kind));
    let kind = fields.word("kind", &kinds);
    if !fields.has("kind") {
        fields.fault(at, "missing-field", "the question has no `kind`; add kind = \"single\", \"multiple\", \"indefinite\" or \"judge\"");
    }
    let stem = fields.text("stem");
    let choices = read_choices(&mut fields, kind);
    let key = read_key(&mut fields, kind, choices.as_deref());
    // a bank that was brought from elsewhere, and says that it cites no law, may also leave explanations out
    let cites = !laws.is_empty();
    let explain = if cites { fields.text("explain") } else { Some(fields.text_or("explain", "")) };
    let basis = if cites { read_basis(&mut fields, laws) } else { Some(read_places(&mut fields)) };
    let level = fields.number("level", 1..4);
    if !fields.has("level") {
        fields.fault(at, "missing-field", "the question has no `level`; add level = 1, 2 or 3");
    }
    let is_case = fields.truth("case", false);
    let id = id.and_then(|id| claim(&mut fields, id, is_case, origins));
    fields.finish();
    Some(Question {
        id: id?,
        kind: kind?,
        stem: stem?,
        choices: choices?,
        key: key?,
        explain: explain?,
        basis: basis?,
        level: u8::try_from(level?).ok()?,
    })
}

fn claim(fields: &mut Fields<'_, '_, '_>, id: String, is_case: bool, origins: &mut BTreeMap<String, Origin>) -> Option<String> {
    let place = fields.place("id");
    if let Some(first) = origins.get(&id) {
        let text = format!("`id` {id} is already used at {}:{}; give this question another", first.file, first.line);
        fields.fault(place, "duplicate-id", text);
        return None;
    }
    let basis_line = fields.source.line(fields.place("basis"));
    let origin = Origin { file: fields.source.path.to_owned(), line: fields.source.line(place), basis_line, is_case };
    origins.insert(id.clone(), origin);
    Some(id)
}

/// The choices; `None` when they are no use. With an unknown kind they are taken as they stand.
fn read_choices(fields: &mut Fields<'_, '_, '_>, kind: Option<Kind>) -> Option<Vec<String>> {
    let at = fields.place("choices");
    let given = fields.texts("choices");
    if kind == Some(Kind::Judge) {
        if !given.is_empty() {
            fields.fault(at, "judge-has-choices", "a judge question has no `choices`; take them out");
            return None;
        }
        return Some(JUDGE_CHOICES.map(str::to_owned).to_vec());
    }
    if kind.is_some() && !(2..=MOST_CHOICES).contains(&given.len()) {
        fields.fault(at, "choice-count", format!("`choices` has {} entries; give 2 to {MOST_CHOICES}", given.len()));
        return None;
    }
    let mut choices: Vec<String> = Vec::new();
    for (choice, at) in given {
        if choice.is_empty() || choices.contains(&choice) {
            let what = if choice.is_empty() { "is empty".to_owned() } else { format!("`{choice}` stands twice") };
            fields.fault(at, "duplicate-choice", format!("a choice {what} in `choices`; every choice must say something of its own"));
            return None;
        }
        choices.push(choice);
    }
    Some(choices)
}

fn read_key(fields: &mut Fields<'_, '_, '_>, kind: Option<Kind>, choices: Option<&[String]>) -> Option<ChoiceSet> {
    let at = fields.place("key");
    let Some(value) = fields.get("key") else {
        let form = if kind == Some(Kind::Judge) { "true or false" } else { "\"A\"" };
        fields.fault(at, "missing-key", format!("the question has no `key`; add key = {form}"));
        return None;
    };
    // without a kind there is nothing to hold the key against, and the kind is already an issue
    let kind = kind?;
    let letters = match (kind, value.get_ref()) {
        (Kind::Judge, DeValue::Boolean(true)) => return Some(ChoiceSet::TRUE),
        (Kind::Judge, DeValue::Boolean(false)) => return Some(ChoiceSet::FALSE),
        (Kind::Judge, _) => {
            fields.fault(at, "wrong-key", "`key` of a judge question must be true or false, without quotes");
            return None;
        }
        (_, value) => value.as_str(),
    };
    let Some(key) = letters.and_then(ChoiceSet::from_letters).filter(|key| !key.is_empty()) else {
        fields.fault(at, "wrong-key", "`key` must be capital letters, each once, such as \"B\" or \"ACD\"");
        return None;
    };
    let choices = choices?;
    if let Some(beyond) = key.places().find(|place| *place >= choices.len()) {
        fields.fault(
            at,
            "key-names-no-choice",
            format!("`key` names {} but there are {} choices", crate::question::letter(beyond), choices.len()),
        );
        return None;
    }
    match kind {
        Kind::Single if key.len() != 1 => {
            fields.fault(
                at,
                "single-key",
                format!("a single question has one right choice, `key` names {}; mend the key or make it multiple", key.len()),
            );
            None
        }
        Kind::Multiple if key.len() < 2 => {
            fields.fault(
                at,
                "multiple-key",
                "a multiple question has two right choices or more; mend the key or make it single or indefinite",
            );
            None
        }
        _ => Some(key),
    }
}

/// The citations among what a bank without laws of its own says of its sources; the rest stays in the file.
fn read_places(fields: &mut Fields<'_, '_, '_>) -> Vec<Citation> {
    fields.texts("basis").iter().filter_map(|(text, _)| Citation::parse(text).ok()).collect()
}

fn read_basis(fields: &mut Fields<'_, '_, '_>, laws: &[String]) -> Option<Vec<Citation>> {
    let at = fields.place("basis");
    let given = fields.texts("basis");
    if given.is_empty() {
        fields.fault(at, "no-basis", "`basis` cites nothing; add basis = [\"宪法第三十三条\"]");
        return None;
    }
    let mut basis = Vec::new();
    for (text, at) in given {
        match Citation::parse(&text) {
            Err(why) => fields.fault(at, "bad-citation", format!("in `basis`, {why}")),
            Ok(cited) if !laws.contains(&cited.law) => {
                let known = laws.join(", ");
                fields.fault(
                    at,
                    "unknown-law",
                    format!(
                        "`basis` cites {}, which `laws` in bank.toml does not list ({known}); add it there or mend the name",
                        cited.law
                    ),
                );
            }
            Ok(cited) => basis.push(cited),
        }
    }
    (!basis.is_empty()).then_some(basis)
}
