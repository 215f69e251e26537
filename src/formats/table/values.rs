//! Small values in cells: how hard, how many points, lists of texts.

use domain::Points;

/// 1 easy, 2 middling, 3 hard; `None` for any other word.
pub fn level(text: &str) -> Option<u8> {
    let text = text.trim().to_lowercase();
    match text.trim_end_matches(['度', '级', '题']).trim() {
        "1" | "易" | "较易" | "容易" | "较容易" | "简单" | "较简单" | "低" | "初" | "初级" | "easy" | "low" | "★" => {
            Some(1)
        }
        "2" | "中" | "中等" | "一般" | "适中" | "普通" | "中级" | "medium" | "normal" | "middle" | "★★" => Some(2),
        "3" | "难" | "较难" | "偏难" | "困难" | "较困难" | "高" | "高级" | "hard" | "difficult" | "high" | "★★★" => {
            Some(3)
        }
        _ => None,
    }
}

/// Points such as `2`, `0.5`, `2分`, `2.50`.
pub fn points(text: &str) -> Option<Points> {
    let text = text.trim().trim_end_matches('分').trim();
    let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    Points::read(short)
}

/// A list of texts in one cell: on lines, parted by `；`, or as JSON.
pub fn list(text: &str) -> Vec<String> {
    in_json(text).unwrap_or_else(|| {
        let parts = text.split(['\n', '；', ';']).map(str::trim).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    })
}

/// The cell from which [`list`] reads `texts`.
pub fn list_cell(texts: &[String]) -> String {
    readable(texts, |cell| list(cell) == texts)
}

/// What the blanks of a stem take, or what a short answer says.
pub fn texts(text: &str, stem: &str, has_blanks: bool) -> Vec<String> {
    if let Some(texts) = in_json(text) {
        return texts;
    }
    let whole = || vec![text.trim().to_owned()];
    let blanks = if has_blanks { blanks(stem) } else { 1 };
    if blanks < 2 {
        return whole();
    }
    let part = |mark: &str| text.split(mark).map(|part| part.trim().to_owned()).collect::<Vec<_>>();
    let fits = |parts: &Vec<String>| parts.len() == blanks && parts.iter().all(|part| !part.is_empty());
    ["\n", "；", ";", "|", "，", ",", "、", " "].iter().map(|mark| part(mark)).find(fits).unwrap_or_else(whole)
}

/// The cell from which [`texts`] reads `answers`.
pub fn texts_cell(answers: &[String], stem: &str, has_blanks: bool) -> String {
    readable(answers, |cell| !cell.is_empty() && texts(cell, stem, has_blanks) == answers)
}

/// How many blanks a stem leaves: lines to write on, and brackets with nothing in them.
pub fn blanks(stem: &str) -> usize {
    let (mut count, mut run, mut is_open) = (0usize, 0usize, false);
    for c in stem.chars() {
        run = if matches!(c, '_' | '＿') { run + 1 } else { 0 };
        count += usize::from(run == 2);
        match c {
            '(' | '（' | '[' | '【' => is_open = true,
            ')' | '）' | ']' | '】' => count += usize::from(std::mem::take(&mut is_open)),
            // a line within brackets is one blank, and it has been counted
            c if c.is_whitespace() => {}
            _ => is_open = false,
        }
    }
    count
}

fn readable(texts: &[String], reads_back: impl Fn(&str) -> bool) -> String {
    let lines = texts.join("\n");
    if reads_back(&lines) { lines } else { serde_json::Value::from(texts.to_vec()).to_string() }
}

fn in_json(text: &str) -> Option<Vec<String>> {
    text.starts_with('[').then(|| serde_json::from_str(text).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_points_are_read() {
        let check = |text: &str, expected: Option<u8>| assert_eq!(level(text), expected, "{text}");
        check("易", Some(1));
        check("非常难", None);
        check("中", Some(2));
        check("较难", Some(3));
        check("4", None);
        let check = |text: &str, expected: Option<u32>| assert_eq!(points(text).map(Points::as_hundredths), expected, "{text}");
        check("2分", Some(200));
        check("2.50", Some(250));
        check("100", Some(10_000));
        check("0.125", None);
        check("两分", None);
    }

    #[test]
    fn lists_read_back() {
        let check = |cell: &str, expected: &[&str]| assert_eq!(list(cell), expected, "{cell}");
        check("宪法第一条；宪法第二条", &["宪法第一条", "宪法第二条"]);
        check("宪法第一条\n宪法第二条", &["宪法第一条", "宪法第二条"]);
        for texts in [vec!["甲；乙"], vec!["甲", "乙\n丙"], vec![""], vec![], vec!["[\"甲\"]"]] {
            let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
            assert_eq!(list(&list_cell(&texts)), texts, "{texts:?}");
        }
    }

    #[test]
    fn answers_are_parted_when_there_are_as_many_as_blanks() {
        let check = |cell: &str, stem: &str, expected: &[&str]| assert_eq!(texts(cell, stem, true), expected, "{cell} in {stem}");
        check("甲；乙", "____和____", &["甲", "乙"]);
        check("甲 乙", "（ ）和（__）", &["甲", "乙"]);
        check("甲 乙", "（ ）和（  ）", &["甲", "乙"]);
        check("甲；乙", "____", &["甲；乙"]);
        check("甲；乙；丙", "____和____", &["甲；乙；丙"]);
    }
}
