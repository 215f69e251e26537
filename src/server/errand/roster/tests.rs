//! What lists would do to a roster in memory, and how that is told.

use domain::moment::Day;
use domain::roster::{Covers, Renamed, What};

use super::preview::Preview;
use super::*;

const HEADER: &str = "编号,姓名,单位,职级\n";

fn list(rows: &str) -> List {
    lists::read(&[("a.csv", format!("{HEADER}{rows}").as_bytes())])
}

fn wanted(covers: Covers, is_without_faulty: bool) -> Wanted {
    Wanted { covers, renamed: Renamed::Nobody, on: Day(20_970), is_without_faulty, tells_names: false }
}

/// Three people in two units, taken in long ago.
fn county() -> Roster {
    let people = list("0001,张三,县/司法局,\n0002,李四,县/司法局,\n0003,王五,县/财政局,\n");
    Roster::default().apply(&people.import(Covers::Named), Day(20_000)).0
}

fn look(rows: &str, covers: Covers, is_without_faulty: bool) -> Preview {
    preview(&county(), &list(rows), &wanted(covers, is_without_faulty))
}

#[test]
fn what_becomes_of_each_row_is_told() {
    let rows = "0001,张三,县/财政局,处级\n0002,李四,县/司法局,科级\n0009,赵六,县/教育局,\n";
    let found = look(rows, Covers::Everyone, false);
    let text = report::changes(&found, &county(), Lang::Zh);
    let expected = "新增: 1\n  a.csv，第 4 行\n调动: 1\n  a.csv 第 2 行: 县/司法局 → 县/财政局 (职级)\n有变动: 1\n  a.csv 第 3 行: 职级\n\
                    离开: 1\n  王** **** 县/财政局\n新单位：1 个\n  县/教育局\n";
    assert_eq!(text, expected);
    let json = report::json(&found, &county(), Lang::En);
    assert_eq!((&json["new"], &json["moved"], &json["changed"], &json["left"]), (&1.into(), &1.into(), &1.into(), &1.into()));
    assert_eq!((&json["rows"][0]["what"], &json["rows"][0]["row"], &json["can_be_taken"]), (&"moved".into(), &2.into(), &true.into()));
    let next = found.next.expect("no faults");
    assert_eq!(next.members().filter(|member| member.on(Day(20_970)).is_some()).count(), 3);
    assert!(!json.to_string().contains("王五") && !text.contains("0003"));
}

#[test]
fn a_list_taken_twice_changes_nothing() {
    let rows = "0001,张三,县/司法局,\n0002,李四,县/司法局,\n0003,王五,县/财政局,\n";
    let found = look(rows, Covers::Everyone, false);
    assert!(found.rows.iter().all(|row| row.change.what == What::Unchanged) && found.problems.is_empty());
    assert_eq!(found.next, Some(county()));
}

#[test]
fn faults_forbid_it_unless_it_may_go_without_those_rows() {
    let rows = "0001,张三,县/财政局,\n0002,,县/司法局,\n";
    assert_eq!(look(rows, Covers::Named, false).next, None);
    let found = look(rows, Covers::Named, true);
    assert_eq!((found.faulty, found.rows.len()), (1, 1));
    assert!(found.next.is_some_and(|next| next.member("0002").is_some_and(|member| member.name == "李四")));
}

#[test]
fn a_number_with_another_name_is_told_masked_and_waits_for_a_word() {
    let rows = "0001,李一,县/司法局,\n0002,李四,县/司法局,\n0003,王五,县/财政局,\n";
    let found = look(rows, Covers::Everyone, true);
    let text = report::problems(&found.problems, Lang::Zh);
    assert!(text.contains("a.csv 第 2 行: 这个编号原来的姓名与现在不同（张** → 李**）") && text.contains("[other-name]"), "{text}");
    assert!(!text.contains("张三") && !text.contains("李一") && !text.contains("0001"), "{text}");
    assert_eq!(found.next.as_ref().and_then(|next| next.member("0001")), county().member("0001"), "the row is not taken");
    assert_eq!(look(rows, Covers::Everyone, false).next, None);
    let renamed = Renamed::These(["0001".to_owned()].into());
    let found = preview(&county(), &list(rows), &Wanted { renamed, ..wanted(Covers::Everyone, false) });
    assert_eq!(found.problems, []);
    assert_eq!(found.next.and_then(|next| next.member("0001").map(|member| member.name.clone())), Some("李一".into()));
}

