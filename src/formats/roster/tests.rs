//! Lists of people as offices keep them, odd ones among them.

mod other_books;
mod sheets;

use domain::roster::{Named, Units};
use encoding_rs::GB18030;

use super::*;

/// A person as line, number, name and unit, and what else is known.
fn person(Person { row, .. }: &Person) -> String {
    let Named { code, name, parent } = &row.unit;
    let mut text = format!("{} {} {} {code}{}{name}", row.line, row.number, row.name, if code.is_empty() { "" } else { ":" });
    let mut add = |name: &str, value: &str| text.push_str(&format!(" {name}={value}"));
    if !parent.is_empty() {
        add("in", parent);
    }
    let more = [("rank", row.rank.as_deref()), ("phone", row.phone.as_deref()), ("exempt", row.exempt.as_deref())];
    more.iter()
        .filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)))
        .for_each(|(name, value)| add(name, value));
    if let Some(from) = row.from {
        add("from", &from.to_string());
    }
    if let Some(to) = row.to {
        add("to", &to.map_or_else(|| "-".to_owned(), |to| to.to_string()));
    }
    text
}

/// A problem as row, column and word.
fn problem(Problem { place, what }: &Problem) -> String {
    let column = place.column.split(' ').next().unwrap_or_default();
    let about = match what {
        What::File(issue) => &issue.about,
        What::Row(_, about) => about,
    };
    let words = [&place.row.to_string(), column, what.word(), about];
    words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

fn check_files(files: &[(&str, &[u8])], people: &[&str], problems: &[&str]) -> List {
    let list = read(files);
    let found: Vec<String> = list.people.iter().map(person).collect();
    let told: Vec<String> = list.problems.iter().map(problem).collect();
    assert_eq!(
        (&found[..], &told[..]),
        (
            &people.iter().map(ToString::to_string).collect::<Vec<_>>()[..],
            &problems.iter().map(ToString::to_string).collect::<Vec<_>>()[..]
        )
    );
    list
}

fn check(text: &str, people: &[&str], problems: &[&str]) -> List {
    check_files(&[("a.csv", text.as_bytes())], people, problems)
}

const PLAIN: &str = "编号,姓名,单位\n001,张三,县司法局\n";

#[test]
fn columns_come_in_any_order_under_many_names() {
    check(
        "某县领导干部花名册,,,,,,,\n序号,单位名称,姓 名,手机号码,工号（必填）,职务职级,免考（原因）,起,止\n\
         1,县司法局,张 三,138 0000 0000,ＡＢ０1,县处级,,2027年6月1日,长期\n,,,,,,,,\n2,县财政局/办公室,李四,,AB02,,产假,2027/6/1,20280531\n",
        &[
            "3 AB01 张三 县司法局 rank=县处级 phone=13800000000 from=2027-06-01 to=-",
            "5 AB02 李四 县财政局/办公室 exempt=产假 from=2027-06-01 to=2028-05-31",
        ],
        &[],
    );
}

#[test]
fn every_encoding_and_delimiter_is_read() {
    let expected = "2 001 张三 县司法局";
    let utf16 = |bytes: fn(u16) -> [u8; 2]| PLAIN.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let (le, be) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
    let gbk = GB18030.encode(PLAIN).0.into_owned();
    for bytes in [gbk, [b"\xff\xfe", &le[..]].concat(), [b"\xfe\xff", &be[..]].concat(), le, ["\u{feff}", PLAIN].concat().into_bytes()] {
        check_files(&[("a.csv", &bytes)], &[expected], &[]);
    }
    for between in ["\t", ";", "，", "|"] {
        check(&PLAIN.replace(',', between), &[expected], &[]);
    }
    // a few bytes say little about their encoding
    let many: String = (3..40).map(|n| format!("0{n:02},王小明,某县人民法院\n")).collect();
    let broken = [PLAIN.as_bytes(), b"002,\xe6\x9d,\xe5\x8e\xbf\xe5\xb1\x80\n", many.as_bytes()].concat();
    let list = read(&[("a.csv", &broken)]);
    assert_eq!(list.people.len(), 38);
    assert_eq!(list.problems.iter().map(problem).collect::<Vec<_>>(), ["3 bad-bytes UTF-8", "3 B encoding"]);
}

#[test]
fn what_is_missing_is_told() {
    check("编号,姓名,单位\n,张三,局\n002,,局\n003,王五,\n", &[], &["2 A no-number", "3 B no-name", "4 C no-unit"]);
    check("姓名,单位\n张三,局\n", &[], &["1 no-column 编号"]);
    check("编号,姓名\n1,张三\n", &[], &["1 no-column 单位"]);
    check("编号,姓名,单位\n", &[], &["0 nobody"]);
    check("甲,乙,丙\n1,2,3\n", &[], &["0 no-header"]);
    check("", &[], &["1 empty"]);
}

#[test]
fn a_number_that_stands_twice_is_told_at_both_rows() {
    check(
        "编号,姓名,单位\n001,张三,甲局\n002,李四,甲局\n001,张三,乙局\n002,李四,甲局\n",
        &["3 002 李四 甲局"],
        &["2 A twice 4", "4 A twice 2", "5 A again 3"],
    );
    let other = "编号,姓名,单位\n001,王五,乙局\n";
    check_files(&[("a.csv", PLAIN.as_bytes()), ("b.csv", other.as_bytes())], &[], &["2 A twice [b.csv]!2", "2 A twice [a.csv]!2"]);
    check("编号,姓名,单位\n001,张三,\n001,李四,甲局\n", &[], &["2 A twice 3", "2 C no-unit", "3 A twice 2"]);
}

#[test]
fn numbers_that_a_sheet_spoilt_are_told() {
    check("编号,姓名,单位\n0012,张三,局\n35,李四,局\n1.10101E+17,王五,局\n", &["2 0012 张三 局"], &["3 A zeros-lost", "4 A scientific"]);
    check(
        "身份证号,姓名,单位\n11010519491231002x,张三,局\n110105194912310021,李四,局\n",
        &["2 11010519491231002X 张三 局", "3 110105194912310021 李四 局"],
        &["3 A id-card"],
    );
}

#[test]
fn phones_that_are_none_are_told_and_people_stay() {
    check(
        "编号,姓名,单位,手机\n1,张三,局,13800000000\n2,李四,局,0471-1234567\n3,王五,局,138-0000-0000\n",
        &["2 1 张三 局 phone=13800000000", "3 2 李四 局", "4 3 王五 局 phone=13800000000"],
        &["2 phone-twice 4", "3 D phone", "4 phone-twice 2"],
    );
}

#[test]
fn days_that_make_no_sense_are_told() {
    check(
        "编号,姓名,单位,开始日期,结束日期\n1,甲,局,2027.6,\n2,乙,局,2027-06-01,2027-05-31\n3,丙,局,46539,无\n",
        &["4 3 丙 局 from=2027-06-01 to=-"],
        &["2 D date 2027.6", "3 E ends-before-it-begins 2027-05-31"],
    );
}

#[test]
fn rows_that_are_no_people_are_told() {
    check(
        "编号,姓名,单位\n县司法局,,\n1,张三,局\n2,李四,局\n合计,2人,\n填表人：王五,,\n",
        &["3 1 张三 局", "4 2 李四 局"],
        &["2 heading", "5 total", "6 footer"],
    );
    check("编号,姓名,单位\n1,张三,局\n共3人,,\n", &["2 1 张三 局"], &["3 total-differs 3 ≠ 1"]);
    check("甲,乙,丙,丁\n编号,姓名,单位,性别\n1,张三,局,男\n", &["3 1 张三 局"], &["1 before-header", "2 D unknown-column"]);
    check("序号,编号,姓名,单位\n1,1,张三,局\n2,,,\n3,,,\n", &["2 1 张三 局"], &["3 only-serial 3–4"]);
}

#[test]
fn rows_that_are_cut_are_told() {
    check("编号,姓名,单位,职级\n1,张三,局,处级\n2,李四,县司", &["2 1 张三 局 rank=处级"], &["3 cut"]);
    check("编号,姓名,单位,职级\n1,张三,局\n2,李四\n", &["2 1 张三 局"], &["2 short", "3 cut", "3 C no-unit"]);
    check("编号,姓名,单位\n1,张,三,局\n", &[], &["2 too-wide"]);
    check("编号,姓名,单位\n\"1,张三,局\n2,李四,局\n", &["3 2 李四 局"], &["2 quotes", "2 A odd-number"]);
    check("编号,姓名,单位\n1,张\u{1}三,局\n", &[], &["2 B control"]);
}

#[test]
fn no_row_vanishes_in_silence() {
    let text = "编号,姓名,单位,手机\n,,,13800000000\n,张三,,\n9,,,\n,,县局,\n";
    let list = read(&[("a.csv", text.as_bytes())]);
    let told: std::collections::BTreeSet<usize> = list.problems.iter().map(|problem| problem.place.row).collect();
    assert_eq!((list.people.len(), told.into_iter().collect::<Vec<_>>()), (0, vec![2, 3, 4, 5]));
}

#[test]
fn an_office_is_below_its_unit() {
    check(
        "单位,部门,姓名,编号,上级单位\n县司法局,办公室,张三,1,某县\n县司法局,,李四,2,\n,机关,王五,3,\n",
        &["2 1 张三 办公室 in=某县/县司法局", "3 2 李四 县司法局", "4 3 王五 机关"],
        &[],
    );
    check("单位编码,单位,姓名,编号\n007,县司法局,张三,1\n", &["2 1 张三 007:县司法局"], &[]);
}

#[test]
fn a_list_of_units_is_read_beside_people() {
    let units = "单位编码,单位名称,上级单位\n1,某县,\n10,司法局,某县\n11,财政局,1\n,办公室,财政局\n10,民政局,\n12,教育局,外县\n13,甲,乙\n14,乙,甲\n";
    let list = check(units, &[], &[]);
    let (tree, problems) = list.units(&Units::default());
    let paths: Vec<String> = tree.outline().iter().map(|(unit, _)| format!("{} {}", unit.code, tree.path(&unit.code))).collect();
    assert_eq!(paths, ["1 某县", "10 某县/司法局", "11 某县/财政局", "11/办公室 某县/财政局/办公室"]);
    let told: Vec<String> = problems.iter().map(problem).collect();
    assert_eq!(told, ["6 unit-twice", "7 no-parent 外县", "8 unit-loop 乙", "9 unit-loop 甲"]);
    let (again, _) = list.units(&tree);
    assert_eq!(again, tree);
}

#[test]
fn files_of_other_kinds_are_refused() {
    let word = |bytes: &[u8]| read(&[("a", bytes)]).problems.first().map(|problem| problem.what.word());
    assert_eq!(word(b"PK\x03\x04 is no archive"), Some("broken"));
    assert_eq!(word(br#"{"a": [1]}"#), Some("unsupported"));
    assert_eq!(word("题干,A,B,答案\n甲问,甲,乙,A\n".as_bytes()), Some("no-header"));
}
