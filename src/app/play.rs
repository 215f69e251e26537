//! What is going on: the state that screens look at, and the things that can happen to it.
//!
//! long: one state, and all that every way of playing does with it.

mod begin;
mod hand_in;
mod own;
mod sit;
mod way;

pub mod device;
pub mod served;

use crate::door::{clocks, page, task, turn};
use crate::keep::KeepError;
use crate::live::Live;
use crate::route::Route;
use crate::shelf::Shelf;
use domain::attempts::Left;
use domain::campaign::{FieldKind, Phase};
use domain::countdown::{Countdown, Since};
use domain::sitting::{Answer, Event, PlaceOfPerson, Purpose};
use domain::{Campaign, Moment, Participation, Sitting};
use std::rc::Rc;
use wire::stored::Progress;

pub use begin::begin;
pub use way::{Refusal, Way};

/// What a person is told, each with a way on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Nothing outlives this page.
    NotKept(KeepError),
    /// One answer, or the hand-in, could not be kept.
    Unsaved(KeepError),
    /// The bank data did not arrive.
    NoBank,
    /// The bank data does not fit the campaign.
    BadBank,
    /// No attempt is left.
    NoneLeft(Left),
    /// The campaign is not open, or not any more.
    NotOpen(Phase),
    /// Time ended the sitting, perhaps while the page was away.
    OutOfTime,
    /// A linked result is not on this device.
    NoSuchResult,
    /// A file could not be made.
    NoFile,
    /// What a way has to say of its own.
    Said(Box<Said>),
}

/// What a way has to say of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// `ok`, `no`, `wait` or empty.
    pub class: &'static str,
    /// An icon of [`paint::icon`].
    pub icon: &'static str,
    /// What happened.
    pub head: String,
    /// What to do, as HTML.
    pub words: String,
}

/// The state of the app; a handle that can be copied into every closure.
#[derive(Clone, Copy)]
pub struct Play {
    core: Live<Core>,
    /// Where one is.
    pub route: Live<Route>,
    /// The open sitting.
    pub sitting: Live<Option<Sitting>>,
    /// The handed-in sitting that the result shows.
    pub result: Live<Option<Sitting>>,
    /// Milliseconds left; `None` without a limit.
    pub left_ms: Live<Option<i64>>,
    /// What the person is being told.
    pub notice: Live<Option<Notice>>,
    /// A start or hand-in is under way.
    pub busy: Live<bool>,
    /// Participations of this campaign on this device.
    pub participations: Live<Vec<Participation>>,
    /// The wall clock, to the minute.
    pub now: Live<Moment>,
    /// Whether the answer sheet lies over the question.
    pub sheet: Live<bool>,
    /// One's own handed-in sittings, oldest first, as of the last visit to them.
    pub mine: Live<Vec<Sitting>>,
    /// Whether deleting was asked for once.
    pub asked_to_delete: Live<bool>,
}

struct Core {
    campaign: Rc<Campaign>,
    shelf: Shelf,
    way: &'static dyn Way,
    /// How far the campaign's clock is ahead of the device's; the device's own goes where no server told another.
    ahead_ms: i64,
    /// The limit of counted sittings.
    limit_ms: Option<i64>,
    countdown: Option<Countdown>,
    away: bool,
    /// The device's key for the campaign; empty until one is needed.
    key: String,
    /// Who is at the device: its key, or what tells people apart.
    person: String,
    /// The person or what they answered is being changed, and nothing starts by it.
    changing: bool,
    identity: Vec<String>,
    /// Questions whose answer is not known to be kept.
    dirty: Vec<usize>,
    /// A graded sitting that could not be kept yet, and what ended it.
    pending: Option<(Sitting, Event)>,
    last_kept: Moment,
}

impl Play {
    fn new(campaign: Rc<Campaign>, shelf: Shelf, way: &'static dyn Way) -> Self {
        let core = Core {
            limit_ms: campaign.limit_ms,
            campaign,
            shelf,
            way,
            ahead_ms: 0,
            countdown: None,
            away: false,
            key: String::new(),
            person: String::new(),
            changing: false,
            identity: Vec::new(),
            dirty: Vec::new(),
            pending: None,
            last_kept: Moment(0),
        };
        Self {
            core: Live::new(core),
            route: Live::new(Route::parse(&page::hash())),
            sitting: Live::new(None),
            result: Live::new(None),
            left_ms: Live::new(None),
            notice: Live::new(None),
            busy: Live::new(false),
            participations: Live::new(Vec::new()),
            now: Live::new(clocks::wall()),
            sheet: Live::new(false),
            mine: Live::new(Vec::new()),
            asked_to_delete: Live::new(false),
        }
    }

