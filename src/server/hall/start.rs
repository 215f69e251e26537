//! Starting a sitting: nothing is written, except where time counts.

use domain::attempts::Left;
use domain::campaign::{Grading, Phase};
use domain::{Campaign, Moment};
use wire::api::{Code, StartRequest, Started};

use super::identity::{self, Person, Roll};
use super::{Hall, Refusal, Running, history, most, paper};
use crate::seal::{Purpose, Token};
use crate::store::{FirstStart, Key};

/// The longest channel that counts; longer ones are cut.
const CHANNEL: usize = 60;

impl Hall {
    /// Draws the paper that this person gets now, and seals what must come back. The roster of today is needed where the campaign
    /// goes by it, and else not looked at.
    ///
    /// # Errors
    /// Why no sitting can be started now.
    pub async fn start(&self, request: &StartRequest, roll: Option<Roll<'_>>) -> Result<Started, Refusal> {
        let running = self.find(&request.campaign)?;
        let campaign = &running.campaign;
        let edition = running.edition.as_ref().filter(|_| campaign.grading == Grading::Server).ok_or(Code::GradedOnDevice)?;
        // a link can't hold them: our own pages take them out
        if request.channel.contains(char::is_control) {
            return Err(Code::BadBody.into());
        }
        let now = self.now();
        match campaign.phase(now) {
            Phase::Soon => return Err(Code::NotOpenYet.into()),
            Phase::Closed => return Err(Code::Closed.into()),
            Phase::Open => {}
        }
        let person = identity::person(&self.sealer, campaign, &request.device, &request.fields, roll)?;
        let entries = self.store.entries(running.no, person.participant).await?;
        let starts: Vec<Moment> = entries.iter().map(|entry| entry.started).collect();
        match most(campaign.attempts).left(&starts, now, campaign.zone) {
            Left::None => return Err(Code::NoAttempt.into()),
            Left::NoneToday => return Err(Code::NoAttemptToday.into()),
            Left::Today(_) | Left::Unlimited => {}
        }
        let nth = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        let first = self.first_start(&running, &person, nth, now).await?;
        let seed = self.seed(campaign, &person, &first);
        let picks = history::deal(edition, &entries, seed).ok_or_else(|| Refusal::internal("the paper of a campaign can't be dealt"))?;
        let detail = match person.personal.as_str() {
            "" => Vec::new(),
            personal => self.sealer.seal(Purpose::Detail, personal.as_bytes()),
        };
        let due = campaign.due(first.started);
        // a first start that was kept may be of another limit; what is in time now is accepted
        let accepted_until = first.accepted_until.max(due);
        let token = Token {
            sitting: first.sitting,
            participant: person.participant,
            device: person.device,
            nth,
            seed,
            edition: edition.number,
            started: first.started,
            limit_ms: campaign.limit_ms,
            due,
            accepted_until,
            campaign: campaign.id.clone(),
            round: campaign.round.clone(),
            region: person.region,
            unit: person.unit,
            channel: request.channel.chars().take(CHANNEL).collect(),
            detail,
        };
        Ok(Started {
            sitting: first.sitting.uuid(),
            token: token.seal(&self.sealer),
            started_ms: first.started.0,
            now_ms: now.0,
            limit_ms: campaign.limit_ms,
            accepted_until_ms: accepted_until.0,
            questions: paper::questions(edition, &picks),
        })
    }

    /// A new start, or where time counts the one that was kept first.
    async fn first_start(&self, running: &Running, person: &Person, nth: u32, now: Moment) -> Result<FirstStart, Refusal> {
        let new = FirstStart {
            campaign: running.no,
            participant: person.participant,
            nth,
            sitting: sitting_id(now)?,
            started: now,
            accepted_until: running.campaign.accepted_until(now),
            generation: 0,
        };
        if running.campaign.time_counts() { Ok(self.store.first_start(new).await?) } else { Ok(new) }
    }

    /// What a paper is drawn by: the same for everyone who starts the same attempt again, on the same day where days have attempts.
    /// After a restore it is another: the attempt may have been handed in since the backup, and its key seen.
    fn seed(&self, campaign: &Campaign, person: &Person, start: &FirstStart) -> u64 {
        let period = if campaign.attempts.per_day.is_some() { campaign.zone.day(start.started).0 } else { 0 };
        let print = self.sealer.fingerprint(&[
            b"seed",
            campaign.id.as_bytes(),
            campaign.round.as_bytes(),
            &person.participant.0,
            &period.to_be_bytes(),
            &start.nth.to_be_bytes(),
            &start.generation.to_be_bytes(),
            &self.sealer.epoch().to_be_bytes(),
        ]);
        let mut seed = [0; 8];
        seed.copy_from_slice(&print[..8]);
        u64::from_be_bytes(seed)
    }
}

/// A `UUIDv7` (RFC 9562): unique everywhere, and in the order of time.
///
/// # Errors
/// When the system gives no random bytes.
pub fn sitting_id(now: Moment) -> Result<Key, Refusal> {
    let mut id = [0; 16];
    getrandom::fill(&mut id).map_err(Refusal::internal)?;
    id[..6].copy_from_slice(&now.0.to_be_bytes()[2..]);
    id[6] = id[6] & 0x0f | 0x70;
    id[8] = id[8] & 0x3f | 0x80;
    Ok(Key(id))
}
