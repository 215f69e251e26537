//! The parts of a GIFT text: questions between empty lines, and the categories they are in.

/// A part.
#[derive(Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// What stands behind `$CATEGORY:`.
    Category(&'a str),
    /// The lines of a question or of a mere text, with the number of the first.
    Block(usize, Vec<&'a str>),
}

/// The parts of a text. Comments are left out. A title behind a question that is complete begins the next one.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let (mut parts, mut block, mut state) = (Vec::new(), Vec::new(), Braces::None);
    let mut first = 0;
    let flush = |block: &mut Vec<_>, first: usize, parts: &mut Vec<_>| {
        if !block.is_empty() {
            parts.push(Part::Block(first, std::mem::take(block)));
        }
    };
    for (place, line) in text.lines().map(str::trim).enumerate() {
        if line.starts_with("//") {
            continue;
        }
        let category = line.strip_prefix("$CATEGORY:");
        if line.is_empty() || category.is_some() || state == Braces::Closed && line.starts_with("::") {
            flush(&mut block, first, &mut parts);
            state = Braces::None;
        }
        if let Some(category) = category {
            parts.push(Part::Category(category.trim()));
        } else if !line.is_empty() {
            if block.is_empty() {
                first = place + 1;
            }
            block.push(line);
            state = state.after(line);
        }
    }
    flush(&mut block, first, &mut parts);
    parts
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Braces {
    None,
    Open,
    Closed,
}

impl Braces {
    fn after(self, line: &str) -> Self {
        let (mut state, mut is_escaped) = (self, false);
        for c in line.chars() {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '{' => state = Self::Open,
                '}' if state == Self::Open => state = Self::Closed,
                _ => {}
            }
        }
        state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found() {
        let text = "// 注\n$CATEGORY: 宪法\n::一::题 {T}\n::二::题\n// 注\n{\n=甲\n::乙\n}\n\n\n三\n";
        let expected = [
            Part::Category("宪法"),
            Part::Block(3, vec!["::一::题 {T}"]),
            Part::Block(4, vec!["::二::题", "{", "=甲", "::乙", "}"]),
            Part::Block(12, vec!["三"]),
        ];
        assert_eq!(parts(text), expected);
    }
}
