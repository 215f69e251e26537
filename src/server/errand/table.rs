//! Tables for a terminal: columns aligned by width, in which a Chinese character is as wide as two letters.

/// Rows of cells, the first one the headings; columns of numbers are aligned to the right.
pub fn table(headings: &[&str], numbers: &[usize], rows: &[Vec<String>]) -> String {
    let columns = headings.len();
    let cell = |row: &[String], column: usize| row.get(column).cloned().unwrap_or_default();
    let head: Vec<String> = headings.iter().map(|&heading| heading.to_owned()).collect();
    let every = || std::iter::once(&head).chain(rows);
    let widths: Vec<usize> = (0..columns).map(|column| every().map(|row| width(&cell(row, column))).max().unwrap_or(0)).collect();
    let mut text = String::new();
    for row in every() {
        let mut line = String::new();
        for (column, wide) in widths.iter().enumerate() {
            let cell = cell(row, column);
            let gap = " ".repeat(wide - width(&cell));
            line += &if numbers.contains(&column) { gap + &cell } else { cell + &gap };
            line += "  ";
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

/// How many letters wide a text is.
fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// CJK with its punctuation and the full-width forms (Unicode Standard Annex 11, as far as texts of ours go).
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let rows = [vec!["河湾街道".to_owned(), "7".to_owned()], vec!["ab".to_owned(), "12".to_owned()]];
        assert_eq!(table(&["地区", "人次"], &[1], &rows), "地区      人次\n河湾街道     7\nab          12\n");
    }
}
