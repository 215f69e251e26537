//! What the blanks of a stem take.

use crate::text::stem::gaps;

/// What each blank takes: parted by ；, or as there are blanks by another sign. `None` when that does not come out even.
pub fn blanks(key: &str, stem: &str) -> Option<Vec<String>> {
    let gaps = gaps(stem);
    let key = key.trim_end_matches(['。', '.']);
    let parted = |signs: &[char]| -> Vec<String> {
        key.split(signs).map(str::trim).filter(|part| !part.is_empty()).map(|part| unnumbered(part).to_owned()).collect()
    };
    for signs in [&['；', ';', '|', '\n', '/'][..], &['、', ',', '，'][..], &[' ', '\t', '\u{3000}'][..]] {
        let parts = parted(signs);
        if parts.len() > 1 && (parts.len() == gaps || signs[0] == '；' && gaps == 0) {
            return Some(parts);
        }
    }
    (gaps <= 1).then(|| vec![key.to_owned()])
}

/// 空1: …, 第2空：…: without its count.
fn unnumbered(part: &str) -> &str {
    let head = part.split([':', '：']).next().unwrap_or_default();
    let is_count = head.len() < part.len()
        && head.contains('空')
        && head.chars().all(|c| c.is_ascii_digit() || "第空一二三四五六七八九十（）()".contains(c));
    if is_count { part[head.len()..].trim_start_matches([':', '：']).trim_start() } else { part }
}

/// 水池容量为（460）m³: what stands in the brackets of a section of blanks is what they take.
pub fn filled(stem: &str) -> Option<(String, Vec<String>)> {
    let (mut out, mut texts, mut rest) = (String::new(), Vec::new(), stem);
    while let Some((before, after)) = rest.split_once(['（', '(']) {
        let (inner, behind) = after.split_once(['）', ')'])?;
        out.push_str(before);
        out.push_str("（ ）");
        texts.push(inner.trim().to_owned());
        rest = behind;
    }
    out.push_str(rest);
    (!texts.is_empty()).then_some((out, texts))
}
