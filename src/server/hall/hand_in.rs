//! Handing in: the paper is redrawn, graded and counted once; whoever sends it again gets the first answer.

use domain::award::Way;
use domain::campaign::Campaign;
use domain::deck::Pick;
use domain::moment::DAY_MS;
use domain::{Moment, Points};
use wire::api::{Code, Left, PrizeStep};

use super::prize::Who;
use super::{Edition, Hall, Opened, Refusal, Running, history, left, most, paper, review};
use crate::seal::Token;
use crate::store::{Accepted, Detail, Entry, HandIn, Limits};

/// An accepted hand-in on its way out: a [`wire::api::HandedIn`] whose review is JSON already.
#[derive(Clone, Debug)]
pub struct Answered {
    /// All that stands before the review.
    pub score: Score,
    /// By question, in the order shown.
    pub review: String,
    /// What attempts are left now.
    pub left: Left,
    /// What can be won, or what was.
    pub prizes: Vec<PrizeStep>,
}

/// What a hand-in came to; the fields are those of [`wire::api::HandedIn`], in their order.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Score {
    /// Id of the sitting.
    pub sitting: String,
    /// When the first hand-in arrived, by the server's clock.
    pub at_ms: i64,
    /// The time that counts; all of the limit when it came late.
    pub used_ms: i64,
    /// Whether it came after the limit and its grace.
    pub late: bool,
    /// Hundredths of a point.
    pub score: u32,
    /// Hundredths of a point.
    pub out_of: u32,
    /// Whether it passes.
    pub passed: bool,
    /// 优秀, 良好; missing when the campaign names none for this score.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub band: Option<String>,
}

impl Answered {
    /// As it is sent.
    ///
    /// # Errors
    /// Never, as far as we know: texts and numbers always fit into JSON.
    pub fn json(&self) -> serde_json::Result<Vec<u8>> {
        let mut json = Vec::with_capacity(self.review.len() + 1024);
        serde_json::to_writer(&mut json, &self.score)?;
        json.pop();
        json.extend_from_slice(b",\"review\":");
        json.extend_from_slice(self.review.as_bytes());
        json.extend_from_slice(b",\"left\":");
        serde_json::to_writer(&mut json, &self.left)?;
        json.extend_from_slice(b",\"prizes\":");
        serde_json::to_writer(&mut json, &self.prizes)?;
        json.push(b'}');
        Ok(json)
    }
}

impl Hall {
    /// Grades and counts a sitting.
    ///
    /// # Errors
    /// Why it is not counted.
    pub async fn hand_in(&self, Opened { token, running }: Opened, answers: &[Vec<u8>]) -> Result<Answered, Refusal> {
        let edition = self.edition(token.edition).await?.ok_or(Code::TokenForeign)?;
        let now = self.now();
        let before = self.before(&token, &running).await?;
        let who = Who { participant: token.participant, device: token.device };
        if let Some(at) = before.iter().position(|entry| entry.sitting == token.sitting) {
            return self.again(&running, who, &before, at).await;
        }
        if now > token.accepted_until {
            return Err(Code::TokenExpired.into());
        }
        let attempt = token.nth as usize;
        let earlier = before.get(..attempt).ok_or(Code::TokenReplayed)?;
        let picks = history::deal(&edition, earlier, token.seed).ok_or_else(|| Refusal::internal("a paper can't be dealt again"))?;
        let given = paper::in_bank(&picks, answers).ok_or(Code::BadAnswers)?;
        let outcome = edition.deck.grade(&picks, &given, edition.scoring);
        let entry = entry(&running.campaign, &token, now, &given, outcome.score, outcome.out_of);
        let detail = (!token.detail.is_empty()).then(|| Detail {
            sealed: token.detail.clone(),
            purge_at: purge_at(&running.campaign),
            kept_ms: i64::from(running.campaign.claims.kept_days) * DAY_MS,
        });
        let limits = Limits { attempts: most(running.campaign.attempts), zone: running.campaign.zone };
        let drawn = running.campaign.awards.iter().any(|award| award.way != Way::Instant).then_some(token.due);
        let hand_in = HandIn { campaign: running.no, participant: token.participant, entry, detail, limits, drawn };
        match self.store.hand_in(hand_in).await? {
            Accepted::First(entries) => {
                let at = entries.len() - 1;
                let review = review::json(&edition, &picks, &given, &outcome);
                self.answer(&running, who, &entries, at, review, true).await
            }
            Accepted::Again(entries, at) => self.again(&running, who, &entries, at).await,
            Accepted::Replayed => Err(Code::TokenReplayed.into()),
            Accepted::Frozen => Err(Code::TokenExpired.into()),
            Accepted::Passed => Err(Refusal::later(Code::Unavailable, 1)),
            Accepted::NoneThatDay => Err(Code::NoAttemptToday.into()),
            Accepted::None => Err(Code::NoAttempt.into()),
        }
    }

