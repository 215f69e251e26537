//! What a device keeps of a server that draws and grades: the ticket of a sitting, and where a person stands.

use crate::api::{Left, PrizeState, PrizeStep};
use crate::sheet::{Damaged, Row, Writer, rows};
use domain::Moment;

const TICKET: &str = "pufa-ticket";
const STANDING: &str = "pufa-standing";
const VERSION: u32 = 1;

/// What came with a started sitting and is needed to hand it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// The token, unread.
    pub token: String,
    /// Until when the server takes the hand-in, by its clock.
    pub until: Moment,
    /// How long the sitting may take; `None` is as long as one likes.
    pub limit_ms: Option<i64>,
}

/// What the server last told of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Of whom: the device's key.
    pub person: String,
    /// How far the server's clock is ahead of the device's.
    pub ahead_ms: i64,
    /// When attempts were told, by the server's clock, and how many were left then.
    pub left: Option<(Moment, Left)>,
    /// Where they stand with each award.
    pub steps: Vec<PrizeStep>,
}

impl Standing {
    /// A chance of an award came to `step`. What was won before stays; where one stands beside it goes on from there.
    pub fn take(&mut self, award: &str, chance: u32, step: PrizeStep) {
        let at = self.steps.iter().position(|known| known.award == award && !known.state.is_win());
        if !step.state.is_win() {
            match at {
                Some(at) => self.steps[at] = step,
                None => self.steps.push(step),
            }
            return;
        }
        if let Some(at) = at {
            // the answer to a chance that won does not say what is left
            let left = self.steps[at].chances.unwrap_or(1).saturating_sub(1);
            if left == 0 {
                self.steps.remove(at);
            } else {
                (self.steps[at].chances, self.steps[at].next) = (Some(left), Some(chance + 1));
            }
        }
        match self.steps.iter().position(|known| known.state.is_win() && known.award == step.award && known.code == step.code) {
            Some(same) => self.steps[same] = step,
            None => self.steps.insert(at.unwrap_or(self.steps.len()), step),
        }
    }
}

/// Writes a ticket.
#[must_use]
pub fn write_ticket(ticket: &Ticket) -> String {
    let mut sheet = Writer::new(TICKET, VERSION);
    sheet.row("ticket").text(&ticket.token).number(ticket.until.0).maybe(ticket.limit_ms);
    sheet.finish()
}

/// Reads what [`write_ticket`] wrote.
///
/// # Errors
/// [`Damaged`] when it was cut off or is of another version.
pub fn read_ticket(text: &str) -> Result<Ticket, Damaged> {
    let (_, mut row) = rows(text, TICKET, VERSION)?.next().ok_or(Damaged)?;
    Ok(Ticket { token: row.text()?, until: Moment(row.number()?), limit_ms: row.maybe()? })
}

/// Writes where a person stands.
#[must_use]
pub fn write_standing(standing: &Standing) -> String {
    let mut sheet = Writer::new(STANDING, VERSION);
    sheet.row("person").text(&standing.person).number(standing.ahead_ms);
    if let Some((at, left)) = standing.left {
        sheet.row("left").number(at.0).maybe(left.today).maybe(left.total);
    }
    for step in &standing.steps {
        let mut row = sheet.row("step");
        row.text(&step.award).text(&step.title).text(step.state.word());
        row.maybe(step.chances).maybe(step.next).maybe(step.at_ms).maybe(step.claim_until_ms);
        // none of these is ever an empty text
        for text in [&step.tier, &step.what, &step.code, &step.place, &step.phone] {
            row.text(text.as_deref().unwrap_or_default());
        }
    }
    sheet.finish()
}

