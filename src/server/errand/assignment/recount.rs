//! `pufa assignment rates --check`: everything counted again from the rows, held against what is kept.

use std::collections::BTreeSet;

use domain::rates::Progress;
use serde_json::{Value, json};

use super::open;
use super::people::People;
use crate::command::AssignmentRates;
use crate::errand::office::Office;
use crate::errand::table::table;
use crate::outcome::{Done, Report};

pub fn run(errand: &AssignmentRates, office: &Office) -> Done {
    let (school, assignment) = open(office, &errand.of.assignment)?;
    let id = &assignment.id;
    let before = office.wait(school.register().progress(id))?;
    // what comes in at this very moment counts too
    let again = office.learn(school.taken_at(id, None, office.now().plus_ms(1)))?;
    let after = office.wait(school.register().progress(id))?;
    let of = |all: &std::collections::BTreeMap<String, Progress>, number: &str| all.get(number).copied().unwrap_or_default();
    let numbers: BTreeSet<&String> = before.keys().chain(again.progress.keys()).chain(after.keys()).collect();
    let differing: Vec<_> = numbers
        .iter()
        .filter_map(|number| {
            let (kept, counted) = (of(&before, number), of(&again.progress, number));
            // who went on meanwhile is looked at the next time
            (kept == of(&after, number) && kept != counted).then(|| (again.line(number), kept, counted))
        })
        .collect();
    let (lang, looked_at, count) = (office.lang, numbers.len(), differing.len());
    let masked = People::masked();
    let mut text = lang.pick(
        format!("{looked_at} members counted again, {count} differ from what is kept\n"),
        format!("重新计了 {looked_at} 人，{count} 人与存着的不一致\n"),
    );
    let word = |progress: Progress| format!("{:?}/{:?}", progress.study, progress.exam).to_lowercase();
    if count > 0 {
        let rows: Vec<Vec<String>> = differing
            .iter()
            .map(|(line, kept, counted)| masked.cells(line).into_iter().chain([word(*kept), word(*counted)]).collect())
            .collect();
        text += &table(&masked.headings(lang, &[lang.pick("kept", "存着的"), lang.pick("counted", "重新计的")]), &[], &rows);
    }
    let each = differing.iter().map(|(line, kept, counted)| {
        let more: [(&str, Value); 2] = [("kept", json!(word(*kept))), ("counted", json!(word(*counted)))];
        masked.json(line, &more)
    });
    let json = json!({ "assignment": id, "taken_ms": again.at.0, "members": looked_at, "differing": each.collect::<Vec<_>>() });
    Ok(Report { text, json, faults: count > 0 })
}
