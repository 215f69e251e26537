//! The league table (排名): units by a rate, the highest first.

use std::cmp::Ordering;

use super::{Measure, Rate, Rates};

/// Units by a rate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct League<'a> {
    /// The highest first; units of the same rate share a place, in the order they were given in.
    pub places: Vec<Place<'a>>,
    /// Units without such a rate, and why.
    pub left_out: Vec<(&'a str, LeftOut)>,
}

/// A unit and where it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// From 1 on: one more than there are units with a higher rate, so that behind two first ones comes the third.
    pub place: usize,
    /// The code of the unit.
    pub unit: &'a str,
    /// Its rate.
    pub rate: Rate,
}

/// Why a unit is in no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nothing is due from anybody there.
    NobodyDue,
    /// Nobody there sat, so there is no rate of those who passed.
    NobodySat,
    /// There is no such unit.
    Unknown,
}

impl Rates<'_> {
    /// The league table of some units, such as those of a [level](Self::level) or those [below](crate::roster::Units::below) one.
    #[must_use]
    pub fn league<'u>(&self, measure: Measure, units: impl IntoIterator<Item = &'u str>) -> League<'u> {
        let mut league = League::default();
        for unit in units {
            let figures = self.unit(unit);
            let rate = figures.map(|figures| figures.rate(measure)).unwrap_or_default();
            match figures {
                None => league.left_out.push((unit, LeftOut::Unknown)),
                Some(figures) if figures.due == 0 => league.left_out.push((unit, LeftOut::NobodyDue)),
                Some(_) if rate.denominator == 0 => league.left_out.push((unit, LeftOut::NobodySat)),
                Some(_) => league.places.push(Place { place: 0, unit, rate }),
            }
        }
        league.places.sort_by(|one, other| other.rate.compare(one.rate).unwrap_or(Ordering::Equal));
        let mut before: Option<Place<'_>> = None;
        for (n, place) in league.places.iter_mut().enumerate() {
            let shared = before.filter(|before| before.rate.compare(place.rate) == Some(Ordering::Equal));
            place.place = shared.map_or(n + 1, |before| before.place);
            before = Some(*place);
        }
        league
    }
}
