//! Settings as values.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use super::{Setting, Settings};
use crate::logs::{Format, Logs};
use crate::outcome::Failure;
use crate::school::Senders;
use crate::serve::{Options, Source};
use crate::throttle::{Rate, Rates};

impl Settings {
    /// Where the data is.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        PathBuf::from(self.value("data").unwrap_or("data"))
    }

    /// Where banks and campaigns are.
    ///
    /// # Errors
    /// When nobody said.
    pub fn questions(&self) -> Result<PathBuf, Failure> {
        self.value("questions").map(PathBuf::from).ok_or_else(|| {
            Failure::wrong(
                "no-questions",
                "it must be known what the campaigns say: name their directory with --questions DIR, PUFA_QUESTIONS or `questions` in the config file",
                "需要知道活动的内容：请用 --questions 目录、PUFA_QUESTIONS 或配置文件里的 `questions` 指明",
            )
        })
    }

    /// How to serve.
    ///
    /// # Errors
    /// When a setting has a value that won't do, or nobody said what to serve.
    pub fn serve_options(&self) -> Result<Options, Failure> {
        let site = self.value("site").map(|site| Source::Site(site.into()));
        let source = site.or_else(|| self.value("questions").map(|questions| Source::Questions(questions.into())));
        let source = source.ok_or_else(|| {
            Failure::wrong(
                "no-source",
                "`pufa serve` wants --questions DIR, or --site DIR, the folder that `cargo xtask dist` wrote",
                "`pufa serve` 需要 --questions 目录，或 --site 目录（`cargo xtask dist` 写出的站点）",
            )
        })?;
        let host: IpAddr = self.read("host", "an IP address", "IP 地址")?;
        let port: u16 = self.read("port", "a number up to 65535", "不超过 65535 的数")?;
        let metrics: Option<SocketAddr> = match self.value("metrics") {
            None => None,
            Some(_) => Some(self.read("metrics", "ADDRESS:PORT", "“地址:端口”")?),
        };
        let address = self.rate("rate-address")?;
        let is_lifted = address == Rates::none().address;
        Ok(Options {
            data: self.data(),
            listen: SocketAddr::new(host, port),
            metrics,
            public_address: self.public_address()?,
            trust_proxy: self.read("trust-proxy", "true or false", "true 或 false")?,
            rates: Rates {
                sitting: self.rate("rate-sitting")?,
                device: self.rate("rate-device")?,
                campaign: self.rate("rate-campaign")?,
                address,
                // whoever lifts the limit on addresses lifts these of theirs too
                roster: if is_lifted { address } else { Rates::default().roster },
                sign_in: if is_lifted { address } else { Rates::default().sign_in },
            },
            phone_codes: self.phone_codes()?,
            ..Options::new(source)
        })
    }

    fn phone_codes(&self) -> Result<Senders, Failure> {
        let Some(told) = self.value("phone-codes") else { return Ok(Senders::None) };
        let token = self.value("phone-codes-token").unwrap_or_default().to_owned();
        match told {
            "log" => Ok(Senders::Log),
            address if address.starts_with("https://") || address.starts_with("http://127.0.0.1") => {
                Ok(Senders::Http { address: address.to_owned(), token })
            }
            // a code that travels in the clear is none
            address if address.contains("://") => {
                Err(self.must("phone-codes").refuse("`log`, a file, or an address with https://", " log、文件路径或 https:// 开头的网址"))
            }
            path => Ok(Senders::File(path.into())),
        }
    }

    /// How to log.
    ///
    /// # Errors
    /// When a setting has a value that won't do.
    pub fn logs(&self) -> Result<Logs, Failure> {
        let format = self.must("log-format");
        let read = Format::read(format.value.as_deref().unwrap_or_default());
        let format = read.ok_or_else(|| format.refuse("plain, json or auto", " plain、json 或 auto"))?;
        let filter = self.must("log");
        let filter = Logs::filter(filter.value.as_deref().unwrap_or_default()).ok_or_else(|| {
            filter.refuse(
                "error, warn, info, debug, trace, or a filter such as server=debug",
                " error、warn、info、debug、trace 或 server=debug 这样的过滤",
            )
        })?;
        Ok(Logs { filter, format })
    }

    fn must(&self, key: &'static str) -> Setting {
        self.get(key).cloned().unwrap_or(Setting { key, value: None, origin: super::Origin::Default })
    }

    fn read<T: FromStr>(&self, key: &'static str, en: &str, zh: &str) -> Result<T, Failure> {
        let setting = self.must(key);
        setting.value.as_deref().and_then(|value| value.parse().ok()).ok_or_else(|| setting.refuse(en, zh))
    }

    fn rate(&self, key: &'static str) -> Result<Rate, Failure> {
        let setting = self.must(key);
        let both = setting.value.as_deref().and_then(|value| value.split_once('/'));
        let rate =
            both.and_then(|(burst, second)| Some(Rate { burst: burst.trim().parse().ok()?, per_second: second.trim().parse().ok()? }));
        rate.ok_or_else(|| {
            setting
                .refuse("so many in one go and so many a second, such as 20/2; 0/0 is no limit", "“一次几个/每秒几个”，如 20/2；0/0 为不限")
        })
    }

    /// What the site is called from outside, where that is known.
    ///
    /// # Errors
    /// When it is no address.
    pub fn public_address(&self) -> Result<Option<String>, Failure> {
        let setting = self.must("public-address");
        match setting.value.as_deref() {
            None => Ok(None),
            Some(url) if url.starts_with("https://") || url.starts_with("http://") => Ok(Some(url.trim_end_matches('/').to_owned())),
            Some(_) => Err(setting.refuse("scheme and host, such as https://pufa.example.cn", "协议和域名，如 https://pufa.example.cn")),
        }
    }
}
