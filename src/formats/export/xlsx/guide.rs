//! The page that says how to fill in the sheet.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

const LINES: [&str; 15] = [
    "怎样填写“题库”这一页",
    "一行一道题。第一行是表头，不要改，也不要删；列的先后可以换，用不着的列可以空着。",
    "题型：点单元格，从列表里选。单选题、多选题、不定项选择题、判断题可以用来答题；填空题、简答题只保存，不出题。",
    "题干：只写题目，不写题号，不写答案。",
    "选项：一格写一个，不写 A、B、C。从选项A开始写，中间不要空。选项多于六个时，在后面加一列“选项G”。判断题、填空题、简答题不写选项。",
    "答案：单选题写一个字母，如 A。多选题、不定项选择题把字母连着写，如 ACD。判断题写“对”或“错”。",
    "答案：填空题有几个空就写几行，一空一行（按 Alt+回车 换行）。简答题写答案要点。",
    "解析：为什么对，一两句话。可以不写。",
    "分值：一道题几分，如 2 或 0.5。可以不写。",
    "难度：从列表里选易、中、难。可以不写。",
    "专题：这道题属于哪一部分，如“宪法”。同一个专题要写得一字不差。可以不写。",
    "依据：哪部法律第几条，如“宪法第三十三条第二款”。有几条就写几行。可以不写。",
    "没有答案的题也会读进去，但要补上答案才能用来答题。",
    "三行例子看过以后请删去。",
    "读进去以后，哪一行没看懂，会按行号一条条告诉您。",
];

/// Writes the page.
pub fn write(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("说明")?;
    sheet.set_column_width(0, 96)?;
    let title = Format::new().set_bold().set_font_size(14);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, line) in (0..).zip(LINES) {
        sheet.write_string_with_format(row, 0, line, if row == 0 { &title } else { &text })?;
    }
    Ok(())
}
