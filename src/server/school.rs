//! The school: every assignment that is due from members here, and what can happen in it. Rules come from `domain`, rows from the
//! register; nothing of an exam's key leaves before its review opens.

mod browser;
mod certificate;
mod exam;
mod hashing;
mod marking;
mod paper;
mod people;
mod practice;
mod progress;
mod rates;
mod results;
mod secret;
mod sender;
mod sign_in;
mod study;
mod tasks;
mod texts;
mod tries;
mod words;

pub use certificate::Counter;
pub use hashing::Place;
pub use marking::ToMark;
pub use people::{Due, Roll, sealed_rows, unsealed};
pub use rates::{Taken, behind, league, rates_view};
pub use results::MemberResult;
pub use secret::{first_password, hashed, hashed_first};
pub use sender::{Sender, Senders};
pub use sign_in::{COOKIE_DAYS, Known, SignedIn};
pub use texts::{Note, Texts};
pub use tries::{BROWSER_DAYS, keys_of};

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, RwLock};

use domain::{Assignment, Bank, Exam, Moment};
use wire::api::Code;

use crate::clock::Clock;
use crate::hall::Refusal;
use crate::seal::Sealer;
use crate::store::{Register, StoreError};
use hashing::Hashing;
use paper::Editions;
use people::Live;

/// What members' handlers stand in.
pub struct School {
    register: Arc<dyn Register>,
    sealer: Arc<Sealer>,
    clock: Clock,
    assignments: BTreeMap<String, Arc<Assignment>>,
    banks: Arc<Vec<Bank>>,
    texts: Texts,
    editions: Editions,
    /// By assignment, how many milliseconds after its time an exam's answers are still taken.
    graces: Arc<HashMap<String, i64>>,
    sender: Senders,
    /// Where certificates can be checked from outside, where the server knows its own name.
    public_address: Option<String>,
    live: RwLock<Option<Arc<Live>>>,
    rolls: RwLock<HashMap<String, Arc<Roll>>>,
    hashing: Hashing,
}

/// What a school is made of.
pub struct Founding {
    /// Where rows rest.
    pub register: Arc<dyn Register>,
    /// What seals phones and draws seeds.
    pub sealer: Arc<Sealer>,
    /// What time it is.
    pub clock: Clock,
    /// What is due.
    pub assignments: Vec<Assignment>,
    /// What is asked.
    pub banks: Vec<Bank>,
    /// What is read.
    pub texts: Texts,
    /// How codes reach phones.
    pub sender: Senders,
    /// Scheme and host, where known.
    pub public_address: Option<String>,
}

impl School {
    /// Takes up assignments.
    ///
    /// # Errors
    /// When the register can't keep what exam papers are drawn from.
    pub async fn open(founding: Founding) -> Result<Self, StoreError> {
        let Founding { register, sealer, clock, assignments, banks, texts, sender, public_address } = founding;
        let editions = Editions::open(&*register, &assignments, &banks).await?;
        let graces = assignments.iter().filter_map(|assignment| Some((assignment.id.clone(), assignment.exam.as_ref()?.grace_ms)));
        let graces = Arc::new(graces.collect());
        Ok(Self {
            register,
            sealer,
            clock,
            assignments: assignments.into_iter().map(|assignment| (assignment.id.clone(), Arc::new(assignment))).collect(),
            banks: Arc::new(banks),
            texts,
            editions,
            graces,
            sender,
            public_address,
            live: RwLock::default(),
            rolls: RwLock::default(),
            hashing: Hashing::default(),
        })
    }

    /// Where rows rest.
    #[must_use]
    pub fn register(&self) -> &Arc<dyn Register> {
        &self.register
    }

    /// What time it is here.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// Every assignment, by id.
    pub fn assignments(&self) -> impl Iterator<Item = &Arc<Assignment>> {
        self.assignments.values()
    }

    /// The assignment of an id.
    ///
    /// # Errors
    /// [`Code::UnknownAssignment`].
    pub fn find(&self, id: &str) -> Result<&Arc<Assignment>, Refusal> {
        self.assignments.get(id).ok_or_else(|| Code::UnknownAssignment.into())
    }

    /// An assignment with an exam.
    fn find_exam(&self, id: &str) -> Result<(&Arc<Assignment>, &Exam), Refusal> {
        let assignment = self.find(id)?;
        Ok((assignment, assignment.exam.as_ref().ok_or(Code::UnknownAssignment)?))
    }
}
