//! How a code is read.

use super::{Condition, Section, Token};

/// No code is longer.
const LONGEST: usize = 1024;

/// The parts of a code.
pub fn sections(code: &str) -> Vec<Section> {
    if code.len() > LONGEST {
        return Vec::new();
    }
    let mut rest = code;
    let mut sections = vec![Section::default()];
    while let Some(c) = rest.chars().next() {
        let Some(section) = sections.last_mut() else { break };
        if c == ';' {
            rest = rest.get(1..).unwrap_or_default();
            sections.push(Section::default());
        } else {
            rest = section.take(c, rest);
        }
    }
    sections.iter_mut().for_each(Section::finish);
    sections
}

impl Section {
    /// Takes what stands at the beginning of a code; gives the rest.
    fn take<'a>(&mut self, first: char, code: &'a str) -> &'a str {
        for name in ["general", "g/通用格式"] {
            if code.get(..name.len()).is_some_and(|start| start.to_lowercase() == name) {
                self.tokens.push(Token::General);
                return code.get(name.len()..).unwrap_or_default();
            }
        }
        let rest = code.get(first.len_utf8()..).unwrap_or_default();
        let behind = |text: &'a str| {
            let mut chars = text.chars();
            chars.next();
            chars.as_str()
        };
        match first.to_ascii_lowercase() {
            '"' => {
                let (text, rest) = rest.split_once('"').unwrap_or((rest, ""));
                self.tokens.push(Token::Text(text.to_owned()));
                return rest;
            }
            '\\' => {
                self.tokens.push(Token::Text(rest.chars().take(1).collect()));
                return behind(rest);
            }
            '_' => {
                self.tokens.push(Token::Text(" ".to_owned()));
                return behind(rest);
            }
            '*' => return behind(rest),
            '[' => {
                let (inside, rest) = rest.split_once(']').unwrap_or((rest, ""));
                self.take_bracket(inside);
                return rest;
            }
            c @ ('0' | '#' | '?') => self.tokens.push(Token::Digit(c)),
            '.' => self.tokens.push(Token::Point),
            ',' => self.tokens.push(Token::Comma),
            '%' => self.tokens.push(Token::Percent),
            '/' => self.tokens.push(Token::Slash),
            '@' => self.tokens.push(Token::At),
            letter @ ('y' | 'm' | 'd' | 'h' | 's') => {
                let end = code.find(|c: char| c.to_ascii_lowercase() != letter).unwrap_or(code.len());
                self.is_odd |= matches!(letter, 'm' | 'd') && end > 2;
                self.tokens.push(Token::Time(letter, end));
                return code.get(end..).unwrap_or_default();
            }
            c if c.is_ascii_alphabetic() => self.is_odd = true,
            _ => self.tokens.push(Token::Text(first.to_string())),
        }
        rest
    }

    /// A colour, a sign of money, a language, a condition, or hours without end.
    fn take_bracket(&mut self, inside: &str) {
        if let Some(money) = inside.strip_prefix('$') {
            self.tokens.push(Token::Text(money.split('-').next().unwrap_or_default().to_owned()));
        } else if inside.starts_with(['=', '<', '>']) {
            let limit = inside.trim_start_matches(['=', '<', '>']);
            let sign = inside.get(..inside.len() - limit.len()).unwrap_or_default();
            let is_unlike = sign == "<>";
            match limit.trim().parse() {
                Ok(limit) => {
                    let has = |c: char| sign.contains(c);
                    self.condition = Some(Condition { lesser: has('<'), equal: has('=') && !is_unlike, greater: has('>'), limit });
                }
                Err(_) => self.is_odd = true,
            }
        } else if matches!(inside.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
            self.is_span = true;
        } else if inside.to_ascii_lowercase().starts_with("dbnum") {
            self.is_odd = true;
        }
    }

    /// Finds which m are minutes, and what does not go together.
    fn finish(&mut self) {
        let times: Vec<(usize, char)> = self
            .tokens
            .iter()
            .enumerate()
            .filter_map(|(n, token)| if let Token::Time(c, _) = token { Some((n, *c)) } else { None })
            .collect();
        for (n, (at, letter)) in times.iter().enumerate() {
            let before = n.checked_sub(1).and_then(|n| times.get(n)).map(|found| found.1);
            let after = times.get(n + 1).map(|found| found.1);
            if *letter == 'm'
                && (before == Some('h') || after == Some('s'))
                && let Some(Token::Time(c, _)) = self.tokens.get_mut(*at)
            {
                *c = 'n';
            }
        }
        let is_number = |token: &Token| matches!(token, Token::Digit(_) | Token::General | Token::Percent);
        self.is_odd |= !times.is_empty() && self.tokens.iter().any(is_number);
    }
}
