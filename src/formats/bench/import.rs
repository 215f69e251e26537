//! How long a text of 3,000 questions, a workbook of 100,000 rows and a list of 20,000 people take to read, and how much memory beside
//! their size.
//! `cargo bench --package formats --bench import` prints one line of JSON.
//!
//! Each part runs in a process of its own, by turns, so that peaks of memory are its own. The limits: for a text a walk over its
//! characters line by line, for a workbook calamine alone with the same cells. A list of people is read, and then taken into a roster
//! that is empty and once more into the one that came of it.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Cursor;
use std::process::Command;
use std::time::Instant;

use calamine::Reader as _;
use domain::moment::Day;
use domain::roster::{Covers, What};
use domain::{ChoiceSet, Roster};
use formats::roster::List;
use formats::{Bank, Hint, Item, Key, Kind, export, import};
use rust_xlsxwriter::Workbook;

const ROUNDS: usize = 5;
const QUESTIONS: usize = 3_000;
/// For the memory of a text: so many times as long.
const MANY: usize = 30;
const ROWS: usize = 100_000;
const PEOPLE: u32 = 20_000;
/// So many units are below each other, three deep.
const UNITS: u32 = 600;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.first().map(String::as_str) {
        Some("text") => part(text(QUESTIONS).as_bytes(), |bytes| read(bytes, QUESTIONS)),
        Some("walk") => part(text(QUESTIONS).as_bytes(), walk),
        Some("long") => part(text(QUESTIONS * MANY).as_bytes(), |bytes| read(bytes, QUESTIONS * MANY)),
        Some("sheet") => part(&sheet(), |bytes| read(bytes, ROWS)),
        Some("roster") => part(&people(), |bytes| {
            taken(bytes);
        }),
        Some("apply") => {
            let bytes = people();
            let list = taken(&bytes);
            part(&bytes, |_| apply(&list));
        }
        Some("calamine") => part(&sheet(), calamine_alone),
        // `cargo test --benches` only proves that this compiles
        _ if std::env::args().any(|word| word == "--bench") => measure(),
        _ => {}
    }
}

fn measure() {
    let names = ["text", "walk", "long", "sheet", "calamine", "roster", "apply"];
    let mut runs: Vec<Vec<Figure>> = names.iter().map(|_| Vec::new()).collect();
    for _ in 0..ROUNDS {
        for (name, runs) in names.iter().zip(&mut runs) {
            runs.push(run(name));
        }
    }
    let mut line = format!("{{\"questions\":{QUESTIONS},\"rows\":{ROWS},\"people\":{PEOPLE}");
    for (name, runs) in names.iter().zip(&mut runs) {
        runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        let Figure { seconds, times_memory } = runs[ROUNDS / 2];
        let _ = write!(line, ",\"{name}\":{{\"seconds\":{seconds:.4},\"memory_times_input\":{times_memory:.1}}}");
    }
    println!("{line}}}");
}

#[derive(Clone, Copy)]
struct Figure {
    seconds: f64,
    times_memory: f64,
}

fn run(part: &str) -> Figure {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program).arg(part).output().expect("this program runs");
    let text = String::from_utf8(output.stdout).expect("numbers");
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    assert!(output.status.success() && numbers.len() == 2, "{part}: {text}{}", String::from_utf8_lossy(&output.stderr));
    Figure { seconds: numbers[0], times_memory: numbers[1] }
}

/// Works once and prints the seconds, and how much more memory that took than was there before, in times of the input.
fn part(bytes: &[u8], work: impl FnOnce(&[u8])) {
    let before = memory("VmRSS:");
    let began = Instant::now();
    work(bytes);
    let seconds = began.elapsed().as_secs_f64();
    println!("{seconds} {}", (memory("VmHWM:") - before).max(0.0) / bytes.len() as f64);
}

/// What Linux says of this process, in bytes; 0 elsewhere.
fn memory(name: &str) -> f64 {
    let about = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = about.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<f64>().ok()).map_or(0.0, |kib| kib * 1024.0)
}

