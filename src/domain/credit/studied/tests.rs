//! Credits with their caps, and what is missing: the numbers of R12 and the edges around them.

use super::*;
use crate::Moment;
use crate::assignment::{Chapter, Text};
use crate::credit::{Credits, Missing};
use crate::moment::DAY_MS;
use proptest::prelude::*;

const HOUR: u32 = 3_600_000;

fn chapter() -> Chapter {
    Chapter { bank: "b".into(), topic: "t".into() }
}

fn part(task: Task, elective: bool) -> Part {
    Part { title: "一".into(), task, elective }
}

fn to_read(law: &str, minutes: u32) -> Task {
    Task::Read { texts: vec![Text::Law(law.into())], minutes }
}

fn to_practise(count: u32, right_percent: u32) -> Task {
    Task::Practise { chapters: vec![chapter()], count, right_percent }
}

/// A year of reading one law and practising one topic, 10 credits in all as R12 has them: 4 for 20 h, 3 for 40 visits, 3 for 50 questions.
fn year() -> Study {
    let earning = |by, points, full, per_day| Earning { by, points: Points::whole(points), per: full, per_day, full: Some(full) };
    let earnings = vec![
        earning(Measure::Reading, 4, 1200, Some(120)),
        earning(Measure::Visits, 3, 40, Some(1)),
        earning(Measure::Practice, 3, 50, Some(20)),
    ];
    Study {
        window: Window { opens: Moment(0), closes: Moment(365 * DAY_MS) },
        laws: vec!["宪法@2018".into()],
        parts: vec![part(to_read("宪法", 1), false), part(to_practise(1, 0), false)],
        electives: 0,
        credits: Some(Credits { earnings, threshold: Points::whole(6), least_percent: 60 }),
    }
}

fn read(law: &str, day: i64, ms: u32) -> Event {
    Event::Read { text: Text::Law(law.into()), from: Moment(day * DAY_MS), ms }
}

fn visits(days: i64) -> impl Iterator<Item = Event> {
    (0..days).map(|day| Event::Visit { at: Moment(day * DAY_MS) })
}

fn answers(day: i64, questions: std::ops::Range<u32>, is_right: bool) -> impl Iterator<Item = Event> {
    questions.map(move |n| Event::Answer { chapter: chapter(), question: n.to_string(), at: Moment(day * DAY_MS + i64::from(n)), is_right })
}

fn check(events: &[Event]) -> (String, Vec<Missing>) {
    let studied = Studied::of(&year(), Zone::CHINA, events);
    (studied.total.to_string(), studied.missing(&year()))
}

/// Twelve hours, 24 visits and 30 questions: 60 % of each.
fn sixty_of_each() -> Vec<Event> {
    let days = (0..6).map(|day| read("宪法", day, 2 * HOUR));
    days.chain(visits(24)).chain(answers(0, 0..20, true)).chain(answers(1, 20..30, false)).collect()
}

#[test]
fn sixty_percent_of_each_are_six_of_ten_credits() {
    assert_eq!(check(&sixty_of_each()), ("6".into(), vec![]));
}

#[test]
fn a_little_less_of_any_is_not_enough() {
    let mut short = sixty_of_each();
    short[0] = read("宪法", 0, 2 * HOUR - 1);
    let (total, missing) = check(&short);
    assert_eq!(total, "5.99");
    let share = Missing::Share { by: Measure::Reading, amount: 43_199_999, of: 43_200_000 };
    assert_eq!(missing, [share, Missing::Credits { earned: Points::hundredths(599), of: Points::whole(6) }]);
}

#[test]
fn much_of_one_does_not_make_up_for_little_of_another() {
    let days = (0..20).map(|day| read("宪法", day, 2 * HOUR));
    let events: Vec<Event> = days.chain(visits(40)).chain(answers(0, 0..1, true)).collect();
    let (total, missing) = check(&events);
    assert_eq!(total, "7.06");
    assert_eq!(missing, [Missing::Share { by: Measure::Practice, amount: 1, of: 30 }]);
}

