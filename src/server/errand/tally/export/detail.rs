//! 明细: a row a participation, without anything personal; beyond what a sheet holds it goes on in the next one.

use domain::{Moment, Zone};
use rust_xlsxwriter::{Workbook as Xlsx, Worksheet, XlsxError};

use super::workbook::{Looks, ROWS_PER_SHEET, Workbook, failed};
use super::{Progress, Rows};
use crate::outcome::Failure;
use crate::store::{Entry, Key};

const COLUMNS: [(&str, u16); 14] = [
    ("编号", 38),
    ("参加者", 34),
    ("第几次", 8),
    ("轮次", 8),
    ("开始时间", 20),
    ("交卷时间", 20),
    ("得分", 8),
    ("满分", 8),
    ("合格", 6),
    ("逾期", 6),
    ("用时秒", 9),
    ("地区", 28),
    ("单位", 24),
    ("来源", 14),
];

pub fn write(xlsx: &mut Xlsx, about: &Workbook<'_>, rows: &mut Rows<'_>, progress: &mut Progress, looks: &Looks) -> Result<u64, Failure> {
    let most = about.rows_per_sheet.clamp(1, ROWS_PER_SHEET);
    let mut count: u64 = 0;
    let mut page = rows.next()?;
    for number in 1_u32.. {
        let sheet = head(xlsx, number, looks).map_err(failed)?;
        let mut row = 0;
        while let Some(entries) = page.take() {
            let room = (most - row) as usize;
            for (participant, entry) in entries.iter().take(room) {
                row += 1;
                write_row(sheet, row, *participant, entry, about.campaign.zone, looks).map_err(failed)?;
            }
            count += entries.len().min(room) as u64;
            progress.at(count);
            page = match entries.get(room..) {
                Some(rest) if !rest.is_empty() => Some(rest.to_vec()),
                _ => rows.next()?,
            };
            if row == most {
                break;
            }
        }
        if row > 0 {
            sheet.autofilter(0, 0, row, COLUMNS.len() as u16 - 1).map_err(failed)?;
        }
        if page.is_none() {
            break;
        }
    }
    Ok(count)
}

fn head<'x>(xlsx: &'x mut Xlsx, number: u32, looks: &Looks) -> Result<&'x mut Worksheet, XlsxError> {
    let sheet = xlsx.add_worksheet_with_constant_memory()?;
    sheet.set_name(if number == 1 { "明细".to_owned() } else { format!("明细{number}") })?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    for (column, (heading, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, heading, &looks.heading)?;
    }
    Ok(sheet)
}

fn write_row(sheet: &mut Worksheet, row: u32, who: Key, entry: &Entry, zone: Zone, looks: &Looks) -> Result<(), XlsxError> {
    let points = |points: domain::Points| f64::from(points.as_hundredths()) / 100.0;
    sheet.write_string(row, 0, entry.sitting.uuid())?;
    sheet.write_string(row, 1, who.hex())?;
    sheet.write_number(row, 2, f64::from(entry.nth + 1))?;
    sheet.write_string(row, 3, &entry.round)?;
    sheet.write_number_with_format(row, 4, serial(entry.started, zone), &looks.moment)?;
    sheet.write_number_with_format(row, 5, serial(entry.at, zone), &looks.moment)?;
    sheet.write_number(row, 6, points(entry.score))?;
    sheet.write_number(row, 7, points(entry.out_of))?;
    sheet.write_string(row, 8, if entry.passed { "是" } else { "否" })?;
    if entry.late {
        sheet.write_string_with_format(row, 9, "逾期", &looks.late)?;
    }
    sheet.write_number(row, 10, (entry.used_ms / 1000) as f64)?;
    for (column, text) in [(11, &entry.region), (12, &entry.unit), (13, &entry.channel)] {
        if !text.is_empty() {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}

/// A moment as workbooks count: days since 1899-12-30 by the clock of the zone, to the second.
fn serial(at: Moment, zone: Zone) -> f64 {
    let seconds = at.0.div_euclid(1000) + i64::from(zone.minutes()) * 60;
    seconds as f64 / 86_400.0 + 25_569.0
}
