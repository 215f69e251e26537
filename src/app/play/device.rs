//! The way of a campaign that the device draws and grades: banks from the site, chance from the browser.

use super::way::{Refusal, Way};
use super::{Notice, Play};
use crate::door::{clocks, net, page, random, task, turn};
use crate::keep::Local;
use crate::route::Route;
use crate::shelf::{Started, started};
use domain::attempts::Left;
use domain::sitting::{Answer, Event, Purpose};
use domain::{Bank, ChoiceSet, Moment, Sitting, paper};
use paint::terms::{self, Terms};
use std::cell::RefCell;
use std::rc::Rc;
use wire::stored::Progress;

/// Draws and grades here.
#[derive(Default)]
pub struct Device {
    banks: RefCell<Option<Rc<Vec<Bank>>>>,
}

/// The way as a program holds it.
#[must_use]
pub fn way() -> &'static dyn Way {
    Box::leak(Box::<Device>::default())
}

impl Way for Device {
    fn terms(&self) -> &'static Terms {
        &terms::DEVICE
    }

    /// A start then needs no network; it tries again, and says so when that fails.
    fn ahead(&'static self, _play: Play) {
        task::spawn(async move { drop(self.banks().await) });
    }

    fn person(&'static self, _play: Play) -> String {
        random::person()
    }

    fn begin(&'static self, play: Play, purpose: Purpose) -> Local<Option<Refusal>> {
        Box::pin(async move {
            let refused = match self.draw(play, purpose).await {
                Ok(new) => open(play, new).await,
                Err(notice) => Some(notice),
            };
            refused.map(|notice| (notice, Route::Landing))
        })
    }

    fn close(&'static self, play: Play, sitting: Sitting, event: Event) -> Local<()> {
        Box::pin(play.grade(sitting, event))
    }

    fn sitting_changed(&'static self, play: Play) {
        leave_for_page(play);
    }

    fn adopt_early(&'static self, play: Play) {
        adopt_early(play);
    }

    fn left(&'static self, play: Play) -> Left {
        let (campaign, person) = (play.campaign(), play.person());
        let starts: Vec<Moment> = play.participations.with(|all| all.iter().filter(|p| p.participant == person).map(started).collect());
        campaign.attempts.left(&starts, play.now.get(), campaign.zone)
    }
}

impl Device {
    async fn banks(&self) -> Result<Rc<Vec<Bank>>, Notice> {
        if let Some(banks) = self.banks.borrow().clone() {
            return Ok(banks);
        }
        let text = net::text(&page::fact("bank")).await.ok_or(Notice::NoBank)?;
        let banks = Rc::new(wire::site::unpack(&text).map_err(|_| Notice::BadBank)?);
        *self.banks.borrow_mut() = Some(Rc::clone(&banks));
        Ok(banks)
    }

    async fn draw(&self, play: Play, purpose: Purpose) -> Result<Sitting, Notice> {
        let campaign = play.campaign();
        let banks = self.banks().await?;
        let person = play.person();
        // on a shared device everyone is new, and there is nothing to look up
        let seen = if campaign.kiosk { Ok(Vec::new()) } else { play.shelf().seen(&person).await };
        let seen = seen.unwrap_or_else(|why| {
            play.give_up_keeping(why);
            Vec::new()
        });
        let paper = paper::draw(&banks, &campaign.blueprint, random::seed(), &seen).map_err(|_| Notice::BadBank)?;
        Ok(play.sitting_of(paper, purpose))
    }
}

/// Opens a sitting; why not, if not.
async fn open(play: Play, mut new: Sitting) -> Option<Notice> {
    let progress = Progress { at: 0, used_ms: 0, seen: clocks::wall() };
    if new.purpose != Purpose::Counted {
        play.resume(new, progress);
        return None;
    }
    play.remember_person().await;
    new.participant = play.person();
    match play.shelf().start(new.clone(), progress).await {
        Ok(Started::Open(sitting, progress)) => {
            let id = sitting.id.clone();
            play.resume(*sitting, progress);
            adopt_early(play);
            turn::tell(&id);
            page::ask_to_persist();
            None
        }
        Ok(Started::NoneLeft(left)) => Some(Notice::NoneLeft(left)),
        Ok(Started::NotOpen(phase)) => Some(Notice::NotOpen(phase)),
        Err(why) => {
            play.give_up_keeping(why);
            play.resume(new, progress);
            adopt_early(play);
            None
        }
    }
}

/// The taps made on the painted paper before the program was there become answers.
fn adopt_early(play: Play) {
    // time may be out already, and then nothing is adopted any more
    let Some(paper) = page::find("#paper").filter(|_| play.left_ms.get_untracked() != Some(0)) else { return };
    let kept = play.sitting.with_untracked(|s| s.as_ref().map_or_else(Vec::new, |s| s.answers.clone()));
    for (n, answer) in kept.into_iter().enumerate() {
        let given = ChoiceSet::of(&page::checked(&format!("#paper .q[data-n=\"{n}\"]")).collect::<Vec<_>>());
        if !given.is_empty() && given != answer.given {
            play.answer(n, given);
        }
    }
    // where the page is, there the person is looking
    if let Some(at) = paper.get_attribute("data-at").and_then(|at| at.parse().ok()) {
        play.replace(Route::Question(at));
        play.see(at);
    }
}

/// Leaves for the page what it can paint before the program is there the next time.
fn leave_for_page(play: Play) {
    let campaign = play.campaign();
    if !campaign.opens_with_a_question() {
        return;
    }
    let words = play.sitting.with_untracked(|sitting| {
        let sitting = sitting.as_ref().filter(|s| s.purpose == Purpose::Counted)?;
        let picked = |answer: &Answer| answer.given.places().map(|place| place.to_string()).collect::<Vec<_>>().join(".");
        Some(format!("{} {}", sitting.at, sitting.answers.iter().map(picked).collect::<Vec<_>>().join(",")))
    });
    turn::leave_for_page(&campaign.id, words.as_deref());
}
