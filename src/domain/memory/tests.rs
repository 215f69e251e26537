//! The rules of the wrong book, day by day.

use super::*;
use proptest::prelude::*;

const Q: &str = "constitution/q001";

fn noon(day: i64) -> Moment {
    Zone::CHINA.moment(2026, 6, 1, 12, 0, 0).expect("a day").plus_ms(day * DAY_MS)
}

fn terms(exam: Option<i64>) -> Terms {
    Terms { zone: Zone::CHINA, exam: exam.map(noon) }
}

/// The card of a question that is answered at noon of these days, rightly or not.
fn check(answers: &[(i64, bool)], exam: Option<i64>) -> Option<Card> {
    answers.iter().fold(None, |card, (day, right)| answered(card, Q, *right, noon(*day), terms(exam)))
}

/// On which day it is due, counted as the days of `check`.
fn due_day(card: &Card) -> i32 {
    terms(None).days_between(noon(0), card.due)
}

#[test]
fn only_a_wrong_answer_opens_the_book() {
    assert_eq!(check(&[(0, true), (1, true)], None), None);
    let card = check(&[(0, false)], None).expect("a card");
    assert_eq!((card.reps, card.lapses, card.known), (1, 0, false));
    assert_eq!(card.due, noon(0).plus_ms(AGAIN_MS));
}

#[test]
fn right_on_the_same_day_is_due_on_the_next_from_its_first_moment_on() {
    let card = check(&[(0, false), (0, true)], None).expect("a card");
    assert_eq!(card.reps, 1, "an answer of the same moment is no other answer");
    let card = answered(Some(card), Q, true, noon(0).plus_ms(AGAIN_MS), terms(None)).expect("a card");
    assert_eq!((card.reps, card.due), (2, Zone::CHINA.moment(2026, 6, 2, 0, 0, 0).expect("a day")));
}

#[test]
fn intervals_grow_with_right_answers_and_shrink_with_wrong_ones() {
    let (mut days, mut answers) = (Vec::new(), vec![(0, false), (1, true)]);
    for _ in 0..4 {
        let due = i64::from(due_day(&check(&answers, None).expect("a card")));
        days.push(due - answers.last().map_or(0, |(day, _)| *day));
        answers.push((due, true));
    }
    assert!(days.windows(2).all(|pair| pair[0] < pair[1]), "{days:?}");
    let before = check(&answers, None).expect("a card");
    let last = answers.last().map_or(0, |(day, _)| *day);
    answers.push((last + 5, false));
    let after = check(&answers, None).expect("a card");
    assert!(after.stability_milli < before.stability_milli / 2);
    assert_eq!(after.lapses, 1);
}

#[test]
fn a_question_is_known_when_it_will_be_remembered_until_the_exam() {
    let known_after = |exam: Option<i64>| {
        let mut answers = vec![(0, false), (1, true)];
        loop {
            let card = check(&answers, exam).expect("a card");
            if card.known {
                return (answers.len(), card.stability_milli / 1000);
            }
            answers.push((i64::from(due_day(&card)), true));
        }
    };
    let (reviews, days) = known_after(Some(200));
    assert!(days >= KNOWN_MOST_DAYS && reviews > 5, "{reviews} {days}");
    assert!(known_after(Some(40)).0 < reviews);
    assert!(known_after(Some(40)).1 >= KNOWN_LEAST_DAYS);
}

#[test]
fn a_known_question_answered_wrong_comes_back() {
    let card = Card {
        question: Q.into(),
        stability_milli: 120_000,
        difficulty_milli: 5000,
        reps: 6,
        known: true,
        reviewed: noon(0),
        ..Card::default()
    };
    let back = answered(Some(card), Q, false, noon(30), terms(None)).expect("a card");
    assert!(!back.known && back.lapses == 1);
}

#[test]
fn nothing_is_due_beyond_the_exam_while_a_day_is_left_before_it() {
    for exam in 3..40 {
        for question in ["a/1", "a/2", "a/3", "b/9"] {
            let card = Card {
                question: question.into(),
                stability_milli: 15_000,
                difficulty_milli: 5000,
                reps: 4,
                reviewed: noon(-15),
                ..Card::default()
            };
            let card = answered(Some(card), question, true, noon(0), terms(Some(exam))).expect("a card");
            assert!((1..exam).contains(&i64::from(due_day(&card))), "{exam} {}", due_day(&card));
        }
    }
    let eve = check(&[(0, false), (1, true)], Some(2)).expect("a card");
    assert!(due_day(&eve) > 1, "on the eve there is no day left to pull it to");
    assert!(check(&[(0, false), (1, true), (9, true)], Some(5)).is_some_and(|card| due_day(&card) > 10), "a past exam counts for nothing");
}

#[test]
fn a_session_goes_by_day_then_by_what_is_likely_forgotten() {
    let card = |question: &str, due: i64, stability_milli| Card {
        question: question.into(),
        due: noon(due),
        stability_milli,
        difficulty_milli: 5000,
        reviewed: noon(-10),
        ..Card::default()
    };
    let cards = [
        card("firm", -1, 9000),
        card("tomorrow", 1, 1),
        card("weak", -1, 2000),
        card("oldest", -3, 9000),
        Card { known: true, ..card("known", -9, 1) },
    ];
    let names: Vec<_> = session(&cards, noon(0), terms(Some(9))).iter().map(|card| card.question.as_str()).collect();
    assert_eq!(names, ["oldest", "weak", "firm"]);
    assert_eq!(forecast(&cards, noon(0), terms(None), 3), [3, 1, 0]);
    assert_eq!(forecast(&cards, noon(0), terms(None), 1), [3]);
}

#[test]
fn a_change_is_later_than_what_it_changes_whatever_the_clock_shows() {
    let card = Card { question: Q.into(), reviewed: noon(-1), changed: noon(5), reps: 1, stability_milli: 500, ..Card::default() };
    let next = answered(Some(card.clone()), Q, true, noon(0), terms(None)).expect("a card");
    assert!(next.changed > card.changed);
    assert_eq!(card.clone().merge(next.clone()), next);
}

fn any_card() -> impl Strategy<Value = Card> {
    (0i64..3, 0u32..3, 0i64..3, 0u32..2, 0i64..3, any::<bool>(), 0i64..3).prop_map(
        |(changed, reps, reviewed, lapses, due, known, stability_milli)| Card {
            question: Q.into(),
            changed: Moment(changed),
            reps,
            reviewed: Moment(reviewed),
            lapses,
            due: Moment(due),
            known,
            stability_milli,
            difficulty_milli: 1000,
        },
    )
}

proptest! {
    #[test]
    fn merging_knows_no_order_and_no_twice(a in any_card(), b in any_card(), c in any_card()) {
        prop_assert_eq!(a.clone().merge(b.clone()), b.clone().merge(a.clone()));
        prop_assert_eq!(a.clone().merge(a.clone()), a.clone());
        prop_assert_eq!(a.clone().merge(b.clone()).merge(c.clone()), a.merge(b.merge(c)));
    }

    #[test]
    fn no_history_makes_a_card_that_is_out_of_bounds(answers in proptest::collection::vec((0i64..60, any::<bool>()), 1..30), exam in proptest::option::of(0i64..80)) {
        let mut day = 0;
        let answers: Vec<_> = answers.into_iter().map(|(days, right)| { day += days; (day, right) }).collect();
        if let Some(card) = check(&answers, exam) {
            prop_assert!((1000..=10_000).contains(&card.difficulty_milli));
            prop_assert!(card.stability_milli >= 0 && card.due > card.reviewed);
        }
    }
}
