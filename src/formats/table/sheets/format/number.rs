//! A number in the digits that a code asks for.

use super::code::Token;

/// From here on a number has more digits than it holds.
const MOST: f64 = 1e15;

/// With the fifteen digits that sheets show: 0.1 + 0.2 is 0.3.
pub fn plain(value: f64) -> String {
    format!("{value:.14e}").parse::<f64>().unwrap_or(value).to_string()
}

/// A number that is not below 0; `None` when the code can't be followed.
pub fn show(tokens: &[Token], value: f64) -> Option<String> {
    let is_digit = |token: &Token| matches!(token, Token::Digit(_));
    let Some(last) = tokens.iter().rposition(is_digit) else { return words(tokens, value) };
    if tokens.contains(&Token::General) {
        return None;
    }
    if tokens.contains(&Token::Slash) {
        return fraction(tokens, value);
    }
    let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
    let is_comma = |token: &Token| *token == Token::Comma;
    let thousands = tokens.iter().skip(last).filter(|token| is_comma(token)).count();
    let hundredths = tokens.iter().filter(|token| **token == Token::Percent).count();
    let value = value * 100f64.powi(i32::try_from(hundredths).ok()?) / 1000f64.powi(i32::try_from(thousands).ok()?);
    if value.is_nan() || value >= MOST {
        return None;
    }
    let decimals = tokens.iter().skip(point).filter(|token| is_digit(token)).count().min(30);
    // halves go up, as they stand in fifteen digits
    let rounded = format!("{:.decimals$}", value * (1.0 + f64::EPSILON));
    let (whole, part) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let first = tokens.iter().position(is_digit).unwrap_or(0);
    let is_parted = tokens.iter().take(last.min(point)).skip(first).any(is_comma);
    let mut whole = Whole::new(whole, tokens.get(..point).unwrap_or_default(), is_parted);
    let mut part = part.chars();
    let mut text = String::new();
    for (n, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(words) => text.push_str(words),
            Token::Digit(_) if n < point => whole.next(&mut text),
            Token::Digit(kind) => {
                let digit = part.next().unwrap_or('0');
                let is_end = *kind != '0' && digit == '0' && part.as_str().chars().all(|c| c == '0');
                if !is_end {
                    text.push(digit);
                }
            }
            Token::Point => text.push('.'),
            Token::Percent => text.push('%'),
            _ => {}
        }
    }
    Some(text)
}

/// The digits before the point, of which the first place takes all that have none of their own.
struct Whole {
    digits: Vec<char>,
    /// How many places are left.
    places: usize,
    taken: usize,
    is_parted: bool,
}

impl Whole {
    fn new(digits: &str, tokens: &[Token], is_parted: bool) -> Self {
        let places = tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
        let kinds = tokens.iter().filter_map(|token| if let Token::Digit(kind) = token { Some(*kind) } else { None });
        // from the first 0 on there are digits at all places
        let least = kinds.skip_while(|kind| *kind != '0').count();
        let digits = digits.trim_start_matches('0');
        let zeros = least.saturating_sub(digits.len());
        Self { digits: std::iter::repeat_n('0', zeros).chain(digits.chars()).collect(), places, taken: 0, is_parted }
    }

    fn next(&mut self, text: &mut String) {
        self.places = self.places.saturating_sub(1);
        while self.digits.len() - self.taken > self.places {
            let Some(digit) = self.digits.get(self.taken) else { break };
            text.push(*digit);
            self.taken += 1;
            let left = self.digits.len() - self.taken;
            if self.is_parted && left > 0 && left.is_multiple_of(3) {
                text.push(',');
            }
        }
    }
}

/// A code without digits: words, perhaps around the number as it is.
fn words(tokens: &[Token], value: f64) -> Option<String> {
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Text(words) => text.push_str(words),
            Token::General => text.push_str(&plain(value)),
            Token::Comma => text.push(','),
            Token::Point => text.push('.'),
            Token::Slash => text.push('/'),
            Token::Percent => text.push('%'),
            Token::Digit(_) | Token::At | Token::Time(..) => return None,
        }
    }
    Some(text)
}

/// A number as 1 1/2.
fn fraction(tokens: &[Token], value: f64) -> Option<String> {
    let slash = tokens.iter().position(|token| *token == Token::Slash)?;
    let is_blank = |token: &Token| matches!(token, Token::Text(words) if words.trim().is_empty());
    if !tokens.iter().all(|token| is_blank(token) || matches!(token, Token::Digit(_) | Token::Slash)) || value >= 1e9 {
        return None;
    }
    let places = tokens.iter().skip(slash).filter(|token| matches!(token, Token::Digit(_))).count();
    let most = match places {
        1 => 9u32,
        2 => 99,
        3 => 999,
        _ => return None,
    };
    let has_whole = tokens.get(..slash)?.windows(2).any(|two| matches!(two, [Token::Digit(_), blank] if is_blank(blank)));
    let whole = if has_whole { value.floor() } else { 0.0 };
    let rest = value - whole;
    let above = |below: u32| (rest * f64::from(below)).round();
    let miss = |below: u32| (above(below) / f64::from(below) - rest).abs();
    // the first of the nearest
    let below = (1..=most).fold(1, |best, next| if miss(next) + 1e-12 < miss(best) { next } else { best });
    let above = above(below);
    Some(match (whole > 0.0, above > 0.0) {
        (_, true) if below == 1 => plain(whole + above),
        (true, true) => format!("{whole} {above}/{below}"),
        (false, true) => format!("{above}/{below}"),
        (_, false) => plain(whole),
    })
}
