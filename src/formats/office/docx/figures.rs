//! Numbers as Word writes them: 1, a, IV, 一, 甲, ①.

use domain::numeral;

/// Writes a number in the format that Word calls so; in digits where the format has no sign for it.
pub fn write(format: &str, n: u32) -> String {
    let signs = |signs: &str| n.checked_sub(1).and_then(|n| signs.chars().nth(n as usize)).map(String::from);
    let row = |first: char, last: u32| (1..=last).contains(&n).then(|| char::from_u32(first as u32 + n - 1)).flatten().map(String::from);
    let written = match format {
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{n:02}")),
        "upperLetter" => letters(n),
        "lowerLetter" => letters(n).map(|text| text.to_lowercase()),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).map(|text| text.to_lowercase()),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => (1..=9999).contains(&n).then(|| numeral::write(n)),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => Some(translated(n, "〇一二三四五六七八九")),
        "chineseLegalSimplified" => (1..=9999).contains(&n).then(|| legal(&numeral::write(n))),
        "decimalFullWidth" | "decimalFullWidth2" => Some(translated(n, "０１２３４５６７８９")),
        "ideographTraditional" => signs("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => signs("子丑寅卯辰巳午未申酉戌亥"),
        "ideographEnclosedCircle" => row('㊀', 10),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => row('①', 20),
        "decimalEnclosedParen" => row('⑴', 20),
        "decimalEnclosedFullstop" => row('⒈', 20),
        _ => None,
    };
    written.unwrap_or_else(|| n.to_string())
}

/// A to Z, then AA to ZZ, where both letters are the same.
fn letters(n: u32) -> Option<String> {
    let n = n.checked_sub(1).filter(|n| *n < 26 * 4)?;
    Some(String::from(domain::question::letter(n as usize % 26)).repeat(n as usize / 26 + 1))
}

fn roman(n: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut rest, mut out) = (n, String::new());
    (1..4000).contains(&n).then(|| {
        for (amount, sign) in SIGNS {
            while rest >= amount {
                out.push_str(sign);
                rest -= amount;
            }
        }
        out
    })
}

fn translated(n: u32, digits: &str) -> String {
    n.to_string().chars().filter_map(|c| digits.chars().nth(c.to_digit(10)? as usize)).collect()
}

fn legal(text: &str) -> String {
    const PAIRS: [(char, char); 12] = [
        ('一', '壹'),
        ('二', '贰'),
        ('三', '叁'),
        ('四', '肆'),
        ('五', '伍'),
        ('六', '陆'),
        ('七', '柒'),
        ('八', '捌'),
        ('九', '玖'),
        ('十', '拾'),
        ('百', '佰'),
        ('千', '仟'),
    ];
    text.chars().map(|c| PAIRS.iter().find(|(plain, _)| *plain == c).map_or(c, |(_, legal)| *legal)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_writes_its_signs() {
        let check = |format: &str, n: u32, expected: &str| assert_eq!(write(format, n), expected, "{format} {n}");
        check("decimal", 12, "12");
        check("upperLetter", 4, "D");
        check("upperLetter", 28, "BB");
        check("lowerLetter", 1, "a");
        check("upperRoman", 14, "XIV");
        check("chineseCounting", 12, "十二");
        check("ideographTraditional", 2, "乙");
        check("decimalEnclosedCircleChinese", 3, "③");
        check("decimalZero", 7, "07");
        check("chineseLegalSimplified", 21, "贰拾壹");
        check("decimalFullWidth", 10, "１０");
        check("none", 5, "");
    }

    #[test]
    fn what_has_no_sign_is_written_in_digits() {
        for format in ["upperLetter", "upperRoman", "chineseCounting", "ideographTraditional", "decimalEnclosedCircle", "unheard"] {
            assert_eq!(write(format, u32::MAX), u32::MAX.to_string(), "{format}");
            assert_eq!(write(format, 0), "0", "{format}");
        }
    }
}
