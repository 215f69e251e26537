//! What came of an assignment: rates of units, who is behind, a workbook, and short answers marked by two people and a third.

use std::sync::Arc;

use calamine::{Reader as _, Xlsx, open_workbook};
use domain::Moment;
use domain::moment::Day;
use domain::roster::{Import, Named, Roster, Row};
use serde_json::json;
use server::clock::Clock;
use server::school::{Founding, Known, School, Senders, Texts, sealed_rows, unsealed};
use server::seal::Sealer;
use server::store::Register;
use server::store::register::Session;
use wire::study::{Answered, Change, ReportRequest, Saving, StartExamRequest};

use crate::ground::{DAY, Ground};

const PEOPLE: [(&str, &str, &str, &str); 4] = [
    ("0001", "王小明", "某市/甲局", ""),
    ("0002", "李思", "某市/甲局", ""),
    ("0003", "张三", "某市/乙局", ""),
    ("0004", "赵六六", "某市/乙局", "产假"),
];

/// A ground on which 0001 did everything right, 0003 sat and knew little, 0002 did nothing and 0004 is exempt; with the sittings of
/// 0001 and 0003.
fn sat(markers: u8) -> (Ground, [String; 2]) {
    let ground = Ground::new();
    let at = |days: i64| {
        let at = ground.now.plus_ms(days * DAY);
        let wall = domain::Zone::CHINA.wall(at);
        format!("{}T{:02}:{:02}:00", domain::Zone::CHINA.day(at), wall.hour, wall.minute)
    };
    let (opens, closes) = (at(-1), at(2));
    let on = Day(domain::Zone::CHINA.day(ground.now).0 - 1);
    // a bank of its own: what members practise, no campaign may ask
    ground.write("questions/c/bank.toml", "id = \"c\"\ntitle = \"学法\"\nversion = \"1\"\nlaws = [\"宪法\"]\n");
    ground.write("questions/c/t.toml", &ground.read("questions/b/t.toml").replace("b-", "c-").replace("题。", "问。"));
    ground.write(
        "questions/assignments/year.toml",
        &format!(
            "title = \"年度学法\"\norganiser = \"某市\"\nroster-on = {on}\n[study]\nopens = {opens}\ncloses = {closes}\n\
             [[study.part]]\ntitle = \"练一练\"\npractise = \"c\"\ncount = 4\n\
             [exam]\nopens = {opens}\ncloses = {closes}\nminutes = 30\npass = 60\nmarkers = {markers}\ncertificate = true\nquestions-are-public = true\n\
             [[exam.section]]\nbank = \"c\"\ncount = 2\npoints = 25\n\
             [[exam.short]]\nstem = \"为什么要学宪法？\"\nreference = \"宪法是根本法。\"\npoints = 50\n\
             [[exam.band]]\nname = \"优秀\"\nfrom = 80\n"
        ),
    );
    ground.pufa(&["assignment", "check", "questions"]).exits(0);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let sittings = runtime.block_on(async {
        let school = school(&ground).await;
        enrol(&ground, &school, Day(on.0 - 5)).await;
        let all: Vec<Answered> =
            (1..=4).map(|n| Answered { bank: "c".into(), question: format!("c-{n}"), given: vec![0], ago_ms: 0 }).collect();
        school.report(&known("0001"), "year", &ReportRequest { answers: all.clone(), ..ReportRequest::default() }).await.expect("studied");
        let some = ReportRequest { answers: all[..1].to_vec(), ..ReportRequest::default() };
        school.report(&known("0003"), "year", &some).await.expect("studied");
        [sits(&school, "0001", true).await, sits(&school, "0003", false).await]
    });
    (ground, sittings)
}

async fn school(ground: &Ground) -> School {
    let (library, issues) = press::library::read(&ground.path("questions")).expect("read");
    assert!(issues.is_empty(), "{issues:?}");
    let founding = Founding {
        register: Arc::new(ground.store_only()) as Arc<dyn Register>,
        sealer: Arc::new(Sealer::open(&ground.path("data/keys")).expect("keys")),
        clock: Clock::system(),
        assignments: library.assignments,
        banks: library.banks,
        texts: Texts::default(),
        sender: Senders::None,
        public_address: None,
    };
    let school = School::open(founding).await.expect("a school");
    school.settle().await.expect("judged");
    school
}

