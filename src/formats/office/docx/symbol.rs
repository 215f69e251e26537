//! Fonts of symbols, whose letters are pictures: the ticks and boxes that papers are marked with.

/// A font, as far as it matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Font {
    /// One whose letters are letters.
    #[default]
    Plain,
    /// Wingdings.
    First,
    /// Wingdings 2.
    Second,
}

impl Font {
    /// The font of a name.
    pub fn named(name: &str) -> Self {
        match name.trim().to_ascii_lowercase().as_str() {
            "wingdings" => Self::First,
            "wingdings 2" => Self::Second,
            _ => Self::Plain,
        }
    }

    /// What a character of this font looks like; `None` for a picture that is not known.
    pub fn shown(self, c: char) -> Option<char> {
        let code = match u32::from(c) {
            code @ 0xf020..=0xf0ff => code - 0xf000,
            code => code,
        };
        match self {
            Self::Plain if !is_private(c) => Some(c),
            Self::Plain => None,
            _ if code <= 0x20 || code > 0xff => (!is_private(c)).then_some(c),
            Self::First => first(code),
            Self::Second => second(code),
        }
    }
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

fn first(code: u32) -> Option<char> {
    Some(match code {
        0xfc => '√',
        0xfb => '×',
        0xfd => '☒',
        0xfe => '☑',
        0x6f | 0x71 | 0x72 | 0xa8 => '□',
        0x6e | 0xa7 => '■',
        0x6c | 0x9f => '●',
        0xa1 => '○',
        0x75 => '◆',
        0xd8 => '➢',
        0x4a => '☺',
        0x81..=0x8a => char::from_u32('①' as u32 + code - 0x81)?,
        _ => return None,
    })
}

fn second(code: u32) -> Option<char> {
    Some(match code {
        0x50 => '√',
        0x4f => '×',
        0x52 => '☑',
        0x51 | 0x53 | 0x54 => '☒',
        0x30 | 0xa3 => '□',
        0xa2 => '■',
        0x98 => '●',
        0x6a..=0x73 => char::from_u32('①' as u32 + code - 0x6a)?,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_seen_and_letters_stay() {
        let check = |font: Font, c: char, expected: Option<char>| assert_eq!(font.shown(c), expected, "{font:?} {c:?}");
        check(Font::First, '\u{f0fc}', Some('√'));
        check(Font::First, 'ü', Some('√'));
        check(Font::Second, 'R', Some('☑'));
        check(Font::Second, '\u{f04f}', Some('×'));
        check(Font::Plain, 'R', Some('R'));
        check(Font::Plain, '\u{f0fc}', None);
        check(Font::First, '法', Some('法'));
        check(Font::First, ' ', Some(' '));
        check(Font::First, '\u{f021}', None);
    }
}
