//! What commands with data stand in: the settings, the store, the campaigns, the clock.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use domain::{Award, Campaign, Moment};
use press::library::{self, Library};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

use super::{Around, audit};
use crate::clock::Clock;
use crate::command::Lang;
use crate::hall::Refusal;
use crate::outcome::Failure;
use crate::school::{Founding, School, Senders, Texts};
use crate::seal::Sealer;
use crate::settings::{Given, Settings};
use crate::store::{Answer, CampaignNo, Purged, Sqlite, Store as _};

/// See the module.
pub struct Office {
    pub lang: Lang,
    settings: Settings,
    clock: Clock,
    /// Who sits at the keyboard, as far as the system says.
    caller: String,
    runtime: Runtime,
}

impl Office {
    pub fn open(given: &Given, lang: Lang, around: &Around) -> Result<Self, Failure> {
        let environment = &around.environment;
        let caller = ["SUDO_USER", "USER", "LOGNAME", "USERNAME"].iter().find_map(|name| environment.get(name));
        Ok(Self {
            lang,
            settings: Settings::of(given, environment)?,
            clock: around.clock.clone(),
            caller: caller.unwrap_or_default().to_owned(),
            runtime: Builder::new_current_thread().build().context("starting the runtime")?,
        })
    }

    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The directory of the data.
    pub fn data(&self) -> PathBuf {
        self.settings.data()
    }

    /// The directory of the keys.
    pub fn keys(&self) -> PathBuf {
        self.data().join("keys")
    }

    /// The file of the rows.
    pub fn database(&self) -> PathBuf {
        self.data().join("pufa.sqlite")
    }

    /// The store that is there; one is never made by looking. Personal details whose time is over go before anything else.
    pub fn store(&self) -> Result<Arc<Sqlite>, Failure> {
        let (database, data) = (self.database(), self.data());
        let data = data.display();
        if !database.is_file() {
            return Err(Failure::of(
                "no-data",
                format!("there is no data in `{data}`; name its directory with --data DIR, or start the server once"),
                format!("`{data}` 里没有数据；请用 --data 目录 指明，或先启动一次服务器"),
            ));
        }
        let store = self.store_or_new()?;
        // a server that runs does it by itself; after a campaign none may be running any more
        let purged = self.wait(store.purge(self.now()))?;
        if purged != Purged::default() {
            tracing::info!(claims = purged.claims, details = purged.details, "personal details were deleted, their time is over");
        }
        Ok(store)
    }

    /// The store, made if it is not there.
    pub fn store_or_new(&self) -> Result<Arc<Sqlite>, Failure> {
        let data = self.data();
        std::fs::create_dir_all(&data).with_context(|| format!("making `{}`", data.display()))?;
        if !self.database().exists() {
            // rows without keys would keep the server from ever starting
            crate::keys::Keys::open(&self.keys())?;
        }
        Ok(Arc::new(Sqlite::open(&self.database()).with_context(|| format!("opening the data in `{}`", data.display()))?))
    }

    /// What seals and opens personal details. Keys are never made by looking: new ones would open nothing that is there, and a new root
    /// key would make everyone another participant.
    pub fn sealer(&self) -> Result<Sealer, Failure> {
        self.check_keys()?;
        Ok(Sealer::open(&self.keys())?)
    }

    /// Whether there are keys.
    pub fn check_keys(&self) -> Result<(), Failure> {
        let keys = self.keys();
        if keys.join("root.key").is_file() {
            return Ok(());
        }
        let keys = keys.display();
        Err(Failure::of(
            "no-keys",
            format!("there are no keys in `{keys}`; name the data directory with --data DIR, restore a backup, or start the server once"),
            format!("`{keys}` 里没有密钥；请用 --data 目录 指明数据目录、恢复备份，或先启动一次服务器"),
        ))
    }

    /// Waits for an answer of the store.
    pub fn wait<T>(&self, answer: Answer<T>) -> Result<T, Failure> {
        Ok(self.runtime.block_on(answer)?)
    }

    /// Waits for what a school does.
    pub fn learn<T>(&self, work: impl Future<Output = Result<T, Refusal>>) -> Result<T, Failure> {
        Ok(self.runtime.block_on(work)?)
    }

    /// The school of every assignment in the questions directory, on the store that is there. It sends no codes, and texts are not read:
    /// nobody studies here.
    pub fn school(&self) -> Result<School, Failure> {
        let (library, store) = (self.library()?, self.store()?);
        let founding = Founding {
            register: store,
            sealer: Arc::new(self.sealer()?),
            clock: self.clock.clone(),
            assignments: library.assignments,
            banks: library.banks,
            texts: Texts::default(),
            sender: Senders::None,
            public_address: self.settings.public_address()?,
        };
        Ok(self.runtime.block_on(School::open(founding))?)
    }

    /// Every bank and campaign; what can't be read is left to `check`.
    pub fn library(&self) -> Result<Library, Failure> {
        Ok(library::read(&self.settings.questions()?)?.0)
    }

    /// A campaign by its id.
    pub fn campaign(&self, id: &str) -> Result<Campaign, Failure> {
        let library = self.library()?;
        let known: Vec<_> = library.campaigns.iter().map(|campaign| campaign.id.clone()).collect();
        library.campaigns.into_iter().find(|campaign| campaign.id == id).ok_or_else(|| {
            let questions = self.settings.questions().unwrap_or_default();
            let (questions, known) = (questions.display(), known.join(", "));
            Failure::of(
                "unknown-campaign",
                format!(
                    "there is no campaign `{id}` in `{questions}`; there are: {known}. `pufa campaign check` says why one can't be read"
                ),
                format!("`{questions}` 里没有活动 `{id}`；现有：{known}。读不了的原因可用 `pufa campaign check` 查看"),
            )
        })
    }

    /// The number of a campaign in the store.
    pub fn number(&self, store: &Sqlite, campaign: &Campaign) -> Result<CampaignNo, Failure> {
        self.wait(store.campaign(&campaign.id))
    }

    /// Writes down who did what; see [`audit`].
    pub fn audit(&self, action: &str, about: &Value) -> Result<(), Failure> {
        audit::write(&self.data(), self.now(), &self.caller, action, about)
    }
}

/// An award of a campaign by its id.
pub fn award<'c>(campaign: &'c Campaign, id: &str) -> Result<&'c Award, Failure> {
    campaign.awards.iter().find(|award| award.id == id).ok_or_else(|| {
        let known = campaign.awards.iter().map(|award| award.id.as_str()).collect::<Vec<_>>().join(", ");
        let name = &campaign.id;
        Failure::of(
            "unknown-award",
            format!("the campaign `{name}` has no award `{id}`; it has: {known}"),
            format!("活动 `{name}` 没有奖项 `{id}`；现有：{known}"),
        )
    })
}

/// A moment as a clock on the wall of the campaign shows it, with its zone.
pub fn wall(campaign: &Campaign, at: Moment) -> String {
    let wall = campaign.zone.wall(at);
    let second = at.0.div_euclid(1000).rem_euclid(60);
    format!("{} {:02}:{:02}:{second:02} {}", campaign.zone.day(at), wall.hour, wall.minute, campaign.zone)
}
