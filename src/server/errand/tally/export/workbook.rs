//! The workbook: 总览 with charts, a sheet for each breakdown, and every row in 明细.
//!
//! Sheets of rows are written in constant memory: a row goes to a file of the system when the next one begins.

use std::path::Path;

use domain::Campaign;
use domain::tally::By;
use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook as Xlsx, XlsxError};

use super::{Progress, Rows, detail, groups, overview};
use crate::errand::tally::Figures;
use crate::outcome::Failure;

/// What a sheet of Excel can hold, with one row for the headings.
pub const ROWS_PER_SHEET: u32 = 1_048_575;

/// What a workbook is made of.
pub struct Workbook<'a> {
    /// What was counted.
    pub campaign: &'a Campaign,
    /// What it came to.
    pub figures: &'a Figures,
    /// After so many rows 明细 goes on in 明细2; [`u32::MAX`] is as many as Excel takes.
    pub rows_per_sheet: u32,
}

/// How cells look.
pub struct Looks {
    pub title: Format,
    pub heading: Format,
    pub percent: Format,
    pub ratio: Format,
    pub moment: Format,
    pub late: Format,
    pub note: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            title: Format::new().set_bold().set_font_size(16),
            heading: Format::new()
                .set_bold()
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
                .set_background_color(Color::RGB(0xF3_E9_E7))
                .set_border_bottom(FormatBorder::Thin),
            percent: Format::new().set_num_format("0.0%"),
            ratio: Format::new().set_num_format("0.00"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            late: Format::new().set_font_color(Color::RGB(0x9C_00_06)).set_background_color(Color::RGB(0xFF_C7_CE)),
            note: Format::new().set_font_color(Color::RGB(0x59_59_59)).set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

/// The breakdowns that have a sheet, with what it is called.
pub const SHEETS: [(By, &str); 4] = [(By::Day, "按日"), (By::Region, "按地区"), (By::Unit, "按单位"), (By::Score, "得分分布")];

/// Writes it; says how many rows are in 明细.
///
/// # Errors
/// When the store fails or the file can't be written.
pub fn write(path: &Path, about: &Workbook<'_>, rows: &mut Rows<'_>, progress: &mut Progress) -> Result<u64, Failure> {
    let mut xlsx = Xlsx::new();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // beside the file: that disk must have the room anyway, and /tmp may be memory
    xlsx.set_tempdir(folder).map_err(failed)?;
    let title = about.campaign.title.replace('\n', "");
    xlsx.set_properties(&DocProperties::new().set_title(&title).set_author(&about.campaign.organiser));
    let looks = Looks::new();
    xlsx.add_worksheet().set_name("总览").map_err(failed)?;
    for (by, name) in SHEETS {
        let sheet = xlsx.add_worksheet_with_constant_memory().map_err(failed)?;
        sheet.set_name(name).map_err(failed)?;
        groups::write(sheet, by, about.figures, &looks).map_err(failed)?;
    }
    let count = detail::write(&mut xlsx, about, rows, progress, &looks)?;
    let first = xlsx.worksheet_from_index(0).map_err(failed)?;
    overview::write(first, about, count, &looks).map_err(failed)?;
    xlsx.save(path).map_err(failed)?;
    Ok(count)
}

/// A workbook that can't be written: a full disk, as a rule.
pub fn failed(why: XlsxError) -> Failure {
    Failure::of("xlsx", format!("the workbook can't be written: {why}"), format!("工作簿写不了：{why}"))
}
