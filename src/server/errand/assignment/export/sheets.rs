//! The sheets of the workbook: 总表, 单位, 排名, 明细, 免考 and 不计入. Each is written row by row in constant memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use domain::rates::{Exam, Rate, Study};
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::units;
use crate::errand::assignment::{league as tables, level, measures, wall};
use crate::school::{MemberResult, Taken, league, rates_view};

/// What stands first of every unit.
pub const COUNTS: [&str; 8] = ["编码", "单位", "级别", "应参加", "已学", "学完", "已考", "通过"];

struct Looks {
    title: Format,
    heading: Format,
    percent: Format,
}

pub fn write(folder: &Path, file: File, taken: &Taken, results: &BTreeMap<String, MemberResult>) -> Result<(), XlsxError> {
    let mut xlsx = Workbook::new();
    // beside the file: that disk must have the room anyway, and /tmp may be memory
    xlsx.set_tempdir(folder)?;
    let assignment = &taken.assignment;
    let title = assignment.title.replace('\n', "");
    xlsx.set_properties(&DocProperties::new().set_title(&title).set_author(&assignment.organiser));
    let looks = Looks {
        title: Format::new().set_bold().set_font_size(16),
        heading: Format::new()
            .set_bold()
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap()
            .set_background_color(Color::RGB(0xF3_E9_E7))
            .set_border_bottom(FormatBorder::Thin),
        percent: Format::new().set_num_format("0.00%"),
    };
    overview(sheet(&mut xlsx, "总表")?, taken, &title, &looks)?;
    by_unit(sheet(&mut xlsx, "单位")?, taken, &looks)?;
    leagues(sheet(&mut xlsx, "排名")?, taken, &looks)?;
    members(sheet(&mut xlsx, "明细")?, taken, results, &looks)?;
    exempt(sheet(&mut xlsx, "免考")?, taken, &looks)?;
    outside(sheet(&mut xlsx, "不计入")?, taken, &looks)?;
    xlsx.save_to_writer(file)
}

fn sheet<'x>(xlsx: &'x mut Workbook, name: &str) -> Result<&'x mut Worksheet, XlsxError> {
    xlsx.add_worksheet_with_constant_memory()?.set_name(name)
}

fn head(sheet: &mut Worksheet, headings: &[&str], widths: &[f64], looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    for (column, heading) in (0..).zip(headings) {
        sheet.set_column_width(column, widths.get(usize::from(column)).copied().unwrap_or(11.0))?;
        sheet.write_string_with_format(0, column, *heading, &looks.heading)?;
    }
    Ok(())
}

/// Numerator, denominator and share in three cells from `column` on; the share is cut off, so that 100% says that it was everyone.
fn rate(sheet: &mut Worksheet, row: u32, column: u16, rate: Rate, looks: &Looks) -> Result<(), XlsxError> {
    sheet.write_number(row, column, rate.numerator as f64)?;
    sheet.write_number(row, column + 1, rate.denominator as f64)?;
    if let Some(points) = rate.basis_points() {
        sheet.write_number_with_format(row, column + 2, f64::from(points) / 10_000.0, &looks.percent)?;
    }
    Ok(())
}

fn overview(sheet: &mut Worksheet, taken: &Taken, title: &str, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 22)?;
    sheet.set_column_range_width(1, 3, 16)?;
    sheet.write_string_with_format(0, 0, title, &looks.title)?;
    let view = rates_view(taken, taken.is_whole());
    let is_frozen = if taken.roll.is_frozen() { "已定" } else { "还没有定，分母还会变" };
    let lines =
        [("统计时间", wall(taken.assignment.zone, taken.at)), ("花名册日期", view.taken.roster_on), ("花名册", is_frozen.to_owned())];
    let counts = [
        ("应参加", taken.frozen().due.len()),
        ("免考", view.exempt.len()),
        ("点了名而对不上", view.absent.len()),
        ("参加了而不计入", view.outside.len()),
    ];
    let mut row = 1;
    for (name, value) in lines {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, value)?;
        row += 1;
    }
    for (name, count) in counts {
        sheet.write_string(row, 0, name)?;
        sheet.write_number(row, 1, count as f64)?;
        row += 1;
    }
    if view.waiting > 0 {
        sheet.write_string(row, 0, "待阅卷，暂未计入通过")?;
        sheet.write_number(row, 1, view.waiting as f64)?;
        row += 1;
    }
    row += 1;
    for (column, heading) in (0..).zip(["比率", "分子", "分母", "百分比"]) {
        sheet.write_string_with_format(row, column, heading, &looks.heading)?;
    }
    let all = taken.rates().all();
    for measure in measures(&taken.assignment) {
        row += 1;
        sheet.write_string(row, 0, measure.on_screen())?;
        rate(sheet, row, 1, all.rate(measure), looks)?;
    }
    Ok(())
}