async fn enrol(ground: &Ground, school: &School, on: Day) {
    let sealer = Sealer::open(&ground.path("data/keys")).expect("keys");
    let kept = school.register().roster().await.expect("a roster");
    let revision = kept.revision;
    let before = unsealed(kept, &sealer);
    let row = |(line, (number, name, unit, exempt)): (usize, (&str, &str, &str, &str))| Row {
        line,
        number: number.into(),
        name: name.into(),
        unit: Named { name: unit.into(), ..Named::default() },
        rank: Some("科级".into()),
        exempt: Some(exempt.into()),
        ..Row::default()
    };
    let import = Import { rows: (1..).zip(PEOPLE).map(row).collect(), ..Import::default() };
    let (after, _): (Roster, _) = before.apply(&import, on);
    assert!(school.register().put_roster(sealed_rows(revision, &before, &after, &sealer)).await.expect("written"));
}

fn known(number: &str) -> Known {
    let session = Session { token: [0; 32], member: number.into(), made: Moment(0), until: Moment(i64::MAX), fresh: false };
    Known { member: number.into(), session, sessions: 1 }
}

/// Sits the exam, with all of it right but the words or all of it wrong; gives back the sitting.
async fn sits(school: &School, number: &str, is_right: bool) -> String {
    let (known, device) = (known(number), "0".repeat(31) + "7");
    let sitting = school.start_exam(&known, "year", &StartExamRequest { device: device.clone() }).await.expect("a sitting");
    let change = |(n, kind): (u32, &str)| match kind {
        "short" => Change { n, text: format!("答{}", if is_right { "：因为是根本法" } else { "不上来" }), ..Change::default() },
        _ => Change { n, given: vec![u8::from(!is_right)], ..Change::default() },
    };
    let changes: Vec<Change> = (0..).zip(sitting.questions.iter().map(|question| question.kind.as_str())).map(change).collect();
    let saving = Saving { sitting: sitting.sitting.clone(), device, revision: sitting.revision, changes };
    school.hand_in_exam(&known, &saving).await.expect("handed in");
    sitting.sitting
}

fn mark(ground: &Ground, sitting: &str, points: &str, marker: &str, code: i32) -> crate::ground::Called {
    let words = ["--sitting", sitting, "--question", "3", "--points", points, "--marker", marker, "--json"];
    ground.pufa(&[&["assignment", "mark", "year"], &words[..]].concat()).exits(code)
}

#[test]
fn rates_are_told_with_what_they_are_made_of_and_nobody_in_full() {
    let (ground, [first, _]) = sat(1);
    mark(&ground, &first, "40", "甲", 0);
    let told = ground.pufa(&["assignment", "rates", "year", "--json"]).exits(0).json();
    assert_eq!(told["frozen"], true);
    let rate =
        |unit: usize, name: &str| (told["units"][unit][name]["numerator"].as_u64(), told["units"][unit][name]["denominator"].as_u64());
    assert_eq!(told["units"][0]["name"], "全部");
    let all = ["study", "completion", "attendance", "pass"].map(|name| rate(0, name));
    assert_eq!(all, [(Some(2), Some(3)), (Some(1), Some(3)), (Some(2), Some(3)), (Some(1), Some(2))]);
    assert_eq!((&told["units"][2]["name"], rate(2, "attendance")), (&json!("乙局"), (Some(1), Some(1))), "{told}");
    assert_eq!(told["units"][0]["study"]["percent"], 66.66);
    assert_eq!(told["exempt"], json!([{ "unit": "某市/乙局", "name": "赵**", "reason": "产假" }]));
    let text = ground.pufa(&["assignment", "rates", "year", "--lang", "zh"]).exits(0).out;
    assert!(text.contains("应参加 3 人，免考 1 人") && text.contains("66.66% 2/3") && text.contains("已定"), "{text}");
    assert!(!text.contains("王小明") && !text.contains("0004"), "{text}");

    let part = ground.pufa(&["assignment", "rates", "year", "--unit", "甲局", "--json"]).exits(0).json();
    assert_eq!((&part["units"][0]["name"], &part["units"][0]["due"]), (&json!("甲局"), &json!(2)));
    assert_eq!(ground.pufa(&["assignment", "rates", "year", "--unit", "丙局", "--json"]).exits(2).failure(), "unknown-unit");
    assert_eq!(ground.pufa(&["assignment", "rates", "none", "--json"]).exits(1).failure(), "unknown-assignment");
    assert_eq!(ground.pufa(&["assignment", "rates", "year", "--at", "2099-01-01T00:00", "--json"]).exits(2).failure(), "not-yet");

    let day = domain::Zone::CHINA.day(ground.now.plus_ms(-2 * DAY));
    let before = ground.pufa(&["assignment", "rates", "year", "--at", &format!("{day}T12:00"), "--json"]).exits(0).json();
    assert_eq!((&before["recounted"], &before["units"][0]["attendance"]["numerator"]), (&json!(true), &json!(0)));
    let again = ground.pufa(&["assignment", "rates", "year", "--check", "--json"]).exits(0).json();
    assert_eq!((&again["members"], &again["differing"]), (&json!(2), &json!([])));
}

