//! Fuzzing of every reader of files that organisers have: none panics, and what it reads keeps its promises.
//!
//! As tests they run random input for `BOLERO_RANDOM_TEST_TIME_MS` each (a second unless told); `cargo bolero test --engine libfuzzer`
//! runs the same targets guided by coverage.

mod damage;
mod packed;

use damage::check;
use domain::Roster;
use domain::moment::Day;
use domain::roster::{Covers, Named, Row, Units, What};
use formats::{Bank, Format, Hint, Issue, Item, Key, Kind, export, import};

/// What holds for every bank, whatever was read.
fn hold(bytes: &[u8], format: Format) -> (Bank, Vec<Issue>) {
    let (bank, issues) = import(bytes, &Hint { format: Some(format), name: "x".to_owned() });
    for item in &bank.items {
        sound(item);
    }
    assert!(issues.iter().all(|issue| issue.line > 0 && !issue.zh().is_empty()), "{issues:?}");
    assert!(!bank.items.is_empty() || !issues.is_empty(), "nothing was read, and nothing told");
    (bank, issues)
}

fn sound(item: &Item) {
    assert!(item.line > 0, "{item:?}");
    assert!(item.level.is_none_or(|level| (1..=3).contains(&level)), "{item:?}");
    match &item.key {
        Some(Key::Choices(set)) => {
            assert!(item.kind.has_choices() && !set.is_empty(), "{item:?}");
            assert!(set.places().all(|place| place < item.choices.len()), "{item:?}");
            assert!(item.kind != Kind::Single || set.len() == 1, "{item:?}");
            assert!(item.kind != Kind::Multiple || set.len() > 1, "{item:?}");
        }
        Some(Key::Truth(_)) => assert_eq!(item.kind, Kind::Judge),
        Some(Key::Texts(texts)) => assert!(!item.kind.has_choices() && !texts.is_empty(), "{item:?}"),
        None => {}
    }
}

/// Banks in a format as we write it, to be damaged.
fn sample() -> Bank {
    let text = include_bytes!("../tests/layouts/11-sections-restart-with-points.txt");
    import(text, &Hint::default()).0
}

#[test]
fn text_is_read() {
    let samples = ["01-numbers-dot-options-on-lines", "44-key-table-by-fives", "105-export-of-a-learning-platform"];
    let samples = samples.map(|name| std::fs::read(format!("{}/tests/layouts/{name}.txt", env!("CARGO_MANIFEST_DIR"))).unwrap_or_default());
    check(&samples, |bytes| {
        hold(bytes, Format::Text);
    });
}

#[test]
fn markdown_is_read() {
    check(
        &[b"## \xe4\xb8\x80\n\n1. \xe7\x94\xb2\n\n- [x] A. \xe4\xb9\x99\n- B. \xe4\xb8\x99\n\n| \xe9\xa2\x98 | b |\n|---|---|\n".to_vec()],
        |bytes| {
            hold(bytes, Format::Md);
        },
    );
}

#[test]
fn aiken_is_read() {
    check(&[export::aiken::write(&sample()).0.into_bytes()], |bytes| {
        hold(bytes, Format::Aiken);
    });
}

#[test]
fn gift_is_read() {
    check(&[export::gift::write(&sample()).0.into_bytes()], |bytes| {
        hold(bytes, Format::Gift);
    });
}

#[test]
fn moodle_is_read() {
    check(&[export::moodle::write(&sample()).0.into_bytes()], |bytes| {
        hold(bytes, Format::Moodle);
    });
}

#[test]
fn qti_is_read() {
    let package = export::qti::write(&sample()).0;
    let items = packed::parts(&package);
    check(&[&[package][..], &items].concat(), |bytes| {
        hold(bytes, Format::Qti);
    });
}

#[test]
fn csv_and_json_are_read() {
    let csv = "题型,题干,选项A,选项B,答案,解析\n单选,甲,乙,丙,A,丁\n".as_bytes().to_vec();
    let json = r#"[{"question":"甲","options":["乙","丙"],"answer":"A"}]"#.as_bytes().to_vec();
    check(&[csv, json], |bytes| {
        hold(bytes, Format::Csv);
        hold(bytes, Format::Json);
    });
}