fn by_unit(sheet: &mut Worksheet, taken: &Taken, looks: &Looks) -> Result<(), XlsxError> {
    let measures = measures(&taken.assignment);
    let rates: Vec<String> =
        measures.iter().flat_map(|measure| ["分子", "分母", ""].map(|part| format!("{}{part}", measure.on_screen()))).collect();
    let headings: Vec<&str> = COUNTS.into_iter().chain(rates.iter().map(String::as_str)).collect();
    head(sheet, &headings, &[14.0, 32.0], looks)?;
    for (row, (name, code, level, figures)) in (1..).zip(units(taken, taken.is_whole())) {
        sheet.write_string(row, 0, code)?;
        sheet.write_string(row, 1, format!("{}{name}", "\u{3000}".repeat(level.saturating_sub(1))))?;
        for (column, count) in (2..).zip([level, figures.due, figures.studied, figures.completed, figures.sat, figures.passed]) {
            sheet.write_number(row, column, count as f64)?;
        }
        for (column, measure) in (8..).step_by(3).zip(&measures) {
            rate(sheet, row, column, figures.rate(*measure), looks)?;
        }
    }
    Ok(())
}

fn leagues(sheet: &mut Worksheet, taken: &Taken, looks: &Looks) -> Result<(), XlsxError> {
    head(sheet, &["比率", "名次", "编码", "单位", "分子", "分母", "百分比"], &[11.0, 8.0, 14.0, 32.0], looks)?;
    let level = level(taken.frozen());
    let mut row = 1;
    for measure in measures(&taken.assignment) {
        for line in league(taken, measure, level) {
            sheet.write_string(row, 0, measure.on_screen())?;
            if line.place > 0 {
                sheet.write_number(row, 1, line.place)?;
            }
            sheet.write_string(row, 2, &line.code)?;
            sheet.write_string(row, 3, &line.name)?;
            rate(sheet, row, 4, tables::rate(&line), looks)?;
            row += 1;
        }
    }
    Ok(())
}

fn members(sheet: &mut Worksheet, taken: &Taken, results: &BTreeMap<String, MemberResult>, looks: &Looks) -> Result<(), XlsxError> {
    let headings = ["编号", "姓名", "单位", "职级", "学习", "考试", "成绩", "满分", "等次", "待阅简答题", "证书编号"];
    head(sheet, &headings, &[18.0, 12.0, 40.0, 14.0, 11.0, 11.0, 8.0, 8.0, 10.0, 11.0, 26.0], looks)?;
    let frozen = taken.frozen();
    let (has_study, has_exam) = (taken.assignment.study.is_some(), taken.assignment.exam.is_some());
    for (row, member) in (1..).zip(&frozen.due) {
        let progress = taken.progress.get(&member.number).copied().unwrap_or_default();
        sheet.write_string(row, 0, &member.number)?;
        sheet.write_string(row, 1, &member.name)?;
        sheet.write_string(row, 2, frozen.units.path(&member.unit))?;
        sheet.write_string(row, 3, &member.rank)?;
        sheet.write_string(row, 4, if has_study { study(progress.study) } else { "" })?;
        sheet.write_string(row, 5, if has_exam { exam(progress.exam, taken.waits(&member.number)) } else { "" })?;
        let Some(result) = results.get(&member.number) else { continue };
        if let Some(score) = result.score {
            sheet.write_number(row, 6, f64::from(score.as_hundredths()) / 100.0)?;
            sheet.write_number(row, 7, f64::from(result.out_of.as_hundredths()) / 100.0)?;
        }
        sheet.write_string(row, 8, &result.band)?;
        if result.unmarked > 0 {
            sheet.write_number(row, 9, result.unmarked)?;
        }
        sheet.write_string(row, 10, &result.certificate)?;
    }
    Ok(())
}

fn study(study: Study) -> &'static str {
    match study {
        Study::None => "没开始学",
        Study::Some => "没学完",
        Study::Complete => "学完",
    }
}

fn exam(exam: Exam, waits: bool) -> &'static str {
    match exam {
        Exam::Sat if waits => "待阅卷",
        Exam::None => "没考",
        Exam::Sat => "没合格",
        Exam::Passed => "合格",
    }
}

fn exempt(sheet: &mut Worksheet, taken: &Taken, looks: &Looks) -> Result<(), XlsxError> {
    head(sheet, &["编号", "姓名", "单位", "职级", "原因"], &[18.0, 12.0, 40.0, 14.0, 32.0], looks)?;
    let frozen = taken.frozen();
    for (row, exempt) in (1..).zip(&frozen.exempt) {
        let member = &exempt.member;
        let cells = [&member.number, &member.name, &frozen.units.path(&member.unit), &member.rank, &exempt.reason];
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell)?;
        }
    }
    Ok(())
}

/// Who did something and is in no rate, and who was named and is no member.
fn outside(sheet: &mut Worksheet, taken: &Taken, looks: &Looks) -> Result<(), XlsxError> {
    head(sheet, &["编号", "情况"], &[18.0, 40.0], looks)?;
    let view = rates_view(taken, taken.is_whole());
    let beside = view.outside.iter().map(|number| {
        let is_exempt = taken.roll.find(number).is_some_and(|(_, reason)| reason.is_some());
        (number, if is_exempt { "免考，参加了" } else { "不在那天的花名册里，参加了" })
    });
    let absent = view.absent.iter().map(|number| (number, "点了名，那天的花名册里没有，或者单位不同"));
    for (row, (number, what)) in (1..).zip(beside.chain(absent)) {
        sheet.write_string(row, 0, number)?;
        sheet.write_string(row, 1, what)?;
    }
    Ok(())
}
