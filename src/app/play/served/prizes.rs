//! The prize step: trying one's luck, claiming what was won, and asking where one stands. Each can be done again when no answer came.

use super::start::answers;
use super::{Served, say};
use crate::door::{page, task};
use crate::keep::Local;
use crate::play::Play;
use crate::route::Route;
use crate::server::Trouble;
use leptos::prelude::*;
use paint::{escape, icon, prize};
use wire::api::{ClaimRequest, Claimed, PrizeRequest, PrizeState, PrizeStep, RecordRequest};

impl Served {
    /// Asks where the person stands, with the newest token there is; what was told before stays when there is no answer.
    pub(super) fn refresh(&'static self, play: Play) {
        task::spawn(async move {
            let person = play.person();
            let Ok(Some(token)) = play.shelf().newest_token(&person).await else { return };
            let record = self.server(play).record(&RecordRequest { token });
            // somebody else may be at the device by now
            if let Ok(record) = record.await
                && person == play.person()
            {
                self.stands(play, record.left, record.prizes);
            }
        });
    }

    /// 抽奖: uses a chance of an award.
    pub fn try_luck(&'static self, play: Play, award: String) {
        self.once(&["#app [data-try=\"", &award, "\"]"].concat(), async move {
            let Some(token) = self.token(play).await else { return };
            let next = |seen: &super::Seen| seen.standing.steps.iter().find_map(|step| step.next.filter(|_| step.award == award));
            let chance = self.seen.with_untracked(next).unwrap_or_default();
            let request = PrizeRequest { token, award, chance };
            match self.server(play).prize(&request).await {
                Ok(step) => self.tried(play, &request, step),
                Err(trouble) => self.not_tried(play, request.award, trouble),
            }
        });
    }

    fn not_tried(&'static self, play: Play, award: String, trouble: Trouble) {
        let (head, words) = match trouble {
            Trouble::Later { words: None, .. } => ("没有连上网", "机会不会丢。请连上网，再按一次，就知道结果。".to_owned()),
            Trouble::Later { words: Some(words), .. } => ("还没抽成", words),
            Trouble::No(problem) => {
                self.refresh(play);
                ("没有抽成", problem.detail)
            }
        };
        self.seen.update(|seen| seen.told = Some((award, prize::told("wait", icon::OFFLINE, head, &words))));
    }

    fn tried(&'static self, play: Play, asked: &PrizeRequest, step: PrizeStep) {
        let award = asked.award.clone();
        let again = step.state == PrizeState::Try;
        let told = again.then(|| (award.clone(), prize::told("", icon::INFO, "这次没有中奖", "机会还有，可以再抽。")));
        let won = step.code.clone();
        self.seen.update(|seen| {
            seen.told = told;
            seen.standing.take(&asked.award, asked.chance, step);
        });
        self.keep(play);
        if let Some(code) = won {
            play.go(Route::Win(code));
        } else {
            request_animation_frame(move || page::focus(&["#app [data-prize=\"", &award, "\"] h2"].concat()));
        }
    }

    /// 登记: tells who fetches what was won.
    pub fn claim(&'static self, play: Play, code: String, given: Vec<String>) {
        self.once("#app [data-claim]", async move {
            let Some(token) = self.token(play).await else { return };
            let fields = answers(&play.campaign().identity.of_winners, &given);
            match self.server(play).claim(&ClaimRequest { token, code: code.clone(), fields }).await {
                Ok(claimed) => self.claimed(play, &code, claimed),
                Err(trouble) => self.not_claimed(play, trouble),
            }
        });
    }

    fn claimed(&'static self, play: Play, code: &str, claimed: Claimed) {
        self.seen.update(|seen| {
            seen.changing = false;
            if let Some(step) = seen.standing.steps.iter_mut().find(|step| step.code.as_deref() == Some(code)) {
                (step.state, step.claim_until_ms) = (PrizeState::Claimed, Some(claimed.claim_until_ms));
                step.phone = Some(claimed.phone).filter(|phone| !phone.is_empty());
            }
        });
        play.notice.set(None);
        self.keep(play);
    }

    fn not_claimed(&'static self, play: Play, trouble: Trouble) {
        let (class, head, words) = match trouble {
            Trouble::Later { words, .. } => {
                ("wait", "还没有登记上", words.unwrap_or_else(|| "填的还在，领奖码也不会丢。请连上网，再按一次“登记”。".to_owned()))
            }
            Trouble::No(problem) => {
                self.refresh(play);
                ("no", "没有登记上", problem.detail)
            }
        };
        say(play, class, icon::WARN, head, escape(&words));
        page::arrive("#app h1");
    }

    /// The token of the result in sight, else of the newest sitting that was taken; only ever one of whoever is at the device.
    async fn token(&self, play: Play) -> Option<String> {
        let person = play.person();
        let shown = play
            .result
            .with_untracked(|shown| shown.as_ref().filter(|s| s.handed_in().is_some() && s.participant == person).map(|s| s.id.clone()));
        if let Some(id) = shown
            && let Ok(Some(ticket)) = play.shelf().ticket(&id).await
        {
            return Some(ticket.token);
        }
        play.shelf().newest_token(&person).await.ok().flatten()
    }

    /// Runs one thing at a time, with the button that asked for it busy meanwhile.
    fn once(&'static self, button: &str, act: impl Future<Output = ()> + 'static) {
        self.boxed_once(button.to_owned(), Box::pin(act));
    }

    fn boxed_once(&'static self, button: String, act: Local<()>) {
        if std::mem::replace(&mut self.inner.borrow_mut().trying, true) {
            return;
        }
        page::set(&button, "aria-busy", Some("true"));
        task::spawn(async move {
            act.await;
            self.inner.borrow_mut().trying = false;
            page::set(&button, "aria-busy", None);
        });
    }
}
