//! Where time counts: the first start is kept, and a second one goes on from it.

use wire::api::Code;

use crate::testing::{DAY, MINUTE, Testing, code};

const RANKED: (&str, &str) = (
    "ranked",
    "grading = \"server\"\nattempts-total = 1\ntime-limit-minutes = 30\n[[award]]\nid = \"top\"\ntitle = \"名次\"\ngive = \"rank\"\n[[award.tier]]\nname = \"一\"\nwhat = \"书\"\nquantity = 1\n",
);

#[tokio::test]
async fn a_second_start_goes_on_from_the_first() {
    let hall = Testing::new(&[RANKED]).await;
    let first = hall.start("ranked", 1).await.expect("a start");
    hall.pass(10 * MINUTE);
    let second = hall.start("ranked", 1).await.expect("a start");
    assert_eq!((second.started_ms, &second.sitting), (first.started_ms, &first.sitting));
    assert_eq!((second.now_ms - second.started_ms, &second.questions), (10 * MINUTE, &first.questions));
    hall.pass(2 * MINUTE);
    let handed_in = hall.hand_in(&second, 10).await.expect("counted");
    assert_eq!(handed_in.used_ms, 12 * MINUTE, "from the first start");
    assert_eq!(hall.hand_in(&first, 0).await.map(|again| again.score), Ok(10_000), "the two are one sitting");
}

#[tokio::test]
async fn a_start_that_can_not_be_handed_in_any_more_gives_way_to_another_paper() {
    let hall = Testing::new(&[RANKED]).await;
    let first = hall.start("ranked", 1).await.expect("a start");
    hall.pass(2 * DAY);
    let second = hall.start("ranked", 1).await.expect("a start");
    assert_ne!(second.sitting, first.sitting);
    assert_ne!(second.questions, first.questions, "nobody has two days to look things up");
    assert_eq!(code(hall.hand_in(&first, 10).await.expect_err("too late")), Code::TokenExpired);
    assert!(hall.hand_in(&second, 10).await.is_ok());
}

#[tokio::test]
async fn one_stands_in_the_ranking_until_it_is_settled() {
    let hall = Testing::new(&[RANKED]).await;
    let (_, handed_in) = hall.play("ranked", 1, 10).await;
    assert_eq!(handed_in.prizes[0].state, wire::api::PrizeState::Ranked);
    assert_eq!(handed_in.prizes[0].at_ms, Some(hall.library.campaigns[0].settles().0));
}
