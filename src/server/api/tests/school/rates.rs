//! Rates through the API: what administrators see, and that kept progress is what a count over the rows gives.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use wire::study::{BehindView, LeagueView, RatesView, RowsView};

use crate::school::hashed;
use crate::store::User;
use crate::testing::Testing;
use crate::testing::school::{china, shipped};

const R9: &str = "state-staff-exam";

async fn hall() -> Testing {
    let hall = Testing::at_school(shipped(), 5, 20, 9).await;
    let rows = ["1 甲一 某省/甲厅 ", "2 乙二 某省/甲厅/办公室 ", "3 丙三 某省/乙厅 ", "4 丁四 某省/乙厅  x=产假", "5 戊五 某省/乙厅 "];
    hall.roster(5, 1, &rows).await;
    for (name, unit) in [("desk", ""), ("head", "某省/甲厅")] {
        let password = hashed("ein-langes-wort").expect("a hash");
        let user = User { name: name.into(), password, made: hall.now(), disabled: false, unit: unit.into() };
        hall.desk.hall.store().put_user(user).await.expect("kept");
    }
    hall
}

async fn get<T: serde::de::DeserializeOwned>(hall: &Testing, user: &str, path: &str) -> Result<T, u16> {
    let credentials = format!("Basic {}", STANDARD.encode(format!("{user}:ein-langes-wort")));
    let (status, value) = hall.get(&format!("/api/v1/assignments/{R9}/{path}"), Some(&credentials)).await;
    if status.is_success() { Ok(serde_json::from_value(value).expect("the response")) } else { Err(status.as_u16()) }
}

#[tokio::test]
async fn an_administrator_sees_their_unit_and_all_below_it_and_nothing_else() {
    let hall = hall().await;
    let one = hall.member("甲厅", "2").await;
    let other = hall.member("乙厅", "3").await;
    hall.set(china(6, 2, 9));
    for member in [&one, &other] {
        member.practises(R9, 2, 5, 5).await;
    }
    let all: RatesView = get(&hall, "desk", "rates").await.expect("rates");
    assert_eq!((all.units[0].due, all.units[0].studied, all.exempt.len()), (4, 2, 1));
    let own: RatesView = get(&hall, "head", "rates").await.expect("rates");
    let lines: Vec<_> = own.units.iter().map(|unit| (unit.code.as_str(), unit.level, unit.due, unit.studied)).collect();
    assert_eq!(lines, [("某省/甲厅", 1, 2, 1), ("某省/甲厅/办公室", 2, 1, 1)]);
    assert_eq!(own.exempt, []);

    let rows: RowsView = get(&hall, "head", "rows?measure=study").await.expect("rows");
    let numbers = |lines: &[wire::study::RowsLine]| lines.iter().map(|line| line.number.clone()).collect::<Vec<_>>();
    assert_eq!((numbers(&rows.numerator), numbers(&rows.rest)), (vec!["2".to_owned()], vec!["1".to_owned()]));
    let beyond = "rows?measure=study&unit=%E6%9F%90%E7%9C%81/%E4%B9%99%E5%8E%85";
    assert_eq!(get::<RowsView>(&hall, "head", beyond).await, Err(403));
    get::<RowsView>(&hall, "desk", beyond).await.expect("the desk sees it");
    let behind = get::<BehindView>(&hall, "head", "behind").await.expect("who is behind").lines;
    assert_eq!(
        behind.iter().map(|line| (line.member.number.as_str(), line.what.join("，"))).collect::<Vec<_>>(),
        [("1", "没开始学，没考试".to_owned()), ("2", "没学完，没考试".to_owned())]
    );
    assert_eq!(get::<RatesView>(&hall, "nobody", "rates").await, Err(401));
}

#[tokio::test]
async fn equal_rates_share_a_place() {
    let hall = hall().await;
    let member = hall.member("甲厅", "1").await;
    hall.set(china(6, 2, 9));
    member.practises(R9, 2, 5, 5).await;
    let league: LeagueView = get(&hall, "desk", "league?measure=study&level=2").await.expect("a league");
    assert!(league.taken.frozen, "no rate is told without its roster");
    let league = league.lines;
    let lines: Vec<_> = league.iter().map(|line| (line.place, line.name.as_str(), line.numerator, line.denominator)).collect();
    assert_eq!(lines, [(1, "甲厅", 1, 2), (2, "乙厅", 0, 2)]);
    assert_eq!(get::<LeagueView>(&hall, "desk", "league?measure=luck").await, Err(400));
}

