//! A bank as a sheet that organisers fill in and that reads back: one question a row, and a page that says how.

mod cells;
mod guide;

use domain::{ChoiceSet, Points};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::{Bank, Code, Issue, Item, Key, Kind};

/// A sheet has 1 048 576 rows.
const MOST_ROWS: usize = 1_000_000;
/// How many rows beyond the questions have lists to pick from.
const MORE_ROWS: u32 = 1000;
/// A cell holds 32 767 UTF-16 units.
const LONGEST: usize = 32_767;
/// Choices that have a column even when no question needs it.
const CHOICES: usize = 6;

/// The bank as the bytes of an .xlsx file.
#[must_use]
pub fn write(bank: &Bank) -> Vec<u8> {
    // every name, place and length is within what the format takes
    build(&bank.items).unwrap_or_default()
}

/// The same without questions, but three that show how it is meant.
#[must_use]
pub fn template() -> Vec<u8> {
    write(&Bank { title: String::new(), items: examples() })
}

/// What a sheet can't hold: texts longer than a cell. [`write()`] cuts them.
#[must_use]
pub fn too_long(bank: &Bank) -> Vec<Issue> {
    let columns = columns(&bank.items);
    let rows = cells::rows(&bank.items, columns.len() - AROUND);
    let long = rows.enumerate().flat_map(|(n, row)| {
        let names = columns.iter().zip(row).filter(|(_, text)| units(text) > LONGEST).map(|(name, _)| name.clone()).collect::<Vec<_>>();
        names.into_iter().map(move |name| Issue::new(n + 2, Code::NotKept, format!("{name}超过{LONGEST}字的部分")))
    });
    long.collect()
}

/// How many columns stand around the choices.
const AROUND: usize = 8;

/// The names of the columns, with as many choices as a question has at most.
fn columns(items: &[Item]) -> Vec<String> {
    let count = items.iter().map(|item| item.choices.len()).max().unwrap_or(0).max(CHOICES);
    let before = ["题型", "题干"].map(str::to_owned);
    let after = ["答案", "解析", "分值", "难度", "专题", "依据"].map(str::to_owned);
    before.into_iter().chain((0..count).map(|n| format!("选项{}", cells::name(n)))).chain(after).collect()
}

fn build(items: &[Item]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // the same bank gives the same bytes
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let columns = columns(items);
    let chunks = if items.is_empty() { vec![items] } else { items.chunks(MOST_ROWS).collect() };
    for (n, chunk) in chunks.into_iter().enumerate() {
        let sheet = book.add_worksheet();
        sheet.set_name(if n == 0 { "题库".to_owned() } else { format!("题库{}", n + 1) })?;
        head(sheet, &columns)?;
        body(sheet, chunk, &columns)?;
        lists(sheet, &columns, u32::try_from(chunk.len()).unwrap_or(u32::MAX))?;
    }
    guide::write(book.add_worksheet())?;
    book.save_to_buffer()
}

fn head(sheet: &mut Worksheet, columns: &[String]) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1f_4e_79))
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (n, name) in columns.iter().enumerate() {
        let column = place(n);
        let width = match name.as_str() {
            "题干" => 48,
            "解析" => 40,
            "依据" | "专题" => 24,
            "题型" => 14,
            "答案" => 12,
            "分值" | "难度" => 8,
            _ => 22,
        };
        sheet.set_column_width(column, width)?;
        sheet.set_column_format(column, &body)?;
        sheet.write_string_with_format(0, column, name, &format)?;
    }
    sheet.set_row_height(0, 24)?;
    sheet.set_freeze_panes(1, 2)?;
    Ok(())
}

fn body(sheet: &mut Worksheet, items: &[Item], columns: &[String]) -> Result<(), XlsxError> {
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (n, row) in cells::rows(items, columns.len() - AROUND).enumerate() {
        let line = u32::try_from(n + 1).unwrap_or(u32::MAX);
        for ((column, name), cell) in columns.iter().enumerate().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            match cell.parse::<f64>() {
                Ok(number) if name == "分值" => sheet.write_number_with_format(line, place(column), number, &text)?,
                _ => sheet.write_string_with_format(line, place(column), within(&cell), &text)?,
            };
        }
    }
    Ok(())
}

/// Lists to pick from, and what to write where there is none.
fn lists(sheet: &mut Worksheet, columns: &[String], rows: u32) -> Result<(), XlsxError> {
    let last = rows.saturating_add(MORE_ROWS).min(1_048_575);
    for (n, name) in columns.iter().enumerate() {
        let rule = match name.as_str() {
            "题型" => DataValidation::new()
                .allow_list_strings(&Kind::ALL.map(Kind::on_paper))?
                .set_error_title("题型")?
                .set_error_message("请从列表中选一个题型。")?,
            "难度" => DataValidation::new()
                .allow_list_strings(&cells::LEVELS)?
                .set_error_title("难度")?
                .set_error_message("请从列表中选：易、中、难；不知道就空着。")?,
            "答案" => DataValidation::new()
                .allow_any_value()
                .set_input_title("答案")?
                .set_input_message("单选写一个字母，如 A；多选、不定项连着写，如 ACD；判断写“对”或“错”；填空每空一行。")?,
            _ => continue,
        };
        sheet.add_data_validation(1, place(n), last, place(n), &rule)?;
    }
    Ok(())
}

/// The text as far as a cell holds it.
fn within(text: &str) -> String {
    let mut room = LONGEST;
    text.chars().take_while(|c| room.checked_sub(c.len_utf16()).map(|rest| room = rest).is_some()).collect()
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn place(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn examples() -> Vec<Item> {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let basis = |place: &str| vec![place.to_owned()];
    let common = |points: u32, level: u8| Item {
        points: Some(Points::whole(points)),
        level: Some(level),
        topic: "宪法".into(),
        explain: "这是例子，填写前请删去这一行。".into(),
        ..Item::default()
    };
    vec![
        Item {
            kind: Kind::Single,
            stem: "按照宪法规定，中华人民共和国的一切权力属于谁？".into(),
            choices: texts(&["人民", "公民", "国家机关", "人民团体"]),
            key: Some(Key::Choices(ChoiceSet::of(&[0]))),
            basis: basis("宪法第二条第一款"),
            ..common(2, 1)
        },
        Item {
            kind: Kind::Multiple,
            stem: "按照宪法规定，人民行使国家权力的机关是哪些？".into(),
            choices: texts(&["全国人民代表大会", "地方各级人民代表大会", "人民法院", "人民检察院"]),
            key: Some(Key::Choices(ChoiceSet::of(&[0, 1]))),
            basis: basis("宪法第二条第二款"),
            ..common(3, 2)
        },
        Item {
            kind: Kind::Judge,
            stem: "中华人民共和国公民在法律面前一律平等。".into(),
            key: Some(Key::Truth(true)),
            basis: basis("宪法第三十三条第二款"),
            ..common(1, 1)
        },
    ]
}

#[cfg(test)]
mod tests;
