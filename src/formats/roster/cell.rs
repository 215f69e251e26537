//! What a cell says once it is cleaned: texts, numbers of people, phones, days, and whether somebody is exempt.

use domain::moment::Day;

use super::Code;

/// No name of a person, unit or rank is longer.
pub const LONGEST: usize = 200;
/// No number of a person is longer: nothing that is typed into a form may be.
const LONGEST_NUMBER: usize = 60;
/// From here on a sheet holds no number to its last digit.
const MOST: f64 = 1e15;

/// A text with its full-width letters, digits and signs as narrow ones; Chinese punctuation stays.
pub fn narrow(text: &str) -> String {
    text.chars().map(|c| if is_wide(c) { char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c) } else { c }).collect()
}

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '－' | '／' | '．' | '＋' | '＿')
}

/// A text without blanks around it, with one blank where there are several and none beside a Chinese character.
///
/// # Errors
/// When something in it is no text.
pub fn text(cell: &str) -> Result<String, Code> {
    let shown: String = cell.chars().filter(|c| !is_unseen(*c)).collect();
    if shown.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        return Err(Code::Control);
    }
    if shown.contains('\u{fffd}') {
        return Err(Code::Encoding);
    }
    let mut text = String::with_capacity(shown.len());
    for word in narrow(&shown).split_whitespace() {
        let is_between = |before: char, after: char| before.is_ascii() && after.is_ascii();
        if text.chars().next_back().zip(word.chars().next()).is_some_and(|(before, after)| is_between(before, after)) {
            text.push(' ');
        }
        text.push_str(word);
    }
    if text.chars().count() > LONGEST { Err(Code::TooLong) } else { Ok(text) }
}

/// Characters that show nothing and come with what is copied from a page: marks of direction and of width nought.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// A number that a person or unit is known by, as the cell shows it and as the sheet holds it. Empty when nothing is said.
///
/// # Errors
/// When digits are lost, or it is no such number.
pub fn number(cell: &str, held: Option<f64>) -> Result<String, Code> {
    let shown: String = text(cell)?.split_whitespace().collect();
    if held.is_some_and(|held| held.abs() >= MOST) || is_scientific(&shown) && held.is_none() {
        return Err(Code::Scientific);
    }
    let number = match held {
        // what a sheet made a day of was another number once
        Some(_) if !shown.bytes().all(|byte| byte.is_ascii_digit() || b",.+Ee".contains(&byte)) => return Err(Code::OddNumber),
        Some(held) if !shown.bytes().all(|byte| byte.is_ascii_digit()) => whole(held).ok_or(Code::OddNumber)?.to_string(),
        _ => shown,
    };
    let is_sign = |c: char| c.is_alphanumeric() || "-_./@".contains(c);
    if number.chars().count() > LONGEST_NUMBER || !number.chars().all(is_sign) {
        return Err(Code::OddNumber);
    }
    // an identity card may end in an x
    let digits = number.len().saturating_sub(1);
    let is_card = number.len() == 18 && number.ends_with('x') && number.bytes().take(digits).all(|byte| byte.is_ascii_digit());
    Ok(if is_card { number.to_uppercase() } else { number })
}

fn whole(held: f64) -> Option<i64> {
    (held >= 0.0 && held.fract() == 0.0 && held < MOST).then_some(held as i64)
}

/// Whether it is a number such as 1.10101E+17.
fn is_scientific(text: &str) -> bool {
    text.split_once(['E', 'e']).is_some_and(|(digits, power)| {
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        power.strip_prefix('+').is_some_and(is_digits) && is_digits(digits)
    })
}

/// Whether a number is one of an identity card: 15 digits, or 17 with the check of GB 11643 behind them.
pub fn is_id_card(number: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    if number.len() == 15 {
        return number.bytes().all(|byte| byte.is_ascii_digit());
    }
    let digits: Option<Vec<u32>> = number.chars().take(17).map(|c| c.to_digit(10)).collect();
    let sum = digits
        .filter(|digits| digits.len() == 17)
        .map(|digits| digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum::<u32>());
    let check = sum.and_then(|sum| CHECKS.get(usize::try_from(sum % 11).ok()?));
    number.chars().count() == 18 && number.chars().last() == check.copied()
}

