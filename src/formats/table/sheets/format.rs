//! Numbers as their format shows them: as numbers, as parts of a hundred, as days and times.

/// How a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// As it is.
    #[default]
    Plain,
    /// In hundredths with so many decimals.
    Percent(usize),
    /// As a day, a time, or both.
    Moment,
    /// As hours, minutes and seconds, however many hours.
    Span,
}

impl Shape {
    /// The shape of a number format: its number, and its code when the file has one.
    pub fn of(id: u32, code: Option<&str>) -> Self {
        match (code, id) {
            (Some(code), _) => Self::of_code(code),
            (None, 9) => Self::Percent(0),
            (None, 10) => Self::Percent(2),
            (None, 14..=22 | 27..=36 | 45 | 47 | 50..=58) => Self::Moment,
            (None, 46) => Self::Span,
            (None, _) => Self::Plain,
        }
    }

    fn of_code(code: &str) -> Self {
        let (mut is_quoted, mut is_escaped, mut in_brackets) = (false, false, false);
        let (mut bare, mut bracket) = (String::new(), String::new());
        for c in code.chars() {
            match c {
                _ if std::mem::take(&mut is_escaped) => {}
                '"' => is_quoted = !is_quoted,
                _ if is_quoted => {}
                '\\' | '_' | '*' => is_escaped = true,
                '[' => in_brackets = true,
                ']' => {
                    in_brackets = false;
                    if matches!(bracket.to_ascii_lowercase().as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                        return Self::Span;
                    }
                    bracket.clear();
                }
                c if in_brackets => bracket.push(c),
                // the first part is for numbers that are not negative
                ';' => break,
                c => bare.push(c.to_ascii_lowercase()),
            }
        }
        if bare.contains('%') {
            return Self::Percent(bare.split('.').nth(1).map_or(0, |part| part.chars().filter(|c| matches!(c, '0' | '#')).count()));
        }
        let is_number =
            bare.starts_with("general") || bare.starts_with("g/") || bare.contains(['0', '#', '?']) && !bare.contains(['y', 'd', 'h']);
        if !is_number && bare.contains(['y', 'm', 'd', 'h', 's', '年', '月', '日', '时']) { Self::Moment } else { Self::Plain }
    }

    /// A number in this shape.
    pub fn show(self, value: f64, is_from_1904: bool) -> String {
        match self {
            Self::Plain => plain(value),
            Self::Percent(decimals) => format!("{:.1$}%", value * 100.0, decimals.min(15)),
            Self::Moment => moment(value, is_from_1904).unwrap_or_else(|| plain(value)),
            Self::Span => span(value).unwrap_or_else(|| plain(value)),
        }
    }
}

/// With the fifteen digits that sheets show: 0.1 + 0.2 is 0.3.
fn plain(value: f64) -> String {
    format!("{value:.14e}").parse::<f64>().unwrap_or(value).to_string()
}

const DAY: i64 = 86_400;

fn moment(value: f64, is_from_1904: bool) -> Option<String> {
    // up to the end of the year 9999
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let seconds = whole(value)?;
    let (days, rest) = (seconds / DAY, seconds % DAY);
    let time = if rest % 60 == 0 { clock(rest) } else { format!("{}:{:02}", clock(rest), rest % 60) };
    if days == 0 && !is_from_1904 {
        return Some(time);
    }
    // days are counted from the 30th of December 1899, for sheets hold that 1900 had a 29th of February
    let offset = match (is_from_1904, days) {
        (true, _) => 1462,
        (false, ..60) => 1,
        (false, _) => 0,
    };
    let day = day(days + offset);
    Some(if rest == 0 { day } else { format!("{day} {time}") })
}

fn span(value: f64) -> Option<String> {
    let seconds = whole(value).filter(|seconds| *seconds >= 0)?;
    Some(format!("{}:{:02}", clock(seconds), seconds % 60))
}

fn clock(seconds: i64) -> String {
    format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
}

/// Days as seconds, when there are not too many.
fn whole(days: f64) -> Option<i64> {
    let seconds = (days * 86_400.0).round();
    (seconds.abs() < 1e12).then_some(seconds as i64)
}

/// The date so many days after the 30th of December 1899.
fn day(days: i64) -> String {
    let (mut year, mut left) = (1899, days + 363);
    // four hundred years have a fixed number of days
    year += left / 146_097 * 400;
    left %= 146_097;
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    while left >= 365 + i64::from(is_leap(year)) {
        left -= 365 + i64::from(is_leap(year));
        year += 1;
    }
    let mut month = 1;
    for length in [31, 28 + i64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    format!("{year:04}-{month:02}-{:02}", left + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_shapes() {
        let check = |code: &str, expected: Shape| assert_eq!(Shape::of(164, Some(code)), expected, "{code}");
        check("General", Shape::Plain);
        check("G/通用格式", Shape::Plain);
        check("0.00_ ", Shape::Plain);
        check("0.00E+00", Shape::Plain);
        check("[Red]0;[Blue]-0", Shape::Plain);
        check("0.0%", Shape::Percent(1));
        check("yyyy\"年\"m\"月\"d\"日\";@", Shape::Moment);
        check("[$-804]aaaa;@", Shape::Plain);
        check("h:mm:ss", Shape::Moment);
        check("mm:ss.0", Shape::Plain);
        check("[h]:mm:ss", Shape::Span);
        check("0\"分\"", Shape::Plain);
        check("\"d\"0", Shape::Plain);
        assert_eq!([9, 14, 46, 0].map(|id| Shape::of(id, None)), [Shape::Percent(0), Shape::Moment, Shape::Span, Shape::Plain]);
    }

    #[test]
    fn numbers_are_shown_as_their_author_saw_them() {
        let check = |shape: Shape, value: f64, expected: &str| assert_eq!(shape.show(value, false), expected);
        check(Shape::Plain, 1.0, "1");
        check(Shape::Plain, 0.5, "0.5");
        check(Shape::Plain, 0.1 + 0.2, "0.3");
        check(Shape::Plain, -1234.5, "-1234.5");
        check(Shape::Percent(0), 0.25, "25%");
        check(Shape::Percent(1), 0.255, "25.5%");
        check(Shape::Moment, 46_360.0, "2026-12-04");
        check(Shape::Moment, 46_360.5, "2026-12-04 12:00");
        check(Shape::Moment, 0.354_166_666_666_667, "08:30");
        check(Shape::Moment, 1.0, "1900-01-01");
        check(Shape::Moment, 59.0, "1900-02-28");
        check(Shape::Moment, 61.0, "1900-03-01");
        check(Shape::Moment, 36_585.0, "2000-02-29");
        check(Shape::Moment, 2_958_465.0, "9999-12-31");
        check(Shape::Moment, -1.0, "-1");
        check(Shape::Span, 1.5, "36:00:00");
        check(Shape::Span, f64::NAN, "NaN");
        assert_eq!(Shape::Moment.show(44_898.0, true), "2026-12-04");
    }
}
