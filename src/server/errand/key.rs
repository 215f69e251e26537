//! `pufa key rotate`.

use serde_json::json;

use super::office::Office;
use crate::command::Key;
use crate::keys;
use crate::outcome::{Done, Failure, Report};
use crate::settings::Given;

pub fn run(errand: &Key, office: impl FnOnce(Given) -> Result<Office, Failure>) -> Done {
    let Key::Rotate { place } = errand;
    let office = office(Given::from(place))?;
    let keys = office.keys();
    office.check_keys()?;
    let number = keys::rotate(&keys)?;
    office.audit("key-rotate", &json!({ "key": number }))?;
    let text = office.lang.pick(
        format!("seals with key {number} from now on; a running server takes it up within seconds, what older keys sealed still opens\n"),
        format!("从现在起用第 {number} 号密钥封存；运行中的服务器几秒内启用，旧密钥封存的仍能打开\n"),
    );
    Ok(Report::fine(text, json!({ "key": number })))
}
