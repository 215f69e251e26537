//! How a server is to be run.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::school::Senders;
use crate::throttle::Rates;

/// What is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A folder that `cargo xtask dist` wrote, as it is.
    Site(PathBuf),
    /// A folder of banks and campaigns: pages are made of it, and its campaigns are played here.
    Questions(PathBuf),
}

/// How it is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// What.
    pub source: Source,
    /// Where rows and keys rest.
    pub data: PathBuf,
    /// Where citizens reach it; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where operators read its metrics; nowhere unless told.
    pub metrics: Option<SocketAddr>,
    /// What the site is called from outside, `https://pufa.example.cn`: chats fetch pictures only by whole addresses.
    pub public_address: Option<String>,
    /// Whether a proxy stands before it whose `X-Forwarded-For` is to be believed.
    pub trust_proxy: bool,
    /// How often each may ask.
    pub rates: Rates,
    /// How one-time codes reach the phones of members.
    pub phone_codes: Senders,
}

impl Options {
    /// As it is without being told otherwise: this machine only, port 8080, data in `data`.
    #[must_use]
    pub fn new(source: Source) -> Self {
        Self {
            source,
            data: PathBuf::from("data"),
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080),
            metrics: None,
            public_address: None,
            trust_proxy: false,
            rates: Rates::default(),
            phone_codes: Senders::None,
        }
    }

    /// Whether the site is reached over TLS by its address.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_address.as_deref().is_some_and(|address| address.starts_with("https://"))
    }

    /// Whether others than this machine reach it and nothing tells of TLS: neither the address nor a proxy that is trusted.
    #[must_use]
    pub fn may_lack_tls(&self) -> bool {
        !self.is_https() && !self.trust_proxy && !self.listen.ip().is_loopback()
    }

    /// Where the keys are.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.data.join("keys")
    }

    /// Where the rows are; the folder is made if it is missing.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn database(&self) -> Result<PathBuf> {
        make_folder(&self.data).with_context(|| format!("making `{}`", self.data.display()))?;
        Ok(self.data.join("pufa.sqlite"))
    }

    /// Whether the keys are there that belong to the rows.
    ///
    /// # Errors
    /// When there are rows and no root key: with a new one every participant would be somebody else.
    pub fn check_keys(&self) -> Result<()> {
        let (rows, root) = (self.data.join("pufa.sqlite"), self.keys().join("root.key"));
        ensure!(
            !rows.exists() || root.exists(),
            "`{}` holds rows and `{}` is missing; restore the folder of keys from the same backup",
            self.data.display(),
            root.display()
        );
        Ok(())
    }
}

/// Only its owner may look into a new folder: answers and password hashes lie there.
fn make_folder(dir: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_when_nothing_says_that_tls_stands_before_it() {
        let check = |listen: [u8; 4], address: Option<&str>, trust_proxy: bool, expected: bool| {
            let listen = SocketAddr::from((listen, 8080));
            let public_address = address.map(str::to_owned);
            let options = Options { listen, public_address, trust_proxy, ..Options::new(Source::Questions(PathBuf::new())) };
            assert_eq!(options.may_lack_tls(), expected, "{options:?}");
        };
        check([0, 0, 0, 0], None, false, true);
        check([0, 0, 0, 0], Some("http://pufa.example.cn"), false, true);
        check([0, 0, 0, 0], Some("https://pufa.example.cn"), false, false);
        check([0, 0, 0, 0], None, true, false);
        check([127, 0, 0, 1], None, false, false);
    }
}