fn read(bytes: &[u8], expected: usize) {
    let (bank, issues) = import(bytes, &Hint::default());
    assert_eq!((bank.items.len(), issues.len()), (expected, 0));
}

fn walk(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("text");
    black_box(text.lines().map(|line| black_box(line.trim()).chars().filter(|c| c.is_whitespace()).count()).sum::<usize>());
}

fn calamine_alone(bytes: &[u8]) {
    let mut workbook = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).expect("a workbook");
    let cells: usize = workbook.worksheets().iter().map(|(_, range)| range.used_cells().count()).sum();
    assert!(cells > ROWS);
}

/// Reads a list of people.
fn taken(bytes: &[u8]) -> List {
    let list = formats::roster::read(&[("a.xlsx", bytes)]);
    assert_eq!((list.people.len(), list.problems.len()), (PEOPLE as usize, 0));
    list
}

fn apply(list: &List) {
    let (import, on) = (list.import(Covers::Everyone), Day(20_970));
    let (roster, changes) = Roster::default().apply(&import, on);
    assert!(changes.iter().all(|change| change.what == What::New));
    let (_, changes) = roster.apply(&import, on);
    assert!(changes.iter().all(|change| change.what == What::Unchanged));
}

/// A list of people in units three deep, as offices keep it.
fn people() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let names = ["序号", "编号", "姓名", "单位编码", "单位名称", "上级单位", "职级", "手机", "免考（原因）", "起", "止"];
    for (column, name) in (0..).zip(names) {
        sheet.write_string(0, column, name).expect("a cell");
    }
    for n in 1..=PEOPLE {
        let unit = n % UNITS;
        let above = if unit < 10 { String::new() } else { format!("第{}单位", unit / 10) };
        let (number, phone) = (format!("{:08}", n * 7), f64::from(n) + 13_800_000_000.0);
        let exempt = if n % 50 == 0 { "产假" } else { "" };
        let texts = [&number, &format!("王{n}"), &format!("U{unit:04}"), &format!("第{unit}单位"), &above, "乡科级正职"];
        sheet.write_number(n, 0, n).expect("a cell");
        for (column, text) in (1..).zip(texts) {
            sheet.write_string(n, column, text).expect("a cell");
        }
        sheet.write_number(n, 7, phone).expect("a cell");
        sheet.write_string(n, 8, exempt).expect("a cell");
        sheet.write_number(n, 9, f64::from(45_000 + n % 1_000)).expect("a cell");
        sheet.write_string(n, 10, "长期").expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

/// Questions of three kinds, laid out three ways.
fn text(count: usize) -> String {
    let mut text = String::new();
    for n in 1..=count {
        // numbers have four digits at most
        let n = (n - 1) % 9_000 + 1;
        let _ = match n % 3 {
            0 => write!(
                text,
                "{n}、国家的一切权力属于人民，这一规定出自宪法的哪一条？（ ）\nA、第{n}条\nB、第二条\nC、末条\nD、首条\n答案：B\n解析：宪法第二条规定，中华人民共和国的一切权力属于人民。\n\n"
            ),
            1 => write!(
                text,
                "{n}、公民有下列哪些权利（ ）。\nA、选举权{n}  B、劳动权  C、受教育权  D、休息权\n答案：ABCD\n解析：见宪法第二章。\n\n"
            ),
            _ => write!(text, "{n}、宪法是国家的根本法，第{n}号。\n答案：√\n\n"),
        };
    }
    text
}

fn sheet() -> Vec<u8> {
    let item = |n: usize| Item {
        kind: Kind::Single,
        stem: format!("第{n}题：国家的一切权力属于谁？"),
        choices: ["人民", "政府", "法院", "检察院"].map(|choice| format!("{choice}{n}")).to_vec(),
        key: Some(Key::Choices(ChoiceSet::of(&[n % 4]))),
        explain: "宪法第二条规定，一切权力属于人民。".to_owned(),
        ..Item::default()
    };
    export::xlsx::write(&Bank { title: "题".to_owned(), items: (0..ROWS).map(item).collect() })
}