#[test]
fn what_is_kept_and_not_in_the_rows_is_told() {
    let (ground, [first, second]) = sat(1);
    mark(&ground, &first, "40", "甲", 0);
    drop(ground.store_only());
    let told = |ground: &Ground, code| ground.pufa(&["assignment", "rates", "year", "--check", "--json"]).exits(code).json();
    assert_eq!(told(&ground, 0)["differing"], json!([]));
    let path = ground.path("questions/assignments/year.toml");
    let text = std::fs::read_to_string(&path).expect("a file").replace("pass = 60", "pass = 95").replace("from = 80", "from = 96");
    std::fs::write(path, text).expect("written");
    let differing = told(&ground, 1)["differing"].clone();
    assert_eq!(differing, json!([{ "unit": "某市/甲局", "name": "王**", "kept": "complete/passed", "counted": "complete/sat" }]));
    // a command goes by the files as they are, and leaves what the server keeps to it
    let rates = ground.pufa(&["assignment", "rates", "year", "--json"]).exits(0).json();
    assert_eq!(rates["units"][0]["passed"], 0);
    assert_eq!(mark(&ground, &second, "40", "甲", 1).failure(), "other-rules");
}

#[test]
fn units_are_ranked_and_who_is_behind_is_named_only_when_asked_for() {
    let (ground, _) = sat(1);
    let league = ground.pufa(&["assignment", "league", "year", "--measure", "attendance", "--json"]).exits(0).json();
    assert_eq!(league["level"], 2);
    let places: Vec<_> =
        league["units"].as_array().expect("units").iter().map(|unit| (unit["place"].clone(), unit["name"].clone())).collect();
    assert_eq!(places, [(json!(1), json!("乙局")), (json!(2), json!("甲局"))]);

    let behind = ["assignment", "behind", "year", "--lang", "zh"];
    let masked = ground.pufa(&behind).exits(0).out;
    assert!(
        masked.contains("李**") && masked.contains("没开始学、没考试") && !masked.contains("李思") && !masked.contains("0002"),
        "{masked}"
    );
    assert!(!ground.path("data/audit.log").exists());
    let named = ground.pufa(&[&behind[..], &["--names"]].concat()).exits(0).out;
    assert!(named.contains("李思") && named.contains("0002"), "{named}");
    assert!(ground.read("data/audit.log").contains("assignment-behind"));

    let rows = ground.pufa(&["assignment", "rows", "year", "--measure", "attendance", "--unit", "甲局", "--json"]).exits(0).json();
    assert_eq!((&rows["numerator"], &rows["denominator"], &rows["rows"][0]["name"]), (&json!(1), &json!(2), &json!("王**")));
    assert_eq!(ground.pufa(&["assignment", "rows", "year", "--measure", "half", "--json"]).exits(2).code, 2);
    // everyone of these was done within a second
    let trouble = ground.pufa(&["assignment", "trouble", "year", "--json"]).exits(0).json();
    assert!(trouble["trouble"].is_array(), "{trouble}");
}

