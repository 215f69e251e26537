//! Starting a sitting, going on with one, and answering.

use super::{Notice, Play};
use crate::door::{clocks, net, page, random, task, turn};
use crate::route::Route;
use crate::shelf::Started;
use domain::campaign::Ask;
use domain::countdown::Countdown;
use domain::sitting::{Answer, Event, Purpose, State};
use domain::{Bank, ChoiceSet, Item, Paper, Sitting, paper};
use leptos::prelude::*;
use std::rc::Rc;
use wire::stored::Progress;

impl Play {
    /// 开始答题: asks who one is if the campaign wants to know first, then draws a paper and opens it.
    pub fn start(self) {
        if self.asks_first() && self.identity().is_empty() {
            self.go(Route::Identity);
        } else {
            self.begin_sitting(Purpose::Counted);
        }
    }

    /// Whether the campaign asks something before a sitting.
    pub(super) fn asks_first(self) -> bool {
        let campaign = self.campaign();
        campaign.identity.ask == Ask::BeforeStart && !campaign.identity.fields.is_empty()
    }

    /// 练一练: a paper that never counts.
    pub fn practise(self) {
        self.begin_sitting(Purpose::Practice);
    }

    /// What the campaign asks was answered: remember it and start.
    pub fn identify(self, identity: Vec<String>) {
        let campaign = self.campaign();
        let told_apart =
            campaign.identity.fields.iter().zip(&identity).find(|(field, answer)| field.kind.identifies() && !answer.is_empty());
        if let Some((_, answer)) = told_apart {
            let person = crate::person::of(&campaign.id, answer);
            self.core.update_value(|core| core.person = person);
        }
        let (shelf, person) = (self.shelf(), self.person());
        self.set_identity(identity.clone());
        task::spawn(async move {
            // on a shared device nothing of one person is remembered for the next
            if !self.campaign().kiosk
                && let Err(why) = shelf.identify(&person, &identity).await
            {
                self.give_up_keeping(why);
            }
            self.begin_sitting(Purpose::Counted);
        });
    }

    fn begin_sitting(self, purpose: Purpose) {
        if self.busy.get_untracked() {
            return;
        }
        if self.core.with_value(|core| core.pending.is_some()) {
            self.hand_in_again();
            return;
        }
        self.busy.set(true);
        if self.notice.with_untracked(|told| !matches!(told, Some(Notice::NotKept(_)))) {
            self.notice.set(None);
        }
        task::spawn(async move {
            let refused = match self.draw(purpose).await {
                Ok(new) => self.open(new).await,
                Err(notice) => Some(notice),
            };
            self.busy.set(false);
            if let Some(notice) = refused {
                page::remove("#paper");
                self.replace(Route::Landing);
                self.notice.set(Some(notice));
            }
        });
    }

    async fn banks(self) -> Result<Rc<Vec<Bank>>, Notice> {
        if let Some(banks) = self.core.with_value(|core| core.banks.clone()) {
            return Ok(banks);
        }
        let text = net::text(&page::fact("bank")).await.ok_or(Notice::NoBank)?;
        let banks = Rc::new(wire::site::unpack(&text).map_err(|_| Notice::BadBank)?);
        self.core.update_value(|core| core.banks = Some(Rc::clone(&banks)));
        Ok(banks)
    }

    /// Fetches the bank before anyone asks for it, so that a start needs no network.
    pub fn fetch_bank_ahead(self) {
        task::spawn(async move {
            // a start tries again, and says so when it fails
            let _ = self.banks().await;
        });
    }

    async fn draw(self, purpose: Purpose) -> Result<Sitting, Notice> {
        let campaign = self.campaign();
        let banks = self.banks().await?;
        let person = self.person();
        // on a shared device everyone is new, and there is nothing to look up
        let seen = if campaign.kiosk { Ok(Vec::new()) } else { self.shelf().seen(&person).await };
        let seen = seen.unwrap_or_else(|why| {
            self.give_up_keeping(why);
            Vec::new()
        });
        let paper = paper::draw(&banks, &campaign.blueprint, random::seed(), &seen).map_err(|_| Notice::BadBank)?;
        Ok(self.sitting_of(paper, purpose))
    }

