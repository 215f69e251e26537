//! The code of a number format, such as `0.00`, `m"月"d"日"` or `[=1]"×";[=0]"√"`: its parts, and which of them is for a number.

mod parse;

use super::{moment, number};

pub use self::parse::sections;

/// One part of a code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// For which numbers it is, when it says so.
    pub condition: Option<Condition>,
    /// What is shown, in order.
    pub tokens: Vec<Token>,
    /// Whether there is something in it that is not followed here.
    pub is_odd: bool,
    /// Whether it counts hours without end.
    pub is_span: bool,
}

/// `[>=60]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Condition {
    /// Whether lesser, equal and greater numbers are meant.
    pub lesser: bool,
    pub equal: bool,
    pub greater: bool,
    /// Than what.
    pub limit: f64,
}

/// What is shown at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// Text as it is.
    Text(String),
    /// The number as it is.
    General,
    /// A digit: `0`, `#` or `?`.
    Digit(char),
    /// The point.
    Point,
    /// A comma.
    Comma,
    /// A sign for hundredths.
    Percent,
    /// A slash.
    Slash,
    /// The text of a cell.
    At,
    /// A part of a day or time, and how many letters it has; minutes are `n`.
    Time(char, usize),
}

impl Section {
    /// Whether it shows a day or time.
    pub fn is_time(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Time(..)))
    }

    fn has(&self, token: &Token) -> bool {
        self.tokens.contains(token)
    }
}

/// A number as the part that is for it says; as it is where that can't be followed or shows nothing.
pub fn show(sections: &[Section], value: f64, is_from_1904: bool) -> String {
    let shown = section(sections, value).and_then(|(section, is_signed)| {
        if section.is_span {
            return moment::span(value);
        }
        if section.is_time() {
            return if section.is_odd { moment::show(value, is_from_1904) } else { time(&section.tokens, value, is_from_1904) };
        }
        if section.is_odd || section.has(&Token::At) {
            return None;
        }
        let bare = number::show(&section.tokens, value.abs())?;
        Some(if value < 0.0 && is_signed { format!("-{}", bare.trim()) } else { bare })
    });
    shown.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).unwrap_or_else(|| number::plain(value))
}

/// The part for a number, and whether a number below nothing needs its sign there.
fn section(sections: &[Section], value: f64) -> Option<(&Section, bool)> {
    let for_numbers: Vec<&Section> = sections
        .iter()
        .take(3)
        .enumerate()
        .filter(|(n, section)| *n == 0 || !section.has(&Token::At))
        .map(|(_, section)| section)
        .collect();
    if for_numbers.iter().any(|section| section.condition.is_some()) {
        let fits = |section: &&Section| {
            section.condition.is_none_or(|Condition { lesser, equal, greater, limit }| {
                lesser && value < limit || equal && (value - limit).abs() < f64::EPSILON || greater && value > limit
            })
        };
        return for_numbers.into_iter().find(fits).map(|section| (section, true));
    }
    match for_numbers[..] {
        [_, below, ..] if value < 0.0 => Some((below, false)),
        [_, _, zero] if value == 0.0 => Some((zero, false)),
        [first, ..] => Some((first, true)),
        [] => None,
    }
}

fn time(tokens: &[Token], value: f64, is_from_1904: bool) -> Option<String> {
    let moment = moment::of(value, is_from_1904)?;
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Text(part) => text.push_str(part),
            Token::Point => text.push('.'),
            Token::Comma => text.push(','),
            Token::Slash => text.push('/'),
            Token::Time(letter, count) => {
                let part = match letter {
                    'y' if *count < 3 => moment.year % 100,
                    'y' => moment.year,
                    'm' => moment.month,
                    'd' => moment.day,
                    'h' => moment.seconds / 3600,
                    'n' => moment.seconds / 60 % 60,
                    _ => moment.seconds % 60,
                };
                text.push_str(&if *count > 1 { format!("{part:02}") } else { part.to_string() });
            }
            Token::General | Token::Digit(_) | Token::Percent | Token::At => return None,
        }
    }
    Some(text)
}