#[tokio::test]
async fn a_frozen_roster_stays_and_who_moves_keeps_their_history() {
    let hall = hall().await;
    let member = hall.member("甲厅", "1").await;
    hall.set(china(6, 2, 9));
    member.practises(R9, 2, 5, 5).await;
    // in June somebody moves, somebody comes
    hall.roster(6, 3, &["1 甲一 某省/乙厅 ", "9 新人 某省/甲厅 "]).await;
    let rates: RatesView = get(&hall, "desk", "rates").await.expect("rates");
    assert_eq!((rates.taken.roster_on.as_str(), rates.units[0].due, rates.units[0].studied), ("2027-05-31", 4, 1));
    let unit = rates.units.iter().find(|unit| unit.code == "某省/甲厅").expect("甲厅");
    assert_eq!((unit.due, unit.studied), (2, 1), "they count where they were on the day of the freeze");
    hall.set(china(6, 3, 9));
    let newcomer = hall.member("甲厅", "9").await;
    let task = newcomer.practises(R9, 2, 5, 5).await;
    assert!(task.exempt.is_some_and(|why| why.contains("不计入")));
    let rates: RatesView = get(&hall, "desk", "rates").await.expect("rates");
    assert_eq!((rates.units[0].due, rates.units[0].studied, rates.outside), (4, 1, vec!["9".to_owned()]));
}

#[tokio::test]
async fn kept_progress_is_what_the_rows_come_to_and_a_moment_is_as_it_was() {
    let hall = hall().await;
    let (one, three) = (hall.member("甲厅", "1").await, hall.member("乙厅", "3").await);
    hall.set(china(6, 2, 9));
    one.practises(R9, 2, 20, 20).await;
    hall.set(china(7, 6, 9));
    let (one, three) = (one.elsewhere("甲厅", "1").await, three.elsewhere("乙厅", "3").await);
    for (member, right) in [(&one, 40), (&three, 10)] {
        let sitting = member.starts(R9).await.expect("a sitting");
        member.hands_in(&sitting, 0..right).await.expect("handed in");
    }
    hall.set(china(7, 7, 9));
    let sitting = three.starts(R9).await.expect("a sitting");
    three.hands_in(&sitting, 0..45).await.expect("handed in");
    let school = &hall.desk.school;
    let now = school.taken(R9, None).await.expect("rates");
    let again = school.taken_at(R9, None, china(7, 8, 9)).await.expect("rates");
    assert_eq!(now.progress, again.progress);
    let before = school.taken_at(R9, None, china(7, 7, 0)).await.expect("rates");
    let figures = |taken: &crate::school::Taken| {
        let all = taken.rates().all();
        (all.studied, all.sat, all.passed)
    };
    assert_eq!((figures(&now), figures(&before)), ((1, 2, 2), (1, 2, 1)));
}

#[tokio::test]
async fn what_is_not_known_is_left_out_and_takes_nothing_with_it() {
    let hall = hall().await;
    let member = hall.member("甲厅", "1").await;
    hall.set(china(6, 2, 9));
    let set: wire::study::PracticeSet = member.get(&format!("/api/v1/assignments/{R9}/practice/2")).await.expect("questions");
    let answer = |n: usize| wire::study::Answered {
        bank: set.questions[n].bank.clone(),
        question: set.questions[n].id.clone(),
        given: set.questions[n].key.clone(),
        ago_ms: 0,
    };
    let gone = wire::study::Answered { question: "gone".into(), ..answer(0) };
    let answers = vec![gone, answer(2)];
    let spans = vec![wire::study::Span { text: "law:某法".into(), ago_ms: 60_000, ms: 60_000 }];
    let report = wire::study::ReportRequest { answers, spans, ..Default::default() };
    let task: wire::study::TaskView = member.post(&format!("/api/v1/assignments/{R9}/study"), &report).await.expect("taken down");
    assert_eq!(task.study.expect("study").parts[2].amount, 1);
}
