//! Questions answered in practice: different ones count, in all and on each day.
//!
//! An answer counts when it arrives, whatever its device says: the clock of a device can be set, and an answer that was dated back would
//! find room under the cap of any day.

use crate::assignment::{Chapter, Window};
use crate::credit::Event;
use crate::moment::Day;
use crate::{Moment, Zone};
use std::collections::{BTreeMap, BTreeSet};

/// An answer that was given before the end of study may arrive so many milliseconds after it: a network may be slow, and reading has as
/// long. It counts on the last day of study.
pub const GRACE_MS: i64 = 10 * 60_000;

/// How many different questions were answered, and how many of them right when they were last answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Practised {
    /// Different questions.
    pub answered: u32,
    /// Those whose last answer was right, so that what came back from the wrong book counts.
    pub right: u32,
}

/// An answer that counts: when it arrived, what was asked, and whether it was right.
type Answer<'a> = (Moment, (&'a Chapter, &'a str), bool);

/// Whether an answer that arrived at `arrived` counts.
fn is_in_time(window: Window, arrived: Moment) -> bool {
    window.opens <= arrived && arrived < window.closes.plus_ms(GRACE_MS)
}

/// Whether an answer is to be taken down that was given at `given`, by what its device says, and arrived at `arrived`: within the grace only
/// what was given before the end, and at any other time all of it.
#[must_use]
pub fn is_taken(window: Window, given: Moment, arrived: Moment) -> bool {
    given < window.closes || arrived < window.closes || !is_in_time(window, arrived)
}

/// The answers of the wanted chapters within a window, as they came.
fn answers<'a>(events: &'a [Event], window: Window, is_wanted: impl Fn(&Chapter) -> bool) -> Vec<Answer<'a>> {
    let mut answers: Vec<Answer<'a>> = events
        .iter()
        .filter_map(|event| match event {
            Event::Answer { chapter, question, at, is_right } if is_in_time(window, *at) && is_wanted(chapter) => {
                Some((*at, (chapter, question.as_str()), *is_right))
            }
            _ => None,
        })
        .collect();
    answers.sort_unstable();
    answers
}

/// What practice came to.
pub fn practised(events: &[Event], window: Window, is_wanted: impl Fn(&Chapter) -> bool) -> Practised {
    let last: BTreeMap<_, bool> =
        answers(events, window, is_wanted).into_iter().map(|(_, question, is_right)| (question, is_right)).collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Practised { answered: count(last.len()), right: count(last.values().filter(|is_right| **is_right).count()) }
}

/// How many different questions count when a day has room for `most`: of each day its own, and in all no more than there were.
/// So one that found no room counts when it is answered on another day, and who practises more never has less.
pub fn counted(events: &[Event], window: Window, zone: Zone, most: u64, is_wanted: impl Fn(&Chapter) -> bool) -> u64 {
    let mut days: BTreeMap<Day, BTreeSet<_>> = BTreeMap::new();
    let mut all = BTreeSet::new();
    let last = window.closes.plus_ms(-1);
    for (at, question, _) in answers(events, window, is_wanted) {
        days.entry(zone.day(at.min(last))).or_default().insert(question);
        all.insert(question);
    }
    days.values().map(|of_day| (of_day.len() as u64).min(most)).sum::<u64>().min(all.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::DAY_MS;

    /// Answers as (day, question, right).
    fn events(given: &[(i64, &str, bool)]) -> Vec<Event> {
        let chapter = Chapter { bank: "b".into(), topic: "t".into() };
        let answer = |(n, (day, question, is_right)): (usize, &(i64, &str, bool))| Event::Answer {
            chapter: chapter.clone(),
            question: (*question).to_owned(),
            at: Moment(day * DAY_MS + n as i64),
            is_right: *is_right,
        };
        given.iter().enumerate().map(answer).collect()
    }

    const WINDOW: Window = Window { opens: Moment(0), closes: Moment(9 * DAY_MS) };

    fn check(given: &[(i64, &str, bool)], most: u64) -> u64 {
        counted(&events(given), WINDOW, Zone::CHINA, most, |_| true)
    }

    #[test]
    fn a_question_counts_once_however_often_it_is_answered() {
        assert_eq!(check(&[(0, "a", false), (0, "a", true), (1, "a", true), (1, "b", true)], 9), 2);
    }

    #[test]
    fn what_found_no_room_counts_when_it_is_answered_on_another_day() {
        assert_eq!(check(&[(0, "a", true), (0, "b", true), (0, "c", true)], 2), 2);
        assert_eq!(check(&[(0, "a", true), (0, "b", true), (0, "c", true), (1, "c", true)], 2), 3);
        assert_eq!(check(&[(10, "a", true)], 2), 0, "after the window");
    }

    #[test]
    fn what_arrives_within_the_grace_counts_on_the_last_day_and_nothing_after_it() {
        let closes = Zone::CHINA.moment(2027, 6, 2, 0, 0, 0).expect("a day");
        let window = Window { opens: closes.plus_ms(-DAY_MS), closes };
        let answer = |question: &str, after_ms: i64| Event::Answer {
            chapter: Chapter { bank: "b".into(), topic: "t".into() },
            question: question.to_owned(),
            at: closes.plus_ms(after_ms),
            is_right: true,
        };
        let check = |events: &[Event], most: u64| counted(events, window, Zone::CHINA, most, |_| true);
        let events = [answer("a", -1), answer("b", 0), answer("c", GRACE_MS - 1), answer("d", GRACE_MS)];
        assert_eq!((check(&events, 9), check(&events, 2)), (3, 2), "one day has one cap, the grace among it");
        assert_eq!(practised(&events, window, |_| true).answered, 3);
        let taken = |given_ms: i64, arrived_ms: i64| is_taken(window, closes.plus_ms(given_ms), closes.plus_ms(arrived_ms));
        assert!(taken(-1, 0) && taken(-1, GRACE_MS - 1) && taken(-9, -1));
        assert!(!taken(0, 0) && !taken(1, GRACE_MS - 1), "given after the end");
        assert!(taken(1, GRACE_MS), "it is taken down, and counts no more");
    }

    #[test]
    fn the_last_answer_tells_whether_it_is_known() {
        let practised = |given: &[(i64, &str, bool)]| practised(&events(given), WINDOW, |_| true);
        assert_eq!(practised(&[(0, "a", false), (1, "a", true), (1, "b", true), (2, "b", false)]), Practised { answered: 2, right: 1 });
    }
}