/// A mobile number of the mainland in 11 digits; empty when nothing is said.
///
/// # Errors
/// When it is none.
pub fn phone(cell: &str, held: Option<f64>) -> Result<String, Code> {
    let shown = match held.and_then(whole) {
        Some(held) => held.to_string(),
        None => text(cell)?,
    };
    let plain: String = shown.chars().filter(|c| !c.is_whitespace() && !"-+()（）".contains(*c)).collect();
    let bare = ["0086", "86"].iter().find_map(|country| plain.strip_prefix(country).filter(|rest| rest.len() == 11)).unwrap_or(&plain);
    if bare.is_empty() {
        return Ok(String::new());
    }
    let is_mobile =
        bare.len() == 11 && bare.bytes().all(|byte| byte.is_ascii_digit()) && bare.starts_with('1') && bare.as_bytes()[1] > b'2';
    if is_mobile { Ok(bare.to_owned()) } else { Err(Code::Phone) }
}

/// A day, or that there is none: `None` when nothing is said, `Some(None)` for 长期 and the like.
///
/// # Errors
/// When it can't be read.
pub fn day(cell: &str, held: Option<f64>) -> Result<Option<Option<Day>>, Code> {
    const NO_END: [&str; 12] = ["长期", "至今", "今", "无", "永久", "不限", "无固定期限", "现在", "在职", "-", "—", "——"];
    let text = text(cell)?;
    if text.is_empty() {
        return Ok(None);
    }
    if NO_END.contains(&text.as_str()) {
        return Ok(Some(None));
    }
    let day = match held.map(f64::floor).and_then(whole) {
        Some(held) => serial(held),
        None => written(&text),
    };
    day.map(|day| Some(Some(day))).ok_or(Code::Date)
}

/// A day as a sheet counts them, or as eight digits.
fn serial(held: i64) -> Option<Day> {
    // from 1950 to 2119
    const FIRST: i64 = 18_264;
    const LAST: i64 = 80_354;
    const UNIX: i64 = 25_569;
    match held {
        FIRST..=LAST => i32::try_from(held - UNIX).ok().map(Day),
        _ => written(&held.to_string()),
    }
}

fn written(text: &str) -> Option<Day> {
    // a time behind a day is of no matter
    let text = text.split([' ', 'T']).next().unwrap_or_default();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if digits(text) {
        return match text.len() {
            8 => of(text.get(..4)?, text.get(4..6)?, text.get(6..)?),
            5 => serial(text.parse().ok()?),
            _ => None,
        };
    }
    let text = text.strip_suffix(['日', '号']).unwrap_or(text);
    let mut parts = text.split(['-', '/', '.', '年', '月', '、']);
    let mut part = || parts.next().filter(|part| digits(part));
    let (year, month, day) = (part().filter(|year| year.len() == 4)?, part()?, part()?);
    if parts.next().is_some() { None } else { of(year, month, day) }
}

fn of(year: &str, month: &str, day: &str) -> Option<Day> {
    let year = year.parse().ok().filter(|year| (1950..2120).contains(year))?;
    Day::of(year, month.parse().ok()?, day.parse().ok()?)
}

