//! Lists of people, looked at before anything is written; what is taken in when somebody accepts it; and first passwords.

use server::store::Register as _;
use server::store::register::Credential;

use crate::ground::{Ground, wait};

const LIST: &str =
    "某县领导干部花名册,,,,\n编号,姓名,单位,手机,免考（原因）\n0001,张三,县司法局,13800000000,\n0002,李四,县财政局/办公室,,产假\n";

#[test]
fn a_list_is_counted_and_nothing_is_written() {
    let ground = Ground::new();
    ground.write("list.csv", LIST);
    let found = ground.pufa(&["roster", "check", "list.csv", "--json"]).exits(0).json();
    assert_eq!((&found["people"], &found["units"], &found["exempt"], &found["faulty"]), (&2.into(), &3.into(), &1.into(), &0.into()));
    assert_eq!(found["problems"], serde_json::json!([]));
    let told = ground.pufa(&["roster", "check", "list.csv", "--lang", "zh"]).exits(0).out;
    assert!(told.contains("人员 2 人，其中免考 1 人；3 个单位"), "{told}");
    assert!(!told.contains("张三") && !told.contains("0001"), "{told}");
}

#[test]
fn what_is_wrong_is_told_by_its_row() {
    let ground = Ground::new();
    ground.write("list.csv", &format!("{LIST}0001,王五,县司法局,,\n0003,,县司法局,1234,\n"));
    let found = ground.pufa(&["roster", "check", "list.csv", "--json"]).exits(1).json();
    let told: Vec<_> =
        found["problems"].as_array().expect("a list").iter().map(|one| (one["row"].as_u64(), one["code"].as_str())).collect();
    let expected = [(3, "twice"), (5, "twice"), (6, "no-name"), (6, "phone")].map(|(row, code)| (Some(row), Some(code)));
    assert_eq!(told, expected);
    assert_eq!((&found["people"], &found["faulty"]), (&1.into(), &3.into()));
    let told = ground.pufa(&["roster", "check", "list.csv", "--lang", "zh"]).exits(1).out;
    assert!(told.contains("list.csv 第 6 行 B 姓名: 没有姓名，请补上 [no-name]"), "{told}");
    let told = ground.pufa(&["roster", "check", "list.csv"]).exits(1).out;
    assert!(told.contains("list.csv row 3 A 编号: the same number stands in row 5 too"), "{told}");
}

#[test]
fn two_files_are_one_list() {
    let ground = Ground::new();
    ground.write("a.csv", LIST);
    ground.write("b.csv", "单位名称,姓名,编号\n县教育局,赵六,0001\n");
    let found = ground.pufa(&["roster", "check", "a.csv", "b.csv", "--json"]).exits(1).json();
    let files: Vec<_> = found["problems"].as_array().expect("a list").iter().map(|one| one["file"].as_str()).collect();
    assert_eq!(files, [Some("a.csv"), Some("b.csv")]);
    assert_eq!(ground.pufa(&["roster", "check", "none.csv", "--json"]).exits(2).failure(), "not-found");
    assert_eq!(ground.pufa(&["roster", "check"]).exits(2).code, 2);
}

#[test]
fn nothing_is_taken_in_before_somebody_accepts_it_and_a_second_time_changes_nothing() {
    let ground = Ground::new();
    ground.write("list.csv", LIST);
    let import = ["roster", "import", "list.csv", "--data", "data", "--json"];
    let told = ground.pufa(&import).exits(0).json();
    assert_eq!((&told["new"], &told["taken"]), (&2.into(), &false.into()));
    assert_eq!(ground.pufa(&["roster", "show", "--data", "data", "--json"]).exits(0).json()["units"], serde_json::json!([]));
    let accept = [&import[..], &["--accept"]].concat();
    assert_eq!(ground.pufa(&accept).exits(0).json()["taken"], true);
    let shown = ground.pufa(&["roster", "show", "--data", "data", "--json"]).exits(0).json();
    let units: Vec<_> =
        shown["units"].as_array().expect("a list").iter().map(|unit| (unit["name"].as_str(), unit["people"].as_u64())).collect();
    assert_eq!(units, [(Some("县司法局"), Some(1)), (Some("县财政局"), Some(1)), (Some("办公室"), Some(1))]);
    let again = ground.pufa(&accept).exits(0).json();
    assert_eq!((&again["new"], &again["unchanged"], &again["rows"]), (&0.into(), &2.into(), &serde_json::json!([])));
    assert!(ground.read("data/audit.log").contains("roster-import"));
}

