//! Where someone stands with every award, and the one throw of a chance.

use domain::award::{Award, Deed, Way};
use domain::moment::DAY_MS;
use domain::{Campaign, Moment};
use std::sync::Arc;
use wire::api::{Code, PrizeRequest, PrizeState, PrizeStep};

use super::claim::phone_of;
use super::{Hall, Opened, Refusal, Running};
use crate::store::{Entry, Key, Throw, Thrown, Win, WinFilter, WinState};

/// What can't be mixed up when it is read out or copied by hand.
const LETTERS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const CODE: usize = 8;

/// Who asks, and from which device.
#[derive(Clone, Copy, Debug)]
pub struct Who {
    pub participant: Key,
    pub device: Key,
}

impl Hall {
    /// Where someone stands with every award of a campaign. With `fresh`, someone who can have neither won nor used a chance.
    pub(super) async fn prize_steps(&self, running: &Running, who: Who, entries: &[Entry], fresh: bool) -> Result<Vec<PrizeStep>, Refusal> {
        if running.campaign.awards.is_empty() {
            return Ok(Vec::new());
        }
        let filter = WinFilter { campaign: running.no, participant: Some(who.participant), award: None };
        let wins = if fresh { Vec::new() } else { self.store.wins(filter).await? };
        let deeds = deeds(entries);
        let mut steps = Vec::new();
        for award in &running.campaign.awards {
            let won: Vec<&Win> = wins.iter().filter(|win| win.award == award.id).collect();
            steps.extend(won.iter().map(|win| self.won_step(&running.campaign, &award.title, win, who)));
            let barred = running.campaign.one_win && !wins.is_empty();
            let state = match award.way {
                _ if barred => None,
                Way::Instant => {
                    let used = if fresh { 0 } else { self.store.thrown(running.no, &award.id, who.participant).await?.len() };
                    let all = award.chances(&deeds, running.campaign.zone) as usize;
                    instant_step(award, all, used, won.is_empty())
                }
                Way::Draw { .. } => self.draw_step(running, award, &deeds, won.is_empty(), fresh).await?,
                Way::Rank => self.rank_step(running, award, &deeds, won.is_empty(), fresh).await?,
            };
            steps.extend(state);
        }
        Ok(steps)
    }

    async fn draw_step(
        &self,
        running: &Running,
        award: &Award,
        deeds: &[Deed],
        none: bool,
        fresh: bool,
    ) -> Result<Option<PrizeStep>, Refusal> {
        let (campaign, now) = (&running.campaign, self.now());
        let lots_at = |frozen: Moment| award.chances_between(deeds, campaign.zone, campaign.freeze_before(award, frozen), frozen);
        let entered = |lots: u32, frozen: Moment| {
            let step = PrizeStep::new(&award.id, &award.title, PrizeState::Entered);
            PrizeStep { chances: Some(lots), at_ms: Some(frozen.0), ..step }
        };
        let next = campaign.next_freeze(award, now);
        if let Some(next) = next
            && lots_at(next) > 0
        {
            return Ok(Some(entered(lots_at(next), next)));
        }
        // the list may be frozen and not drawn yet
        if let Some(last) = campaign.last_freeze(award, now).filter(|last| !fresh && lots_at(*last) > 0) {
            let draws = self.store.draws(running.no, &award.id).await?;
            if !draws.iter().any(|draw| draw.frozen == last && !draw.record.is_empty()) {
                return Ok(Some(entered(lots_at(last), last)));
            }
            return Ok(none.then(|| PrizeStep::new(&award.id, &award.title, PrizeState::Nothing)));
        }
        let waits = next.is_some() && none;
        Ok(waits.then(|| PrizeStep::new(&award.id, &award.title, PrizeState::NotYet)))
    }

    async fn rank_step(
        &self,
        running: &Running,
        award: &Award,
        deeds: &[Deed],
        none: bool,
        fresh: bool,
    ) -> Result<Option<PrizeStep>, Refusal> {
        if !none {
            return Ok(None);
        }
        let settled = !fresh && self.store.draws(running.no, &award.id).await?.iter().any(|draw| !draw.record.is_empty());
        let state = match award.standing((), deeds) {
            None => PrizeState::NotYet,
            Some(_) if settled => PrizeState::Nothing,
            Some(_) => PrizeState::Ranked,
        };
        Ok(Some(PrizeStep { at_ms: Some(running.campaign.settles().0), ..PrizeStep::new(&award.id, &award.title, state) }))
    }

    fn won_step(&self, campaign: &Campaign, title: &str, win: &Win, who: Who) -> PrizeStep {
        let state = match win.state {
            WinState::Redeemed(_) => PrizeState::Redeemed,
            WinState::Claimed(_) => PrizeState::Claimed,
            WinState::Open if self.now() > win.claim_until => PrizeState::Lapsed,
            WinState::Open => PrizeState::Won,
        };
        // whoever only knows a number sees that it has won, not how to fetch it
        let mine = win.device == who.device;
        PrizeStep {
            tier: Some(win.tier_name.clone()),
            what: Some(win.what.clone()),
            code: mine.then(|| win.code.clone()),
            claim_until_ms: Some(win.claim_until.0),
            place: (!campaign.claims.place.is_empty()).then(|| campaign.claims.place.clone()),
            phone: win.detail.as_deref().filter(|_| mine).and_then(|sealed| phone_of(&self.sealer, sealed)),
            ..PrizeStep::new(&win.award, title, state)
        }
    }

