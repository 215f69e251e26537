//! Who is a member, where they are now, and from whom an assignment is due.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use domain::moment::Day;
use domain::roster::{Frozen, Member, Roster, Standing, Units};
use domain::{Assignment, Moment, Zone};
use wire::api::Code;

use super::School;
use crate::hall::Refusal;
use crate::seal::{Purpose, Sealer};
use crate::store::register::{MemberRow, RosterRows, RosterWrite};

/// The roster as it is now, without phone numbers.
pub struct Live {
    revision: i64,
    /// Units and members.
    pub roster: Roster,
}

/// A frozen roster in which members are found by number.
pub struct Roll {
    /// The roster.
    pub frozen: Frozen,
    of: Of,
    places: HashMap<String, (bool, usize)>,
}

/// What a roll was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// The frozen roster, taken then.
    Frozen(Moment),
    /// Until there is one: the roster of that revision and day.
    Live(i64, Day),
}

/// Whether an assignment is due from someone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    /// It is.
    Due,
    /// It would be; the reason why it is not.
    Exempt(String),
    /// It is not, and they may do it all the same: they came after the roster was frozen.
    Beside,
}

impl School {
    /// The roster as it is now.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn roster(&self) -> Result<Arc<Live>, Refusal> {
        let revision = self.register.roster_revision().await?;
        let known = self.live.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(live) = known.filter(|live| live.revision == revision) {
            return Ok(live);
        }
        let rows = self.register.roster().await?;
        let revision = rows.revision;
        let live = Arc::new(Live { revision, roster: roster(rows, |_| None) });
        *self.live.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&live));
        Ok(live)
    }

    /// The roster frozen for an assignment; frozen now when its day has come and it means anybody. `None` before.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn frozen(&self, assignment: &Assignment) -> Result<Option<Arc<Roll>>, Refusal> {
        // it may have been frozen anew by a command
        let mut taken = self.register.frozen_at(&assignment.id).await?;
        if taken.is_none() && assignment.zone.day(self.now()) >= assignment.frozen_on() {
            let frozen = self.to_freeze(assignment).await?;
            // a roster that comes late must not find an empty one in its place
            if !frozen.due.is_empty() || !frozen.exempt.is_empty() {
                self.register.freeze(&assignment.id, frozen, self.now()).await?;
                taken = self.register.frozen_at(&assignment.id).await?;
            }
        }
        let Some(taken) = taken else { return Ok(None) };
        if let Some(known) = self.known_roll(assignment, Of::Frozen(taken)) {
            return Ok(Some(known));
        }
        let kept = self.register.frozen(&assignment.id).await?;
        Ok(kept.map(|(frozen, taken)| self.remember_roll(assignment, Roll::of(frozen, Of::Frozen(taken)))))
    }

    /// Freezes the roster of an assignment anew, as it is on record now, on the day that the file says; gives back the one before.
    /// `None`, and nothing is done, where there was none or the new one would mean nobody.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn freeze_again(&self, assignment: &Assignment) -> Result<Option<Frozen>, Refusal> {
        let before = self.register.frozen(&assignment.id).await?;
        let frozen = self.to_freeze(assignment).await?;
        let is_empty = frozen.due.is_empty() && frozen.exempt.is_empty();
        let Some((before, _)) = before.filter(|_| !is_empty) else { return Ok(None) };
        self.register.freeze_again(&assignment.id, frozen, self.now()).await?;
        Ok(Some(before))
    }

    /// The roster of an assignment's day, as it is on record now.
    async fn to_freeze(&self, assignment: &Assignment) -> Result<Frozen, Refusal> {
        Ok(self.roster().await?.roster.frozen(assignment.frozen_on(), &assignment.who))
    }

    /// The frozen roster, or until there is one that of today.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn roll(&self, assignment: &Assignment) -> Result<Arc<Roll>, Refusal> {
        if let Some(frozen) = self.frozen(assignment).await? {
            return Ok(frozen);
        }
        let live = self.roster().await?;
        let of = Of::Live(live.revision, assignment.zone.day(self.now()));
        if let Some(known) = self.known_roll(assignment, of) {
            return Ok(known);
        }
        let frozen = live.roster.frozen(assignment.zone.day(self.now()), &assignment.who);
        Ok(self.remember_roll(assignment, Roll::of(frozen, of)))
    }

    fn known_roll(&self, assignment: &Assignment, of: Of) -> Option<Arc<Roll>> {
        let rolls = self.rolls.read().unwrap_or_else(PoisonError::into_inner);
        rolls.get(&assignment.id).filter(|roll| roll.of == of).cloned()
    }

    fn remember_roll(&self, assignment: &Assignment, roll: Roll) -> Arc<Roll> {
        let roll = Arc::new(roll);
        self.rolls.write().unwrap_or_else(PoisonError::into_inner).insert(assignment.id.clone(), Arc::clone(&roll));
        roll
    }

    /// Whether an assignment is due from a member; `None` for one whom it does not mean.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn due(&self, assignment: &Assignment, number: &str) -> Result<Option<Due>, Refusal> {
        match self.roll(assignment).await?.find(number) {
            Some((_, None)) => return Ok(Some(Due::Due)),
            Some((_, Some(reason))) => return Ok(Some(Due::Exempt(reason.to_owned()))),
            None => {}
        }
        let live = self.roster().await?;
        let now = live.standing(number, self.today()).filter(|_| live.is_member(number, self.today()));
        Ok(now.filter(|member| live.roster.is_meant(&assignment.who, member)).map(|_| Due::Beside))
    }

    /// An assignment that a member may do.
    pub(super) async fn of_member(&self, id: &str, number: &str) -> Result<(Arc<Assignment>, Due), Refusal> {
        let assignment = Arc::clone(self.find(id)?);
        let due = self.due(&assignment, number).await?.ok_or(Code::NotDue)?;
        Ok((assignment, due))
    }

    /// A member as an assignment sees them: in its frozen roster, else now.
    pub(super) async fn standing_in(&self, assignment: &Assignment, number: &str) -> Result<Option<Standing>, Refusal> {
        if let Some((member, _)) = self.roll(assignment).await?.find(number) {
            return Ok(Some(member.clone()));
        }
        Ok(self.roster().await?.standing(number, self.today()))
    }

    /// The day of today, where rosters are kept.
    #[must_use]
    pub fn today(&self) -> Day {
        Zone::CHINA.day(self.now())
    }
}

