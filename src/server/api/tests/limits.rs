//! Attempts, the window, identity: held by the database, whoever comes at once.

use std::sync::Arc;

use wire::api::Code;

use super::PLAIN;
use crate::testing::{DAY, HOUR, MINUTE, Testing, code, opening};

#[tokio::test]
async fn the_fourth_attempt_of_a_day_is_refused_and_the_next_day_allows_another() {
    let hall = Testing::new(&[PLAIN]).await;
    for left in [2, 1, 0] {
        let (_, handed_in) = hall.play("plain", 1, 6).await;
        assert_eq!(handed_in.left.today, Some(left));
        assert!(handed_in.passed && handed_in.score == 6000 && handed_in.out_of == 10_000);
    }
    assert_eq!(code(hall.start("plain", 1).await.expect_err("none is left")), Code::NoAttemptToday);
    assert!(hall.start("plain", 2).await.is_ok(), "another device goes on");
    hall.pass(16 * HOUR);
    assert_eq!(hall.play("plain", 1, 5).await.1.left.today, Some(2), "a day of the campaign's zone has passed");
}

#[tokio::test]
async fn starting_again_gives_the_same_paper_until_it_is_handed_in() {
    let hall = Testing::new(&[PLAIN]).await;
    let first = hall.start("plain", 1).await.expect("a start");
    hall.pass(3 * MINUTE);
    let again = hall.start("plain", 1).await.expect("a start");
    assert_eq!(first.questions, again.questions);
    assert_ne!(first.questions, hall.start("plain", 2).await.expect("a start").questions, "another person has another");
    hall.hand_in(&again, 10).await.expect("counted");
    let next = hall.start("plain", 1).await.expect("a start");
    let seen = |stem: &str| first.questions.iter().any(|question| question.stem == stem);
    assert!(next.questions.iter().all(|question| !seen(&question.stem)), "what was not asked yet comes first");
}

#[tokio::test]
async fn many_hand_ins_of_one_attempt_at_once_count_once() {
    let hall = Arc::new(Testing::new(&[PLAIN]).await);
    let mut starts = Vec::new();
    for _ in 0..40 {
        starts.push(hall.start("plain", 7).await.expect("nothing is written, so any number may start"));
    }
    let mut under_way = tokio::task::JoinSet::new();
    for started in starts {
        let hall = Arc::clone(&hall);
        under_way.spawn(async move { hall.hand_in(&started, 4).await });
    }
    let done = under_way.join_all().await;
    let counted: Vec<_> = done.iter().filter_map(|one| one.as_ref().ok()).collect();
    assert_eq!(counted.len(), 1, "one sitting has the attempt");
    assert!(done.into_iter().filter_map(Result::err).all(|problem| code(problem) == Code::TokenReplayed));
    assert_eq!(hall.desk.hall.board("plain").await.expect("a board").participations, 1);
}

#[tokio::test]
async fn the_same_hand_in_sent_ten_times_gets_the_first_answer_ten_times() {
    let hall = Testing::new(&[PLAIN]).await;
    let started = hall.start("plain", 1).await.expect("a start");
    hall.pass(MINUTE);
    let first = hall.hand_in(&started, 7).await.expect("counted");
    assert_eq!((first.at_ms, first.used_ms), (hall.now().0, MINUTE));
    for right in 0..10 {
        hall.pass(DAY);
        // whatever is sent with it, and however late
        assert_eq!(
            hall.hand_in(&started, right).await.map(|again| (again.at_ms, again.score, again.review)),
            Ok((first.at_ms, first.score, first.review.clone()))
        );
    }
    assert_eq!(hall.desk.hall.board("plain").await.expect("a board").participations, 1);
}

#[tokio::test]
async fn a_total_of_attempts_is_held_over_days() {
    let hall = Testing::new(&[("total", "grading = \"server\"\nattempts-total = 2\n")]).await;
    for _ in 0..2 {
        hall.play("total", 1, 5).await;
        hall.pass(DAY);
    }
    assert_eq!(code(hall.start("total", 1).await.expect_err("none is left")), Code::NoAttempt);
}

#[tokio::test]
async fn the_window_opens_and_closes_and_who_started_in_time_may_finish() {
    let hall = Testing::new(&[PLAIN]).await;
    hall.set(opening().plus_ms(-1));
    assert_eq!(code(hall.start("plain", 1).await.expect_err("too early")), Code::NotOpenYet);
    let closes = hall.library.campaigns[0].closes;
    hall.set(closes.plus_ms(-1));
    let started = hall.start("plain", 1).await.expect("a moment is left");
    hall.set(closes.plus_ms(4 * MINUTE));
    assert_eq!(code(hall.start("plain", 2).await.expect_err("too late")), Code::Closed);
    let handed_in = hall.hand_in(&started, 10).await.expect("its own limit is not over");
    assert!(!handed_in.late && handed_in.score == 10_000);
}

const NAMED: (&str, &str) = (
    "named",
    "grading = \"server\"\nattempts-total = 1\n[identity]\nask = \"before-start\"\nregions = [\"某市/某旗\", \"外地\"]\n[[identity.field]]\nkind = \"region\"\n[[identity.field]]\nkind = \"phone\"\n[[identity.field]]\nkind = \"unit\"\nrequired = false\n",
);

#[tokio::test]
async fn a_phone_number_is_one_person_on_every_device() {
    let hall = Testing::new(&[NAMED]).await;
    let me = [("region", "某市/某旗"), ("phone", "13800006021")];
    let started = hall.start_as("named", 1, &me).await.expect("a start");
    let beside = hall.start_as("named", 2, &me).await.expect("the same person elsewhere");
    assert_eq!(started.questions, beside.questions);
    hall.hand_in(&started, 3).await.expect("counted");
    assert_eq!(code(hall.hand_in(&beside, 10).await.expect_err("counted already")), Code::TokenReplayed);
    assert_eq!(code(hall.start_as("named", 3, &me).await.expect_err("once a person")), Code::NoAttempt);
    let board = hall.desk.hall.board("named").await.expect("a board");
    assert_eq!((board.participations, board.participants), (1, 1));
    assert!(board.lines.iter().any(|line| line.by == "region" && line.group == "某市/某旗" && line.participations == 1));
}

#[tokio::test]
async fn a_field_that_will_not_do_is_named() {
    let hall = Testing::new(&[NAMED]).await;
    for (fields, field) in [
        (vec![("phone", "13800006021")], "region"),
        (vec![("region", "某市"), ("phone", "13800006021")], "region"),
        (vec![("region", "外地"), ("phone", "1380000602")], "phone"),
        (vec![("region", "外地"), ("phone", "13800006021"), ("unit", "一\t二")], "unit"),
    ] {
        let problem = hall.start_as("named", 1, &fields).await.expect_err("a field is wrong");
        assert_eq!((problem.field.as_deref(), code(problem.clone())), (Some(field), Code::BadField));
    }
}

#[tokio::test]
async fn each_device_is_a_participant_and_every_breakdown_adds_up() {
    let hall = Testing::new(&[PLAIN]).await;
    for device in 0..300 {
        hall.play("plain", device, (device % 11) as usize).await;
    }
    let board = hall.desk.hall.board("plain").await.expect("a board");
    assert_eq!((board.participations, board.participants), (300, 300));
    let by = |by: &str| board.lines.iter().filter(|line| line.by == by).map(|line| line.participations).sum::<u64>();
    for each in ["day", "hour", "region", "unit", "channel", "round", "score"] {
        assert_eq!(by(each), 300, "{each}");
    }
}
