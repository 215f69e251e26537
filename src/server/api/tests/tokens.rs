//! Tokens: changed, foreign, replayed, and keys that are rotated meanwhile.

use wire::api::{Code, HandIn, HandInRequest};

use super::PLAIN;
use crate::keys;
use crate::testing::{Testing, code};
use crate::throttle::Rates;

async fn hand_in(hall: &Testing, token: &str) -> Code {
    code(hall.ask::<HandIn>(&HandInRequest { token: token.to_owned(), answers: vec![] }).await.expect_err("a refusal"))
}

#[tokio::test]
async fn a_changed_token_is_refused_and_a_foreign_one_says_so() {
    let (here, there) = (Testing::new(&[PLAIN]).await, Testing::new(&[PLAIN]).await);
    let started = here.start("plain", 1).await.expect("a start");
    for at in [0, 8, started.token.len() / 2, started.token.len() - 1] {
        let mut changed: Vec<u8> = started.token.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let refused = hand_in(&here, std::str::from_utf8(&changed).expect("text")).await;
        assert!([Code::TokenChanged, Code::TokenForeign].contains(&refused), "{refused:?} at {at}");
    }
    assert_eq!(hand_in(&here, "").await, Code::TokenChanged);
    assert_eq!(hand_in(&here, "!!").await, Code::TokenChanged);
    assert_eq!(hand_in(&there, &started.token).await, Code::TokenForeign);
    assert_eq!(here.desk.hall.board("plain").await.expect("a board").participations, 0);
}

#[tokio::test]
async fn a_campaign_whose_file_is_gone_makes_its_hand_ins_wait() {
    let folder = tempfile::tempdir().expect("a folder");
    let before = Testing::at(folder.path(), &[PLAIN], Rates::none()).await;
    let started = before.start("plain", 1).await.expect("a start");
    let after = Testing::at(folder.path(), &[("other", PLAIN.1)], Rates::none()).await;
    assert_eq!(hand_in(&after, &started.token).await, Code::Unavailable);
    let back = Testing::at(folder.path(), &[PLAIN], Rates::none()).await;
    assert_eq!(back.hand_in(&started, 6).await.map(|handed_in| handed_in.score), Ok(6000), "nothing was lost");
}

#[tokio::test]
async fn a_sitting_survives_a_restart_a_rotation_and_another_bank() {
    let folder = tempfile::tempdir().expect("a folder");
    let started = Testing::at(folder.path(), &[PLAIN], Rates::none()).await.start("plain", 1).await.expect("a start");
    keys::rotate(&folder.path().join("keys")).expect("a new key");
    let changed = format!("{}several-right = \"share\"\n", PLAIN.1);
    let after = Testing::at(folder.path(), &[("plain", &changed)], Rates::none()).await;
    let answers: Vec<Vec<u8>> = after.answers(&started, 10);
    let several = started.questions.iter().position(|question| question.kind == "multiple").expect("one with several right");
    let mut partly = answers.clone();
    partly[several].pop();
    let handed_in = after.ask::<HandIn>(&HandInRequest { token: started.token.clone(), answers: partly }).await.expect("counted");
    assert_eq!(handed_in.score, 9_000, "by the rules it was started under");
    assert_eq!(after.hand_in(&started, 0).await.map(|again| again.review), Ok(handed_in.review));
}

#[tokio::test]
async fn answers_that_do_not_fit_the_paper_are_refused_and_lose_nothing() {
    let hall = Testing::new(&[PLAIN]).await;
    let started = hall.start("plain", 1).await.expect("a start");
    let send = |answers: Vec<Vec<u8>>| HandInRequest { token: started.token.clone(), answers };
    for answers in [vec![vec![4]], vec![vec![200]], vec![vec![]; 11]] {
        assert_eq!(code(hall.ask::<HandIn>(&send(answers)).await.expect_err("they do not fit")), Code::BadAnswers);
    }
    let blank = hall.ask::<HandIn>(&send(vec![])).await.expect("blanks are answers too");
    assert_eq!((blank.score, blank.review.len()), (0, 10));
    assert!(blank.review.iter().all(|one| one.mark == "blank" && !one.key.is_empty()));
}

#[tokio::test]
async fn a_token_proves_nothing_before_it_is_handed_in() {
    let hall = Testing::new(&[PLAIN]).await;
    let started = hall.start("plain", 1).await.expect("a start");
    assert_eq!(code(hall.record(&started).await.expect_err("not yet")), Code::NotHandedIn);
    hall.hand_in(&started, 6).await.expect("counted");
    let record = hall.record(&started).await.expect("a record");
    assert_eq!((record.participations.len(), record.participations[0].score, record.left.today), (1, 6000, Some(2)));
}