    /// Uses a chance of an instant award. The same chance asked again gets the first answer, and whoever has won where nobody wins
    /// twice is told so again: a lost answer costs nothing.
    ///
    /// # Errors
    /// Why there is nothing to use.
    pub async fn prize(&self, Opened { token, running }: Opened, request: &PrizeRequest) -> Result<PrizeStep, Refusal> {
        let campaign = &running.campaign;
        let award = campaign.awards.iter().find(|award| award.id == request.award).ok_or(Code::UnknownAward)?;
        if award.way != Way::Instant {
            return Err(Code::NotInstant.into());
        }
        let entries = self.proven(&token, &running).await?;
        let now = self.now();
        let who = Who { participant: token.participant, device: token.device };
        if campaign.one_win {
            let filter = WinFilter { campaign: running.no, participant: Some(who.participant), award: None };
            if let Some(win) = self.store.wins(filter).await?.first() {
                let of_win = campaign.awards.iter().find(|other| other.id == win.award).unwrap_or(award);
                return Ok(self.won_step(campaign, &of_win.title, win, who));
            }
        }
        let chances = award.chances(&deeds(&entries), campaign.zone);
        let mut used = self.store.thrown(running.no, &award.id, who.participant).await?;
        let next = u32::try_from(used.len()).unwrap_or(u32::MAX);
        if request.chance < next {
            let left = chances.saturating_sub(next);
            return Ok(self.thrown_step(campaign, award, used.swap_remove(request.chance as usize), who, (next, left)));
        }
        if request.chance > next || next >= chances || now > campaign.settles() {
            return Err(Code::NoChance.into());
        }
        let throw = Throw {
            campaign: running.no,
            award: Arc::new(award.clone()),
            participant: who.participant,
            device: who.device,
            chance: next,
            bits: self.throw_bits(campaign, award, who.participant, next),
            at: now,
            day: campaign.zone.day(now).0,
            one_win: campaign.one_win,
            code: claim_code()?,
            claim_until: claim_until(campaign, now),
        };
        let thrown = self.store.throw(throw).await?;
        Ok(self.thrown_step(campaign, award, thrown, who, (next + 1, chances - next - 1)))
    }

    /// What a chance came to, and how it goes on: the next chance and how many are left.
    fn thrown_step(&self, campaign: &Campaign, award: &Award, thrown: Thrown, who: Who, (next, left): (u32, u32)) -> PrizeStep {
        let plain = |state| PrizeStep::new(&award.id, &award.title, state);
        match thrown {
            Thrown::Won(win) => self.won_step(campaign, &award.title, &win, who),
            Thrown::Nothing if left > 0 => PrizeStep { chances: Some(left), next: Some(next), ..plain(PrizeState::Try) },
            Thrown::Nothing => plain(PrizeState::Nothing),
            Thrown::GoneToday => plain(PrizeState::GoneToday),
            Thrown::Gone => plain(PrizeState::Gone),
        }
    }

    /// What decides a chance: settled before it is used, by the root key.
    fn throw_bits(&self, campaign: &Campaign, award: &Award, participant: Key, chance: u32) -> u64 {
        let parts: [&[u8]; 5] = [b"throw", campaign.id.as_bytes(), award.id.as_bytes(), &participant.0, &chance.to_be_bytes()];
        let print = self.sealer.fingerprint(&parts);
        let mut bits = [0; 8];
        bits.copy_from_slice(&print[..8]);
        u64::from_be_bytes(bits)
    }
}

fn instant_step(award: &Award, all: usize, used: usize, none: bool) -> Option<PrizeStep> {
    let plain = |state| PrizeStep::new(&award.id, &award.title, state);
    match all.saturating_sub(used) {
        0 if all == 0 => Some(plain(PrizeState::NotYet)),
        0 => none.then(|| plain(PrizeState::Nothing)),
        left => Some(PrizeStep { chances: u32::try_from(left).ok(), next: u32::try_from(used).ok(), ..plain(PrizeState::Try) }),
    }
}

/// Entries as awards look at them.
pub fn deeds(entries: &[Entry]) -> Vec<Deed> {
    let deed =
        |entry: &Entry| Deed { started: entry.started, at: entry.at, score: entry.score, out_of: entry.out_of, used_ms: entry.used_ms };
    entries.iter().map(deed).collect()
}

/// Until when something won at `won` can be claimed.
pub fn claim_until(campaign: &Campaign, won: Moment) -> Moment {
    Moment(won.0.saturating_add(i64::from(campaign.claims.days) * DAY_MS))
}

/// A new claim code: 31^8 of them, so that guessing finds none.
///
/// # Errors
/// When the system gives no random bytes.
pub fn claim_code() -> Result<String, Refusal> {
    let mut code = String::with_capacity(CODE);
    while code.len() < CODE {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(Refusal::internal)?;
        // 248 is the largest multiple of 31 that a byte holds: what is above would make some letters likelier
        let fair = bytes.into_iter().filter(|byte| *byte < 248);
        code.extend(fair.take(CODE - code.len()).map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()])));
    }
    Ok(code)
}
