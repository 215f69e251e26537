//! Broken lines made whole.

/// Lines of one text as one: without a blank where Chinese is broken, with one between words of letters. A line that counts on
/// (①, （1）) stays a line.
pub fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let (Some(before), Some(after)) = (out.chars().next_back(), line.chars().next()) {
            let is_word = |c: char| c.is_ascii_alphanumeric();
            let ends_word = is_word(before) || ",;:.!?)\"'".contains(before);
            if counts(line) {
                out.push('\n');
            } else if ends_word && is_word(after) {
                out.push(' ');
            }
        }
        out.push_str(line);
    }
    out
}

/// Whether a line is an entry of a list inside a text.
fn counts(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('①'..='⑳') => true,
        Some('（' | '(') => {
            chars.next().is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
                && chars.next().is_some_and(|c| "）)".contains(c))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_lines_are_joined() {
        assert_eq!(joined("国家的一切\n权力"), "国家的一切权力");
        assert_eq!(joined("the power\nof people"), "the power of people");
        assert_eq!(joined("下列：\n①甲\n②乙"), "下列：\n①甲\n②乙");
    }
}