#[test]
fn word_is_read() {
    let document = packed::part(&export::docx::write(&sample(), true), "word/document.xml");
    check(&[document], |bytes| {
        hold(bytes, Format::Docx);
        hold(&packed::with("word/document.xml", bytes), Format::Docx);
        let _ = formats::law::import_law(&packed::with("word/document.xml", bytes), "x.docx");
    });
}

#[test]
fn sheets_are_read() {
    let workbook = export::xlsx::write(&sample());
    let sheet = packed::part(&workbook, "xl/worksheets/sheet1.xml");
    check(&[workbook.clone(), sheet], |bytes| {
        hold(bytes, Format::Xlsx);
        hold(&packed::replaced(&workbook, "xl/worksheets/sheet1.xml", bytes), Format::Xlsx);
    });
}

#[test]
fn a_law_is_read_and_reads_back() {
    let law = "中华人民共和国甲法\n（2020年通过）\n第一章　总则\n第一条　甲。\n第二条　乙：\n（一）丙；\n（二）丁。\n";
    check(&[law.as_bytes().to_vec()], |bytes| {
        let (law, issues) = formats::law::import_law(bytes, "x.txt");
        if issues.is_empty() {
            let statute = domain::statute::Statute::read(&law.to_text());
            assert_eq!(statute.articles().count(), law.articles().count());
        }
    });
}

#[test]
fn whatever_it_is_something_is_told() {
    check(&[sample_of_anything()], |bytes| {
        let (bank, issues) = import(bytes, &Hint::default());
        assert!(!bank.items.is_empty() || !issues.is_empty());
    });
}

/// What holds for every list of people, whatever was read.
fn hold_list(bytes: &[u8]) {
    let list = formats::roster::read(&[("x", bytes)]);
    let is_whole = |row: &Row| row.line > 0 && !row.number.is_empty() && !row.name.is_empty() && row.unit != Named::default();
    assert!(list.people.iter().all(|person| is_whole(&person.row)), "{list:?}");
    let numbers: std::collections::BTreeSet<_> = list.people.iter().map(|person| &person.row.number).collect();
    assert_eq!(numbers.len(), list.people.len(), "nobody is two");
    assert!(!list.people.is_empty() || !list.listed.is_empty() || !list.problems.is_empty(), "nothing was read, and nothing told");
    assert!(list.problems.iter().all(|problem| !problem.what.zh().is_empty() && !problem.what.en().is_empty()));
    let (units, _) = list.units(&Units::default());
    let (roster, changes) = Roster::new(units).apply(&list.import(Covers::Everyone), Day(20_000));
    let refused = changes.iter().filter(|change| matches!(change.what, What::Refused(_))).count();
    assert_eq!(roster.members().count() + refused, list.people.len());
}

#[test]
fn lists_of_people_are_read() {
    let text =
        "单位编码,单位,编号,姓名,手机,免考,起,止\n1,某局,001,张三,13800000000,病假,2027-06-01,长期\n,合计,,2人\n".as_bytes().to_vec();
    let units = "单位编码,单位名称,上级单位\n1,某县,\n2,某局,1\n".as_bytes().to_vec();
    let book = export::xlsx::write(&sample());
    let with = |sheet: &[u8]| packed::replaced(&book, "xl/worksheets/sheet1.xml", sheet);
    assert_eq!(formats::roster::read(&[("x", &with(ROSTER.as_bytes()))]).people.len(), 2);
    check(&[text, units, ROSTER.as_bytes().to_vec()], |bytes| {
        hold_list(bytes);
        hold_list(&with(bytes));
    });
}

const ROSTER: &str = "<worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>编号</v></c><c t=\"str\"><v>姓名</v></c><c t=\"str\"><v>单位</v></c><c t=\"str\"><v>起</v></c></row>\
    <row r=\"2\"><c><v>1</v></c><c t=\"str\"><v>甲</v></c><c t=\"str\"><v>局</v></c><c><v>46539</v></c></row><row r=\"3\"><c><v>2</v></c><c t=\"str\"><f>X</f><v>乙</v></c><c/></row></sheetData>\
    <mergeCells><mergeCell ref=\"C2:C3\"/></mergeCells></worksheet>";

fn sample_of_anything() -> Vec<u8> {
    include_bytes!("../tests/layouts/01-numbers-dot-options-on-lines.txt").to_vec()
}
