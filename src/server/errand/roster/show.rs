//! `pufa roster show`: how many people each unit has today.

use domain::Zone;
use domain::assignment::Who;
use domain::roster::Roster;
use serde_json::json;

use super::unit;
use crate::errand::office::Office;
use crate::errand::table::table;
use crate::outcome::{Done, Report};
use crate::school::unsealed;
use crate::store::Register as _;

pub fn run(named: Option<&str>, office: &Office) -> Done {
    let store = office.store()?;
    let roster = unsealed(office.wait(store.roster())?, &office.sealer()?);
    let roster = match named {
        Some(named) => roster.view(&unit(&roster, named)?),
        None => roster,
    };
    let with_password: std::collections::BTreeSet<String> = office.wait(store.with_credential(office.now()))?.into_iter().collect();
    let today = Zone::CHINA.day(office.now());
    let counts = |code: &str| count(&roster, code, today, &with_password);
    let outline: Vec<_> = roster.units.outline().into_iter().map(|(unit, level)| (unit, level, counts(&unit.code))).collect();
    let rows: Vec<Vec<String>> = outline
        .iter()
        .map(|(unit, level, [people, exempt, ready])| {
            let name = format!("{}{}", "\u{3000}".repeat(level - 1), unit.name);
            vec![name, unit.code.clone(), people.to_string(), exempt.to_string(), ready.to_string()]
        })
        .collect();
    let headings = office.lang.pick(["unit", "code", "people", "exempt", "with password"], ["单位", "编码", "人员", "免考", "已有密码"]);
    let each = outline.iter().map(|(unit, level, [people, exempt, ready])| {
        json!({ "code": unit.code, "name": unit.name, "level": level, "people": people, "exempt": exempt, "with_password": ready })
    });
    let json = json!({ "on": today.to_string(), "units": each.collect::<Vec<_>>() });
    Ok(Report::fine(table(&headings, &[2, 3, 4], &rows), json))
}

/// People, those of them who are exempt, and those who have a password; of a unit and all below it.
fn count(roster: &Roster, code: &str, today: domain::moment::Day, with_password: &std::collections::BTreeSet<String>) -> [usize; 3] {
    let frozen = roster.view(code).frozen(today, &Who::default());
    let numbers = frozen.due.iter().chain(frozen.exempt.iter().map(|exempt| &exempt.member));
    let ready = numbers.filter(|member| with_password.contains(&member.number)).count();
    [frozen.due.len() + frozen.exempt.len(), frozen.exempt.len(), ready]
}
