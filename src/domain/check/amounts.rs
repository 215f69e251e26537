//! Numbers with their units as laws and people write them: 三十日 and 30日, 三分之二, 百分之二十 and 20%, 五万元 and 50000元.

use std::collections::BTreeSet;

/// The units looked at; the first that fits counts, and several words may mean one unit. Words like 人 and 名 are left out: they
/// tell of the people in a story more often than of a rule.
const UNITS: [(&str, &str); 13] = [
    ("个工作日", "工作日"),
    ("工作日", "工作日"),
    ("个月", "个月"),
    ("周岁", "岁"),
    ("岁", "岁"),
    ("年以", "年"),
    ("年", "年"),
    ("小时", "小时"),
    ("日", "日"),
    ("天", "日"),
    ("万元", "万元"),
    ("元", "元"),
    ("倍", "倍"),
];

/// Every amount of a text, each in one spelling: 30日, 2/3, 20%, 50000元.
pub fn amounts(text: &str) -> BTreeSet<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < chars.len() {
        let end = at + chars[at..].iter().take_while(|c| is_numeral(**c)).count();
        if end == at {
            at += 1;
            continue;
        }
        let (run, behind): (String, String) = (chars[at..end].iter().collect(), chars[end..].iter().take(8).collect());
        // 百分之 begins with a numeral
        if let Some(whole) = behind.strip_prefix("分之") {
            let above: String = whole.chars().take_while(|c| is_numeral(*c)).collect();
            let (above_read, below) = (value(&above), value(&run));
            if let (Some(above), Some(below)) = (above_read, below) {
                found.insert(if below == 100 { format!("{above}%") } else { format!("{above}/{below}") });
            }
            at = end + 2 + above.chars().count();
            continue;
        }
        at = end;
        let Some(number) = value(&run) else { continue };
        if behind.starts_with(['%', '％']) {
            found.insert(format!("{number}%"));
        } else if let Some((_, unit)) = UNITS.iter().find(|(word, _)| behind.starts_with(word)) {
            found.insert(match *unit {
                "万元" => format!("{}元", number * 10_000),
                unit => format!("{number}{unit}"),
            });
        }
    }
    found
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "零〇一二两三四五六七八九十百千万亿".contains(c)
}

/// Chinese or Arabic numerals, 万 and 亿 among them; `None` for what is no number (千万 alone, a year's 二〇二六 is read by digits).
fn value(run: &str) -> Option<u64> {
    if run.bytes().all(|b| b.is_ascii_digit()) {
        return run.parse().ok();
    }
    let digit =
        |c: char| c.to_digit(10).or_else(|| "零一二三四五六七八九".chars().position(|d| d == c).and_then(|d| u32::try_from(d).ok()));
    let normal = run.replace('〇', "零").replace('两', "二");
    if !normal.contains(['十', '百', '千', '万', '亿']) {
        return normal.chars().try_fold(0u64, |sum, c| sum.checked_mul(10)?.checked_add(u64::from(digit(c)?)));
    }
    let (mut whole, mut part, mut last) = (0u64, 0u64, None);
    for c in normal.chars() {
        if let Some(d) = digit(c) {
            last = Some(last.unwrap_or(0u64).checked_mul(10)?.checked_add(u64::from(d))?);
            continue;
        }
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            _ => 100_000_000,
        };
        if unit < 10_000 {
            part = part.checked_add(last.take().unwrap_or(1).checked_mul(unit)?)?;
        } else {
            // 一亿二千万 is 一亿 and 二千万; 万亿 is ten thousand times 亿
            let before = part.checked_add(last.take().unwrap_or(0))?;
            whole = if before == 0 { whole.checked_mul(unit)? } else { whole.checked_add(before.checked_mul(unit)?)? };
            part = 0;
        }
    }
    whole.checked_add(part)?.checked_add(last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(amounts(text).into_iter().collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn one_amount_is_one_however_it_is_written() {
        check("应当在三十日内答复", &["30日"]);
        check("30日、30天", &["30日"]);
        check("三分之二以上，百分之二十，20％", &["2/3", "20%"]);
        check("五万元以上二十万元以下、5万元、50000元", &["200000元", "50000元"]);
        check("年满十六周岁，16岁", &["16岁"]);
        check("七个工作日，两年，六个月", &["2年", "6个月", "7工作日"]);
        check("一亿二千万元，三万亿元", &["120000000元", "3000000000000元"]);
    }

    #[test]
    fn what_is_no_amount_is_left_alone() {
        check("第三十条、两人、一律、十分、千万不要、万一", &[]);
        check("", &[]);
    }
}
