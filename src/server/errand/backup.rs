//! `pufa backup` and `pufa restore`: the rows and the keys together, for either is worth nothing without the other.

mod copy;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::office::Office;
use crate::keys;
use crate::outcome::{Done, Failure, Report};
use crate::store::{Sqlite, Store as _};

const DATABASE: &str = "pufa.sqlite";
const KEYS: &str = "keys";
/// Written last: a folder without it is no whole backup.
const ABOUT: &str = "backup.json";
/// What is copied beside rows and keys, where it is there.
const BESIDE: [&str; 2] = [super::audit::FILE, crate::settings::FILE];

pub fn backup(to: &Path, office: &Office) -> Done {
    let store = office.store()?;
    office.check_keys()?;
    check_empty(to, "backup-not-empty")?;
    copy::make_folder(to)?;
    office.audit("backup", &json!({ "to": to }))?;
    let backed = office.wait(store.backup(to.join(DATABASE)))?;
    copy::owner_only(&to.join(DATABASE))?;
    // keys only ever are added: taken after the rows, they open all that is in them
    let keys = copy::folder(&office.keys(), &to.join(KEYS))?;
    for name in BESIDE {
        if office.data().join(name).is_file() {
            copy::file(&office.data().join(name), &to.join(name))?;
        }
    }
    let hash = copy::sha256(&to.join(DATABASE))?;
    let about = json!({ "pufa_backup": 1, "version": env!("CARGO_PKG_VERSION"), "taken_ms": office.now().0, "sha256": hash, "keys": keys });
    copy::write(&to.join(ABOUT), about.to_string().as_bytes())?;
    let (shown, bytes) = (to.display(), backed.bytes);
    let text = office.lang.pick(
        format!("{bytes} bytes of data and {keys} keys are in `{shown}`; whoever has it can read what is sealed, so keep it safe\n"),
        format!("数据 {bytes} 字节、密钥 {keys} 把，已写入 `{shown}`；拿到它就能打开封存的信息，请妥善保管\n"),
    );
    Ok(Report::fine(text, json!({ "to": to, "bytes": bytes, "keys": keys, "sha256": hash, "taken_ms": about["taken_ms"] })))
}

pub fn restore(from: &Path, office: &Office) -> Done {
    let about = read_about(from)?;
    let data = office.data();
    check_empty(&data, "data-not-empty")?;
    if copy::sha256(&from.join(DATABASE))? != about["sha256"].as_str().unwrap_or_default() {
        let from = from.display();
        return Err(Failure::of(
            "damaged-backup",
            format!("the data in `{from}` is not what was backed up: it was changed or cut off; take another backup"),
            format!("`{from}` 里的数据与备份时不一致，可能被改动或不完整；请换一份备份"),
        ));
    }
    copy::make_folder(&data)?;
    let keys = copy::folder(&from.join(KEYS), &data.join(KEYS))?;
    keys::begin_epoch(&data.join(KEYS))?;
    for name in BESIDE {
        if from.join(name).is_file() {
            copy::file(&from.join(name), &data.join(name))?;
        }
    }
    copy::file(&from.join(DATABASE), &data.join(DATABASE))?;
    // an older one is brought up to date, and one that does not read is told of now, not at the next start
    let store = Sqlite::open(&office.database()).context("opening what was restored")?;
    let campaigns: Vec<String> = office.wait(store.campaigns())?.into_iter().map(|campaign| campaign.id).collect();
    office.audit("restore", &json!({ "from": from, "taken_ms": about["taken_ms"] }))?;
    let shown = data.display();
    let text = office.lang.pick(
        format!("`{shown}` holds the backup now: campaigns {}, {keys} keys\n", campaigns.join(", ")),
        format!("备份已放入 `{shown}`：活动 {}，密钥 {keys} 把\n", campaigns.join("、")),
    );
    Ok(Report::fine(text, json!({ "data": data, "campaigns": campaigns, "keys": keys, "taken_ms": about["taken_ms"] })))
}

fn read_about(from: &Path) -> Result<Value, Failure> {
    let read = || -> Result<Value> { Ok(serde_json::from_str(&fs::read_to_string(from.join(ABOUT))?)?) };
    let shown = from.display();
    match read() {
        Ok(about) if about["pufa_backup"] == 1 => Ok(about),
        _ => Err(Failure::wrong(
            "no-backup",
            format!("`{shown}` is no whole backup: it has no {ABOUT} that `pufa backup` wrote"),
            format!("`{shown}` 不是完整的备份：缺少 `pufa backup` 写的 {ABOUT}"),
        )),
    }
}

/// Nothing is ever written over.
fn check_empty(dir: &Path, code: &'static str) -> Result<(), Failure> {
    let first: Option<PathBuf> = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().and_then(Result::ok).map(|entry| entry.path()),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => None,
        Err(why) => return Err(anyhow::Error::new(why).context(format!("reading `{}`", dir.display())).into()),
    };
    first.map_or(Ok(()), |found| {
        let (dir, found) = (dir.display(), found.display());
        Err(Failure::wrong(
            code,
            format!("`{dir}` is not empty, it holds `{found}`; name an empty or new directory"),
            format!("`{dir}` 不是空目录，里面有 `{found}`；请指定空目录或新目录"),
        ))
    })
}
