//! Tables: rows of cells between bars, with a rule under the first.

/// The rows of the table that begins here, each with how many lines it stands below; `None` when there is none.
pub fn rows(lines: &[&str]) -> Option<Vec<(usize, Vec<String>)>> {
    let (first, rule) = (lines.first()?, lines.get(1)?);
    if !first.contains('|') || !is_rule(rule) {
        return None;
    }
    let body = lines.iter().enumerate().skip(2).take_while(|(_, line)| line.contains('|') && !line.trim().is_empty());
    // the rule counts as a line of the table even when nothing follows
    let mut rows = vec![(0, cells(first))];
    rows.extend(body.map(|(n, line)| (n, cells(line))));
    if rows.len() == 1 {
        rows.push((1, Vec::new()));
    }
    Some(rows)
}

/// Whether a line is the rule of a table: `|---|:-:|`.
pub fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|') && line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let (mut is_escaped, mut is_code) = (false, false);
    for c in line.chars() {
        let cell = match cells.last_mut() {
            Some(cell) => cell,
            None => break,
        };
        match c {
            '|' if is_escaped => {
                cell.pop();
                cell.push('|');
            }
            '|' if !is_code => cells.push(String::new()),
            c => {
                is_code ^= c == '`';
                cell.push(c);
            }
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found() {
        let lines = ["| 题干 | A |", "|:--|---|", "| 甲\\|乙 | `a|b` |", "丙 | 丁", "", "| 戊 |"];
        let expected = [(0, vec!["题干", "A"]), (2, vec!["甲|乙", "`a|b`"]), (3, vec!["丙", "丁"])];
        let expected: Vec<(usize, Vec<String>)> =
            expected.into_iter().map(|(n, cells)| (n, cells.into_iter().map(str::to_owned).collect())).collect();
        assert_eq!(rows(&lines), Some(expected));
        assert_eq!(rows(&lines[2..]), None);
        assert_eq!(rows(&["a | b"]), None);
    }
}