/// Why somebody is exempt, empty when they are not: from a column that says whether and one that says why, as far as they are there.
///
/// # Errors
/// When they contradict each other.
pub fn exempt(whether: Option<&str>, why: Option<&str>) -> Result<Option<String>, Code> {
    const NO: [&str; 15] = ["否", "不", "无", "不免", "不免考", "没有", "×", "✗", "x", "X", "n", "N", "no", "0", "FALSE"];
    const YES: [&str; 13] = ["是", "免", "免考", "√", "✓", "✔", "y", "Y", "yes", "1", "TRUE", "豁免", "有"];
    const NOTHING: [&str; 4] = ["-", "—", "——", "/"];
    let bare = |text: Option<&str>| text.map(|text| if NOTHING.contains(&text) { String::new() } else { text.to_owned() });
    let (whether, mut why) = (bare(whether), bare(why));
    why = why.map(|why| if NO.contains(&why.as_str()) { String::new() } else { why });
    let yes = || "免考".to_owned();
    Ok(match (whether.as_deref(), why.as_deref()) {
        (None, None) => None,
        (None | Some(""), Some(why)) if YES.contains(&why) => Some(yes()),
        (None | Some(""), _) => Some(why.unwrap_or_default()),
        (Some(no), why) if NO.contains(&no) => match why {
            None | Some("") => Some(String::new()),
            Some(_) => return Err(Code::ExemptInDoubt),
        },
        (Some(word), None | Some("")) => Some(if YES.contains(&word) { yes() } else { word.to_owned() }),
        (Some(word), Some(why)) if YES.contains(&word) => Some(why.to_owned()),
        (Some(word), Some(why)) => Some(format!("{word}：{why}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cleaned() {
        let check = |cell: &str, expected: Result<&str, Code>| assert_eq!(text(cell), expected.map(str::to_owned), "{cell}");
        check(" 张\u{3000}三 ", Ok("张三"));
        check("Ａ１　科", Ok("A1科"));
        check("Li  Si", Ok("Li Si"));
        check("\u{feff}某局（本级）\n", Ok("某局（本级）"));
        check("张\u{7}三", Err(Code::Control));
        check("张\u{fffd}", Err(Code::Encoding));
        assert_eq!(text(&"长".repeat(201)), Err(Code::TooLong));
    }

    #[test]
    fn numbers_are_never_guessed() {
        let check = |cell: &str, held: Option<f64>, expected: Result<&str, Code>| {
            assert_eq!(number(cell, held), expected.map(str::to_owned), "{cell} {held:?}");
        };
        check("００7 8", None, Ok("0078"));
        check("0078", Some(78.0), Ok("0078"));
        check("5,000", Some(5000.0), Ok("5000"));
        check("1.23457E+13", Some(12_345_670_000_000.0), Ok("12345670000000"));
        check("110101199001011000", Some(110_101_199_001_011_234.0), Err(Code::Scientific));
        check("1.10101E+17", None, Err(Code::Scientific));
        check("12.5", Some(12.5), Err(Code::OddNumber));
        check("3月12日", Some(46_093.0), Err(Code::OddNumber));
        check("2026-03-12", Some(46_093.0), Err(Code::OddNumber));
        check("司法-007/a", None, Ok("司法-007/a"));
        check(&"1".repeat(61), None, Err(Code::OddNumber));
        check("张三;李四", None, Err(Code::OddNumber));
        check("11010119900307123x", None, Ok("11010119900307123X"));
        assert!(is_id_card("11010519491231002X") && !is_id_card("110105194912310021") && !is_id_card("1101"));
    }

    #[test]
    fn only_mobile_numbers_are_phones() {
        let check = |cell: &str, expected: Result<&str, Code>| assert_eq!(phone(cell, None), expected.map(str::to_owned), "{cell}");
        check("+86 138-0000-0000", Ok("13800000000"));
        check("１３８００００００００", Ok("13800000000"));
        check("", Ok(""));
        for cell in ["0471-1234567", "12800000000", "1380000000", "13800000000/13900000000", "无"] {
            check(cell, Err(Code::Phone));
        }
        assert_eq!(phone("1.38E+10", Some(13_800_000_000.0)), Ok("13800000000".into()));
    }

    #[test]
    fn days_are_read_in_many_forms() {
        let the_day = Day::of(2027, 6, 1);
        for cell in ["2027-06-01", "2027年6月1日", "2027/6/1", "2027.6.1", "20270601", "2027-06-01 00:00", "46539", "２０２７／６／１"]
        {
            assert_eq!(day(cell, None), Ok(Some(the_day)), "{cell}");
        }
        assert_eq!(day("6月1日", Some(46_539.0)), Ok(Some(the_day)));
        assert_eq!(day("20270601", Some(20_270_601.0)), Ok(Some(the_day)));
        assert_eq!((day("", None), day("长期", None)), (Ok(None), Ok(Some(None))));
        for cell in ["2027-06", "2027年6月", "27/6/1", "2027-02-30", "明年", "2027", "1-2-3-4"] {
            assert_eq!(day(cell, None), Err(Code::Date), "{cell}");
        }
        assert_eq!(day("2027", Some(2027.0)), Err(Code::Date));
    }

    #[test]
    fn whether_and_why_somebody_is_exempt_is_put_together() {
        let check = |whether: Option<&str>, why: Option<&str>, expected: Result<Option<&str>, Code>| {
            assert_eq!(exempt(whether, why), expected.map(|text| text.map(str::to_owned)), "{whether:?} {why:?}");
        };
        check(None, None, Ok(None));
        check(None, Some(""), Ok(Some("")));
        check(None, Some("病假"), Ok(Some("病假")));
        check(Some("是"), None, Ok(Some("免考")));
        check(Some("是"), Some("病假"), Ok(Some("病假")));
        check(Some("否"), Some("无"), Ok(Some("")));
        check(Some("否"), Some("病假"), Err(Code::ExemptInDoubt));
        check(Some("产假"), None, Ok(Some("产假")));
        check(Some("产假"), Some("至七月"), Ok(Some("产假：至七月")));
        check(Some(""), Some("√"), Ok(Some("免考")));
    }
}
