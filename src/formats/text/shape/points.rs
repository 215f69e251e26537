//! What a question is worth, as headings and brackets tell it.

use domain::Points;

use super::narrow;

/// What each question is worth: 每题2分, 每小题1.5分, 每空1分; a lone （2分）.
pub fn points(text: &str) -> Option<Points> {
    for word in ["每题", "每小题", "每空", "每道题", "每道"] {
        if let Some((_, rest)) = text.split_once(word) {
            return leading_points(rest.trim_start());
        }
    }
    None
}

/// The points that any bracket of a text tells: 单选题（2分）.
pub fn points_anywhere(text: &str) -> Option<Points> {
    points(text).or_else(|| text.split(['（', '(', '，', ',', '【', '[', ' ']).find_map(|part| leading_points(part.trim())))
}

/// `2分`, `1.5 分` at the start of a text.
pub fn leading_points(text: &str) -> Option<Points> {
    let narrowed: String = text.chars().take(8).map(|c| if c == '。' { c } else { narrow(c) }).collect();
    let end = narrowed.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(narrowed.len());
    narrowed[end..].trim_start().starts_with('分').then(|| Points::read(&narrowed[..end]))?
}
