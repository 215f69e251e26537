//! `pufa roster passwords`: one-time first passwords, each its own, in a file that is handed out as slips and then destroyed.

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::thread;

use domain::moment::DAY_MS;
use domain::roster::Member;
use domain::{Moment, Zone};
use serde_json::json;

use super::unit;
use crate::command::RosterPasswords;
use crate::errand::office::Office;
use crate::outcome::{Done, Failure, Report};
use crate::school::{first_password, hashed_first, keys_of, unsealed};
use crate::store::Register as _;
use crate::store::register::Credential;

pub fn run(errand: &RosterPasswords, office: &Office) -> Done {
    let store = office.store()?;
    let roster = unsealed(office.wait(store.roster())?, &office.sealer()?);
    let below = errand.unit.as_deref().map(|named| unit(&roster, named)).transpose()?;
    let have: BTreeSet<String> = office.wait(store.with_credential(office.now()))?.into_iter().collect();
    let today = Zone::CHINA.day(office.now());
    let mut asked = BTreeSet::new();
    for number in &errand.number {
        if let Some(member) = roster.numbered(number).filter(|member| member.on(today).is_some()) {
            asked.insert(member.number.clone());
        } else {
            return Err(Failure::wrong(
                "unknown-member",
                format!("the roster has no member `{number}` today"),
                format!("花名册里今天没有编号 `{number}` 的人"),
            ));
        }
    }
    let is_wanted = |member: &&Member| {
        let Some(spell) = member.on(today) else { return false };
        let is_there = below.as_ref().is_none_or(|code| roster.units.is_within(&spell.unit, code));
        let is_asked = if asked.is_empty() { !have.contains(&member.number) } else { asked.contains(&member.number) };
        is_there && is_asked
    };
    let wanted: Vec<&Member> = roster.members().filter(is_wanted).collect();
    let until = office.now().plus_ms(i64::from(errand.days) * DAY_MS);
    let made = make(wanted.len(), office.now(), until)?;
    // Excel takes a text for UTF-8 only with the mark before it
    let mut text = String::from("\u{feff}");
    wire::csv::line(&mut text, &["单位", "编号", "姓名", "首次密码", "有效到"]);
    for (member, (password, _)) in wanted.iter().zip(&made) {
        let unit = member.on(today).map(|spell| roster.units.path(&spell.unit)).unwrap_or_default();
        wire::csv::line(&mut text, &[&unit, &member.number, &member.name, password, &Zone::CHINA.day(until).to_string()]);
    }
    office.audit("roster-passwords", &json!({ "count": wanted.len(), "unit": errand.unit, "numbers": asked }))?;
    write(&errand.out, &text)?;
    let credentials = wanted.iter().zip(made).map(|(member, (_, credential))| (member.number.clone(), credential)).collect();
    office.wait(store.put_credentials(credentials))?;
    for number in &asked {
        // whoever gets a new one has lost the old one, or somebody else has it
        office.wait(store.end_sessions(number, None))?;
        office.wait(store.forget_all_tries(keys_of(number).into()))?;
    }
    let (count, out) = (wanted.len(), errand.out.display());
    Ok(Report::fine(
        office.lang.pick(
            format!("{count} one-time password(s), good for {} days, are in {out}; hand them out and destroy the file\n", errand.days),
            format!("{count} 个一次性密码写在 {out}，{} 天内有效；请逐个交给本人，然后删掉这个文件\n", errand.days),
        ),
        json!({ "made": count, "out": errand.out, "until_ms": until.0 }),
    ))
}

/// So many passwords with their hashes, on every core.
fn make(count: usize, now: Moment, until: Moment) -> Result<Vec<(String, Credential)>, Failure> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let one = move || -> Result<(String, Credential), Failure> {
        let password = first_password().map_err(internal)?;
        let hash = hashed_first(&password).map_err(internal)?;
        Ok((password, Credential { hash, one_time: true, until: Some(until), made: now }))
    };
    let share = |worker: usize| count / workers + usize::from(worker < count % workers);
    thread::scope(|scope| {
        let running: Vec<_> =
            (0..workers).map(|worker| scope.spawn(move || (0..share(worker)).map(|_| one()).collect::<Result<Vec<_>, _>>())).collect();
        let mut all = Vec::with_capacity(count);
        for worker in running {
            all.extend(worker.join().map_err(|_| Failure::of("internal", "a thread panicked", "程序出错"))??);
        }
        Ok(all)
    })
}

fn internal(refusal: crate::hall::Refusal) -> Failure {
    let cause = refusal.cause.unwrap_or_default();
    Failure::of("no-random", format!("no password could be made: {cause}"), format!("生成不了密码：{cause}"))
}

/// Only its owner may read it; a file that is there stays.
fn write(path: &std::path::Path, text: &str) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    written.map_err(|why| {
        let path = path.display();
        Failure::of("not-written", format!("`{path}` can't be written: {why}"), format!("写不了 `{path}`：{why}"))
    })
}
