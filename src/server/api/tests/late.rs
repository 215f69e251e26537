//! Hand-ins that waited for a network.

use wire::api::Code;

use super::PLAIN;
use crate::store::Drawn;
use crate::testing::{HOUR, MINUTE, Testing, code};
use crate::throttle::Rates;

#[tokio::test]
async fn a_slow_network_has_a_few_seconds_of_grace() {
    let hall = Testing::new(&[PLAIN]).await;
    let started = hall.start("plain", 1).await.expect("a start");
    hall.pass(5 * MINUTE + 5_000);
    let handed_in = hall.hand_in(&started, 10).await.expect("in time");
    assert!(!handed_in.late);
    assert_eq!(handed_in.used_ms, 5 * MINUTE, "never more than the limit");
}

#[tokio::test]
async fn what_waited_on_a_phone_is_accepted_marked_late_and_takes_all_of_its_time() {
    let hall = Testing::new(&[PLAIN]).await;
    let started = hall.start("plain", 1).await.expect("a start");
    hall.pass(20 * HOUR);
    let handed_in = hall.hand_in(&started, 10).await.expect("within a day of its limit");
    assert!(handed_in.late);
    assert_eq!(handed_in.used_ms, 5 * MINUTE);
    let board = hall.desk.hall.board("plain").await.expect("a board");
    assert_eq!((board.participations, board.late), (1, 1));
    assert!(hall.record(&started).await.expect("a record").participations[0].late);
}

#[tokio::test]
async fn after_a_day_it_is_too_late() {
    let hall = Testing::new(&[PLAIN]).await;
    let started = hall.start("plain", 1).await.expect("a start");
    assert_eq!(started.accepted_until_ms, started.started_ms + 24 * HOUR + 5 * MINUTE + 5_000);
    hall.pass(started.accepted_until_ms - started.started_ms + 1);
    assert_eq!(code(hall.hand_in(&started, 10).await.expect_err("too late")), Code::TokenExpired);
    assert_eq!(hall.desk.hall.board("plain").await.expect("a board").participations, 0);
}

#[tokio::test]
async fn nothing_enters_a_draw_after_it_is_frozen() {
    let draw = "grading = \"server\"\ntime-limit-minutes = 5\n[[award]]\nid = \"final\"\ntitle = \"抽奖\"\ngive = \"draw\"\nscore-from = 60\nat = 2026-12-06T21:00:00\n[[award.tier]]\nname = \"一\"\nwhat = \"书\"\nquantity = 1\n";
    let hall = Testing::new(&[("drawn", draw)]).await;
    let closes = hall.library.campaigns[0].closes;
    hall.set(closes.plus_ms(-1));
    let (in_time, late) = (hall.start("drawn", 1).await.expect("a start"), hall.start("drawn", 2).await.expect("a start"));
    assert_eq!(late.accepted_until_ms, closes.0 + HOUR);
    hall.set(closes.plus_ms(HOUR));
    assert!(hall.hand_in(&in_time, 10).await.expect("the last moment").late);
    hall.pass(1);
    assert_eq!(code(hall.hand_in(&late, 10).await.expect_err("the list is frozen")), Code::TokenExpired);
}

#[tokio::test]
async fn a_late_hand_in_is_of_the_day_it_was_started_on() {
    let hall = Testing::new(&[PLAIN]).await;
    let started = hall.start("plain", 1).await.expect("a start");
    hall.pass(17 * HOUR);
    hall.hand_in(&started, 1).await.expect("counted for yesterday");
    for left in [2, 1, 0] {
        assert_eq!(hall.play("plain", 1, 1).await.1.left.today, Some(left), "today has all its attempts");
    }
}

#[tokio::test]
async fn a_sitting_keeps_its_own_limit_whatever_the_file_says_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let before = Testing::at(folder.path(), &[PLAIN], Rates::none()).await;
    let (in_time, late) = (before.start("plain", 1).await.expect("a start"), before.start("plain", 2).await.expect("a start"));
    let shorter = PLAIN.1.replace("time-limit-minutes = 5", "time-limit-minutes = 1\nlate-hours = 0");
    assert_ne!(shorter, PLAIN.1);
    let after = Testing::at(folder.path(), &[("plain", &shorter)], Rates::none()).await;
    after.pass(4 * MINUTE);
    let handed_in = after.hand_in(&in_time, 10).await.expect("in time");
    assert_eq!((handed_in.late, handed_in.used_ms), (false, 4 * MINUTE));
    after.set(domain::Moment(late.accepted_until_ms));
    assert!(after.hand_in(&late, 10).await.expect("as the phone was told").late);
}

#[tokio::test]
async fn a_list_that_was_frozen_early_takes_no_late_hand_in() {
    let draw = "grading = \"server\"\ntime-limit-minutes = 5\n[[award]]\nid = \"final\"\ntitle = \"抽奖\"\ngive = \"draw\"\nscore-from = 60\nat = 2026-12-06T21:00:00\n[[award.tier]]\nname = \"一\"\nwhat = \"书\"\nquantity = 1\n";
    let hall = Testing::new(&[("drawn", draw)]).await;
    let store = hall.desk.hall.store();
    let campaign = store.campaign("drawn").await.expect("a number");
    let (late, in_time) = (hall.start("drawn", 1).await.expect("a start"), hall.start("drawn", 2).await.expect("a start"));
    hall.pass(HOUR);
    // the organiser moved the draw, and the server was not restarted
    let frozen = hall.now().plus_ms(-MINUTE);
    let list = Drawn { campaign, award: "final".into(), nth: 0, frozen, list: "list".into(), record: String::new(), wins: vec![] };
    store.keep_draw(list).await.expect("frozen");
    assert_eq!(code(hall.hand_in(&late, 10).await.expect_err("the list is frozen")), Code::TokenExpired);
    hall.set(domain::Moment(in_time.started_ms).plus_ms(MINUTE));
    assert_eq!(code(hall.hand_in(&in_time, 10).await.expect_err("it would lack it")), Code::Unavailable);
}
