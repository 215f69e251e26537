//! Short answers (简答): marked by hand, by a second person too where the exam asks for it, and by a third where those two disagree.

use crate::Points;

/// A question that is answered in words. It stands at the end of every paper of its exam.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Short {
    /// What is asked.
    pub stem: String,
    /// What a full answer is worth.
    pub points: Points,
    /// What a good answer says, for whoever marks it and for the review.
    pub reference: String,
}

/// Where the marking of one answer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marking {
    /// Nothing was written: it is worth nothing, and nobody need mark it.
    Blank,
    /// So many more markers are needed.
    Waits(usize),
    /// The first two disagree; a third decides.
    Disputed,
    /// It is worth so much.
    Settled(Points),
}

impl Marking {
    /// Of an answer, from the marks of different people in the order they were given; `markers` is 1 or 2. Where two disagree, what the
    /// third gives counts, or what two of the three gave.
    #[must_use]
    pub fn of(is_blank: bool, marks: &[Points], markers: usize) -> Self {
        match marks {
            [] if is_blank => Self::Blank,
            [one, ..] if markers < 2 => Self::Settled(*one),
            [] | [_] => Self::Waits(markers.max(1) - marks.len()),
            [a, b] if a == b => Self::Settled(*a),
            [_, _] => Self::Disputed,
            [a, b, c, ..] => Self::Settled(if a == b { *a } else { *c }),
        }
    }

    /// What it is worth so far.
    #[must_use]
    pub fn points(self) -> Points {
        match self {
            Self::Settled(points) => points,
            _ => Points::default(),
        }
    }

    /// Whether somebody still has to look at it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Waits(_) | Self::Disputed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is_blank: bool, marks: &[u32], markers: usize, expected: Marking) {
        let marks: Vec<Points> = marks.iter().map(|n| Points::whole(*n)).collect();
        assert_eq!(Marking::of(is_blank, &marks, markers), expected, "{marks:?} of {markers}");
    }

    #[test]
    fn one_marker_settles_it_where_one_is_asked_for() {
        check(false, &[], 1, Marking::Waits(1));
        check(false, &[7], 1, Marking::Settled(Points::whole(7)));
    }

    #[test]
    fn two_who_agree_settle_it_and_a_third_decides_where_they_do_not() {
        check(false, &[], 2, Marking::Waits(2));
        check(false, &[7], 2, Marking::Waits(1));
        check(false, &[7, 7], 2, Marking::Settled(Points::whole(7)));
        check(false, &[7, 5], 2, Marking::Disputed);
        check(false, &[7, 5, 6], 2, Marking::Settled(Points::whole(6)));
        check(false, &[7, 7, 2], 2, Marking::Settled(Points::whole(7)));
    }

    #[test]
    fn what_was_left_blank_need_not_be_marked() {
        check(true, &[], 2, Marking::Blank);
    }
}
