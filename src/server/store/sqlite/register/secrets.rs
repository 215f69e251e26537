//! Passwords, codes, wrong tries and sessions of members.

use domain::Moment;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::store::register::{Allow, Credential, PasswordSet, PhoneCode, Session, Tries};

/// How a member proves who they are.
pub fn credential(connection: &Connection, member: &str) -> rusqlite::Result<Option<Credential>> {
    connection
        .prepare_cached("SELECT hash, one_time, until, made FROM credential WHERE member = ?1")?
        .query_row([member], |row| {
            Ok(Credential {
                hash: row.get(0)?,
                one_time: row.get(1)?,
                until: row.get::<_, Option<i64>>(2)?.map(Moment),
                made: Moment(row.get(3)?),
            })
        })
        .optional()
}

/// Keeps passwords, in place of those that were kept.
pub fn put_credentials(connection: &Connection, credentials: &[(String, Credential)]) -> rusqlite::Result<()> {
    let mut put =
        connection.prepare_cached("INSERT OR REPLACE INTO credential (member, hash, one_time, until, made) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for (member, credential) in credentials {
        let until = credential.until.map(|until| until.0);
        put.execute(params![member, credential.hash, credential.one_time, until, credential.made.0])?;
    }
    Ok(())
}

/// Takes down a try, when `allow` says so of those that stand there.
pub fn begin_try(
    connection: &Connection,
    key: &str,
    caller: &str,
    at: Moment,
    forget_before: Moment,
    allow: &Allow,
) -> rusqlite::Result<Tries> {
    // of these only: whoever makes numbers up must not make every try walk through all of theirs
    connection.prepare_cached("DELETE FROM wrong_try WHERE member = ?1 AND last < ?2")?.execute(params![key, forget_before.0])?;
    let tries = connection
        .prepare_cached(
            "SELECT coalesce(sum(count) FILTER (WHERE caller = ?2), 0), coalesce(sum(count), 0),
                    max(last) FILTER (WHERE caller = ?2), max(last) FROM wrong_try WHERE member = ?1",
        )?
        .query_row([key, caller], |row| {
            let (last_of_caller, last): (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
            Ok(Tries { of_caller: row.get(0)?, of_all: row.get(1)?, last_of_caller: last_of_caller.map(Moment), last: last.map(Moment) })
        })?;
    if allow(tries) {
        connection
            .prepare_cached(
                "INSERT INTO wrong_try (member, caller, count, last) VALUES (?1, ?2, 1, ?3)
                 ON CONFLICT DO UPDATE SET count = count + 1, last = excluded.last",
            )?
            .execute(params![key, caller, at.0])?;
    }
    Ok(tries)
}

/// Forgets the wrong tries of a caller.
pub fn forget_tries(connection: &Connection, key: &str, caller: &str) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM wrong_try WHERE member = ?1 AND caller = ?2")?.execute([key, caller]).map(drop)
}

/// Forgets tries of long ago, whoever they were at.
pub fn forget_old_tries(connection: &Connection, before: Moment) -> rusqlite::Result<u32> {
    let forgotten = connection.prepare_cached("DELETE FROM wrong_try WHERE last < ?1")?.execute([before.0])?;
    Ok(u32::try_from(forgotten).unwrap_or(u32::MAX))
}

/// Forgets every wrong try under these keys.
pub fn forget_all_tries(connection: &Connection, keys: &[String]) -> rusqlite::Result<()> {
    let mut forget = connection.prepare_cached("DELETE FROM wrong_try WHERE member = ?1")?;
    keys.iter().try_for_each(|key| forget.execute([key]).map(drop))
}

/// Keeps a code, unless the one before was sent after `not_after`.
pub fn put_code(connection: &Connection, code: &PhoneCode, not_after: Moment) -> rusqlite::Result<bool> {
    let kept = connection
        .prepare_cached(
            "INSERT INTO phone_code (member, code, sent, until, tries) VALUES (?1, ?2, ?3, ?4, 0)
             ON CONFLICT DO UPDATE SET code = excluded.code, sent = excluded.sent, until = excluded.until, tries = 0 WHERE sent <= ?5",
        )?
        .execute(params![code.member, code.code, code.sent.0, code.until.0, not_after.0])?;
    Ok(kept > 0)
}

/// Uses a code up when it is right, counts a try when it is not.
pub fn take_code(connection: &Connection, member: &str, code: [u8; 32], now: Moment, most_tries: u32) -> rusqlite::Result<bool> {
    let taken = connection
        .prepare_cached("DELETE FROM phone_code WHERE member = ?1 AND code = ?2 AND until > ?3 AND tries < ?4")?
        .execute(params![member, code, now.0, most_tries])?;
    if taken == 0 {
        connection.prepare_cached("UPDATE phone_code SET tries = tries + 1 WHERE member = ?1")?.execute([member])?;
    }
    Ok(taken > 0)
}

/// Keeps a session, when the password is still the one that was looked at; and forgets those of its member that are over.
pub fn put_session(connection: &Connection, session: &Session, proof: Option<&Credential>) -> rusqlite::Result<bool> {
    if credential(connection, &session.member)?.as_ref() != proof {
        return Ok(false);
    }
    connection.prepare_cached("DELETE FROM session WHERE member = ?1 AND until <= ?2")?.execute(params![session.member, session.made.0])?;
    connection.prepare_cached("INSERT INTO session (token, member, made, until, fresh) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
        session.token,
        session.member,
        session.made.0,
        session.until.0,
        session.fresh
    ])?;
    Ok(true)
}

/// Keeps a password, when the one before it and the session it is set in are still there; and ends the other sessions.
pub fn set_password(connection: &Connection, set: &PasswordSet) -> rusqlite::Result<bool> {
    let (token, member) = (set.session.token, &set.session.member);
    if credential(connection, member)? != set.before {
        return Ok(false);
    }
    let settled =
        connection.prepare_cached("UPDATE session SET fresh = 0 WHERE token = ?1 AND member = ?2")?.execute(params![token, member])?;
    if settled == 0 {
        return Ok(false);
    }
    put_credentials(connection, &[(member.clone(), set.after.clone())])?;
    end_sessions(connection, member, Some(token))?;
    Ok(true)
}

/// A session that is good at `now`, and how many its member has.
pub fn session(connection: &Connection, token: [u8; 32], now: Moment) -> rusqlite::Result<Option<(Session, u32)>> {
    connection
        .prepare_cached(
            "SELECT member, made, until, fresh, (SELECT count(*) FROM session AS other WHERE other.member = session.member AND until > ?2)
             FROM session WHERE token = ?1 AND until > ?2",
        )?
        .query_row(params![token, now.0], |row| {
            let session = Session { token, member: row.get(0)?, made: Moment(row.get(1)?), until: Moment(row.get(2)?), fresh: row.get(3)? };
            Ok((session, row.get(4)?))
        })
        .optional()
}

/// Ends the sessions of a member, but for one.
pub fn end_sessions(connection: &Connection, member: &str, but: Option<[u8; 32]>) -> rusqlite::Result<u32> {
    let ended = connection
        .prepare_cached("DELETE FROM session WHERE member = ?1 AND (?2 IS NULL OR token <> ?2)")?
        .execute(params![member, but])?;
    Ok(u32::try_from(ended).unwrap_or(u32::MAX))
}
