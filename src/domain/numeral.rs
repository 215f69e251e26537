//! Chinese numerals as laws count their articles: 一 to 九千九百九十九, read and written.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const UNITS: [(u32, char); 3] = [(1000, '千'), (100, '百'), (10, '十')];

/// Writes `n` (1–9999) the way a statute does: 10 is 十, 110 is 一百一十, 1006 is 一千零六.
#[must_use]
pub fn write(n: u32) -> String {
    let mut out = String::new();
    let (mut rest, mut gap) = (n, false);
    for (unit, name) in UNITS {
        let digit = rest / unit;
        rest %= unit;
        if digit > 0 {
            if gap {
                out.push('零');
            }
            // 十二, not 一十二: the leading 一 is left out only at the very start
            if !(unit == 10 && digit == 1 && out.is_empty()) {
                out.push(DIGITS[digit as usize % 10]);
            }
            out.push(name);
            gap = false;
        } else if !out.is_empty() && rest > 0 {
            gap = true;
        }
    }
    if rest > 0 {
        if gap {
            out.push('零');
        }
        out.push(DIGITS[rest as usize % 10]);
    }
    out
}

/// Reads a numeral that [`write()`] could have written, or plain ASCII digits; `None` for anything else, and for 0.
#[must_use]
pub fn read(text: &str) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().filter(|n| (1..=9999).contains(n) && !text.starts_with('0'));
    }
    let (mut total, mut digit) = (0u32, None);
    for c in text.chars() {
        let c = if c == '〇' { '零' } else { c };
        if let Some(d) = DIGITS.iter().position(|x| *x == c) {
            digit = Some(u32::try_from(d).ok()?);
        } else {
            let (unit, _) = UNITS.iter().find(|(_, name)| *name == c)?;
            total += digit.take().unwrap_or(1) * unit;
        }
    }
    let n = total + digit.unwrap_or(0);
    // what would be written otherwise (三百二 for 320, 十十) is refused rather than guessed
    ((1..=9999).contains(&n) && write(n) == text.replace('〇', "零")).then_some(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statutes_count_like_this() {
        for (n, text) in [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (101, "一百零一"),
            (110, "一百一十"),
            (1006, "一千零六"),
            (1062, "一千零六十二"),
            (1260, "一千二百六十"),
        ] {
            assert_eq!(write(n), text);
            assert_eq!(read(text), Some(n));
        }
    }

    #[test]
    fn every_number_reads_back() {
        for n in 1..=9999 {
            assert_eq!(read(&write(n)), Some(n), "{}", write(n));
            assert_eq!(read(&n.to_string()), Some(n));
        }
    }

    #[test]
    fn what_is_no_numeral_is_refused() {
        for text in ["", "零", "0", "十十", "三百二", "条", "12三", "0012", "10000"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
