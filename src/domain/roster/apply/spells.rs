//! What a row claims of a member, put to the spells that are known.

use super::{Field, Refusal, Row, What};
use crate::moment::Day;
use crate::roster::Spell;

/// What a row says, with what it is silent about as it is known.
#[derive(Clone, Debug)]
pub struct Claim {
    unit: String,
    rank: String,
    exempt: Option<String>,
    from: Option<Day>,
    /// What the row says of the last day; `None` when nothing.
    to: Option<Option<Day>>,
}

impl Claim {
    /// The claim of a row on a unit, over the last spell that is known.
    pub fn of(row: &Row, unit: &str, last: Option<&Spell>) -> Self {
        let rank = row.rank.clone().or_else(|| last.map(|last| last.rank.clone())).unwrap_or_default();
        let exempt = match &row.exempt {
            Some(reason) => Some(reason.clone()).filter(|reason| !reason.is_empty()),
            None => last.and_then(|last| last.exempt.clone()),
        };
        Self { unit: unit.to_owned(), rank, exempt, from: row.from, to: row.to }
    }

    /// The spells of someone who is new; `None` when they would end before they begin.
    pub fn first(&self, on: Day) -> Option<Vec<Spell>> {
        self.spell(self.from.unwrap_or(on), self.to.flatten()).map(|spell| vec![spell])
    }

    /// Puts it to the spells that are known; `fields` is what is found to differ beside them. Refused, it changes nothing.
    pub fn put(&self, spells: &mut Vec<Spell>, on: Day, fields: &mut Vec<Field>) -> What {
        let Some(last) = spells.last().cloned() else { return What::Unchanged };
        let has_left = last.to.is_some_and(|to| to < on);
        let is_over = self.to.flatten().is_some_and(|to| to < on);
        let end = self.to.unwrap_or(last.to.filter(|_| !has_left));
        let before_last = spells.iter().rev().nth(1);
        let (start, keeps_last) = if has_left && !is_over {
            // who left yesterday and is back today was never away: then the day between may be said like that of a move
            let earliest = if follows(&last, on) { day_after(last.from) } else { last.to.map_or(on, day_after) };
            (self.from.filter(|from| earliest <= *from).unwrap_or(on), true)
        } else if self.is_like(&last) {
            (self.put_right(&last, before_last), false)
        } else {
            match self.from.filter(|from| *from > last.from) {
                Some(from) => (from, true),
                None if on > last.from => (on, true),
                // what began today or later is put right, for nothing of it has been yet
                None => (self.put_right(&last, before_last), false),
            }
        };
        let Some(spell) = self.spell(start, end) else { return What::Refused(Refusal::EndsBeforeItBegins) };
        self.tell(&last, &spell, keeps_last, fields);
        let is_move = keeps_last || before_last.is_some_and(|before| follows(before, last.from));
        if !keeps_last {
            spells.pop();
        }
        if let Some(before) = spells.last_mut().filter(|_| is_move) {
            let end = Day(start.0.saturating_sub(1));
            before.to = Some(if keeps_last { before.to.map_or(end, |to| to.min(end)) } else { end });
        }
        spells.push(spell);
        if let (Some(from), Some(first)) = (self.from, spells.first_mut())
            && from < first.from
        {
            first.from = from;
            fields.push(Field::From);
        }
        if has_left && !is_over {
            What::Back
        } else if last.unit != self.unit {
            What::Moved { from: last.unit, to: self.unit.clone(), fields: std::mem::take(fields) }
        } else if fields.is_empty() {
            What::Unchanged
        } else {
            What::Changed(std::mem::take(fields))
        }
    }

    /// The first day of the last spell as the row has it: after the first day of the one before, where the last one followed it at once,
    /// else after its end. A day before that is when they came at all, and says nothing of the last spell.
    fn put_right(&self, last: &Spell, before: Option<&Spell>) -> Day {
        let earliest = before.map(|before| if follows(before, last.from) { before.from } else { before.to.unwrap_or(before.from) });
        self.from.filter(|from| *from > last.from || earliest.is_some_and(|earliest| *from > earliest)).unwrap_or(last.from)
    }

    fn tell(&self, last: &Spell, spell: &Spell, keeps_last: bool, fields: &mut Vec<Field>) {
        let differs = [
            (Field::Rank, last.rank != spell.rank),
            (Field::Exempt, last.exempt != spell.exempt),
            (Field::From, !keeps_last && last.from != spell.from),
            (Field::To, last.to != spell.to),
        ];
        fields.extend(differs.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field));
    }

    fn is_like(&self, spell: &Spell) -> bool {
        (&self.unit, &self.rank, &self.exempt) == (&spell.unit, &spell.rank, &spell.exempt)
    }

    fn spell(&self, from: Day, to: Option<Day>) -> Option<Spell> {
        let spell = Spell { from, to, unit: self.unit.clone(), rank: self.rank.clone(), exempt: self.exempt.clone() };
        to.is_none_or(|to| from <= to).then_some(spell)
    }
}

fn day_after(day: Day) -> Day {
    Day(day.0.saturating_add(1))
}

/// Whether what begins on a day follows a spell without a day between.
fn follows(spell: &Spell, from: Day) -> bool {
    spell.to.is_some_and(|to| day_after(to) == from)
}

/// Ends what holds on a day, the day before; what would begin then or later never was.
pub fn end(spells: &mut Vec<Spell>, on: Day) {
    let before = Day(on.0.saturating_sub(1));
    spells.retain(|spell| spell.from <= before || spell.to.is_some_and(|to| to <= before));
    if let Some(last) = spells.last_mut().filter(|last| last.to.is_none_or(|to| to > before)) {
        last.to = Some(before);
    }
}
