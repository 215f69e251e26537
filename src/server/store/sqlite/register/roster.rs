//! Units, members and their spells, and rosters frozen for assignments.

use std::collections::BTreeMap;

use domain::Moment;
use domain::moment::Day;
use domain::roster::{Exempt, Frozen, Spell, Standing, Unit, Units};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::store::register::{MemberRow, RosterRows, RosterWrite};

/// Forgets a member whom no row names.
const FORGET: &str = "DELETE FROM member WHERE number = ?1 AND NOT EXISTS (
    SELECT 1 FROM card WHERE member = ?1 UNION ALL SELECT 1 FROM review WHERE member = ?1 UNION ALL SELECT 1 FROM place WHERE member = ?1
    UNION ALL SELECT 1 FROM reading WHERE member = ?1 UNION ALL SELECT 1 FROM visit WHERE member = ?1
    UNION ALL SELECT 1 FROM practice WHERE member = ?1 UNION ALL SELECT 1 FROM progress WHERE member = ?1
    UNION ALL SELECT 1 FROM exam_sitting WHERE member = ?1 UNION ALL SELECT 1 FROM certificate WHERE member = ?1
    UNION ALL SELECT 1 FROM frozen_member WHERE number = ?1)";

/// The revision of the roster.
pub fn revision(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("SELECT revision FROM roster_state")?.query_row([], |row| row.get(0))
}

/// Every unit and member.
pub fn all(connection: &Connection) -> rusqlite::Result<RosterRows> {
    let units = connection.prepare_cached("SELECT code, name, parent FROM unit")?.query_map([], unit)?.collect::<Result<_, _>>()?;
    let mut spells: BTreeMap<String, Vec<Spell>> = BTreeMap::new();
    let mut query = connection.prepare_cached("SELECT member, first, last, unit, rank, exempt FROM spell ORDER BY member, first")?;
    for found in query.query_map([], |row| Ok((row.get::<_, String>(0)?, spell(row)?)))? {
        let (member, spell) = found?;
        spells.entry(member).or_default().push(spell);
    }
    let mut query = connection.prepare_cached("SELECT number, name, phone FROM member ORDER BY number")?;
    let member = |row: &Row<'_>| Ok(MemberRow { number: row.get(0)?, name: row.get(1)?, phone: row.get(2)?, spells: Vec::new() });
    let mut members = query.query_map([], member)?.collect::<rusqlite::Result<Vec<_>>>()?;
    for member in &mut members {
        member.spells = spells.remove(&member.number).unwrap_or_default();
    }
    Ok(RosterRows { revision: revision(connection)?, units, members })
}

fn unit(row: &Row<'_>) -> rusqlite::Result<Unit> {
    Ok(Unit { code: row.get(0)?, name: row.get(1)?, parent: row.get(2)? })
}

fn spell(row: &Row<'_>) -> rusqlite::Result<Spell> {
    Ok(Spell {
        from: Day(row.get(1)?),
        to: row.get::<_, Option<i32>>(2)?.map(Day),
        unit: row.get(3)?,
        rank: row.get(4)?,
        exempt: row.get(5)?,
    })
}

/// The phone number of a member, sealed.
pub fn phone(connection: &Connection, member: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    let phone =
        connection.prepare_cached("SELECT phone FROM member WHERE number = ?1")?.query_row([member], |row| row.get(0)).optional()?;
    Ok(phone.flatten())
}

/// Writes a change, unless the roster is another one by now.
pub fn put(connection: &Connection, write: &RosterWrite) -> rusqlite::Result<bool> {
    if revision(connection)? != write.revision {
        return Ok(false);
    }
    let mut put_unit = connection.prepare_cached("INSERT OR REPLACE INTO unit (code, name, parent) VALUES (?1, ?2, ?3)")?;
    for unit in &write.units {
        put_unit.execute(params![unit.code, unit.name, unit.parent])?;
    }
    let mut put_member = connection.prepare_cached("INSERT OR REPLACE INTO member (number, name, phone) VALUES (?1, ?2, ?3)")?;
    let mut drop_spells = connection.prepare_cached("DELETE FROM spell WHERE member = ?1")?;
    let mut put_spell =
        connection.prepare_cached("INSERT INTO spell (member, first, last, unit, rank, exempt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    for member in &write.members {
        put_member.execute(params![member.number, member.name, member.phone])?;
        drop_spells.execute([&member.number])?;
        for spell in &member.spells {
            let last = spell.to.map(|day| day.0);
            put_spell.execute(params![member.number, spell.from.0, last, spell.unit, spell.rank, spell.exempt])?;
        }
    }
    let mut forget = connection.prepare_cached(FORGET)?;
    for number in &write.gone {
        for table in ["spell", "session", "credential", "phone_code"] {
            connection.prepare_cached(&format!("DELETE FROM {table} WHERE member = ?1"))?.execute([number])?;
        }
        forget.execute([number])?;
    }
    connection.execute("UPDATE roster_state SET revision = revision + 1", [])?;
    Ok(true)
}