/// Reads what [`write_standing`] wrote.
///
/// # Errors
/// [`Damaged`] when it was cut off or is of another version.
pub fn read_standing(text: &str) -> Result<Standing, Damaged> {
    let mut standing = Standing::default();
    for (name, mut row) in rows(text, STANDING, VERSION)? {
        let row = &mut row;
        match name {
            "person" => (standing.person, standing.ahead_ms) = (row.text()?, row.number()?),
            "left" => standing.left = Some((Moment(row.number()?), Left { today: maybe(row)?, total: maybe(row)? })),
            "step" => standing.steps.push(read_step(row)?),
            _ => return Err(Damaged),
        }
    }
    Ok(standing)
}

fn read_step(row: &mut Row<'_>) -> Result<PrizeStep, Damaged> {
    let (award, title, word) = (row.text()?, row.text()?, row.text()?);
    let state = PrizeState::ALL.into_iter().find(|state| state.word() == word).ok_or(Damaged)?;
    let (chances, next, at_ms, claim_until_ms) = (maybe(row)?, maybe(row)?, row.maybe()?, row.maybe()?);
    let mut some = || row.text().map(|text| Some(text).filter(|text| !text.is_empty()));
    let (tier, what, code, place, phone) = (some()?, some()?, some()?, some()?, some()?);
    Ok(PrizeStep { award, title, state, chances, next, at_ms, tier, what, code, claim_until_ms, place, phone })
}

fn maybe(row: &mut Row<'_>) -> Result<Option<u32>, Damaged> {
    row.maybe()?.map(|n| u32::try_from(n).map_err(|_| Damaged)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_comes_back() {
        for limit_ms in [None, Some(300_000)] {
            let ticket = Ticket { token: "v1.一\t二".into(), until: Moment(99), limit_ms };
            assert_eq!(read_ticket(&write_ticket(&ticket)), Ok(ticket));
        }
    }

    #[test]
    fn a_chance_keeps_what_was_won_before_and_goes_on_by_number() {
        let of = |state, chances, next| PrizeStep { chances, next, ..PrizeStep::new("lucky", "抽奖", state) };
        let won = |code: &str| PrizeStep { code: Some(code.into()), ..of(PrizeState::Won, None, None) };
        let other = PrizeStep::new("final", "开奖", PrizeState::NotYet);
        let mut standing = Standing { steps: vec![of(PrizeState::Try, Some(3), Some(0)), other.clone()], ..Standing::default() };
        standing.take("lucky", 0, won("A"));
        assert_eq!(standing.steps, [won("A"), of(PrizeState::Try, Some(2), Some(1)), other.clone()]);
        let missed = of(PrizeState::Try, Some(1), Some(2));
        standing.take("lucky", 1, missed.clone());
        assert_eq!(standing.steps, [won("A"), missed, other.clone()]);
        // told again of what is known: it stands once
        standing.take("lucky", 2, won("A"));
        assert_eq!(standing.steps, [won("A"), other.clone()]);
        standing.take("lucky", 3, won("B"));
        assert_eq!(standing.steps.len(), 3);
        standing.take("lucky", 4, of(PrizeState::Nothing, None, None));
        assert_eq!(standing.steps, [won("A"), other, won("B"), of(PrizeState::Nothing, None, None)]);
    }

    #[test]
    fn a_standing_comes_back() {
        let mut won = PrizeStep::new("lucky", "幸运抽奖", PrizeState::Won);
        (won.tier, won.what, won.code) = (Some("二等奖".into()), Some("伞".into()), Some("7K4M29QX".into()));
        won.claim_until_ms = Some(7);
        let mut entered = PrizeStep::new("draw", "开奖", PrizeState::Entered);
        (entered.chances, entered.at_ms) = (Some(2), Some(9));
        let left = Some((Moment(5), Left { today: Some(0), total: None }));
        let standing = Standing { person: "p".into(), ahead_ms: -3, left, steps: vec![won, entered] };
        assert_eq!(read_standing(&write_standing(&standing)), Ok(standing));
        assert_eq!(read_standing(&write_standing(&Standing::default())), Ok(Standing::default()));
    }
}
