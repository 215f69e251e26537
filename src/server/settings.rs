//! Settings: flags win over the environment, the environment over the config file, the config file over defaults; and each says where
//! it came from.

mod file;
mod given;
mod read;

pub use file::check_text;
pub use given::Given;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::command::{Environment, Lang};
use crate::outcome::Failure;
use crate::throttle::{Rate, Rates};

/// What each setting is called in config files. The flag is the same with `--` before it, the variable in capitals with `PUFA_` before it.
pub const KEYS: [&str; 16] = [
    "data",
    "questions",
    "site",
    "host",
    "port",
    "metrics",
    "public-address",
    "trust-proxy",
    "rate-sitting",
    "rate-device",
    "rate-campaign",
    "rate-address",
    "phone-codes",
    "phone-codes-token",
    "log",
    "log-format",
];

/// What a config file is called in the data directory.
pub const FILE: &str = "pufa.toml";

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A flag.
    Flag,
    /// The environment.
    Environment,
    /// The config file.
    File {
        /// Which.
        file: String,
        /// The line, counted from 1.
        line: usize,
    },
    /// Nobody said.
    Default,
}

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// What it is called.
    pub key: &'static str,
    /// What it is; `None` where nobody said and there is no default.
    pub value: Option<String>,
    /// Where it came from.
    pub origin: Origin,
}

/// Every setting, in the order of [`KEYS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings(Vec<Setting>);

/// The variable of a setting.
#[must_use]
pub fn variable(key: &str) -> String {
    format!("PUFA_{}", key.to_ascii_uppercase().replace('-', "_"))
}

impl Settings {
    /// Puts together what flags, environment and config file say.
    ///
    /// # Errors
    /// When the config file can't be read or holds something unknown.
    pub fn of(given: &Given, environment: &Environment) -> Result<Self, Failure> {
        let told = |key: &str| {
            let flag = given.flag(key).map(|value| (value.to_owned(), Origin::Flag));
            flag.or_else(|| environment.get(&variable(key)).map(|value| (value.to_owned(), Origin::Environment)))
        };
        let data = told("data").map_or_else(|| PathBuf::from("data"), |(data, _)| data.into());
        let named = given.config.as_deref().or_else(|| environment.get("PUFA_CONFIG"));
        let kept = file::read(named.map(Path::new), &data)?;
        let setting = |key: &'static str| {
            let in_file = || kept.iter().find(|one| one.key == key).cloned();
            let default = || Setting { key, value: default(key), origin: Origin::Default };
            told(key).map(|(value, origin)| Setting { key, value: Some(value), origin }).or_else(in_file).unwrap_or_else(default)
        };
        let mut settings = Self(KEYS.map(setting).into());
        settings.one_source()?;
        Ok(settings)
    }

    /// One setting.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Setting> {
        self.0.iter().find(|setting| setting.key == key)
    }

    fn value(&self, key: &str) -> Option<&str> {
        self.get(key)?.value.as_deref()
    }

    /// Every setting with its value and where it came from, as a config file would say it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let line = |setting: &Setting| {
            let from = setting.from(lang);
            match &setting.value {
                Some(_) => format!("{} = {}  # {from}\n", setting.key, Value::from(setting.shown())),
                None => format!("# {} {}\n", setting.key, lang.pick("is not set", "没有设置")),
            }
        };
        self.0.iter().map(line).collect()
    }

    /// The same for programs.
    #[must_use]
    pub fn json(&self) -> Value {
        let each = self.0.iter().map(|setting| {
            let value = setting.shown();
            let about = match &setting.origin {
                Origin::Flag => json!({ "value": value, "from": "flag" }),
                Origin::Environment => json!({ "value": value, "from": "environment", "variable": variable(setting.key) }),
                Origin::File { file, line } => json!({ "value": value, "from": "file", "file": file, "line": line }),
                Origin::Default => json!({ "value": value, "from": "default" }),
            };
            (setting.key.to_owned(), about)
        });
        json!({ "settings": each.collect::<serde_json::Map<_, _>>() })
    }

    /// A site and questions exclude each other: the one that was said with more weight stays.
    fn one_source(&mut self) -> Result<(), Failure> {
        let weight = |key: &str| match self.get(key) {
            Some(Setting { value: Some(_), origin, .. }) => match origin {
                Origin::Flag => 3,
                Origin::Environment => 2,
                Origin::File { .. } => 1,
                Origin::Default => 0,
            },
            _ => 0,
        };
        let (questions, site) = (weight("questions"), weight("site"));
        if questions > 0 && questions == site {
            return Err(Failure::wrong(
                "two-sources",
                "`questions` and `site` are both set; a server serves one of them, take the other out",
                "`questions` 和 `site` 都设置了；服务器只能用其中一个，请去掉另一个",
            ));
        }
        let loser = if questions > site { "site" } else { "questions" };
        if questions > 0 && site > 0 {
            self.0.iter_mut().filter(|setting| setting.key == loser).for_each(|setting| setting.value = None);
        }
        Ok(())
    }
}

impl Setting {
    /// Its value as others may see it.
    fn shown(&self) -> Option<String> {
        let is_secret = self.key.ends_with("-token");
        self.value.clone().map(|value| if is_secret { "***".to_owned() } else { value })
    }

    fn from(&self, lang: Lang) -> String {
        match &self.origin {
            Origin::Flag => format!("--{}", self.key),
            Origin::Environment => variable(self.key),
            Origin::File { file, line } => format!("{file}:{line}"),
            Origin::Default => lang.pick("default", "默认").to_owned(),
        }
    }

    /// Its value won't do.
    fn refuse(&self, en: &str, zh: &str) -> Failure {
        let value = self.value.as_deref().unwrap_or_default();
        match &self.origin {
            Origin::File { file, line } => {
                Failure::wrong("bad-setting", format!("`{value}` won't do, it wants {en}"), format!("不能是 `{value}`，应为{zh}"))
                    .at(file, *line, self.key)
            }
            _ => {
                let from = self.from(Lang::En);
                Failure::wrong(
                    "bad-setting",
                    format!("{from} wants {en}, and `{value}` is none"),
                    format!("{from} 应为{zh}，而不是 `{value}`"),
                )
            }
        }
    }
}

fn default(key: &str) -> Option<String> {
    let rates = Rates::default();
    let rate = |rate: Rate| format!("{}/{}", rate.burst, rate.per_second);
    Some(match key {
        "data" => "data".to_owned(),
        "host" => "127.0.0.1".to_owned(),
        "port" => "8080".to_owned(),
        "trust-proxy" => "false".to_owned(),
        "rate-sitting" => rate(rates.sitting),
        "rate-device" => rate(rates.device),
        "rate-campaign" => rate(rates.campaign),
        "rate-address" => rate(rates.address),
        "log" => "info".to_owned(),
        "log-format" => "auto".to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
