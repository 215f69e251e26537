//! Texts as TOML writes them.

use std::fmt::Write as _;

/// A text in quotes; on several lines when it has several.
pub fn quoted(text: &str) -> String {
    if text.contains('\n') { format!("\"\"\"\n{}\"\"\"", escaped(text, true)) } else { format!("\"{}\"", escaped(text, false)) }
}

/// Texts in brackets, each on one line.
pub fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| format!("\"{}\"", escaped(text, false))).collect();
    format!("[{}]", texts.join(", "))
}

fn escaped(text: &str, keeps_lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if keeps_lines => out.push('\n'),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => {
                // a String takes whatever is written to it
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_written_as_toml_reads_them() {
        let check = |text: &str, expected: &str| assert_eq!(quoted(text), expected);
        check("甲", "\"甲\"");
        check("“甲”", "\"“甲”\"");
        check("a\"b\\c\t\u{1}", "\"a\\\"b\\\\c\\t\\u0001\"");
        check("甲\n\"乙\"", "\"\"\"\n甲\n\\\"乙\\\"\"\"\"");
        assert_eq!(list(&["甲\n乙".into(), "丙".into()]), "[\"甲\\n乙\", \"丙\"]");
    }
}
