//! Lists of people, looked at before anything is written.

use crate::ground::Ground;

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