impl Roll {
    fn of(frozen: Frozen, of: Of) -> Self {
        let due = frozen.due.iter().enumerate().map(|(n, member)| (member.number.clone(), (true, n)));
        let exempt = frozen.exempt.iter().enumerate().map(|(n, exempt)| (exempt.member.number.clone(), (false, n)));
        let places = due.chain(exempt).collect();
        Self { frozen, of, places }
    }

    /// Whether it is frozen for good.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        matches!(self.of, Of::Frozen(_))
    }

    /// A member from whom it is due, or who is exempt, and why.
    #[must_use]
    pub fn find(&self, number: &str) -> Option<(&Standing, Option<&str>)> {
        match *self.places.get(number)? {
            (true, n) => self.frozen.due.get(n).map(|member| (member, None)),
            (false, n) => self.frozen.exempt.get(n).map(|exempt| (&exempt.member, Some(exempt.reason.as_str()))),
        }
    }
}

impl Live {
    /// Where a member is on a day; who has left or is still to come, where they were last or will be first.
    #[must_use]
    pub fn standing(&self, number: &str, on: Day) -> Option<Standing> {
        let member = self.roster.member(number)?;
        let spell = member.spells().iter().rfind(|spell| spell.from <= on).or_else(|| member.spells().first())?;
        Some(Standing { number: member.number.clone(), name: member.name.clone(), unit: spell.unit.clone(), rank: spell.rank.clone() })
    }

    /// Whether someone is a member on a day.
    #[must_use]
    pub fn is_member(&self, number: &str, on: Day) -> bool {
        self.roster.member(number).is_some_and(|member| member.on(on).is_some())
    }
}

fn roster(rows: RosterRows, phone: impl Fn(&[u8]) -> Option<String>) -> Roster {
    let (units, _) = Units::of(rows.units);
    let member = |row: MemberRow| Member::of(row.number, row.name, row.phone.as_deref().and_then(&phone), row.spells);
    Roster::of(units, rows.members.into_iter().map(member).collect())
}

/// A roster with its phone numbers, from its rows.
#[must_use]
pub fn unsealed(rows: RosterRows, sealer: &Sealer) -> Roster {
    roster(rows, |sealed| sealer.unseal(Purpose::Detail, sealed).ok().and_then(|plain| String::from_utf8(plain).ok()))
}

/// What is to be written so that what rests is `after`; phone numbers are sealed.
#[must_use]
pub fn sealed_rows(revision: i64, before: &Roster, after: &Roster, sealer: &Sealer) -> RosterWrite {
    let sealed = |member: &Member| MemberRow {
        number: member.number.clone(),
        name: member.name.clone(),
        phone: member.phone.as_ref().map(|phone| sealer.seal(Purpose::Detail, phone.as_bytes())),
        spells: member.spells().to_vec(),
    };
    RosterWrite {
        revision,
        units: after.units.iter().filter(|unit| before.units.get(&unit.code) != Some(unit)).cloned().collect(),
        members: after.members().filter(|member| before.member(&member.number) != Some(member)).map(sealed).collect(),
        gone: after.members().filter(|member| member.spells().is_empty()).map(|member| member.number.clone()).collect(),
    }
}
