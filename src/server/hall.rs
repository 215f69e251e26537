//! The hall: every campaign that is played here, and what can happen in it. Rules come from `domain`, rows from the store;
//! here they meet, and nothing of a key leaves before its sitting is handed in.

mod board;
mod claim;
mod edition;
mod hand_in;
mod history;
mod identity;
mod opened;
mod paper;
mod prize;
mod record;
mod refusal;
mod review;
mod start;

pub use board::board;
pub use claim::mask;
pub use edition::{Edition, write as write_edition};
pub use hand_in::Answered;
pub use identity::{Roll, of_member};
pub use opened::Opened;
pub use paper::{pack as pack_answers, questions as asked, unpack as unpack_answers};
pub use prize::{claim_code, claim_until, deeds};
pub use refusal::Refusal;
pub use review::reviewed;
pub use start::sitting_id;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use domain::attempts::Attempts;
use domain::campaign::Grading;
use domain::{Campaign, Moment};
use press::library::Library;
use wire::api::{CampaignView, Code, Left};

use crate::clock::Clock;
use crate::seal::Sealer;
use crate::store::{CampaignNo, Entry, Store, StoreError};

/// What the handlers of the API stand in.
pub struct Hall {
    store: Arc<dyn Store>,
    sealer: Arc<Sealer>,
    clock: Clock,
    running: HashMap<String, Arc<Running>>,
    /// Campaigns that have rows here and no file: their sittings wait until the file is back.
    missing: HashSet<String>,
    editions: RwLock<HashMap<i64, Arc<Edition>>>,
}

/// A campaign as it is played here.
pub struct Running {
    /// What its file says.
    pub campaign: Campaign,
    /// The number under which rows name it.
    pub no: CampaignNo,
    /// What new papers are drawn from; nothing for a campaign that is graded on the device.
    edition: Option<Arc<Edition>>,
}

impl Hall {
    /// Takes up the campaigns of a library.
    ///
    /// # Errors
    /// When the store can't keep what papers are drawn from.
    pub async fn open(store: Arc<dyn Store>, sealer: Arc<Sealer>, clock: Clock, library: &Library) -> Result<Self, StoreError> {
        let mut running = HashMap::new();
        let mut editions = HashMap::new();
        for campaign in &library.campaigns {
            let no = store.campaign(&campaign.id).await?;
            let edition = match campaign.grading {
                Grading::Device => None,
                Grading::Server => {
                    let text = edition::write(campaign, &library.banks);
                    let number = store.edition(no, text.clone()).await?;
                    let read = Edition::read(number, &text);
                    let edition =
                        Arc::new(read.ok_or_else(|| StoreError::Failed(format!("the edition of {} does not come back", campaign.id)))?);
                    editions.insert(number, Arc::clone(&edition));
                    Some(edition)
                }
            };
            running.insert(campaign.id.clone(), Arc::new(Running { campaign: campaign.clone(), no, edition }));
        }
        let missing: HashSet<String> =
            store.campaigns().await?.into_iter().map(|kept| kept.id).filter(|id| !running.contains_key(id)).collect();
        for id in &missing {
            tracing::warn!(campaign = id, "has no file any more, or one with faults; its hand-ins are told to wait");
        }
        Ok(Self { store, sealer, clock, running, missing, editions: RwLock::new(editions) })
    }

    /// Where rows rest.
    #[must_use]
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// What seals and opens.
    #[must_use]
    pub fn sealer(&self) -> &Arc<Sealer> {
        &self.sealer
    }

    /// What time it is here.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// A campaign as anyone may see it.
    ///
    /// # Errors
    /// [`Code::UnknownCampaign`].
    pub fn view(&self, id: &str) -> Result<CampaignView, Refusal> {
        Ok(CampaignView::of(&self.find(id)?.campaign, self.now()))
    }

    /// A campaign that is played here.
    ///
    /// # Errors
    /// [`Code::UnknownCampaign`].
    pub fn find(&self, id: &str) -> Result<Arc<Running>, Refusal> {
        self.running.get(id).cloned().ok_or_else(|| Code::UnknownCampaign.into())
    }

    /// Every campaign that is played here, by id.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Running>> {
        let mut all: Vec<_> = self.running.values().cloned().collect();
        all.sort_by(|a, b| a.campaign.id.cmp(&b.campaign.id));
        all
    }

    /// What papers of that number are redrawn from: in memory when it is of now, else as the store kept it.
    async fn edition(&self, number: i64) -> Result<Option<Arc<Edition>>, Refusal> {
        if let Some(known) = self.editions.read().unwrap_or_else(PoisonError::into_inner).get(&number) {
            return Ok(Some(Arc::clone(known)));
        }
        let Some(text) = self.store.edition_text(number).await? else { return Ok(None) };
        let Some(edition) = Edition::read(number, &text) else { return Ok(None) };
        let edition = Arc::new(edition);
        self.editions.write().unwrap_or_else(PoisonError::into_inner).insert(number, Arc::clone(&edition));
        Ok(Some(edition))
    }
}

/// So many sittings of one person a day, where the campaign sets no limit: nobody answers more, and programs that do would make
/// everyone wait, since limits and counts look at all rows of a person.
const UNLIMITED_PER_DAY: u32 = 200;

/// The limits of a campaign, with one for the day where it has none.
fn most(attempts: Attempts) -> Attempts {
    Attempts { per_day: attempts.per_day.or(Some(UNLIMITED_PER_DAY)), ..attempts }
}

/// What attempts are left at `now` to someone with these entries. Where the campaign sets no limit none is told until ours is reached.
fn left(attempts: Attempts, entries: &[Entry], now: Moment, zone: domain::Zone) -> Left {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let today = zone.day(now);
    let used_today = entries.iter().filter(|entry| zone.day(entry.started) == today).count();
    let today = match attempts.per_day {
        Some(most) => Some(most.saturating_sub(count(used_today))),
        None => (count(used_today) >= UNLIMITED_PER_DAY).then_some(0),
    };
    Left { today, total: attempts.total.map(|most| most.saturating_sub(count(entries.len()))) }
}
