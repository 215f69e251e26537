//! Campaigns that only members of the roster may play.

use domain::moment::Day;
use wire::api::Code;

use crate::testing::{DAY, Testing, code};

async fn hall() -> Testing {
    let hall = Testing::new(&[("ours", "grading = \"server\"\nattempts-total = 2\n[identity]\nroster = true\n")]).await;
    let on = Day::of(2026, 11, 2).expect("a day");
    hall.roster_on(on, &["A1 张三 县/司法局 科级", "2 李四 县/司法局 科级", "3 王五 县/财政局 科级"]).await;
    hall
}

fn me<'a>(number: &'a str, name: &'a str) -> [(&'static str, &'a str); 2] {
    [("number", number), ("name", name)]
}

#[tokio::test]
async fn a_member_is_one_person_on_every_device_and_wherever_they_move() {
    let hall = hall().await;
    let started = hall.start_as("ours", 1, &me("A1", "张三")).await.expect("a start");
    let beside = hall.start_as("ours", 2, &me("a1", "张　三")).await.expect("the same member elsewhere");
    assert_eq!(started.questions, beside.questions);
    hall.hand_in(&started, 3).await.expect("counted");
    assert_eq!(code(hall.hand_in(&beside, 10).await.expect_err("counted already")), Code::TokenReplayed);
    hall.pass(DAY);
    hall.roster_on(Day::of(2026, 12, 2).expect("a day"), &["A1 张三 县/财政局 科级"]).await;
    let again = hall.start_as("ours", 3, &me("A1", "张三")).await.expect("once more");
    hall.hand_in(&again, 10).await.expect("counted");
    assert_eq!(code(hall.start_as("ours", 4, &me("A1", "张三")).await.expect_err("twice a member")), Code::NoAttempt);
    let board = hall.desk.hall.board("ours").await.expect("a board");
    assert_eq!((board.participations, board.participants), (2, 1));
    let of =
        |unit: &str| board.lines.iter().filter(|line| line.by == "unit" && line.group == unit).map(|line| line.participations).sum::<u64>();
    assert_eq!((of("县/司法局"), of("县/财政局")), (1, 1));
}

#[tokio::test]
async fn a_number_is_typed_as_the_roster_has_it() {
    let hall = hall().await;
    hall.roster_on(Day::of(2026, 11, 3).expect("a day"), &["司法-007/a 赵六 县/司法局 科级"]).await;
    hall.start_as("ours", 1, &me("司法-007/a", "赵六")).await.expect("a start");
    hall.start_as("ours", 1, &me(" 司法－００７／Ａ ", "赵六")).await.expect("however it is typed");
}

#[tokio::test]
async fn nobody_learns_who_is_a_member() {
    let hall = hall().await;
    let mut told = Vec::new();
    // a stranger, a member with another's name, another's number, and nobody
    for fields in [me("9", "赵六"), me("2", "赵六"), me("2", "张三"), me("9", "张三")] {
        told.push(hall.start_as("ours", 1, &fields).await.expect_err("no member"));
    }
    assert!(told.iter().all(|problem| problem.code == "bad-field" && problem.field.as_deref() == Some("number")), "{told:?}");
    assert!(told.iter().all(|problem| problem.detail.starts_with("编号和姓名与花名册对不上") && *problem == told[0]), "{told:?}");
    let none = hall.start_as("ours", 1, &[("number", "2")]).await.expect_err("no name");
    assert_eq!(none.field.as_deref(), Some("name"));
}

#[tokio::test]
async fn neither_number_nor_name_is_kept_with_what_is_handed_in() {
    let hall = hall().await;
    let started = hall.start_as("ours", 1, &me("2", "李四")).await.expect("a start");
    hall.hand_in(&started, 3).await.expect("counted");
    let member = crate::hall::of_member(hall.desk.hall.sealer(), "ours", "2");
    let running = hall.desk.hall.find("ours").expect("a campaign");
    assert_eq!(hall.desk.hall.store().entries(running.no, member).await.expect("rows").len(), 1);
    assert_eq!(hall.desk.hall.store().detail(running.no, member).await.expect("an answer"), None);
}