#[test]
fn two_people_mark_and_a_third_decides() {
    let (ground, [first, second]) = sat(2);
    let list = |more: &[&str]| ground.pufa(&[&["assignment", "mark", "year", "--json"], more].concat()).exits(0).json()["waiting"].clone();
    let all = list(&[]);
    assert_eq!(all.as_array().expect("a list").len(), 2);
    assert!(!all.to_string().contains("王小明") && all[0].get("member").is_none(), "whose it is, is not said: {all}");
    assert_eq!((&all[0]["stem"], &all[0]["points"], &all[0]["question"]), (&json!("为什么要学宪法？"), &json!("50"), &json!(3)));
    assert_eq!(mark(&ground, &first, "51", "甲", 2).failure(), "too-many-points");
    assert_eq!(mark(&ground, &first, "30", "甲", 0).json()["state"], "waits");
    assert_eq!(mark(&ground, &first, "30", "甲", 1).failure(), "nothing-waits", "nobody marks twice");
    assert_eq!(list(&["--marker", "甲"]).as_array().expect("a list").len(), 1);
    let disputed = mark(&ground, &first, "40", "乙", 0).json();
    assert_eq!((&disputed["state"], &disputed["settled"], &disputed["unmarked"]), (&json!("disputed"), &json!(null), &json!(1)));
    let settled = mark(&ground, &first, "35.5", "丙", 0).json();
    assert_eq!((&settled["state"], &settled["settled"], &settled["unmarked"]), (&json!("settled"), &json!("35.5"), &json!(0)));
    assert_eq!(mark(&ground, &first, "1", "丁", 1).failure(), "nothing-waits");
    mark(&ground, &second, "10", "甲", 0);
    assert_eq!(mark(&ground, &second, "10", "乙", 0).json()["settled"], "10", "two who agree settle it");
    assert_eq!(list(&[]), json!([]));
    let log = ground.read("data/audit.log");
    assert_eq!(log.lines().filter(|line| line.contains("assignment-mark")).count(), 5, "{log}");
    let told = ground.pufa(&["assignment", "rates", "year", "--json"]).exits(0).json();
    assert_eq!(told["units"][0]["pass"], json!({ "numerator": 1, "denominator": 2, "percent": 50.0 }));
    assert_eq!(ground.pufa(&["assignment", "mark", "year", "--sitting", &first, "--json"]).exits(2).code, 2);
}

#[test]
fn a_workbook_holds_every_rate_and_everyone_behind_it() {
    let (ground, [first, _]) = sat(1);
    mark(&ground, &first, "40", "甲", 0);
    let export = |out: &str| ground.pufa(&["assignment", "export", "year", "--out", out, "--json"]);
    assert_eq!(export("out.xlsx").exits(0).json()["members"], 3);
    assert!(ground.read("data/audit.log").contains("assignment-export"));
    let mut book: Xlsx<_> = open_workbook(ground.path("out.xlsx")).expect("a workbook");
    assert_eq!(book.sheet_names(), ["总表", "单位", "排名", "明细", "免考", "不计入"]);
    let mut lines = |name: &str| -> Vec<String> {
        let sheet = book.worksheet_range(name).unwrap_or_else(|why| panic!("{name}: {why}"));
        sheet.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect()
    };
    let overview = lines("总表");
    assert!(overview.contains(&"通过率|1|2|0.5".to_owned()) && overview.contains(&"参考率|2|3|0.6666".to_owned()), "{overview:?}");
    let units = lines("单位");
    assert!(units.iter().any(|line| line.contains("乙局|2|1|1|0|1|0|1|1|1|0|1|0|1|1|1|0|1|0")), "{units:?}");
    let places = lines("排名");
    assert!(places.iter().any(|line| line.starts_with("参考率|1|") && line.contains("乙局|1|1|1")), "{places:?}");
    let members = lines("明细");
    assert_eq!(members.len(), 4);
    let best = members.iter().find(|line| line.starts_with("0001")).expect("a member");
    assert!(best.starts_with("0001|王小明|某市/甲局|科级|学完|合格|90|100|优秀||"), "{best}");
    assert!(!best.ends_with('|'), "a certificate: {best}");
    let waiting = members.iter().find(|line| line.starts_with("0003")).expect("a member");
    assert!(waiting.contains("没学完|没合格|0|100||1|"), "{waiting}");
    assert_eq!(lines("免考")[1], "0004|赵六六|某市/乙局|科级|产假");
    assert_eq!(export("out.xlsx").exits(1).failure(), "not-written", "a file that is there stays");
    assert_eq!(export("out.txt").exits(2).failure(), "bad-ending");

    export("out.csv").exits(0);
    let table = ground.read("out.csv");
    assert!(table.contains("全部,0,3,2,1,2,1,2,3,66.66,1,3,33.33,2,3,66.66,1,2,50.00") && !table.contains("王小明"), "{table}");
}

