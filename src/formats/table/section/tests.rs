//! Rows that part a table.

use super::*;

fn read(heading: Heading, table: &str) -> Option<(Vec<String>, Vec<String>)> {
    let mut reader = Table::new(heading);
    for (n, line) in table.lines().enumerate() {
        reader.push(n + 1, &mut line.split('|').map(str::to_owned).collect::<Vec<_>>());
    }
    let (bank, issues) = reader.finish()?;
    let item = |item: &Item| format!("{} {} {} {}", item.line, item.kind.word(), item.stem, item.letters().unwrap_or_default());
    let issue = |issue: &Issue| format!("{} {} {}", issue.line, issue.code.word(), issue.about);
    Some((bank.items.iter().map(item).collect(), issues.iter().map(issue).collect()))
}

fn check(table: &str, items: &[&str], issues: &[&str]) {
    let (found, told) = read(Heading::default(), table).expect("a header");
    assert_eq!((found, told), (items.iter().map(|t| (*t).into()).collect(), issues.iter().map(|t| (*t).into()).collect()), "{table}");
}

#[test]
fn rows_become_questions() {
    check("法律知识题库\n\n题干|题型|A|B|答案\n甲问|单选|甲|乙|A\n\n乙问|判断|||错", &["4 single 甲问 A", "6 judge 乙问 false"], &[]);
}

#[test]
fn headings_give_the_kind_and_headers_a_new_layout() {
    check(
        "一、不定项选择题||||\n题干|A|B|答案|\n二、多选题（每题3分）||||\n甲问|甲|乙|AB|\n三、判断题||||\n题目|答案|||\n乙问|1|||",
        &["4 multiple 甲问 AB", "7 judge 乙问 true"],
        &[],
    );
}

#[test]
fn what_is_left_out_is_told() {
    check(
        "填表人|张三\n题干|备注|A|B|答案\n甲问|很好|甲|乙|A|旁注\n|多余||\n5|不是||||",
        &["3 single 甲问 A", "5 single 5 "],
        &["2 unknown-column 备注", "3 unknown-column F", "4 left-out 多余", "5 no-choices ", "5 no-answer ", "1 left-out 填表人 | 张三"],
    );
    assert_eq!(read(Heading::default(), "甲|乙\n丙|丁"), None);
}

#[test]
fn numbers_that_count_from_zero_are_in_doubt() {
    check(
        "题干|选项1|选项2|答案\n甲问|甲|乙|0\n乙问|甲|乙|1",
        &["2 single 甲问 ", "3 single 乙问 "],
        &["2 unclear-answer 0", "3 unclear-answer 1"],
    );
    check("题干|选项1|选项2|答案\n甲问|甲|乙|2\n乙问|甲|乙|1", &["2 single 甲问 B", "3 single 乙问 A"], &[]);
}

#[test]
fn choices_may_stand_under_each_other() {
    check("题干|选项|答案\n甲问|A.甲|B\n|B.乙|\n乙问|A.甲|A\n|B.乙|", &["2 single 甲问 B", "4 single 乙问 A"], &[]);
}

#[test]
fn a_broken_row_is_left_out_where_commas_part_cells() {
    let (items, issues) = read(Heading { is_strict: true, ..Heading::default() }, "题干|A|B|答案\n甲|问|甲|乙|A").expect("a header");
    assert_eq!((items, issues), (vec![], vec!["2 left-out 甲 | 问 | 甲 | 乙 | A".to_owned()]));
}

#[test]
fn columns_have_the_names_of_sheets() {
    assert_eq!([0, 25, 26, 52, 701, 702].map(name), ["A", "Z", "AA", "BA", "ZZ", "AAA"]);
}

fn check_merged(rows: &[(&str, &[usize])], items: &[&str], issues: &[&str]) {
    let mut table = Table::new(Heading::default());
    for (n, (row, reached)) in rows.iter().enumerate() {
        table.push_merged(n + 1, &mut row.split('|').map(str::to_owned).collect::<Vec<_>>(), reached);
    }
    let (bank, told) = table.finish().expect("a header");
    let item =
        |item: &Item| format!("{} {} [{}] {}", item.kind.word(), item.stem, item.choices.join("/"), item.letters().unwrap_or_default());
    let told: Vec<String> = told.iter().map(|issue| format!("{} {} {}", issue.line, issue.code.word(), issue.about)).collect();
    assert_eq!(
        (bank.items.iter().map(item).collect::<Vec<_>>(), told),
        (items.iter().map(|t| (*t).into()).collect(), issues.iter().map(|t| (*t).into()).collect())
    );
}

#[test]
fn names_that_reach_down_leave_the_second_row_of_a_header_alone() {
    let rows: [(&str, &[usize]); 4] = [
        ("题型|题目|选项||||答案", &[]),
        ("题型|题目|A|B|C|D|答案", &[0, 1, 6]),
        ("单选|甲问|甲||丙|丁|B", &[]),
        ("单选|乙问|甲|乙|丙|丁|B", &[0]),
    ];
    check_merged(&rows, &["single 甲问 [甲//丙/丁] ", "single 乙问 [甲/乙/丙/丁] B"], &["3 empty-choice B", "3 answer-names-no-choice B"]);
}

#[test]
fn a_kind_that_reaches_down_does_not_part_choices_under_each_other() {
    let rows: [(&str, &[usize]); 5] = [
        ("题型|题目|选项|答案", &[]),
        ("单选|甲问|A.甲|B", &[]),
        ("单选|甲问|B.乙|B", &[0, 1, 3]),
        ("单选|乙问|A.甲|A", &[0]),
        ("单选|乙问|B.乙|A", &[0, 1, 3]),
    ];
    check_merged(&rows, &["single 甲问 [甲/乙] B", "single 乙问 [甲/乙] A"], &[]);
}

#[test]
fn numbers_that_a_note_gives_a_meaning_are_no_key() {
    check(
        "题干|题型|答案（1为错误，0为正确）\n甲问|判断|1\n乙问|判断|对",
        &["2 judge 甲问 ", "3 judge 乙问 true"],
        &["2 unclear-answer 1"],
    );
    check("题干|题型|答案（1为正确，0为错误）\n甲问|判断|1", &["2 judge 甲问 true"], &[]);
}

#[test]
fn a_kind_written_once_holds_for_its_group_or_is_in_doubt() {
    check(
        "题型|题干|A|B|答案\n单选|甲问|甲|乙|A\n|乙问|甲|乙|B\n多选|丙问|甲|乙|AB\n|丁问|甲|乙|A",
        &["2 single 甲问 A", "3 single 乙问 B", "4 multiple 丙问 AB", "5 multiple 丁问 "],
        &["5 kind-and-answer 多选题：A"],
    );
    check(
        "题型|题干|A|B|答案\n单选|甲问|甲|乙|A\n多选|乙问|甲|乙|AB\n|丙问|甲|乙|A",
        &["2 single 甲问 A", "3 multiple 乙问 AB", "4 single 丙问 A"],
        &["4 no-kind 单选题"],
    );
}

#[test]
fn a_sum_is_no_question() {
    check("题型|题干|答案\n判断|甲问|对\n合计|3题|", &["2 judge 甲问 true"], &["3 left-out 合计 | 3题"]);
}
