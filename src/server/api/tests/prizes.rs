//! Chances, stock, wins and claims.

use std::sync::Arc;

use axum::http::Method;
use wire::api::{Claim, ClaimRequest, Claimed, Code, FieldAnswer, Prize, PrizeRequest, PrizeState, PrizeStep, Problem, Started};

use crate::testing::{DAY, Testing, code};

fn lucky(quantity: u32, per_day: u32, more: &str) -> String {
    format!(
        "grading = \"server\"\nattempts-per-day = 3\n{more}[identity]\nask = \"on-winning\"\n[[identity.field]]\nkind = \"phone\"\n[claim]\ndays = 7\nkept-days = 2\nplace = \"204室\"\n\
         [[award]]\nid = \"luck\"\ntitle = \"抽奖\"\ngive = \"instant\"\nscore-from = 60\neach-time = true\n[[award.tier]]\nname = \"一等奖\"\nwhat = \"伞\"\nquantity = {quantity}\nper-day = {per_day}\none-in = 1\n"
    )
}

async fn throw(hall: &Testing, started: &Started) -> Result<PrizeStep, Problem> {
    throw_chance(hall, started, 0).await
}

async fn throw_chance(hall: &Testing, started: &Started, chance: u32) -> Result<PrizeStep, Problem> {
    hall.ask::<Prize>(&PrizeRequest { token: started.token.clone(), award: "luck".into(), chance }).await
}

async fn claim(hall: &Testing, started: &Started, code: &str, phone: &str) -> Result<Claimed, Problem> {
    let fields = vec![FieldAnswer { field: "phone".into(), answer: phone.into() }];
    hall.ask::<Claim>(&ClaimRequest { token: started.token.clone(), code: code.into(), fields }).await
}

#[tokio::test]
async fn stock_never_oversells_under_256_claims_at_once() {
    let hall = Arc::new(Testing::new(&[("lucky", &lucky(20, 12, ""))]).await);
    let mut starts = Vec::new();
    for device in 0..256 {
        starts.push(hall.play("lucky", device, 10).await.0);
    }
    for (day, most) in [(0, 12), (1, 20)] {
        hall.pass(day * DAY);
        let mut under_way = tokio::task::JoinSet::new();
        for started in starts.clone() {
            let hall = Arc::clone(&hall);
            under_way.spawn(async move { throw(&hall, &started).await.expect("an answer").state });
        }
        let states = under_way.join_all().await;
        let won = states.iter().filter(|state| **state == PrizeState::Won).count();
        assert_eq!(won, most, "day {day}: those of yesterday are told again");
        let gone = if day == 0 { PrizeState::GoneToday } else { PrizeState::Gone };
        assert_eq!(states.iter().filter(|state| **state == gone).count(), 256 - most);
    }
}

#[tokio::test]
async fn a_chance_is_used_once_and_one_wins_once() {
    let hall = Testing::new(&[("lucky", &lucky(9, 9, ""))]).await;
    let (started, handed_in) = hall.play("lucky", 1, 6).await;
    assert_eq!((handed_in.prizes[0].state, handed_in.prizes[0].chances), (PrizeState::Try, Some(1)));
    let won = throw(&hall, &started).await.expect("an answer");
    assert_eq!((won.state, won.tier.as_deref(), won.place.as_deref()), (PrizeState::Won, Some("一等奖"), Some("204室")));
    assert_eq!(throw(&hall, &started).await, Ok(won.clone()), "asked again, told again");
    let (second, _) = hall.play("lucky", 1, 10).await;
    assert_eq!(throw_chance(&hall, &second, 1).await.map(|step| step.code), Ok(won.code), "nobody wins twice, and the win is told again");
    let record = hall.record(&second).await.expect("a record");
    assert_eq!(record.prizes.iter().filter(|step| step.state == PrizeState::Won).count(), 1);
}

#[tokio::test]
async fn who_may_win_twice_does() {
    let hall = Testing::new(&[("lucky", &lucky(9, 9, "one-win-each = false\n"))]).await;
    for chance in 0..2 {
        let (started, _) = hall.play("lucky", 1, 6).await;
        assert_eq!(throw_chance(&hall, &started, chance).await.expect("an answer").state, PrizeState::Won);
    }
}

#[tokio::test]
async fn a_chance_that_wins_nothing_leaves_the_others_and_is_told_again() {
    let hall = Testing::new(&[("lucky", &lucky(9, 9, "one-win-each = false\n").replace("one-in = 1", "one-in = 1000000"))]).await;
    hall.play("lucky", 1, 6).await;
    let (started, handed_in) = hall.play("lucky", 1, 6).await;
    assert_eq!((handed_in.prizes[0].chances, handed_in.prizes[0].next), (Some(2), Some(0)));
    for _ in 0..3 {
        let missed = throw_chance(&hall, &started, 0).await.expect("an answer");
        assert_eq!((missed.state, missed.chances, missed.next), (PrizeState::Try, Some(1), Some(1)));
    }
    assert_eq!(code(throw_chance(&hall, &started, 2).await.expect_err("not its turn")), Code::NoChance);
    assert_eq!(throw_chance(&hall, &started, 1).await.expect("an answer").state, PrizeState::Nothing);
    assert_eq!(code(throw_chance(&hall, &started, 2).await.expect_err("none is left")), Code::NoChance);
}