    /// The campaign.
    #[must_use]
    pub fn campaign(self) -> Rc<Campaign> {
        self.core.with_untracked(|core| Rc::clone(&core.campaign))
    }

    /// How it is played.
    #[must_use]
    pub fn way(self) -> &'static dyn Way {
        self.core.with_untracked(|core| core.way)
    }

    /// What the campaign's clock shows now: the server's where one was told, else the device's.
    #[must_use]
    pub fn wall(self) -> Moment {
        Moment(clocks::wall().0 + self.core.with_untracked(|core| core.ahead_ms))
    }

    /// Where its things are kept.
    #[must_use]
    pub fn shelf(self) -> Shelf {
        self.core.with_untracked(|core| core.shelf.clone())
    }

    /// Who is at the device.
    #[must_use]
    pub fn person(self) -> String {
        self.core.with_untracked(|core| core.person.clone())
    }

    /// Answers to the campaign's identity fields, as given before.
    #[must_use]
    pub fn identity(self) -> Vec<String> {
        self.core.with_untracked(|core| core.identity.clone())
    }

    /// The device's key for the campaign.
    #[must_use]
    pub fn key(self) -> String {
        self.core.with_untracked(|core| core.key.clone())
    }

    /// Who is at the device, by its key and what was answered.
    fn meet(self, key: String, identity: Vec<String>) {
        self.core.update_untracked(|core| {
            core.person = crate::person::at(&core.campaign, &key, &identity);
            (core.key, core.identity) = (key, identity);
        });
    }

    /// Whether the campaign can be played now.
    #[must_use]
    pub fn phase(self) -> Phase {
        self.campaign().phase(self.now.get())
    }

    /// What attempts are left to whoever is at the device.
    #[must_use]
    pub fn left(self) -> Left {
        self.way().left(self)
    }

    /// Goes to a place as a new step.
    pub fn go(self, route: Route) {
        page::go(&route, false);
        self.be_at(route);
    }

    /// Goes to a place without a step to come back to.
    pub fn replace(self, route: Route) {
        page::go(&route, true);
        self.be_at(route);
    }

    /// One is at a place: what lay over the last one, and what was told there, goes.
    fn be_at(self, route: Route) {
        if self.sheet.get_untracked() {
            self.sheet.set(false);
        }
        let moved = self.route.with_untracked(|at| *at != route);
        if moved
            && self.notice.with_untracked(|told| told.as_ref().is_some_and(|told| !matches!(told, Notice::NotKept(_) | Notice::Unsaved(_))))
        {
            self.notice.set(None);
        }
        let leaves = moved && route == Route::Landing;
        self.route.set(route);
        if leaves && self.campaign().kiosk && self.sitting.with_untracked(Option::is_none) {
            self.forget_person();
        }
    }

    /// On a shared device whoever comes to the landing is another person.
    fn forget_person(self) {
        self.meet(self.way().person(self), Vec::new());
        self.result.set(None);
        self.mine.set(Vec::new());
        // the attempts left are those of the new person
        self.participations.update(|_| ());
    }

    /// The limit of the open sitting; practice has none.
    fn limit_ms(self) -> Option<i64> {
        let counted = self.sitting.with_untracked(|sitting| sitting.as_ref().is_some_and(|s| s.purpose == Purpose::Counted));
        self.core.with_untracked(|core| core.limit_ms).filter(|_| counted)
    }

    fn progress(self) -> Progress {
        let at = self.sitting.with_untracked(|sitting| sitting.as_ref().map_or(0, |s| s.at));
        let countdown = self.core.with_untracked(|core| core.countdown);
        let now = clocks::wall();
        Progress { at, used_ms: countdown.map_or(0, Countdown::used_ms), seen: countdown.map_or(now, Countdown::seen) }
    }

    /// Looks at the clocks: shows the time left, keeps the time used now and then, hands in when it is over.
    pub(crate) fn tick(self) {
        let now = clocks::now();
        let wall = self.wall();
        let minute = Moment(wall.0 - wall.0.rem_euclid(60_000));
        if self.now.get_untracked() != minute {
            self.now.set(minute);
        }
        let hidden = page::is_hidden();
        let (used_ms, away) = self.core.update_untracked(|core| {
            let away = core.away;
            let since = if away { Since::Away } else { Since::Watching };
            core.away = hidden;
            core.countdown = core.countdown.map(|countdown| countdown.look(now, since));
            (core.countdown.map(Countdown::used_ms), away)
        });
        let due = self.core.with_untracked(|core| now.wall.since_ms(core.last_kept).abs() > 5000);
        if due && self.core.with_untracked(|core| core.pending.is_some()) {
            self.core.update_untracked(|core| core.last_kept = now.wall);
            self.hand_in_again();
        }
        self.way().tick(self);
        if used_ms.is_none() {
            return;
        }
        if self.sitting.with_untracked(Option::is_none) {
            return;
        }
        let countdown = self.core.with_untracked(|core| core.countdown);
        let left = self.limit_ms().and_then(|limit| countdown.map(|c| c.left_ms(limit)));
        if self.left_ms.get_untracked() != left {
            self.left_ms.set(left);
        }
        if left == Some(0) {
            if self.way().may_time_out(self, away) {
                self.hand_in(true);
            }
        } else if due {
            self.keep_progress();
        }
    }

    /// The page goes out of sight: what is known is kept at once, for it may never come back.
    pub(crate) fn leave(self) {
        self.tick();
        self.core.update_untracked(|core| core.away = true);
        self.keep_progress();
    }

    /// Keeps where one is, and every answer that is not known to be kept.
    fn keep_progress(self) {
        let Some(id) = self.open_id() else { return };
        let (shelf, progress) = (self.shelf(), self.progress());
        let answers = self.unkept();
        self.core.update_untracked(|core| core.last_kept = clocks::wall());
        task::spawn(async move {
            match shelf.answers(&id, &answers, progress).await {
                Ok(()) => self.kept(&id, &answers),
                Err(why) if answers.is_empty() => drop(why),
                Err(why) => self.notice.set(Some(Notice::Unsaved(why))),
            }
        });
    }

    fn unkept(self) -> Vec<(usize, Answer)> {
        let dirty = self.core.with_untracked(|core| core.dirty.clone());
        self.sitting.with_untracked(|s| {
            let answers = s.as_ref().map_or(&[][..], |s| &s.answers);
            dirty.into_iter().filter_map(|n| Some((n, *answers.get(n)?))).collect()
        })
    }

    /// These answers are kept; one that was changed since is not.
    fn kept(self, id: &str, answers: &[(usize, Answer)]) {
        if self.open_id().as_deref() != Some(id) || answers.is_empty() {
            return;
        }
        let now = self.unkept();
        self.core.update_untracked(|core| core.dirty.retain(|n| !now.iter().any(|one| one.0 == *n && answers.contains(one))));
        let all = self.core.with_untracked(|core| core.dirty.is_empty());
        if all && self.notice.with_untracked(|told| matches!(told, Some(Notice::Unsaved(_)))) {
            self.notice.set(None);
        }
        turn::tell(id);
    }

    /// Id of the open sitting, when it is one that is kept while it is open.
    fn open_id(self) -> Option<String> {
        self.sitting
            .with_untracked(|sitting| sitting.as_ref().filter(|s| s.purpose == Purpose::Counted && s.is_open()).map(|s| s.id.clone()))
    }

    fn place(self) -> PlaceOfPerson {
        let campaign = self.campaign();
        let identity = self.identity();
        let answer = |kind| {
            let at = campaign.identity.fields.iter().position(|field| field.kind == kind);
            at.and_then(|at| identity.get(at)).cloned().unwrap_or_default()
        };
        PlaceOfPerson { region: answer(FieldKind::Region), unit: answer(FieldKind::Unit), channel: page::channel() }
    }

    /// Another page of this device kept something: take it over.
    pub(crate) fn look_again(self) {
        let shelf = self.shelf();
        let open = self.open_id();
        self.way().again(self);
        task::spawn(async move {
            if let Ok(rows) = shelf.participations().await
                && self.participations.with_untracked(|known| *known != rows)
            {
                self.participations.set(rows);
            }
            let Some(id) = open else { return };
            if let Ok(Some((kept, _))) = shelf.open_sitting(&id).await {
                self.adopt_kept(kept);
            }
        });
    }

    fn adopt_kept(self, mut kept: Sitting) {
        if self.open_id().as_deref() != Some(kept.id.as_str()) {
            return;
        }
        if !kept.is_open() {
            self.show_result(kept);
        } else {
            // what is on its way to the keep, or could not get there, is newer than what lies there
            for (n, answer) in self.unkept() {
                kept.answers[n] = answer;
            }
            kept.at = self.sitting.with_untracked(|s| s.as_ref().map_or(0, |s| s.at));
            if self.sitting.with_untracked(|s| s.as_ref() != Some(&kept)) {
                self.sitting.set(Some(kept));
            }
        }
    }
}