    fn sitting_of(self, paper: Paper, purpose: Purpose) -> Sitting {
        let campaign = self.campaign();
        let now = clocks::wall();
        Sitting {
            id: random::sitting_id(now),
            campaign: campaign.id.clone(),
            round: campaign.round.clone(),
            participant: self.person(),
            purpose,
            place: self.place(),
            started: now,
            answers: vec![Answer::default(); paper.items.len()],
            paper,
            at: 0,
            state: State::Open,
        }
    }

    /// Opens a sitting; why not, if not.
    async fn open(self, new: Sitting) -> Option<Notice> {
        let progress = Progress { at: 0, used_ms: 0, seen: new.started };
        if new.purpose != Purpose::Counted {
            self.resume(new, progress);
            return None;
        }
        if !self.campaign().kiosk {
            let identity = self.identity();
            if let Err(why) = self.shelf().identify(&new.participant, &identity).await {
                self.give_up_keeping(why);
            }
        }
        match self.shelf().start(new.clone(), progress).await {
            Ok(Started::Open(sitting, progress)) => {
                let id = sitting.id.clone();
                self.resume(*sitting, progress);
                self.adopt_early();
                turn::tell(&id);
                page::ask_to_persist();
                None
            }
            Ok(Started::NoneLeft(left)) => Some(Notice::NoneLeft(left)),
            Ok(Started::NotOpen(phase)) => Some(Notice::NotOpen(phase)),
            Err(why) => {
                self.give_up_keeping(why);
                self.resume(new, progress);
                self.adopt_early();
                None
            }
        }
    }

    /// Goes on with a sitting, with the time it has left, and shows its question.
    fn resume(self, sitting: Sitting, progress: Progress) {
        self.hold(sitting, progress);
        self.show_question();
        self.tick();
    }

    /// Takes a sitting as the open one: its clock runs.
    pub(super) fn hold(self, mut sitting: Sitting, progress: Progress) {
        let countdown = Countdown::resume(progress.used_ms, progress.seen, clocks::now());
        self.core.update_value(|core| {
            core.countdown = Some(countdown);
            core.dirty.clear();
        });
        sitting.apply(Event::Moved { n: progress.at });
        self.sitting.set(Some(sitting));
        self.left_ms.set(self.limit_ms().map(|limit| countdown.left_ms(limit)));
    }

    /// Shows the open sitting: the question that the address names, else the one that was last in sight.
    pub(super) fn show_question(self) {
        let at = self.sitting.with_untracked(|s| s.as_ref().map_or(0, |s| s.at));
        match self.route.get_untracked() {
            Route::HandIn => {}
            Route::Question(n) => self.see(n),
            route => {
                page::go(&Route::Question(at), route != Route::Landing);
                self.see(at);
            }
        }
    }

    /// A counted sitting that lay open while something was practised is the open one again.
    pub(super) fn hold_what_is_open(self) {
        let shelf = self.shelf();
        task::spawn(async move {
            let open = shelf.find().await.ok().and_then(|found| found.open);
            if let Some((sitting, progress)) = open.filter(|(sitting, _)| sitting.handed_in().is_none())
                && self.sitting.with_untracked(Option::is_none)
            {
                self.hold(sitting, progress);
            }
        });
    }

    /// The taps made on the painted paper before the program was there become answers.
    pub(super) fn adopt_early(self) {
        // time may be out already, and then nothing is adopted any more
        let Some(paper) = page::find("#paper").filter(|_| self.left_ms.get_untracked() != Some(0)) else { return };
        let kept = self.sitting.with_untracked(|s| s.as_ref().map_or_else(Vec::new, |s| s.answers.clone()));
        for (n, answer) in kept.into_iter().enumerate() {
            let given = ChoiceSet::of(&page::checked(&format!("#paper .q[data-n=\"{n}\"]")).collect::<Vec<_>>());
            if !given.is_empty() && given != answer.given {
                self.answer(n, given);
            }
        }
        // where the page is, there the person is looking
        if let Some(at) = paper.get_attribute("data-at").and_then(|at| at.parse().ok()) {
            self.replace(Route::Question(at));
            self.see(at);
        }
    }

