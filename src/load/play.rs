//! What people do, from the page to the prize.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use domain::Moment;
use domain::campaign::Grading;
use wire::api::{Endpoint as _, HandIn, Prize, Start};

use crate::crowd::{Crowd, Done, Notes, Turn, Until};
use crate::http::{self, Head, Line};
use crate::people::{Device, People};

/// The names of the steps, in their order.
pub const STEPS: [&str; 4] = [OPEN, START, HAND_IN, PRIZE];
/// Asking for the campaign's page.
pub const OPEN: &str = "open";
/// Starting a sitting.
pub const START: &str = "start";
/// Handing it in.
pub const HAND_IN: &str = "hand-in";
/// Using a chance, where the hand-in won one.
pub const PRIZE: &str = "prize";

/// A campaign as people meet it.
#[derive(Clone)]
pub struct Play(Rc<Inner>);

struct Inner {
    page: Head,
    start: Head,
    hand_in: Head,
    prize: Head,
    before_device: String,
    before_prize: Vec<u8>,
    answers: Vec<Vec<u8>>,
    people: RefCell<People>,
}

/// A started sitting: its token and how it will be answered.
#[derive(Clone, Debug)]
pub struct Open {
    /// As it came.
    pub token: Box<[u8]>,
    /// Which of the ways.
    pub way: usize,
}

impl Play {
    /// A campaign of a folder, which must be one that a server grades and that needs no names.
    ///
    /// # Errors
    /// When there is no such campaign.
    pub fn new(questions: &Path, campaign: &str, seed: u64) -> Result<Self> {
        let (library, _) = press::library::read(questions)?;
        let found = library.campaigns.into_iter().find(|one| one.id == campaign);
        let found = found.with_context(|| format!("there is no campaign `{campaign}` in `{}`", questions.display()))?;
        ensure!(found.grading == Grading::Server, "`{campaign}` is graded on the device");
        ensure!(found.phase(Moment(now_ms())) == domain::campaign::Phase::Open, "`{campaign}` is not open");
        let award = found.awards.iter().find(|award| award.way == domain::award::Way::Instant).map_or("none", |award| award.id.as_str());
        Ok(Self(Rc::new(Inner {
            page: Head::get(&format!("/c/{campaign}/")),
            start: Head::post(Start::PATH),
            hand_in: Head::post(HandIn::PATH),
            prize: Head::post(Prize::PATH),
            before_device: format!("{{\"campaign\":\"{campaign}\",\"channel\":\"load\",\"device\":\""),
            before_prize: format!("\",\"award\":\"{award}\",\"chance\":0}}").into_bytes(),
            answers: People::answers(seed, found.blueprint.count()),
            people: RefCell::new(People::new(seed)),
        })))
    }

    /// Everything, once, as somebody nobody has seen before.
    pub async fn all(&self, line: &mut Line, turn: Turn, notes: &Notes) {
        if notes.ask(OPEN, turn.due, line, &self.0.page, &[]).await.is_none() {
            return;
        }
        let Some(open) = self.start(line, Instant::now(), notes).await else { return };
        let wins = match self.hand_in(line, Instant::now(), notes, &open).await {
            None => return,
            Some(answer) => http::text(answer, "state") == Some(b"try"),
        };
        if wins {
            self.prize(line, Instant::now(), notes, &open).await;
        }
    }

    /// Somebody nobody has seen before.
    pub fn device(&self) -> Device {
        self.0.people.borrow_mut().device()
    }

    /// Starts a sitting, as somebody nobody has seen before.
    pub async fn start(&self, line: &mut Line, since: Instant, notes: &Notes) -> Option<Open> {
        let device = self.device();
        self.start_as(line, since, notes, &device).await
    }

    /// Starts a sitting.
    pub async fn start_as(&self, line: &mut Line, since: Instant, notes: &Notes, device: &Device) -> Option<Open> {
        let way = self.0.people.borrow_mut().way();
        let body: [&[u8]; 3] = [self.0.before_device.as_bytes(), device, b"\"}"];
        let answer = notes.ask(START, since, line, &self.0.start, &body).await?;
        http::text(answer.body, "token").map(|token| Open { token: token.into(), way })
    }

    /// Hands a sitting in; gives back the answer's body.
    pub async fn hand_in<'l>(&self, line: &'l mut Line, since: Instant, notes: &Notes, open: &Open) -> Option<&'l [u8]> {
        let answers = &self.0.answers[open.way];
        let body: [&[u8]; 3] = [b"{\"token\":\"", &open.token, answers];
        Some(notes.ask(HAND_IN, since, line, &self.0.hand_in, &body).await?.body)
    }

    async fn prize(&self, line: &mut Line, since: Instant, notes: &Notes, open: &Open) {
        let body: [&[u8]; 3] = [b"{\"token\":\"", &open.token, &self.0.before_prize];
        notes.ask(PRIZE, since, line, &self.0.prize, &body).await;
    }

    /// Starts sittings and keeps them, so that afterwards hand-ins can be measured alone.
    ///
    /// # Errors
    /// When a start is refused.
    pub fn starts(&self, crowd: Crowd) -> Result<(Vec<Open>, Done)> {
        let opened = Rc::new(RefCell::new(Vec::new()));
        let (play, kept) = (self.clone(), Rc::clone(&opened));
        let done = crowd.run(async move |line: &mut Line, turn: Turn, notes: &Notes| {
            if let Some(open) = play.start(line, turn.due, notes).await {
                kept.borrow_mut().push(open);
            }
        })?;
        ensure!(done.errors() == 0, "{} starts were refused", done.errors());
        Ok((opened.take(), done))
    }

    /// What one hand-in is answered with.
    ///
    /// # Errors
    /// When it is refused.
    pub fn answer(&self, address: SocketAddr, open: Open) -> Result<Vec<u8>> {
        let kept = Rc::new(RefCell::new(None));
        let (play, answered) = (self.clone(), Rc::clone(&kept));
        let crowd = Crowd { address, connections: 1, rate: None, until: Until::Count(1) };
        crowd.run(async move |line: &mut Line, turn: Turn, notes: &Notes| {
            *answered.borrow_mut() = play.hand_in(line, turn.due, notes, &open).await.map(<[u8]>::to_vec);
        })?;
        kept.take().context("a hand-in was refused")
    }

    /// Hands in what was started, from the first on; after the last comes the first again.
    ///
    /// # Errors
    /// When the system gives no runtime.
    pub fn hand_ins(&self, crowd: Crowd, opened: Vec<Open>) -> Result<Done> {
        let play = self.clone();
        crowd.run(async move |line: &mut Line, turn: Turn, notes: &Notes| {
            if let Some(open) = opened.get(turn.n as usize % opened.len().max(1)) {
                play.hand_in(line, turn.due, notes, open).await;
            }
        })
    }
}

/// What the clock shows.
pub fn now_ms() -> i64 {
    server::clock::Clock::system().now().0
}
