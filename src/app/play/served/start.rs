//! Starting: who one is goes out, a paper without a key comes back and is kept before it is shown.

use super::{Served, said};
use crate::door::{clocks, page, random, task, turn};
use crate::keep::KeepError;
use crate::play::{Notice, Play, Refusal, Way as _};
use crate::route::Route;
use crate::server::Trouble;
use domain::sitting::Purpose;
use domain::{ChoiceSet, Item, Kind, Moment, Paper, Points, Question, Sitting};
use paint::{escape, icon, shell};
use wire::api::{Code, FieldAnswer, Left, StartRequest, Started};
use wire::served::Ticket;
use wire::stored::Progress;

impl Served {
    /// Starts a sitting and shows it, or says why not.
    pub(super) async fn start(&'static self, play: Play) -> Option<Refusal> {
        if let Some((sitting, progress)) = play.shelf().find().await.ok().and_then(|found| found.open).filter(|(open, _)| open.is_open()) {
            // another page of this device was first
            self.take_up(play, &sitting);
            play.resume(sitting, progress);
            return None;
        }
        if !play.campaign().kiosk && !self.send_all(play).await {
            // the server would give out the same paper again, and only one of them would count
            let words = "送出以后才能再答一次。请连上网，再试一次。".to_owned() + &retry();
            return at_landing(said("wait", icon::OFFLINE, "上次的答卷还没送出", words));
        }
        if play.key().is_empty() {
            play.meet(random::device(play.wall()), play.identity());
        }
        // kept before it is told: a second start must come from the same device
        play.remember_person().await;
        let answer = self.server(play).start(&request(play));
        match answer.await {
            Ok(started) => {
                self.learn_clock(play, Moment(started.now_ms));
                let Some((new, progress, ticket)) = unfold(play, started) else { return at_landing(Notice::BadBank) };
                self.hold(play, ticket.clone());
                let kept = play.shelf().start_served(new.clone(), progress, ticket).await;
                self.show(play, new, progress, kept);
                None
            }
            Err(trouble) => self.refused_start(play, trouble),
        }
    }

    fn show(&'static self, play: Play, new: Sitting, progress: Progress, kept: Result<(Sitting, Progress), KeepError>) {
        let (sitting, kept) = kept.unwrap_or_else(|why| {
            play.give_up_keeping(why);
            (new.clone(), progress)
        });
        turn::tell(&sitting.id);
        page::ask_to_persist();
        if !sitting.is_open() {
            play.show_result(sitting);
        } else if sitting.id == new.id {
            // how much time is gone only the server knows
            play.resume(sitting, Progress { at: kept.at, ..progress });
        } else {
            self.take_up(play, &sitting);
            play.resume(sitting, kept);
        }
    }

    fn refused_start(&'static self, play: Play, trouble: Trouble) -> Option<Refusal> {
        let problem = match trouble {
            Trouble::Later { words: None, .. } => {
                let words = "题目要从网上取。请连上网，再试一次。".to_owned() + &retry();
                return at_landing(said("no", icon::OFFLINE, "没有网络，现在不能开始", words));
            }
            Trouble::Later { words: Some(words), .. } => {
                return at_landing(said("wait", icon::CLOCK, "现在不能开始", escape(&words) + &retry()));
            }
            Trouble::No(problem) => problem,
        };
        let is = |code: Code| problem.code == code.word();
        let none = |today, total| {
            self.seen.update(|seen| seen.standing.left = Some((play.wall(), Left { today, total })));
            self.keep(play);
        };
        if is(Code::NoAttemptToday) {
            none(Some(0), None);
        } else if is(Code::NoAttempt) {
            none(None, Some(0));
        } else if is(Code::Closed) || is(Code::NotOpenYet) {
            task::spawn(self.ask_clock(play));
        }
        let notice = said("wait", icon::INFO, "现在不能开始", escape(&problem.detail));
        // what was filled in and will not do can be mended there
        if is(Code::BadField) { Some((notice, Route::Identity)) } else { at_landing(notice) }
    }
}

fn request(play: Play) -> StartRequest {
    let (campaign, identity) = (play.campaign(), play.identity());
    let fields = answers(&campaign.identity.fields, &identity);
    StartRequest { campaign: campaign.id.clone(), device: play.key(), fields, channel: play.place().channel }
}

/// What came back, as this device keeps it; nothing when it can't be read.
fn unfold(play: Play, started: Started) -> Option<(Sitting, Progress, Ticket)> {
    let progress = Progress { at: 0, used_ms: (started.now_ms - started.started_ms).max(0), seen: clocks::wall() };
    let new = Sitting {
        id: started.sitting,
        started: Moment(started.started_ms),
        ..play.sitting_of(paper(started.questions)?, Purpose::Counted)
    };
    Some((new, progress, Ticket { token: started.token, until: Moment(started.accepted_until_ms), limit_ms: started.limit_ms }))
}

fn at_landing(notice: Notice) -> Option<Refusal> {
    Some((notice, Route::Landing))
}

fn retry() -> String {
    ["<br>", &shell::button("", "data-retry", "再试一次")].concat()
}

/// Answers as they travel; what was left out is not sent.
pub(super) fn answers(fields: &[domain::campaign::Field], given: &[String]) -> Vec<FieldAnswer> {
    let pairs = fields.iter().zip(given).filter(|(_, answer)| !answer.is_empty());
    pairs.map(|(field, answer)| FieldAnswer { field: field.kind.word().to_owned(), answer: answer.clone() }).collect()
}

/// The paper as the server shows it: without keys, and in the very order in which it is shown.
fn paper(questions: Vec<wire::api::Question>) -> Option<Paper> {
    let mut items = Vec::with_capacity(questions.len());
    for asked in questions {
        let order = (0..asked.choices.len()).map(|place| place as u8).collect();
        let question = Question {
            id: String::new(),
            kind: Kind::read(&asked.kind)?,
            stem: asked.stem,
            choices: asked.choices,
            key: ChoiceSet::default(),
            explain: String::new(),
            basis: Vec::new(),
            level: 1,
        };
        items.push(Item { bank: String::new(), question, order, points: Points::hundredths(asked.points) });
    }
    (!items.is_empty()).then_some(Paper { items })
}
