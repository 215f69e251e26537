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
        let (start, keeps_last) = if has_left && !is_over {
            (self.from.filter(|from| last.to < Some(*from)).unwrap_or(on), true)
        } else if self.is_like(&last) {
            (self.from.filter(|from| *from > last.from).unwrap_or(last.from), false)
        } else {
            let start = self.from.filter(|from| *from > last.from).unwrap_or(on);
            // what began today or later is put right, for nothing of it has been yet
            (start.max(last.from), start > last.from)
        };
        let Some(spell) = self.spell(start, end) else { return What::Refused(Refusal::EndsBeforeItBegins) };
        self.tell(&last, &spell, keeps_last, fields);
        if !keeps_last {
            spells.pop();
        } else if let Some(last) = spells.last_mut() {
            let before = Day(start.0.saturating_sub(1));
            last.to = Some(last.to.map_or(before, |to| to.min(before)));
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

/// Ends what holds on a day, the day before; what would begin then or later never was.
pub fn end(spells: &mut Vec<Spell>, on: Day) {
    let before = Day(on.0.saturating_sub(1));
    spells.retain(|spell| spell.from <= before || spell.to.is_some_and(|to| to <= before));
    if let Some(last) = spells.last_mut().filter(|last| last.to.is_none_or(|to| to > before)) {
        last.to = Some(before);
    }
}