/// Keeps a frozen roster, unless one is kept.
pub fn freeze(connection: &Connection, assignment: &str, frozen: &Frozen, taken: Moment) -> rusqlite::Result<bool> {
    let new = connection.execute(
        "INSERT INTO frozen (assignment, day, taken) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![assignment, frozen.on.0, taken.0],
    )?;
    if new == 0 {
        return Ok(false);
    }
    let mut put_unit = connection.prepare_cached("INSERT INTO frozen_unit (assignment, code, name, parent) VALUES (?1, ?2, ?3, ?4)")?;
    for unit in frozen.units.iter() {
        put_unit.execute(params![assignment, unit.code, unit.name, unit.parent])?;
    }
    let mut put = connection
        .prepare_cached("INSERT INTO frozen_member (assignment, number, name, unit, rank, exempt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    let due = frozen.due.iter().map(|member| (member, None));
    let exempt = frozen.exempt.iter().map(|exempt| (&exempt.member, Some(&exempt.reason)));
    for (member, reason) in due.chain(exempt) {
        put.execute(params![assignment, member.number, member.name, member.unit, member.rank, reason])?;
    }
    for number in &frozen.absent {
        put.execute(params![assignment, number, "", None::<&str>, "", None::<&str>])?;
    }
    Ok(true)
}

/// Forgets the frozen roster of an assignment.
pub fn thaw(connection: &Connection, assignment: &str) -> rusqlite::Result<()> {
    for table in ["frozen_member", "frozen_unit", "frozen"] {
        connection.execute(&format!("DELETE FROM {table} WHERE assignment = ?1"), [assignment])?;
    }
    Ok(())
}

/// When the roster of an assignment was frozen.
pub fn frozen_at(connection: &Connection, assignment: &str) -> rusqlite::Result<Option<Moment>> {
    let query = "SELECT taken FROM frozen WHERE assignment = ?1";
    connection.prepare_cached(query)?.query_row([assignment], |row| row.get(0).map(Moment)).optional()
}

/// A frozen roster, and when it was taken.
pub fn frozen(connection: &Connection, assignment: &str) -> rusqlite::Result<Option<(Frozen, Moment)>> {
    let snapshot = connection.unchecked_transaction()?;
    let kept = snapshot
        .prepare_cached("SELECT day, taken FROM frozen WHERE assignment = ?1")?
        .query_row([assignment], |row| Ok((Day(row.get(0)?), Moment(row.get(1)?))))
        .optional()?;
    let Some((on, taken)) = kept else { return Ok(None) };
    let mut query = snapshot.prepare_cached("SELECT code, name, parent FROM frozen_unit WHERE assignment = ?1")?;
    let (units, _) = Units::of(query.query_map([assignment], unit)?.collect::<Result<_, _>>()?);
    let mut frozen = Frozen { on, units, due: Vec::new(), exempt: Vec::new(), absent: Vec::new() };
    let mut query =
        snapshot.prepare_cached("SELECT number, name, unit, rank, exempt FROM frozen_member WHERE assignment = ?1 ORDER BY number")?;
    let mut rows = query.query([assignment])?;
    while let Some(row) = rows.next()? {
        let number = row.get(0)?;
        let Some(unit) = row.get(2)? else {
            frozen.absent.push(number);
            continue;
        };
        let member = Standing { number, name: row.get(1)?, unit, rank: row.get(3)? };
        match row.get(4)? {
            None => frozen.due.push(member),
            Some(reason) => frozen.exempt.push(Exempt { member, reason }),
        }
    }
    frozen.sort();
    Ok(Some((frozen, taken)))
}