    /// Leaves for the page what it can paint before the program is there the next time.
    pub(super) fn leave_for_page(self) {
        let campaign = self.campaign();
        if !campaign.opens_with_a_question() {
            return;
        }
        let words = self.sitting.with_untracked(|sitting| {
            let sitting = sitting.as_ref().filter(|s| s.purpose == Purpose::Counted)?;
            let picked = |answer: &Answer| answer.given.places().map(|place| place.to_string()).collect::<Vec<_>>().join(".");
            Some(format!("{} {}", sitting.at, sitting.answers.iter().map(picked).collect::<Vec<_>>().join(",")))
        });
        turn::leave_for_page(&campaign.id, words.as_deref());
    }

    /// Something happened to the open sitting; what it was is kept before the next frame.
    fn happen(self, event: Event, n: usize) {
        let changed = self.sitting.try_update(|sitting| sitting.as_mut().is_some_and(|sitting| sitting.apply(event)));
        if changed != Some(true) || self.open_id().is_none() {
            return;
        }
        self.core.update_value(|core| {
            core.dirty.retain(|other| *other != n);
            core.dirty.push(n);
        });
        self.leave_for_page();
        self.keep_progress();
    }

    /// The answer to question `n` is now this.
    pub fn answer(self, n: usize, given: ChoiceSet) {
        self.happen(Event::Answered { n, given }, n);
    }

    /// Flags question `n`, or takes the flag away.
    pub fn flag(self, n: usize) {
        let flagged = self.sitting.with_untracked(|s| s.as_ref().and_then(|s| s.answers.get(n)).is_some_and(|answer| answer.flagged));
        self.happen(Event::Flagged { n, flagged: !flagged }, n);
    }

    /// Goes to question `n`. Turning a page is no step back: the back button leaves the paper, not one question of it.
    pub fn move_to(self, n: usize) {
        page::go(&Route::Question(n), matches!(self.route.get_untracked(), Route::Question(_)));
        self.see(n);
    }

    pub(super) fn see(self, n: usize) {
        self.sitting.update(|sitting| {
            if let Some(sitting) = sitting {
                sitting.apply(Event::Moved { n });
            }
        });
        let at = self.sitting.with_untracked(|s| s.as_ref().map_or(n, |s| s.at));
        self.be_at(Route::Question(at));
        self.leave_for_page();
        self.keep_progress();
    }

    /// Leaves the question; a counted sitting stays open, practice leaves nothing behind. On a shared device whoever leaves
    /// is gone, and the next person starts anew.
    pub fn leave_question(self) {
        let open = self.open_id();
        let practice = open.is_none();
        if practice || self.campaign().kiosk {
            self.sitting.set(None);
            self.left_ms.set(None);
        }
        if let Some(id) = open.filter(|_| self.campaign().kiosk) {
            let shelf = self.shelf();
            task::spawn(async move {
                // what could not be dropped is found open by the next page, which goes on with it
                let _ = shelf.abandon(&id).await;
            });
        }
        self.replace(Route::Landing);
        if practice {
            self.hold_what_is_open();
        }
    }

    /// Practises the wrong book: its newest mistakes first, at most 20.
    pub fn review(self, wrong: Vec<Item>) {
        let items: Vec<Item> = wrong.into_iter().take(20).collect();
        if items.is_empty() {
            return;
        }
        let sitting = self.sitting_of(Paper { items }, Purpose::Review);
        self.go(Route::Question(0));
        let seen = sitting.started;
        self.resume(sitting, Progress { at: 0, used_ms: 0, seen });
    }
}
