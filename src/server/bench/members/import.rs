//! A roster of 20,000 members: from the bytes of a workbook into the store.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use domain::moment::Day;
use domain::roster::{Covers, Roster};
use rusqlite::{Connection, params};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use server::school::sealed_rows;
use server::store::register::RosterWrite;
use server::store::sqlite::PRAGMAS;
use server::store::{Register as _, Sqlite};

use super::{Folder, MIDDLE, PEOPLE, ROUNDS, UNITS, median, number};

/// Imports the roster into one store after another; gives back the last one.
pub async fn measure(folder: &Path) -> Result<(Value, Folder)> {
    let list = people()?;
    let on = Day::of(2027, 5, 1).context("no such day")?;
    let mut parts: BTreeMap<&'static str, Vec<f64>> = BTreeMap::new();
    let mut last = None;
    for _ in 0..ROUNDS {
        let place = Folder(tempfile::tempdir_in(folder)?);
        let (store, sealer) = (Sqlite::open(&place.file())?, place.sealer()?);
        let mut timed = Timed { parts: &mut parts, sum: 0.0 };
        let list = timed.part("read", || formats::roster::read(&[("a.xlsx", &list)]));
        let (after, changes) = timed.part("apply", || Roster::default().apply(&list.import(Covers::Everyone), on));
        let rows = timed.part("seal", || sealed_rows(0, &Roster::default(), &after, &sealer));
        ensure!((changes.len(), rows.members.len(), rows.units.len()) == (PEOPLE, PEOPLE, UNITS), "another roster");
        let plain = rows.clone();
        let began = Instant::now();
        ensure!(store.put_roster(rows).await?, "the roster was not taken");
        timed.took("put", began);
        let seconds = timed.sum;
        parts.entry("seconds").or_default().push(seconds);
        parts.entry("limit_seconds").or_default().push(put_plainly(&place, &plain)?);
        last = Some(place);
    }
    let medians: BTreeMap<&str, f64> = parts.into_iter().map(|(name, runs)| (name, median(runs))).collect();
    Ok((json!(medians), last.context("no round")?))
}

/// The parts of one import.
struct Timed<'a> {
    parts: &'a mut BTreeMap<&'static str, Vec<f64>>,
    sum: f64,
}

impl Timed<'_> {
    fn part<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let done = work();
        self.took(name, began);
        done
    }

    fn took(&mut self, name: &'static str, began: Instant) {
        let seconds = began.elapsed().as_secs_f64();
        self.parts.entry(name).or_default().push(seconds);
        self.sum += seconds;
    }
}

/// The bound of an import: the rows as they are, in one transaction on a file of its own.
fn put_plainly(place: &Folder, rows: &RosterWrite) -> Result<f64> {
    let mut connection = Connection::open(place.0.path().join("plain.sqlite"))?;
    connection.execute_batch(PRAGMAS)?;
    connection.execute_batch(
        "CREATE TABLE unit (code TEXT PRIMARY KEY, name TEXT, parent TEXT) WITHOUT ROWID;
         CREATE TABLE member (number TEXT PRIMARY KEY, name TEXT, phone BLOB) WITHOUT ROWID;
         CREATE TABLE spell (member TEXT, first INTEGER, unit TEXT, rank TEXT, PRIMARY KEY (member, first)) WITHOUT ROWID;",
    )?;
    let began = Instant::now();
    let writing = connection.transaction()?;
    for unit in &rows.units {
        writing.prepare_cached("INSERT INTO unit VALUES (?1, ?2, ?3)")?.execute(params![unit.code, unit.name, unit.parent])?;
    }
    for member in &rows.members {
        let row = params![member.number, member.name, member.phone];
        writing.prepare_cached("INSERT INTO member VALUES (?1, ?2, ?3)")?.execute(row)?;
        for spell in &member.spells {
            let row = params![member.number, spell.from.0, spell.unit, spell.rank];
            writing.prepare_cached("INSERT INTO spell VALUES (?1, ?2, ?3, ?4)")?.execute(row)?;
        }
    }
    writing.commit()?;
    Ok(began.elapsed().as_secs_f64())
}

/// A list of people as offices keep it, with phones and codes of units.
fn people() -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["编号", "姓名", "单位编码", "单位名称", "上级单位", "职级", "手机"]) {
        sheet.write_string(0, column, name)?;
    }
    let name = |unit: usize| if unit == 0 { "某省".to_owned() } else { format!("第{unit}单位") };
    for n in 0..PEOPLE {
        let unit = n % UNITS;
        let above = match unit {
            0 => String::new(),
            1..=MIDDLE => name(0),
            _ => name(unit % MIDDLE + 1),
        };
        let row = u32::try_from(n + 1)?;
        for (column, text) in (0..).zip([number(n), format!("王{n}"), format!("U{unit:04}"), name(unit), above, "乡科级正职".into()])
        {
            sheet.write_string(row, column, &text)?;
        }
        sheet.write_number(row, 6, f64::from(row) + 13_800_000_000.0)?;
    }
    Ok(book.save_to_buffer()?)
}