#[test]
fn a_roster_is_frozen_once_and_not_before_its_day() {
    let (ground, _) = sat(1);
    let freeze = || ground.pufa(&["assignment", "freeze", "year", "--json"]);
    let first = freeze().exits(0).json();
    assert_eq!((&first["due"], &first["exempt"], &first["absent"]), (&json!(3), &json!(1), &json!(0)));
    let again = freeze().exits(0).json();
    assert_eq!((&again["frozen_now"], &again["frozen_ms"]), (&json!(false), &first["frozen_ms"]));

    let path = ground.path("questions/assignments/year.toml");
    let text = std::fs::read_to_string(&path).expect("a file");
    let day = Day(domain::Zone::CHINA.day(ground.now).0 + 1);
    let on = text.lines().find(|line| line.starts_with("roster-on")).expect("a line");
    ground.write("questions/assignments/next.toml", &text.replace(on, &format!("roster-on = {day}")));
    assert_eq!(ground.pufa(&["assignment", "freeze", "next", "--json"]).exits(1).failure(), "too-early");
    let told = ground.pufa(&["assignment", "rates", "next"]).exits(0).out;
    assert!(told.contains("NOT FROZEN yet"), "{told}");

    // a roster that was imported after the day it is to be of
    let before = Day(domain::Zone::CHINA.day(ground.now).0 - 400);
    ground.write("questions/assignments/late.toml", &text.replace(on, &format!("roster-on = {before}")));
    let told = ground.pufa(&["assignment", "rates", "late"]).exits(0).out;
    assert!(told.contains(&format!("that of {before} has nobody")), "{told}");
    let told = ground.pufa(&["assignment", "freeze", "late"]).exits(1).err;
    assert!(told.contains("imported later"), "{told}");
}

#[test]
fn a_frozen_roster_is_mended_only_when_that_is_asked_for_and_written_down() {
    let (ground, _) = sat(1);
    ground.pufa(&["assignment", "freeze", "year"]).exits(0);
    let text = ground.read("questions/assignments/year.toml");
    let on = text.lines().find(|line| line.starts_with("roster-on")).expect("a line").to_owned();
    let (_, day) = on.split_once(" = ").expect("a day");
    let earlier = Day(Day::read(day).expect("a day").0 - 1);
    ground.write(
        "questions/assignments/year.toml",
        &text.replace(&on, &format!("roster-on = {earlier}")).replace("[study]", "[who]\nunits = [\"某市/甲局\"]\n[study]"),
    );
    let told = ground.pufa(&["assignment", "rates", "year"]).exits(0).out;
    assert!(told.contains("due 3") && told.contains(&format!("THE FILE SAYS {earlier}")), "{told}");
    let again = ground.pufa(&["assignment", "freeze", "year", "--again", "--json"]).exits(0).json();
    assert_eq!((&again["due"], &again["frozen_now"], &again["roster_on"]), (&json!(2), &json!(true), &json!(earlier.to_string())));
    let log = ground.read("data/audit.log");
    assert!(log.contains("assignment-freeze-again") && log.contains("\"due\":3"), "what was replaced is written down: {log}");
    let rates = ground.pufa(&["assignment", "rates", "year", "--json"]).exits(0).json();
    assert_eq!((&rates["units"][0]["due"], &rates["outside"]), (&json!(2), &json!(1)));
    ground.write("questions/assignments/year.toml", &text.replace("[study]", "[who]\nunits = [\"别处\"]\n[study]"));
    assert_eq!(ground.pufa(&["assignment", "freeze", "year", "--again", "--json"]).exits(1).failure(), "nobody");
}

#[test]
fn an_export_is_of_one_unit_or_of_an_earlier_moment_where_that_is_asked_for() {
    let (ground, [first, _]) = sat(1);
    mark(&ground, &first, "40", "甲", 0);
    ground.pufa(&["assignment", "export", "year", "--unit", "甲局", "--out", "part.csv"]).exits(0);
    let table = ground.read("part.csv");
    assert!(!table.contains("全部") && !table.contains("乙局") && table.contains("甲局,"), "{table}");
    let yesterday = Day(domain::Zone::CHINA.day(ground.now).0 - 1);
    let at = format!("{yesterday}T12:00");
    ground.pufa(&["assignment", "export", "year", "--at", &at, "--out", "then.xlsx"]).exits(0);
    let mut book: Xlsx<_> = open_workbook(ground.path("then.xlsx")).expect("a workbook");
    let sheet = book.worksheet_range("明细").expect("a sheet");
    let rows: Vec<String> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect();
    assert!(rows[1..].iter().all(|row| row.contains("没开始学|没考||")), "nothing was done yet: {rows:?}");
    let behind = ground.pufa(&["assignment", "behind", "year", "--at", &at, "--json"]).exits(0).json();
    assert_eq!((&behind["behind"].as_array().expect("a list").len(), &behind["frozen"]), (&3, &json!(true)));
}
