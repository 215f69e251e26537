//! `pufa draw verify`: makes a draw again from what was published. It needs no data, no network and no trust in whoever drew.

use std::path::Path;

use domain::draw::{DrawRecord, EntryList, RankingList, RankingRecord, Unreadable, verify as check};
use serde_json::json;

use crate::command::Lang;
use crate::outcome::{Done, Failure, Report};

pub fn verify(record_file: &Path, list_file: &Path, lang: Lang) -> Done {
    let (record, list) = (read(record_file)?, read(list_file)?);
    let checked = if RankingRecord::is_one(&record) {
        let list = RankingList::read(&list).map_err(|why| unreadable(list_file, &why))?;
        RankingRecord::verify(&record, &list)
    } else {
        let record = DrawRecord::read(&record).map_err(|why| unreadable(record_file, &why))?;
        let list = EntryList::read(&list).map_err(|why| unreadable(list_file, &why))?;
        check(&record, &list)
    };
    let hash = domain::draw::Fingerprint::of(&list).to_string();
    match checked {
        Ok(()) => Ok(Report::fine(
            lang.pick(
                format!(
                    "the record follows from the list\nSHA-256 of the list: {hash}\ncompare it with what was published before the draw\n"
                ),
                format!("记录与名单相符\n名单的 SHA-256：{hash}\n请与开奖前公布的校验值比对\n"),
            ),
            json!({ "agrees": true, "sha256": hash, "faults": [] }),
        )),
        Err(faults) => {
            let listed: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
            let text = lang.pick("the record does not follow from the list\n", "记录与名单不符\n").to_owned() + &listed;
            Ok(Report::faults(text, json!({ "agrees": false, "sha256": hash, "faults": faults })))
        }
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|why| {
        let path = path.display();
        Failure::wrong("not-found", format!("`{path}` can't be read: {why}"), format!("读不了 `{path}`：{why}"))
    })
}

/// A file that was changed is a fault that was found, not a wrong use.
fn unreadable(path: &Path, why: &Unreadable) -> Failure {
    let text = &why.text;
    Failure::of("unreadable", text.clone(), format!("文件不对：{text}")).at(path.display().to_string(), why.line, "")
}
