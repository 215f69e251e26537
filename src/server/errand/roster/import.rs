//! `pufa roster import`: a preview, and with `--accept` the deed.

use domain::moment::Day;
use domain::roster::{Covers, Renamed};
use domain::{Roster, Zone};
use formats::roster::List;
use serde_json::json;

use super::preview::{Wanted, preview};
use super::{read, report, unit};
use crate::command::RosterImport;
use crate::errand::office::Office;
use crate::outcome::{Done, Failure, Report};
use crate::school::{sealed_rows, unsealed};
use crate::store::Register as _;

pub fn run(errand: &RosterImport, office: &Office) -> Done {
    let lang = office.lang;
    let list = read(&errand.files)?;
    let store = office.store_or_new()?;
    let sealer = office.sealer()?;
    let rows = office.wait(store.roster())?;
    let revision = rows.revision;
    let present = unsealed(rows, &sealer);
    let wanted = Wanted {
        covers: covers(&present, &errand.covers)?,
        renamed: renamed(&list, &errand.renamed)?,
        on: on(errand, office)?,
        is_without_faulty: errand.without_faulty_rows,
        tells_names: errand.names,
    };
    if errand.names {
        office.audit("roster-names", &json!({ "people": list.people.len() }))?;
    }
    let found = preview(&present, &list, &wanted);
    let mut text = report::sheets(&list, lang)
        + &report::counts(&found, lang)
        + &report::changes(&found, &present, lang)
        + &report::problems(&found.problems, lang);
    let mut json = report::json(&found, &present, lang);
    let next = found.next.as_ref().filter(|_| errand.accept);
    json["taken"] = json!(next.is_some());
    if let Some(next) = next {
        let on = wanted.on.to_string();
        let about = json!({
            "people": found.totals.people, "on": on, "covers": errand.covers, "faulty": found.faulty, "renamed": errand.renamed,
        });
        office.audit("roster-import", &about)?;
        if !office.wait(store.put_roster(sealed_rows(revision, &present, next, &sealer)))? {
            return Err(Failure::of(
                "roster-changed",
                "somebody else changed the roster meanwhile; nothing was taken in, look at it again",
                "花名册刚刚被别人改过，这次什么也没有写入；请再看一遍",
            ));
        }
        text += lang.pick("taken into the roster\n", "已写入花名册\n");
    } else if found.is_unread {
        text += lang.pick(
            "nothing was taken in: a file or a sheet was not read to its end; mend it, or leave the file out\n",
            "什么也没有写入：有的文件或工作表没有读完；请修好它，或者不带这个文件\n",
        );
    } else if found.next.is_none() {
        text += lang.pick(
            "nothing was taken in: mend the rows with faults, or add --without-faulty-rows\n",
            "什么也没有写入：请改正有问题的行，或加上 --without-faulty-rows\n",
        );
    } else {
        text += lang.pick("nothing was taken in yet: the same with --accept does it\n", "还没有写入；加上 --accept 再运行一次就写入\n");
    }
    Ok(Report { text, json, faults: found.next.is_none() })
}

fn covers(present: &Roster, whom: &str) -> Result<Covers, Failure> {
    Ok(match whom {
        "named" => Covers::Named,
        "all" => Covers::Everyone,
        named => Covers::Unit(unit(present, named)?),
    })
}

/// Whose name may change: numbers that the list has, or `all`.
fn renamed(list: &List, named: &[String]) -> Result<Renamed, Failure> {
    if named.is_empty() {
        return Ok(Renamed::Nobody);
    }
    if named.iter().any(|one| one == "all") {
        return Ok(Renamed::Everyone);
    }
    match named.iter().find(|number| !list.people.iter().any(|person| person.row.number.eq_ignore_ascii_case(number))) {
        // as the list writes them, whatever was typed
        None => {
            let numbers = list.people.iter().map(|person| &person.row.number);
            let is_named = |number: &&String| named.iter().any(|one| one.eq_ignore_ascii_case(number));
            Ok(Renamed::These(numbers.filter(is_named).cloned().collect()))
        }
        Some(number) => Err(Failure::wrong(
            "not-in-list",
            format!("the lists have no row with the number `{number}`; look at what stands behind --renamed"),
            format!("名单里没有编号 `{number}` 的行；请看看 --renamed 后面写的编号"),
        )),
    }
}

fn on(errand: &RosterImport, office: &Office) -> Result<Day, Failure> {
    let Some(day) = &errand.on else { return Ok(Zone::CHINA.day(office.now())) };
    Day::read(day).ok_or_else(|| {
        Failure::wrong("bad-day", format!("`{day}` is no day; write it as 2027-06-01"), format!("`{day}` 不是日期；请写成 2027-06-01"))
    })
}