#[test]
fn a_day_earns_no_more_than_its_cap() {
    assert_eq!(check(&[read("宪法", 0, 9 * HOUR)]).0, "0.4", "two hours a day: a tenth of four credits");
    assert_eq!(check(&[visits(1), visits(1)].into_iter().flatten().collect::<Vec<_>>()).0, "0.07");
    assert_eq!(check(&answers(0, 0..50, true).collect::<Vec<_>>()).0, "1.2");
}

#[test]
fn nothing_earns_more_than_its_full_amount_or_outside_of_the_study_period() {
    let days = (0..300).map(|day| read("宪法", day, 2 * HOUR));
    let all: Vec<Event> = days.chain(visits(300)).chain((0..3).flat_map(|day| answers(day, 0..50, true))).collect();
    assert_eq!(check(&all), ("10".into(), vec![]));
    assert_eq!(check(&[read("宪法", 365, HOUR), read("宪法", -1, HOUR)]).0, "0");
    assert_eq!(check(&[read("民法典", 1, HOUR)]).0, "0", "not what was to be read");
}

#[test]
fn a_part_is_done_by_its_own_minutes_and_answers() {
    let mut study = year();
    study.credits = None;
    study.electives = 1;
    study.parts = vec![
        part(to_read("宪法", 10), false),
        part(to_practise(10, 80), false),
        part(to_read("民法典", 5), true),
        part(to_read("公务员法", 5), true),
    ];
    let missing = |events: &[Event]| Studied::of(&study, Zone::CHINA, events).missing(&study);
    let electives = Missing::Electives { done: 0, of: 1 };
    assert_eq!(missing(&[]), [Missing::Part { nth: 0 }, Missing::Part { nth: 1 }, electives]);
    let mut events = vec![read("宪法", 0, 600_000)];
    events.extend(answers(0, 0..7, true));
    events.extend(answers(0, 7..10, false));
    assert_eq!(missing(&events), [Missing::Part { nth: 1 }, electives], "seven of ten right are not eighty percent");
    events.extend(answers(1, 7..8, true));
    events.push(read("公务员法", 1, 300_000));
    assert_eq!(missing(&events), []);
}

#[test]
fn who_did_anything_has_begun() {
    assert!(!Studied::of(&year(), Zone::CHINA, &[]).has_begun());
    assert!(Studied::of(&year(), Zone::CHINA, &[read("宪法", 0, 1)]).has_begun());
}

fn any_event() -> impl Strategy<Value = Event> {
    (0u8..3, 0i64..400 * 24, 0u32..60, any::<bool>()).prop_map(|(kind, hour, n, is_right)| {
        let at = Moment(hour * i64::from(HOUR));
        match kind {
            0 => Event::Read { text: Text::Law("宪法".into()), from: at, ms: n * HOUR / 4 },
            1 => Event::Visit { at },
            _ => Event::Answer { chapter: chapter(), question: n.to_string(), at, is_right },
        }
    })
}

proptest! {
    #[test]
    fn who_does_more_never_has_less_and_the_order_does_not_matter(
        events in proptest::collection::vec(any_event(), 0..80),
        more in any_event(),
        turn in 0usize..80,
    ) {
        let of = |events: &[Event]| Studied::of(&year(), Zone::CHINA, events);
        let before = of(&events);
        let mut turned = events.clone();
        turned.rotate_left(turn.min(events.len()));
        prop_assert_eq!(&before, &of(&turned));
        turned.reverse();
        prop_assert_eq!(&before, &of(&turned));
        turned.push(more);
        let after = of(&turned);
        prop_assert!(after.total >= before.total && after.total <= Points::whole(10));
        prop_assert!(before.earned.iter().zip(&after.earned).all(|(before, after)| before.amount <= after.amount));
    }
}
