//! Workbooks, Word documents and web pages made here, small and odd.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use super::*;

/// The name of a sheet, and what fills it.
type Filled<'a> = (&'a str, &'a dyn Fn(&mut Worksheet));

fn book(sheets: &[Filled]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (title, fill) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*title).expect("a name");
        fill(sheet);
    }
    book.save_to_buffer().expect("a workbook")
}

/// Rows of texts in lines and bars.
fn rows(sheet: &mut Worksheet, text: &str) {
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split('|')).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
}

fn check_sheet(fill: &dyn Fn(&mut Worksheet), people: &[&str], problems: &[&str]) {
    check_files(&[("a.xlsx", &book(&[("名单", fill)]))], people, problems);
}

#[test]
fn merged_cells_are_repeated_where_they_are_of_all_and_told_where_they_are_of_one() {
    check_sheet(
        &|sheet| {
            rows(sheet, "某县花名册\n单位|编号|姓名|免考原因\n|1|张三\n|2|李四\n县财政局|3|王五\n县财政局||赵六");
            sheet.merge_range(0, 0, 0, 3, "某县花名册", &Format::new()).expect("a merged cell");
            sheet.merge_range(2, 0, 3, 0, "县司法局", &Format::new()).expect("a merged cell");
            sheet.merge_range(2, 3, 3, 3, "病假", &Format::new()).expect("a merged cell");
            sheet.merge_range(4, 1, 5, 1, "3", &Format::new()).expect("a merged cell");
        },
        &["3 1 张三 县司法局 exempt=病假"],
        &["3 A merged A3:A4", "4 D merged-people", "5 B twice 6", "6 B merged-people", "6 B twice 5"],
    );
}

#[test]
fn numbers_days_and_formulas_of_a_sheet_are_read_as_it_holds_them() {
    check_sheet(
        &|sheet| {
            rows(sheet, "编号|姓名|单位|起|止|手机\n0007|甲|局\n|乙|局\n|丙|局\n|丁|局\n|戊|局");
            let day = ExcelDateTime::from_ymd(2027, 6, 1).expect("a day");
            let short = Format::new().set_num_format("m月d日");
            sheet.write_datetime_with_format(1, 3, &day, &short).expect("a cell");
            sheet.write_number(1, 4, 46_540.0).expect("a cell");
            sheet.write_number(1, 5, 13_800_000_000.0).expect("a cell");
            sheet.write_number(2, 0, 8.0).expect("a cell");
            sheet.write_number(3, 0, 110_101_199_001_011_234.0).expect("a cell");
            sheet.write_formula(4, 0, Formula::new("=1+1").set_result("#N/A")).expect("a cell");
            sheet.write_number_with_format(5, 0, 9.0, &Format::new().set_num_format("0000")).expect("a cell");
        },
        &["2 0007 甲 局 phone=13800000000 from=2027-06-01 to=2027-06-02", "6 0009 戊 局"],
        &["3 A zeros-lost", "4 A scientific", "5 A formula"],
    );
}

#[test]
fn every_sheet_with_a_header_is_read_and_the_others_are_told() {
    let bytes = book(&[
        ("甲局", &|sheet| rows(sheet, "编号|姓名|单位\n1|张三|甲局")),
        ("说明", &|sheet| rows(sheet, "怎样填写")),
        ("统计", &|sheet| rows(sheet, "甲|乙\n1|2")),
        ("旧", &|sheet| {
            rows(sheet, "编号|姓名|单位\n1|张三|乙局");
            sheet.set_hidden(true);
        }),
        ("乙局", &|sheet| rows(sheet, "编号|姓名|单位\n1|李四|乙局\n2|王五|乙局")),
        ("单位", &|sheet| rows(sheet, "单位名称|上级单位\n甲局|某县\n某县|")),
    ]);
    let list = check_files(
        &[("a.xlsx", &bytes)],
        &["3 2 王五 乙局"],
        &["2 A twice 乙局!2", "0 hidden-sheet", "2 A twice 甲局!2", "0 sheet-left-out 2"],
    );
    assert_eq!(list.units(&Units::default()).0.path("某县/甲局"), "某县/甲局");
}

#[test]
fn struck_out_and_hidden_rows_are_told() {
    check_sheet(
        &|sheet| {
            rows(sheet, "编号|姓名|单位\n|||\n2|李四|局\n3|王五|局");
            let struck = Format::new().set_font_strikethrough();
            for (column, cell) in (0..).zip(["1", "张三", "局"]) {
                sheet.write_string_with_format(1, column, cell, &struck).expect("a cell");
            }
            sheet.write_string_with_format(2, 2, "局", &struck).expect("a cell");
            sheet.set_row_hidden(3).expect("a row");
        },
        &["4 3 王五 局"],
        &["2 struck", "3 C struck", "4 read-too 隐藏的第 4 行"],
    );
}

#[test]
fn a_header_may_have_two_rows_and_stand_again_on_every_page() {
    check_sheet(
        &|sheet| {
            rows(sheet, "编号|姓名|单位|任职\n|||起|止\n1|张三|局|2027-06-01|2028-06-01\n编号|姓名|单位|任职\n2|李四|局||长期");
            for (column, name) in (0..).zip(["编号", "姓名", "单位"]) {
                sheet.merge_range(0, column, 1, column, name, &Format::new()).expect("a merged cell");
            }
            sheet.merge_range(0, 3, 0, 4, "任职", &Format::new()).expect("a merged cell");
        },
        &["3 1 张三 局 from=2027-06-01 to=2028-06-01", "5 2 李四 局 to=-"],
        &[],
    );
}

#[test]
fn tables_of_word_and_of_web_pages_are_read() {
    let cell = |text: &&str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    let table = format!("<w:tbl>{}{}</w:tbl>", row(&["姓名", "编号", "单位"]), row(&["张三", "1", "县司法局"]));
    let document = crate::office::docx::testing::document(&format!("<w:p><w:r><w:t>花名册</w:t></w:r></w:p>{table}"), "");
    let list = read(&[("a.docx", &document)]);
    assert_eq!((list.people.iter().map(person).collect::<Vec<_>>(), list.problems), (vec!["5 1 张三 县司法局".to_owned()], vec![]));
    let page = "<html><body><table><tr><td>编号</td><td>姓名</td><td>单位</td></tr>\n<tr><td>1</td><td>张三</td><td>县司法局</td></tr></table></body></html>";
    check_files(&[("a.xls", page.as_bytes())], &["2 1 张三 县司法局"], &[]);
}
