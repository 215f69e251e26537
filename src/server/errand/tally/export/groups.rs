//! A sheet of one breakdown: a row a group, every rate with numerator, denominator and formula.

use domain::tally::By;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::workbook::Looks;
use crate::errand::tally::{Figures, Rate};

const HEADINGS: [&str; 8] =
    ["人次", "人数", "合格率分子：合格人次", "合格率分母：人次", "合格率", "逾期率分子：逾期人次", "逾期率分母：人次", "逾期率"];

pub fn write(sheet: &mut Worksheet, by: By, figures: &Figures, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_column_width(0, if by == By::Unit || by == By::Region { 32 } else { 14 })?;
    sheet.set_column_range_width(1, 8, 12)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape();
    sheet.write_string_with_format(0, 0, by.on_screen(), &looks.heading)?;
    for (column, heading) in (1..).zip(HEADINGS) {
        sheet.write_string_with_format(0, column, heading, &looks.heading)?;
    }
    let mut last = 0;
    for (row, group) in (1..).zip(figures.by(by)) {
        let sums = group.sums;
        sheet.write_string(row, 0, by.shown(&group.name))?;
        sheet.write_number(row, 1, sums.participations as f64)?;
        sheet.write_number(row, 2, sums.participants as f64)?;
        if figures.has_pass_mark {
            rate(sheet, row, 3, sums.pass_rate(), looks)?;
        }
        rate(sheet, row, 6, sums.late_rate(), looks)?;
        last = row;
    }
    if last > 0 {
        sheet.autofilter(0, 0, last, 8)?;
    }
    Ok(())
}

/// Numerator, denominator and quotient in three cells from `column` on.
pub fn rate(sheet: &mut Worksheet, row: u32, column: u16, rate: Rate, looks: &Looks) -> Result<(), XlsxError> {
    sheet.write_number(row, column, rate.of as f64)?;
    sheet.write_number(row, column + 1, rate.out_of as f64)?;
    sheet.write_formula_with_format(row, column + 2, quotient(row, column, rate), &looks.percent)?;
    Ok(())
}

/// The cell `column` through the one beside it, with its result for readers that don't calculate.
pub fn quotient(row: u32, column: u16, rate: Rate) -> Formula {
    let name = |column: u16| format!("{}{}", rust_xlsxwriter::utility::column_number_to_name(column), row + 1);
    let (of, out_of) = (name(column), name(column + 1));
    let result = rate.value().map(|value| value.to_string()).unwrap_or_default();
    Formula::new(format!("IF({out_of}=0,\"\",{of}/{out_of})")).set_result(result)
}
