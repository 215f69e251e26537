//! Workbooks of other programs than Excel's own of today: a real .xls, and .ods as LibreOffice and WPS write it; whole and cut off.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;

/// Written with xlwt 1.3: a title over all columns, a unit over two rows, a day shown without its year, a number shown with zeros, two
/// formulas that nothing has computed, and a hidden sheet.
const XLS: &[u8] = include_bytes!("../../tests/roster/list.xls");

const PEOPLE: [&str; 3] =
    ["3 0001 张三 县司法局 phone=13800000000 from=2027-06-01", "4 0002 李四 县司法局 exempt=产假", "6 0009 赵六 县财政局"];
const PROBLEMS: [&str; 3] = ["3 C merged C3:C4", "5 A formula", "7 F formula"];

#[test]
fn an_old_workbook_is_read_as_its_author_saw_it() {
    check_files(&[("a.xls", XLS)], &PEOPLE, &[&PROBLEMS[..], &["0 hidden-sheet"]].concat());
}

#[test]
fn an_open_workbook_is_read_like_the_same_in_excel() {
    check_files(&[("a.ods", &packed(&content()))], &PEOPLE, &PROBLEMS);
}

#[test]
fn a_workbook_that_is_cut_off_says_so() {
    let cut = |name: &str, bytes: &[u8]| {
        let list = read(&[(name, bytes)]);
        let faults = list.problems.iter().filter(|problem| problem.what.word() == "broken");
        assert!(faults.count() > 0 && list.is_unread(), "{name}: {:?}", list.problems);
    };
    for end in (1536..XLS.len()).step_by(512) {
        cut("a.xls", &XLS[..end]);
    }
    // a whole container of a stream that stops in the middle of the first sheet
    let mut stream = Vec::new();
    let mut whole = cfb::CompoundFile::open(Cursor::new(XLS)).expect("a container");
    whole.open_stream("/Workbook").expect("a stream").read_to_end(&mut stream).expect("bytes");
    let ends: Vec<usize> = (0..stream.len()).filter(|at| stream[*at..].starts_with(&[0x0a, 0, 0, 0])).collect();
    let (head, last) = (ends.first().expect("the end of the head"), ends.last().expect("the end of the last sheet"));
    for end in (head + 4..*last).step_by(97) {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
        file.create_stream("/Workbook").expect("a stream").write_all(&stream[..end]).expect("room");
        cut("a.xls", &file.into_inner().into_inner());
    }
    let xml = content();
    let (end, _) = xml.match_indices("<table:table-row>").nth(4).expect("a row");
    cut("a.ods", &packed(&xml[..end]));
    let ods = packed(&xml);
    cut("a.ods", &ods[..ods.len() / 2]);
    assert!(!read(&[("a.xls", XLS)]).is_unread() && !read(&[("a.ods", &ods)]).is_unread(), "rows with faults are no damage");
}

fn packed(content: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("room");
    }
    zip.finish().expect("an archive").into_inner()
}

/// The same list as in the old workbook.
fn content() -> String {
    let text = |text: &str| format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &[&str]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let texts = |texts: &[&str]| texts.iter().map(|one| text(one)).collect::<String>();
    let formula = "<table:table-cell table:formula=\"of:=[.A1]&amp;&quot;&quot;\"/>";
    let rows = [
        row(&[
            "<table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"6\"><text:p>某县花名册</text:p></table:table-cell>",
            "<table:covered-table-cell table:number-columns-repeated=\"5\"/>",
        ]),
        row(&[&texts(&["编号", "姓名", "单位", "手机", "起", "免考原因"])]),
        row(&[
            &texts(&["0001", "张三"]),
            "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>县司法局</text:p></table:table-cell>",
            "<table:table-cell office:value-type=\"float\" office:value=\"13800000000\"><text:p>13800000000</text:p></table:table-cell>",
            "<table:table-cell office:value-type=\"date\" office:date-value=\"2027-06-01\"><text:p>6月1日</text:p></table:table-cell>",
        ]),
        row(&[
            &texts(&["0002", "李四"]),
            "<table:covered-table-cell/><table:table-cell table:number-columns-repeated=\"2\"/>",
            &text("产假"),
        ]),
        row(&["<table:table-cell table:formula=\"of:=1+1\"></table:table-cell>", &texts(&["王五", "县财政局"])]),
        row(&[
            "<table:table-cell office:value-type=\"float\" office:value=\"9\"><text:p>0009</text:p></table:table-cell>",
            &texts(&["赵六", "县财政局"]),
        ]),
        row(&[&texts(&["0010", "钱七", "县财政局"]), "<table:table-cell table:number-columns-repeated=\"2\"/>", formula]),
    ];
    format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"名单\">{}</table:table>\
         </office:spreadsheet></office:body></office:document-content>",
        rows.concat()
    )
}