#[tokio::test]
async fn who_is_not_entitled_has_no_chance() {
    let hall = Testing::new(&[("lucky", &lucky(9, 9, ""))]).await;
    let (started, handed_in) = hall.play("lucky", 1, 5).await;
    assert_eq!(handed_in.prizes[0].state, PrizeState::NotYet);
    assert_eq!(code(throw(&hall, &started).await.expect_err("no chance")), Code::NoChance);
    let open = hall.start("lucky", 2).await.expect("a start");
    assert_eq!(code(throw(&hall, &open).await.expect_err("not handed in")), Code::NotHandedIn);
    let other = hall.ask::<Prize>(&PrizeRequest { token: started.token, award: "none".into(), chance: 0 }).await;
    assert_eq!(code(other.expect_err("no such award")), Code::UnknownAward);
}

#[tokio::test]
async fn a_phone_number_comes_in_once_and_is_only_ever_shown_masked() {
    let folder = tempfile::tempdir().expect("a folder");
    let hall = Testing::at(folder.path(), &[("lucky", &lucky(9, 9, ""))], crate::throttle::Rates::none()).await;
    let (started, _) = hall.play("lucky", 1, 6).await;
    let won = throw(&hall, &started).await.expect("an answer").code.expect("a claim code");
    assert_eq!(code(claim(&hall, &started, &won, "1380000602").await.expect_err("too short")), Code::BadField);
    let (stranger, _) = hall.play("lucky", 2, 6).await;
    assert_eq!(code(claim(&hall, &stranger, &won, "13900000000").await.expect_err("not theirs")), Code::UnknownWin);
    let claimed = claim(&hall, &started, &won, "13800006021").await.expect("taken down");
    assert_eq!(claimed.phone, "138****6021");
    let again = throw(&hall, &started).await.expect("an answer");
    assert_eq!((again.state, again.phone.as_deref()), (PrizeState::Claimed, Some("138****6021")));
    assert_eq!(claim(&hall, &started, &won, "13800006022").await.expect("changed").phone, "138****6022");
    let (_, _, raw) = hall
        .send(Method::POST, "/api/v1/records", &[("content-type", "application/json")], format!("{{\"token\":\"{}\"}}", started.token))
        .await;
    assert!(raw.contains("138****6022") && !raw.contains("13800006022"), "{raw}");
    for file in ["pufa.sqlite", "pufa.sqlite-wal"] {
        let bytes = std::fs::read(folder.path().join(file)).expect("a file of the store");
        assert!(!bytes.windows(11).any(|part| part == b"13800006021" || part == b"13800006022"), "in clear in {file}");
    }
}

#[tokio::test]
async fn after_its_time_a_win_lapses_and_the_number_is_deleted() {
    let hall = Testing::new(&[("lucky", &lucky(9, 9, ""))]).await;
    let (started, _) = hall.play("lucky", 1, 6).await;
    let won = throw(&hall, &started).await.expect("an answer").code.expect("a claim code");
    claim(&hall, &started, &won, "13800006021").await.expect("taken down");
    let (other, _) = hall.play("lucky", 2, 6).await;
    assert_eq!(throw(&hall, &other).await.expect("an answer").state, PrizeState::Won);
    hall.pass(7 * DAY + 1);
    assert_eq!(throw(&hall, &other).await.expect("an answer").state, PrizeState::Lapsed);
    assert_eq!(throw(&hall, &started).await.expect("an answer").state, PrizeState::Claimed, "who claimed in time fetches it later");
    assert_eq!(code(claim(&hall, &started, &won, "13800006021").await.expect_err("over")), Code::ClaimOver);
    let store = hall.desk.hall.store();
    assert_eq!(store.purge(hall.now()).await.expect("a purge").claims, 0, "kept for two days more");
    hall.pass(2 * DAY);
    assert_eq!(store.purge(hall.now()).await.expect("a purge").claims, 1);
    assert_eq!(throw(&hall, &started).await.expect("an answer").phone, None);
}

#[tokio::test]
async fn a_draw_is_entered_by_who_is_entitled() {
    let draw = "grading = \"server\"\n[[award]]\nid = \"final\"\ntitle = \"抽奖\"\ngive = \"draw\"\nscore-from = 60\neach-time = true\nat = 2026-12-10T20:00:00\n[[award.tier]]\nname = \"一\"\nwhat = \"书\"\nquantity = 1\n";
    let hall = Testing::new(&[("drawn", draw)]).await;
    let (_, first) = hall.play("drawn", 1, 5).await;
    assert_eq!(first.prizes[0].state, PrizeState::NotYet);
    hall.play("drawn", 1, 6).await;
    let (started, third) = hall.play("drawn", 1, 10).await;
    assert_eq!((third.prizes[0].state, third.prizes[0].chances), (PrizeState::Entered, Some(2)));
    assert_eq!(
        code(hall.ask::<Prize>(&PrizeRequest { token: started.token.clone(), award: "final".into(), chance: 0 }).await.expect_err("later")),
        Code::NotInstant
    );
    hall.set(third.prizes[0].at_ms.map(domain::Moment).expect("a time").plus_ms(DAY));
    let waiting = hall.record(&started).await.expect("a record").prizes;
    assert_eq!(waiting[0].state, PrizeState::Entered, "frozen, and not drawn yet");
}
