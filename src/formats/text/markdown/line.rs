//! What a line is: a heading, an item of a list, or text.

/// A line without the signs before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing, or a mere sign.
    Empty,
    /// A heading.
    Heading { level: usize, text: String },
    /// An item of a list.
    Item {
        /// What it says.
        text: String,
        /// Whether it is a choice though it has no letter: it has a box, or belongs to a numbered question.
        is_choice: bool,
        /// Whether its box is ticked.
        is_right: bool,
    },
    /// Anything else.
    Text(String),
}

/// Reads lines one after the other, for lists number their items by themselves.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// The number that the last item of a list shows; 0 outside of lists.
    last: u64,
    /// Whether the last item was written as 1.
    was_one: bool,
    /// Whether the last line that is not empty is a numbered question or a choice of it.
    is_in_question: bool,
}

impl Numbers {
    /// Reads a line.
    pub fn read(&mut self, source: &str) -> Line {
        let indent = source.len() - source.trim_start().len();
        let text = unquoted(source.trim());
        if text.is_empty() || text.starts_with("[!") && text.ends_with(']') || text.len() > 2 && text.chars().all(|c| c == '=') {
            return Line::Empty;
        }
        if let Some((level, text)) = heading(text) {
            *self = Self { is_in_question: is_numbered(text), ..Self::default() };
            return Line::Heading { level, text: text.to_owned() };
        }
        if let Some(item) = text.strip_prefix(['-', '*', '+', '•']).filter(|rest| rest.starts_with([' ', '\t'])) {
            return self.item(item.trim_start(), indent);
        }
        self.is_in_question = is_numbered(text) || self.is_in_question && indent > 1;
        Line::Text(if indent < 2 { self.numbered(text) } else { text.to_owned() })
    }

    fn item(&mut self, item: &str, indent: usize) -> Line {
        let boxed = ["[x]", "[X]", "[√]", "[ ]", "[]"].iter().find_map(|sign| item.strip_prefix(sign).map(|rest| (*sign, rest)));
        if let Some((sign, text)) = boxed {
            return Line::Item { text: text.trim().to_owned(), is_choice: true, is_right: !matches!(sign, "[ ]" | "[]") };
        }
        let is_choice = self.is_in_question && indent > 1 && !is_label(item) && !is_numbered(item);
        self.is_in_question |= is_numbered(item);
        Line::Item { text: item.to_owned(), is_choice, is_right: false }
    }

    /// An item with the number that it shows: a list may be written as 1. 1. 1.
    fn numbered(&mut self, text: &str) -> String {
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = text.get(..digits).and_then(|digits| digits.parse::<u64>().ok());
        let rest = text.get(digits..).unwrap_or_default();
        let Some(number) = number.filter(|_| rest.starts_with(". ") || rest.starts_with(") ")) else { return text.to_owned() };
        let shown = if number == 1 && self.was_one { self.last.saturating_add(1) } else { number };
        (self.last, self.was_one) = (shown, number == 1);
        format!("{shown}{rest}")
    }
}

/// Whether a text begins with a letter that names a choice.
pub fn has_letter(text: &str) -> bool {
    let text = text.trim_start_matches(['*', '√', '(', '（', '[', '【']);
    let mut chars = text.chars();
    let is_letter = chars.next().is_some_and(|c| c.is_ascii_alphabetic() || ('Ａ'..='Ｚ').contains(&c));
    is_letter && chars.next().is_some_and(|c| ".．、:：)）]】 ".contains(c))
}

/// Whether a text begins with a number as questions do.
pub fn is_numbered(text: &str) -> bool {
    let text = text.trim_start_matches("**");
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && rest.trim_start_matches('\\').starts_with(['.', '、', '．', ')', '）'])
}

/// Whether a text begins with a word that labels what is no choice.
fn is_label(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "答案",
        "正确答案",
        "参考答案",
        "标准答案",
        "解析",
        "答案解析",
        "难度",
        "分值",
        "依据",
        "法律依据",
        "考点",
        "知识点",
        "出处",
        "题型",
        "分类",
        "Answer",
    ];
    let text = text.trim_start_matches(['*', '【', '[', '_', '`', '<']);
    WORDS.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric())))
}

fn heading(text: &str) -> Option<(usize, &str)> {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    let is_heading = (1..7).contains(&level) && (rest.starts_with([' ', '\t']) || level > 1 && !rest.is_empty());
    is_heading.then(|| (level, rest.trim().trim_end_matches('#').trim_end()))
}

/// A text without the signs of quotation before it.
fn unquoted(text: &str) -> &str {
    text.trim_start_matches(|c: char| c == '>' || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: Line) {
        assert_eq!(Numbers::default().read(source), expected, "{source}");
    }

    #[test]
    fn lines_are_told_apart() {
        let item = |text: &str, is_choice: bool, is_right: bool| Line::Item { text: text.into(), is_choice, is_right };
        check("## 一、单选题 ##", Line::Heading { level: 2, text: "一、单选题".into() });
        check("#标签", Line::Text("#标签".into()));
        check("- A. 甲", item("A. 甲", false, false));
        check("* [x] 甲", item("甲", true, true));
        check("- [ ] 乙", item("乙", true, false));
        check("> > 答案：A", Line::Text("答案：A".into()));
        check("> [!TIP]", Line::Empty);
        check("*B、乙", Line::Text("*B、乙".into()));
        check("====", Line::Empty);
    }

    #[test]
    fn lists_number_their_items() {
        let mut numbers = Numbers::default();
        let mut shown = |source: &str| match numbers.read(source) {
            Line::Text(text) => text,
            other => format!("{other:?}"),
        };
        assert_eq!(["1. 甲", "1. 乙", "1. 丙", "4. 丁", "1. 戊"].map(&mut shown), ["1. 甲", "2. 乙", "3. 丙", "4. 丁", "1. 戊"]);
    }

    #[test]
    fn items_below_a_number_are_choices() {
        let mut numbers = Numbers::default();
        numbers.read("1. 谁？");
        assert_eq!(numbers.read("   - 人民"), Line::Item { text: "人民".into(), is_choice: true, is_right: false });
        assert_eq!(numbers.read("   - 答案：A"), Line::Item { text: "答案：A".into(), is_choice: false, is_right: false });
        numbers.read("说明");
        assert_eq!(numbers.read("   - 人民"), Line::Item { text: "人民".into(), is_choice: false, is_right: false });
    }
}