#[test]
fn faults_keep_everyone_out_unless_somebody_says_otherwise() {
    let ground = Ground::new();
    ground.write("list.csv", &format!("{LIST}0003,,县司法局,,\n"));
    let accept = ["roster", "import", "list.csv", "--data", "data", "--accept", "--json"];
    let told = ground.pufa(&accept).exits(1).json();
    assert_eq!((&told["taken"], &told["faulty"], &told["problems"][0]["row"]), (&false.into(), &1.into(), &5.into()));
    let told = ground.pufa(&[&accept[..], &["--without-faulty-rows"]].concat()).exits(0).json();
    assert_eq!((&told["taken"], &told["new"]), (&true.into(), &2.into()));
}

#[test]
fn a_list_that_covers_all_tells_who_left_and_who_moved() {
    let ground = Ground::new();
    ground.write("list.csv", LIST);
    ground.write("next.csv", "编号,姓名,单位\n0002,李四,县司法局\n");
    ground.pufa(&["roster", "import", "list.csv", "--data", "data", "--accept", "--on", "2026-01-01"]).exits(0);
    let next = ["roster", "import", "next.csv", "--data", "data", "--covers", "all", "--json"];
    let told = ground.pufa(&next).exits(0).json();
    assert_eq!((&told["left"], &told["moved"]), (&1.into(), &1.into()));
    assert_eq!(told["rows"][0]["to"], "县司法局");
    assert_eq!(ground.pufa(&["roster", "import", "next.csv", "--data", "data", "--covers", "外县", "--json"]).failure(), "unknown-unit");
    assert_eq!(ground.pufa(&["roster", "import", "next.csv", "--data", "data", "--on", "明天", "--json"]).failure(), "bad-day");
}

#[test]
fn a_number_is_not_given_to_somebody_else() {
    let ground = Ground::new();
    ground.write("list.csv", LIST);
    ground.write("next.csv", "编号,姓名,单位\n0001,赵六,县司法局\n");
    ground.pufa(&["roster", "import", "list.csv", "--data", "data", "--accept"]).exits(0);
    let next = ["roster", "import", "next.csv", "--data", "data", "--accept", "--json"];
    let told = ground.pufa(&next).exits(1).json();
    assert_eq!((&told["taken"], &told["refused"], &told["problems"][0]["code"]), (&false.into(), &1.into(), &"other-name".into()));
    let called = |more: &[&str]| ground.pufa(&[&next[..], more].concat());
    let text = |more: &[&str]| ground.pufa(&[&["roster", "import", "next.csv", "--data", "data"], more].concat()).exits(1).out;
    assert!(text(&[]).contains("(张** → 赵**)") && !ground.read("data/audit.log").contains("roster-names"));
    assert!(text(&["--names"]).contains("(张三 → 赵六)") && ground.read("data/audit.log").contains("roster-names"));
    assert_eq!(called(&["--renamed", "0002"]).failure(), "not-in-list");
    let told = called(&["--renamed", "0001"]).exits(0).json();
    assert_eq!((&told["taken"], &told["rows"][0]["fields"]), (&true.into(), &serde_json::json!(["name"])));
    assert_eq!(called(&[]).exits(0).json()["unchanged"], 1, "it is that name now");
}

#[test]
fn everyone_gets_a_password_of_their_own_once() {
    let ground = Ground::new();
    ground.write("list.csv", LIST);
    ground.pufa(&["roster", "import", "list.csv", "--data", "data", "--accept"]).exits(0);
    let call = |out: &str, more: &[&str]| ground.pufa(&[&["roster", "passwords", "--data", "data", "--json", "--out", out], more].concat());
    assert_eq!(call("a.csv", &[]).exits(0).json()["made"], 2);
    let text = ground.read("a.csv");
    let passwords: Vec<_> = text.lines().skip(1).map(|line| line.split(',').nth(3).unwrap_or_default().to_owned()).collect();
    assert!(passwords.len() == 2 && passwords[0] != passwords[1] && passwords.iter().all(|one| one.len() == 11), "{text}");
    assert_eq!(call("b.csv", &[]).exits(0).json()["made"], 0, "who has one keeps it");
    assert_eq!(call("c.csv", &["--number", "0001"]).exits(0).json()["made"], 1);
    assert!(!ground.read("c.csv").contains(&passwords[0]) && ground.read("c.csv").contains("0001"));
    let kept = ground.store_only();
    let over = Credential { hash: "h".into(), one_time: true, until: Some(ground.now), made: ground.now };
    wait(kept.put_credentials(vec![("0002".into(), over)]));
    drop(kept);
    assert_eq!(call("e.csv", &[]).exits(0).json()["made"], 1, "one that nobody used in time is made anew");
    assert!(ground.read("e.csv").contains("0002") && !ground.read("e.csv").contains("0001"));
    assert_eq!(call("d.csv", &["--number", "7777"]).failure(), "unknown-member");
    assert_eq!(call("a.csv", &["--number", "0001"]).failure(), "not-written", "a file that is there stays");
    assert!(!ground.read("data/audit.log").contains(&passwords[0]));
}
