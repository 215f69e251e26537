//! What a question rests on: the version is in force, the place is in the law, the words of the answer are at the place.

use super::amounts::amounts;
use super::likeness::Pairs;
use super::{Asked, Finding, What};
use crate::Kind;
use crate::citation::Place;
use crate::moment::Day;
use crate::question::ChoiceSet;
use crate::read::laws::Standing;
use crate::read::{Law, Written};
use crate::statute::Statutes;
use std::collections::BTreeSet;

/// An answer of which a smaller share is in the articles, and whose stem is no nearer to them than [`NEAR_STEM`], wants a look.
const NEAR_ANSWER: f32 = 0.34;
const NEAR_STEM: f32 = 0.5;

/// Each cited law that is not in force on the day.
pub fn in_force(asked: Asked<'_>, written: &Written, on: Day) -> Vec<Finding> {
    let names: BTreeSet<&str> = asked.question.basis.iter().map(|cited| cited.law.as_str()).collect();
    let laws = names.into_iter().filter_map(|name| written.bound(&asked.bank.id, name));
    let standings = laws.map(|law| (law.with_version(), law.standing(on)));
    let over = standings.filter(|(_, standing)| *standing != Standing::InForce);
    over.map(|(law, standing)| asked.of_basis(What::NotInForce { law, standing })).collect()
}

/// The laws that `laws.toml` calls in force and whose end has come.
pub fn past_their_end(written: &Written, on: Day) -> Vec<Finding> {
    let laws = written.laws.iter().flat_map(|laws| laws.all());
    let over = laws.filter(|law| law.is_current() && law.ends.is_some_and(|ends| ends <= on));
    let told = |law: &Law| Finding { file: "laws.toml".to_owned(), line: law.line, id: law.with_version(), what: What::StaleStatus };
    over.map(told).collect()
}

/// Each citation that leads nowhere, and whether the answer can be found where the others lead.
pub fn check(asked: Asked<'_>, written: &Written, statutes: &Statutes) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut articles = Vec::new();
    for cited in &asked.question.basis {
        let bound = written.bound(&asked.bank.id, &cited.law).map(|law| law.version.as_str());
        let version = bound.or_else(|| written.version(&asked.bank.id, &cited.law));
        let Some(statute) = statutes.find(&cited.law, version) else {
            let what = What::NoText { law: cited.law.clone(), version: version.map(str::to_owned) };
            found.push(asked.of_basis(what));
            continue;
        };
        match statute.find(cited.place) {
            Ok(_) => articles.extend(statute.around(cited.place)),
            Err(missing) => found.push(asked.of_basis(What::NoPlace { cited: cited.to_string(), missing })),
        }
    }
    let whole = |cited: &&crate::Citation| {
        cited.place == Place::Preamble { paragraph: None } && statutes.find(&cited.law, None).is_some_and(|law| law.preamble.len() > 1)
    };
    if let Some(cited) = asked.question.basis.iter().find(whole) {
        found.push(asked.of_basis(What::WholePreamble { cited: cited.to_string() }));
    }
    if !articles.is_empty() {
        found.extend([weak(asked, &articles), number(asked, &articles)].into_iter().flatten().map(|what| asked.finding(what)));
    }
    found
}

/// What the law should say: the right choices, or the stem of a judge question whose statement is true.
fn answer(asked: Asked<'_>) -> Option<String> {
    let question = asked.question;
    match question.kind {
        Kind::Judge if question.key != ChoiceSet::TRUE => None,
        Kind::Judge => Some(question.stem.clone()),
        _ => {
            let right = question.key.places().filter_map(|place| question.choices.get(place));
            Some(right.map(String::as_str).collect::<Vec<_>>().join(" "))
        }
    }
}

/// Whether the answer has an amount that is neither in the whole articles nor given in the stem. A story's own amounts are no rule.
fn number(asked: Asked<'_>, articles: &[String]) -> Option<What> {
    let is_told = asked.question.kind == Kind::Judge && asked.origin.is_case;
    let answer = answer(asked).filter(|_| !is_told)?;
    let known: BTreeSet<String> = match asked.question.kind {
        Kind::Judge => amounts(&articles.join("\n")),
        _ => amounts(&format!("{}\n{}", articles.join("\n"), asked.question.stem)),
    };
    let strange: Vec<String> = amounts(&answer).difference(&known).cloned().collect();
    (!strange.is_empty()).then(|| What::Number { amounts: strange.join("、") })
}

/// Whether too few of the answer's pairs of characters are in the whole articles: then somebody should read both. The statement
/// of a judge question that is false is not in the law, so it is not looked at.
fn weak(asked: Asked<'_>, articles: &[String]) -> Option<What> {
    let text = Pairs::of(&articles.join("\n"));
    let (answer, stem) = (Pairs::of(&answer(asked)?).share_in(&text), Pairs::of(&asked.question.stem).share_in(&text));
    let whole = |share: f32| (share * 100.0) as u32;
    (answer < NEAR_ANSWER && stem < NEAR_STEM).then(|| What::Weak { answer: whole(answer), stem: whole(stem) })
}
