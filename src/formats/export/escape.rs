//! Text as XML holds it.

/// Text for XML. What XML can't hold is left out, and characters that readers take for ends of lines are written as numbers.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("&#{};", u32::from(c))),
            c if is_held(c) => out.push(c),
            _ => {}
        }
    }
    out
}

/// Whether XML can hold a character.
pub fn is_held(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Text for XHTML, where a blank beside another would be lost.
pub fn xhtml(text: &str) -> String {
    xml(text).replace("  ", " &#160;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_xml_are_text() {
        assert_eq!(xml("a<b> & \"c\"\u{1}\u{2028}"), "a&lt;b&gt; &amp; &quot;c&quot;&#8232;");
        assert_eq!(xhtml("（   ）"), "（ &#160; ）");
    }
}
