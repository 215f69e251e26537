//! What a question is worth, as other systems write it: `2.5000000`.

use domain::Points;

/// Reads it; zeros at the end say nothing.
pub fn read(text: &str) -> Option<Points> {
    let text = text.trim();
    Points::read(if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_end_say_nothing() {
        let check = |text: &str, expected: Option<u32>| assert_eq!(read(text).map(Points::as_hundredths), expected, "{text}");
        check("1.0000000", Some(100));
        check(" 2.50 ", Some(250));
        check("10", Some(1000));
        check("0.3333333", None);
        check("-1", None);
        check("", None);
    }
}
