//! Workbooks and tables, read again by another program's code.

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use domain::Campaign;
use server::command::Lang;
use server::errand::Figures;
use server::errand::export::{Progress, Rows, Workbook, write_workbook};
use server::store::Store as _;

use crate::ground::{Ground, key, wait};

type Sheet = calamine::Range<Data>;

fn sheet(book: &mut Xlsx<std::io::BufReader<std::fs::File>>, name: &str) -> Sheet {
    book.worksheet_range(name).unwrap_or_else(|why| panic!("{name}: {why}"))
}

fn column(sheet: &Sheet, heading: &str) -> Vec<Data> {
    let at = sheet
        .rows()
        .next()
        .expect("headings")
        .iter()
        .position(|cell| matches!(cell, Data::String(text) if text == heading))
        .unwrap_or_else(|| panic!("{heading}"));
    sheet.rows().skip(1).map(|row| row[at].clone()).collect()
}

#[test]
fn a_workbook_holds_every_count_and_every_row_and_nobody_in_person() {
    let ground = Ground::played(3);
    let told = ground.pufa(&["tally", "export", "prize", "--xlsx", "out.xlsx", "--json"]).exits(0);
    assert_eq!(told.json()["rows"], 6);
    assert_eq!(told.err, "", "no bar where no terminal is");
    let mut book: Xlsx<_> = open_workbook(ground.path("out.xlsx")).expect("a workbook");
    assert_eq!(book.sheet_names(), ["总览", "按日", "按地区", "按单位", "得分分布", "明细"]);

    let overview: Vec<String> =
        sheet(&mut book, "总览").rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect();
    let all = overview.join("\n");
    for part in ["宪法竞答", "某旗", "统计时间", "明细 6 行，与人次一致", "合格率|3|6|0.5", "逾期率|1|6|", "人均人次|6|3|2"]
    {
        assert!(all.contains(part), "{part} in\n{all}");
    }
    let regions = sheet(&mut book, "按地区");
    assert_eq!(column(&regions, "人次"), [Data::Float(4.0), Data::Float(2.0)]);
    assert_eq!(column(&regions, "合格率"), [Data::Float(0.5), Data::Float(0.5)]);
    let formulas = book.worksheet_formula("按地区").expect("formulas");
    assert!(formulas.used_cells().any(|(.., formula)| formula.contains("D2/E2")), "{formulas:?}");

    let rows = sheet(&mut book, "明细");
    let people = column(&rows, "参加者");
    assert_eq!(people.len(), 6);
    assert!(people.contains(&Data::String(key(2).hex())));
    assert_eq!(column(&rows, "逾期").iter().filter(|cell| **cell == Data::String("逾期".into())).count(), 1);
    assert!(column(&rows, "单位").contains(&Data::String("=1+1".into())), "a text, and no formula");
    assert!(book.worksheet_formula("明细").expect("formulas").is_empty());
}

#[test]
fn the_overview_has_charts_of_days_scores_and_regions() {
    let ground = Ground::played(3);
    ground.pufa(&["tally", "export", "prize", "--xlsx", "out.xlsx"]).exits(0);
    let mut parts = zip::ZipArchive::new(std::fs::File::open(ground.path("out.xlsx")).expect("a file")).expect("a workbook");
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut parts.by_name(name).unwrap_or_else(|why| panic!("{name}: {why}")), &mut text).expect("text");
        text
    };
    for (name, ranges) in [
        ("xl/charts/chart1.xml", ["按日!$A$2", "按日!$B$2"]),
        ("xl/charts/chart2.xml", ["得分分布!$A$2", "得分分布!$B$2"]),
        ("xl/charts/chart3.xml", ["总览!$", "总览!$"]),
    ] {
        let chart = part(name);
        for range in ranges {
            assert!(chart.contains(range), "{range} in {name}: {chart}");
        }
    }
    assert!(part("xl/worksheets/sheet1.xml").contains("<drawing "), "they stand on the first sheet");
}

#[test]
fn beyond_what_a_sheet_holds_the_rows_go_on_in_the_next_one() {
    let ground = Ground::played(3);
    let (store, no) = ground.store();
    let figures = Figures::of(ground.now, true, &wait(store.counters(no)));
    let campaign = Campaign { id: "prize".into(), title: "宪法竞答".into(), ..Campaign::default() };
    for (most, sheets) in [(4, vec![4, 2]), (3, vec![3, 3]), (6, vec![6]), (1, vec![1; 6])] {
        let path = ground.path(&format!("{most}.xlsx"));
        let workbook = Workbook { campaign: &campaign, figures: &figures, rows_per_sheet: most };
        let mut rows = Rows::from(&store, no, |answer| Ok(wait(answer)));
        assert_eq!(write_workbook(&path, &workbook, &mut rows, &mut Progress::new(6, Lang::En)).expect("written"), 6);
        let mut book: Xlsx<_> = open_workbook(&path).expect("a workbook");
        let names: Vec<String> = book.sheet_names().into_iter().filter(|name| name.starts_with("明细")).collect();
        let found: Vec<usize> = names.iter().map(|name| column(&sheet(&mut book, name), "参加者").len()).collect();
        assert_eq!(found, sheets, "{most} a sheet: {names:?}");
    }
}

#[test]
fn tables_have_the_shape_of_device_exports_and_run_no_formula() {
    let ground = Ground::played(3);
    ground.pufa(&["tally", "export", "prize", "--csv", "t.csv", "--rows", "r.csv"]).exits(0);
    let totals = ground.read("t.csv");
    assert!(
        totals.starts_with("\u{feff}分组,名称,人次,人数,合格人次,合格率,逾期人次,逾期率\r\n合计,,6,3,3,50.0%,1,16.7%\r\n日期,"),
        "{totals}"
    );
    assert!(totals.contains("单位,'=1+1,2,1,1,50.0%,") && totals.contains("\r\n活动,宪法竞答,,,,,,\r\n统计时间,"), "{totals}");
    let widths: std::collections::HashSet<usize> = totals.lines().map(|line| line.matches(',').count()).collect();
    assert_eq!(widths.len(), 1, "every row is as wide: {totals}");
    let rows = ground.read("r.csv");
    assert_eq!(rows.lines().count(), 7);
    assert!(rows.contains(",'=1+1,海报,否\r\n") && rows.contains(&key(3).hex()), "{rows}");
    assert_eq!(ground.pufa(&["tally", "export", "prize", "--json"]).exits(2).failure(), "wrong-use");
    assert!(!ground.path("t.csv.part").exists());
}