    /// The entries of this person, as far as they can matter before the transaction looks itself: a first attempt in time has none.
    async fn before(&self, token: &Token, running: &Running) -> Result<Vec<Entry>, Refusal> {
        let first_in_time = token.nth == 0 && self.now() <= token.due;
        if first_in_time { Ok(Vec::new()) } else { Ok(self.store.entries(running.no, token.participant).await?) }
    }

    /// The first answer once more, from what was kept of it.
    async fn again(&self, running: &Running, who: Who, entries: &[Entry], at: usize) -> Result<Answered, Refusal> {
        let entry = &entries[at];
        let edition = self.edition(entry.edition).await?.ok_or_else(|| Refusal::internal("an edition is gone"))?;
        let (picks, given) = redealt(&edition, entries, at)?;
        let outcome = edition.deck.grade(&picks, &given, edition.scoring);
        self.answer(running, who, entries, at, review::json(&edition, &picks, &given, &outcome), false).await
    }

    async fn answer(
        &self,
        running: &Running,
        who: Who,
        entries: &[Entry],
        at: usize,
        review: String,
        first: bool,
    ) -> Result<Answered, Refusal> {
        let (campaign, entry) = (&running.campaign, &entries[at]);
        // whoever has just handed in for the first time has used no chance and won nothing yet
        let fresh = first && entries.len() == 1;
        let score = Score {
            sitting: entry.sitting.uuid(),
            at_ms: entry.at.0,
            used_ms: entry.used_ms,
            late: entry.late,
            score: entry.score.as_hundredths(),
            out_of: entry.out_of.as_hundredths(),
            passed: entry.passed,
            band: campaign.band(entry.score).map(str::to_owned),
        };
        let left = left(campaign.attempts, entries, self.now(), campaign.zone);
        Ok(Answered { score, review, left, prizes: self.prize_steps(running, who, entries, fresh).await? })
    }
}

fn redealt(edition: &Edition, entries: &[Entry], at: usize) -> Result<(Vec<Pick>, Vec<domain::ChoiceSet>), Refusal> {
    let picks =
        history::deal(edition, &entries[..at], entries[at].seed).ok_or_else(|| Refusal::internal("a paper can't be dealt again"))?;
    Ok((picks, paper::unpack(&entries[at].answers)))
}

/// What is appended for a sitting that arrives now.
fn entry(campaign: &Campaign, token: &Token, now: Moment, given: &[domain::ChoiceSet], score: Points, out_of: Points) -> Entry {
    let late = now > token.due;
    let used_ms = now.since_ms(token.started).max(0);
    let used_ms = match token.limit_ms {
        Some(limit_ms) if late => limit_ms,
        Some(limit_ms) => used_ms.min(limit_ms),
        None => used_ms,
    };
    Entry {
        nth: token.nth,
        sitting: token.sitting,
        device: token.device,
        round: token.round.clone(),
        started: token.started,
        at: now,
        used_ms,
        score,
        out_of,
        passed: campaign.passes(score),
        late,
        seed: token.seed,
        edition: token.edition,
        answers: paper::pack(given),
        region: token.region.clone(),
        unit: token.unit.clone(),
        channel: token.channel.clone(),
    }
}

/// When personal details of participants must be gone: after the last day on which anything of the campaign can be claimed that is
/// drawn when it should be. What is drawn later keeps those of its winners longer.
fn purge_at(campaign: &Campaign) -> Moment {
    let last_draws = campaign.awards.iter().filter_map(|award| campaign.last_freeze(award, Moment(i64::MAX)));
    let days = i64::from(campaign.claims.days) + i64::from(campaign.claims.kept_days);
    last_draws.fold(campaign.settles(), Moment::max).plus_ms(days * DAY_MS)
}