#[test]
fn a_file_that_was_not_read_to_its_end_is_no_matter_of_rows() {
    let files: [(&str, &[u8]); 2] = [("a.csv", "编号,姓名,单位\n0009,赵六,县/教育局\n".as_bytes()), ("b.xlsx", b"PK\x03\x04")];
    for files in [&files[..], &[files[0], ("b.csv", "姓名,单位\n李四,县/司法局\n".as_bytes())], &[files[0], ("b.csv", b"")]] {
        let found = preview(&county(), &lists::read(files), &wanted(Covers::Named, true));
        assert_eq!((found.next.is_some(), found.is_unread), (false, true), "{:?}", found.problems);
    }
    assert!(preview(&county(), &lists::read(&files[..1]), &wanted(Covers::Named, true)).next.is_some());
}

#[test]
fn nobody_leaves_while_a_row_is_in_doubt() {
    let found = look("0001,张三,县/司法局,\n0002,,县/司法局,\n", Covers::Everyone, true);
    assert!(found.keeps_all && found.rows.iter().all(|row| row.change.what != What::Left));
    assert!(report::changes(&found, &county(), Lang::En).contains("nobody is taken to have left"));
}

#[test]
fn what_the_roster_refuses_is_a_fault_of_its_row() {
    let two = list("0011,甲,县/司法局/办公室,\n0012,乙,县/财政局/办公室,\n");
    let present = county().apply(&two.import(Covers::Named), Day(20_000)).0;
    let found = preview(&present, &list("0011,甲,办公室,\n"), &wanted(Covers::Everyone, true));
    let told: Vec<_> = found.problems.iter().map(|problem| (problem.place.row, problem.what.word())).collect();
    assert_eq!((told, found.faulty, found.keeps_all), (vec![(2, "several-units")], 1, true));
    assert!(found.rows.iter().all(|row| row.change.what != What::Left));
}

#[test]
fn a_code_beside_the_name_of_another_unit_wants_a_look() {
    let named = |rows: &str| lists::read(&[("a.csv", format!("编号,姓名,单位编码,单位\n{rows}").as_bytes())]);
    let present = Roster::default().apply(&named("1,甲,11,财政局\n2,乙,12,教育局\n").import(Covers::Named), Day(20_000)).0;
    let found = preview(&present, &named("1,甲,11,财政局\n3,丙,11,教育局\n"), &wanted(Covers::Named, false));
    let text = report::problems(&found.problems, Lang::Zh);
    assert_eq!(text, "请看一看：\n  a.csv 第 3 行: 编码和名称不是同一个单位（财政局 ≠ 教育局），按编码读入；请看看哪个对 [other-unit]\n");
    assert!(found.next.is_some_and(|next| next.member("3").is_some_and(|member| member.spells()[0].unit == "11")));
}

#[test]
fn a_number_in_other_letters_is_the_same_person() {
    let present = Roster::default().apply(&list("A17,张三,县/司法局,\n").import(Covers::Named), Day(20_000)).0;
    let found = preview(&present, &list("a17,张三,县/财政局,\nb8,李四,县/财政局,\nB8,李四,县/财政局,\n"), &wanted(Covers::Named, false));
    let told: Vec<_> = found.problems.iter().map(|problem| (problem.place.row, problem.what.word())).collect();
    assert_eq!((told, found.rows.len(), found.rows[0].change.number.as_str()), (vec![(4, "again")], 2, "A17"));
    let found = preview(&present, &list("b8,李四,县/财政局,\nB8,王五,县/财政局,\n"), &wanted(Covers::Named, false));
    assert_eq!((found.faulty, found.next), (2, None));
}

#[test]
fn a_list_of_units_puts_them_in_their_places() {
    let list = lists::read(&[("u.csv", "单位编码,单位名称,上级单位\n县/司法局,司法局,新县\nX,新县,\n".as_bytes())]);
    let found = preview(&county(), &list, &wanted(Covers::Named, false));
    assert_eq!(found.new_units, [("X".to_owned(), "新县".to_owned())]);
    assert_eq!(found.changed_units, [("县/司法局".to_owned(), "县/司法局".to_owned(), "新县/司法局".to_owned())]);
}
