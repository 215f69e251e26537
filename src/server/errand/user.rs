//! `pufa user`: who may look at the board. Passwords are kept as argon2id and never shown again.

use std::io::{BufRead as _, IsTerminal as _};

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, SaltString};
use serde_json::json;

use super::office::Office;
use super::table::table;
use crate::command::User as Errand;
use crate::outcome::{Done, Failure, Report};
use crate::settings::Given;
use crate::store::{Store as _, User};

/// The fewest characters of a password (NIST SP 800-63B-4 asks for 15 where nothing else protects; wrong ones are throttled here).
const SHORTEST: usize = 10;
/// What generated passwords are made of: 31 signs that can't be mixed up, 20 of them are 99 bits.
const SIGNS: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";
const GENERATED: usize = 20;

pub fn run(errand: &Errand, office: impl FnOnce(Given) -> Result<Office, Failure>) -> Done {
    match errand {
        Errand::Add { name, generate, change, unit, place } => add(&office(Given::from(place))?, name, *generate, *change, unit.as_deref()),
        Errand::List { place } => list(&office(Given::from(place))?),
        Errand::Disable { name, place } => disable(&office(Given::from(place))?, name),
    }
}

fn add(office: &Office, name: &str, generate: bool, change: bool, unit: Option<&str>) -> Done {
    let is_plain = |c: char| c.is_alphanumeric() || "-_.@".contains(c);
    if name.is_empty() || name.chars().count() > 60 || !name.chars().all(is_plain) {
        return Err(Failure::wrong(
            "bad-name",
            format!("`{name}` won't do as a name: letters, digits, - _ . and @, at most 60 of them"),
            format!("`{name}` 不能作名字：只能用文字、数字和 - _ . @，最多 60 个"),
        ));
    }
    // an empty unit would mean everything: nobody gets that by a variable that was not set
    if unit.is_some_and(|unit| unit.trim().is_empty()) {
        return Err(Failure::wrong(
            "no-unit",
            "--unit wants the code of a unit; leave it out for a user who sees everything",
            "--unit 应写单位的编码；能看全部数据的用户不写 --unit",
        ));
    }
    let store = office.store_or_new()?;
    let before = office.wait(store.users())?.into_iter().find(|user| user.name == name);
    match (before.is_some(), change) {
        (true, false) => {
            return Err(Failure::of(
                "user-exists",
                format!("there is a user `{name}` already; `pufa user add {name} --change` gives them a new password"),
                format!("已有用户 `{name}`；`pufa user add {name} --change` 可换新密码"),
            ));
        }
        (false, true) => return Err(unknown(name)),
        _ => {}
    }
    let password = if generate { generated()? } else { asked(office)? };
    if password.chars().count() < SHORTEST {
        return Err(Failure::wrong(
            "short-password",
            format!("the password is too short; it wants at least {SHORTEST} characters"),
            format!("密码太短，至少 {SHORTEST} 个字符"),
        ));
    }
    // a new password alone does not make anybody see more
    let unit = unit.map_or_else(|| before.map_or_else(String::new, |user| user.unit), str::to_owned);
    let user = User { name: name.to_owned(), password: hashed(&password)?, made: office.now(), disabled: false, unit };
    // first: a password that was changed must be shown, whatever comes after
    office.audit(if change { "user-change" } else { "user-add" }, &json!({ "user": name, "unit": user.unit }))?;
    office.wait(store.put_user(user))?;
    let shown = generate.then_some(password);
    let mut text = office.lang.pick(format!("`{name}` may look at the board now\n"), format!("`{name}` 现在可以查看看板\n"));
    if let Some(password) = &shown {
        text += &office.lang.pick(
            format!("password: {password}\nit is shown this once; hand it over and don't keep it\n"),
            format!("密码：{password}\n只显示这一次；请交给本人，不要留存\n"),
        );
    }
    Ok(Report::fine(text, json!({ "user": name, "password": shown })))
}

fn list(office: &Office) -> Done {
    let users = office.wait(office.store()?.users())?;
    let state = |user: &User| if user.disabled { office.lang.pick("disabled", "停用") } else { office.lang.pick("active", "可用") };
    let since = |user: &User| domain::Zone::CHINA.day(user.made).to_string();
    let rows: Vec<_> = users.iter().map(|user| vec![user.name.clone(), since(user), state(user).to_owned(), user.unit.clone()]).collect();
    let text = table(&office.lang.pick(["user", "since", "state", "unit"], ["用户", "自", "状态", "单位"]), &[], &rows);
    let each = users.iter().map(|user| json!({ "user": user.name, "made_ms": user.made.0, "disabled": user.disabled }));
    Ok(Report::fine(text, json!({ "users": each.collect::<Vec<_>>() })))
}

fn disable(office: &Office, name: &str) -> Done {
    let store = office.store()?;
    let user = office.wait(store.users())?.into_iter().find(|user| user.name == name).ok_or_else(|| unknown(name))?;
    office.audit("user-disable", &json!({ "user": name }))?;
    office.wait(store.put_user(User { disabled: true, ..user }))?;
    Ok(Report::fine(
        office.lang.pick(format!("`{name}` is let in no more\n"), format!("已停用 `{name}`\n")),
        json!({ "user": name, "disabled": true }),
    ))
}

fn unknown(name: &str) -> Failure {
    Failure::of(
        "unknown-user",
        format!("there is no user `{name}`; `pufa user list` shows them"),
        format!("没有用户 `{name}`；可用 `pufa user list` 查看"),
    )
}

/// Asked for twice where someone types, read as one line where a program writes.
fn asked(office: &Office) -> Result<String, Failure> {
    let unread =
        |why: std::io::Error| Failure::of("no-password", format!("no password could be read: {why}"), format!("读不到密码：{why}"));
    if !std::io::stdin().is_terminal() {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map_err(unread)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let first = rpassword::prompt_password(office.lang.pick("password: ", "密码：")).map_err(unread)?;
    let again = rpassword::prompt_password(office.lang.pick("once more: ", "再输一次：")).map_err(unread)?;
    if first == again {
        return Ok(first);
    }
    Err(Failure::wrong("different-passwords", "the two passwords are not the same; try again", "两次输入的密码不一样，请重来"))
}

fn generated() -> Result<String, Failure> {
    let mut password = String::with_capacity(GENERATED);
    while password.len() < GENERATED {
        // 248 is the largest multiple of 31 that a byte holds
        let fair = random::<32>()?.into_iter().filter(|byte| *byte < 248);
        password.extend(fair.take(GENERATED - password.len()).map(|byte| char::from(SIGNS[usize::from(byte) % SIGNS.len()])));
    }
    Ok(password)
}

fn hashed(password: &str) -> Result<String, Failure> {
    let failed = |why: argon2::password_hash::Error| {
        Failure::of("failed", format!("the password can't be hashed: {why}"), format!("密码无法处理：{why}"))
    };
    let salt = SaltString::encode_b64(&random::<16>()?).map_err(failed)?;
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt).map_err(failed)?.to_string())
}

fn random<const N: usize>() -> Result<[u8; N], Failure> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|why| Failure::of("no-random", format!("the system gives no random bytes: {why}"), format!("系统给不出随机数：{why}")))?;
    Ok(bytes)
}
