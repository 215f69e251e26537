//! `pufa assignment export`: rates with what they are made of, as a workbook with every member, or the units as a table.

mod sheets;

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use rust_xlsxwriter::XlsxError;
use serde_json::json;

use super::rates::units;
use super::{measures, open, taken};
use crate::command::AssignmentExport;
use crate::errand::office::Office;
use crate::outcome::{Done, Failure, Report};
use crate::school::{MemberResult, Taken};

pub fn run(errand: &AssignmentExport, office: &Office) -> Done {
    let path = &errand.out;
    let ending = path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_ascii_lowercase();
    let is_workbook = match ending.as_str() {
        "xlsx" => true,
        "csv" => false,
        _ => {
            return Err(Failure::wrong(
                "bad-ending",
                "--out wants a name that ends in .xlsx or .csv",
                "--out 的文件名应以 .xlsx 或 .csv 结尾",
            ));
        }
    };
    let (school, assignment) = open(office, &errand.of.assignment)?;
    let taken = taken(office, &school, &assignment, &errand.of)?;
    let members = taken.frozen().due.len();
    let at = errand.of.at.is_some().then_some(taken.at);
    let results = if is_workbook { office.learn(school.results(&assignment.id, at))? } else { BTreeMap::new() };
    let file = create(path)?;
    let written = if is_workbook {
        // the log says so before the names are anywhere
        office
            .audit("assignment-export", &json!({ "assignment": assignment.id, "unit": errand.of.unit, "out": path, "members": members }))
            .and_then(|()| workbook(path, file, &taken, &results))
    } else {
        table(file, &taken).map_err(|why| not_written(path, &why))
    };
    if written.is_err() {
        // the fault is told; half a file is of no use
        let _ = fs::remove_file(path);
    }
    written?;
    let (shown, names) = (path.display(), office.lang.pick("; it holds names, keep it safe", "，里面有姓名，请妥善保管"));
    let names = if is_workbook { names } else { "" };
    let text = office.lang.pick(
        format!("{} units, {members} members due: written to `{shown}`{names}\n", units(&taken, false).len()),
        format!("{} 个单位，应参加 {members} 人：已写入 `{shown}`{names}\n", units(&taken, false).len()),
    );
    let json = json!({
        "assignment": assignment.id, "out": path, "taken_ms": taken.at.0, "roster_on": taken.frozen().on.to_string(),
        "frozen": taken.roll.is_frozen(), "members": members,
    });
    Ok(Report::fine(text, json))
}

/// A new file that only its owner may read; one that is there stays.
fn create(path: &Path) -> Result<File, Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|why| not_written(path, &why))
}

fn not_written(path: &Path, why: &std::io::Error) -> Failure {
    let path = path.display();
    Failure::of("not-written", format!("`{path}` can't be written: {why}"), format!("写不了 `{path}`：{why}"))
}

fn workbook(path: &Path, file: File, taken: &Taken, results: &BTreeMap<String, MemberResult>) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |why: XlsxError| Failure::of("xlsx", format!("the workbook can't be written: {why}"), format!("工作簿写不了：{why}"));
    sheets::write(folder, file, taken, results).map_err(failed)
}

/// The units as a table, with the moment and the roster in its last columns so that a line says all by itself.
fn table(mut file: File, taken: &Taken) -> std::io::Result<()> {
    let assignment = &taken.assignment;
    let measures = measures(assignment);
    let mut text = String::from("\u{feff}");
    let mut headings = sheets::COUNTS.map(str::to_owned).to_vec();
    for measure in &measures {
        let name = measure.on_screen();
        headings.extend([format!("{name}分子"), format!("{name}分母"), format!("{name}%")]);
    }
    headings.extend(["统计时间", "花名册日期", "花名册已定"].map(str::to_owned));
    let has_shorts = assignment.exam.as_ref().is_some_and(|exam| !exam.shorts.is_empty());
    headings.extend(has_shorts.then(|| "待阅卷".to_owned()));
    line(&mut text, &headings);
    for (name, code, level, figures) in units(taken, taken.is_whole()) {
        let counts = [figures.due, figures.studied, figures.completed, figures.sat, figures.passed].map(|count| count.to_string());
        let waiting = has_shorts.then(|| taken.waiting_in(Some(code.as_str()).filter(|code| !code.is_empty())).to_string());
        let mut cells: Vec<String> = [code, name, level.to_string()].into_iter().chain(counts).collect();
        for measure in &measures {
            let rate = figures.rate(*measure);
            let percent = rate.basis_points().map_or_else(String::new, |points| format!("{}.{:02}", points / 100, points % 100));
            cells.extend([rate.numerator.to_string(), rate.denominator.to_string(), percent]);
        }
        let is_frozen = if taken.roll.is_frozen() { "是" } else { "否" };
        cells.extend([super::wall(assignment.zone, taken.at), taken.frozen().on.to_string(), is_frozen.to_owned()]);
        cells.extend(waiting);
        line(&mut text, &cells);
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn line(text: &mut String, cells: &[String]) {
    wire::csv::line(text, &cells.iter().map(String::as_str).collect::<Vec<_>>());
}
