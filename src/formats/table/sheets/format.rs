//! Numbers as their format shows them: with the words around them, as parts of a hundred, as days and times.

mod code;
mod moment;
mod number;

use std::rc::Rc;

use self::code::Section;

/// How a number is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Shape {
    /// As it is.
    #[default]
    Plain,
    /// In hundredths with so many decimals.
    Percent(usize),
    /// As a day, a time, or both, in the order of the year.
    Moment,
    /// As hours, minutes and seconds, however many hours.
    Span,
    /// As the parts of a code say, each for its numbers.
    Code(Rc<[Section]>),
}

impl Shape {
    /// The shape of a number format: its number, and its code when the file has one.
    pub fn of(id: u32, code: Option<&str>) -> Self {
        match (code, id) {
            (Some(code), _) => Self::Code(code::sections(code).into()),
            (None, 1) => Self::of(0, Some("0")),
            (None, 2) => Self::of(0, Some("0.00")),
            (None, 3) => Self::of(0, Some("#,##0")),
            (None, 4) => Self::of(0, Some("#,##0.00")),
            (None, 9) => Self::Percent(0),
            (None, 10) => Self::Percent(2),
            (None, 12) => Self::of(0, Some("# ?/?")),
            (None, 13) => Self::of(0, Some("# ??/??")),
            (None, 20) => Self::of(0, Some("h:mm")),
            (None, 21) => Self::of(0, Some("h:mm:ss")),
            // what stands for these goes with the language of whoever looks; these are the Chinese ones
            (None, 28 | 29) => Self::of(0, Some("m\"月\"d\"日\"")),
            (None, 31) => Self::of(0, Some("yyyy\"年\"m\"月\"d\"日\"")),
            (None, 57) => Self::of(0, Some("yyyy\"年\"m\"月\"")),
            (None, 58) => Self::of(0, Some("m\"月\"d\"日\"")),
            (None, 14..=22 | 27..=36 | 45 | 47 | 50..=56) => Self::Moment,
            (None, 46) => Self::Span,
            (None, _) => Self::Plain,
        }
    }

    /// A number in this shape.
    pub fn show(&self, value: f64, is_from_1904: bool) -> String {
        match self {
            Self::Plain => number::plain(value),
            Self::Percent(decimals) => format!("{:.1$}%", value * 100.0, decimals.min(&15)),
            Self::Moment => moment::show(value, is_from_1904).unwrap_or_else(|| number::plain(value)),
            Self::Span => moment::span(value).unwrap_or_else(|| number::plain(value)),
            Self::Code(sections) => code::show(sections, value, is_from_1904),
        }
    }

    /// A number as it is held, with days counted from the 30th of December 1899 wherever it shows a day.
    pub fn held(&self, value: f64, is_from_1904: bool) -> f64 {
        let is_day = match self {
            Self::Moment => true,
            Self::Code(sections) => sections.iter().any(Section::is_time),
            Self::Plain | Self::Percent(_) | Self::Span => false,
        };
        if is_day && is_from_1904 { value + 1462.0 } else { value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_their_author_saw_them() {
        let check = |code: &str, value: f64, expected: &str| assert_eq!(Shape::of(164, Some(code)).show(value, false), expected, "{code}");
        check("General", 1.0, "1");
        check("G/通用格式", 0.1 + 0.2, "0.3");
        check("General\"元\"", 200.0, "200元");
        check("0\"元\"", 200.0, "200元");
        check("\"第\"0\"条\"", 1.0, "第1条");
        check("0.00_ ", 1.5, "1.50");
        check("0.00;[Red]0.00", -1.5, "1.50");
        check("0.00", -1.5, "-1.50");
        check("000", 7.0, "007");
        check("#,##0", 5000.0, "5,000");
        check("#,##0.00_);(#,##0.00)", -1234.5, "(1,234.50)");
        check("0.##", 1.5, "1.5");
        check("0.##", 1.0, "1.");
        check("# ?/?", 0.5, "1/2");
        check("# ?/?", 1.25, "1 1/4");
        check("# ??/??", 0.07, "4/57");
        check("0.0%", 0.255, "25.5%");
        check("\\¥0.00", 5.0, "¥5.00");
        check("[$￥-804]#,##0", 5000.0, "￥5,000");
        check("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 12.0, "12.00");
        check("[=1]\"×\";[=0]\"√\"", 1.0, "×");
        check("[=1]\"×\";[=0]\"√\"", 0.0, "√");
        check("\"对\";;\"错\"", 1.0, "对");
        check("\"对\";;\"错\"", 0.0, "错");
        check("[>=60]\"及格\";\"不及格\"", 59.0, "不及格");
        check("\"A\"", 1.0, "A");
        check(";;;", 7.0, "7");
        check("0.00E+00", 12345.0, "12345");
        check("@", 12.0, "12");
        check("[DBNum1][$-804]General", 12.0, "12");
    }

    #[test]
    fn days_and_times_are_shown_as_their_author_saw_them() {
        let check = |code: &str, value: f64, expected: &str| assert_eq!(Shape::of(164, Some(code)).show(value, false), expected, "{code}");
        check("m\"月\"d\"日\";@", 46_360.0, "12月4日");
        check("yyyy\"年\"m\"月\"d\"日\"", 46_360.0, "2026年12月4日");
        check("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 46_360.0, "2026-12-04");
        check("yyyy\"年\"m\"月\"", 43_160.0, "2018年3月");
        check("yyyy\\-mm\\-dd", 46_360.0, "2026-12-04");
        check("yyyy/m/d h:mm", 46_360.5, "2026/12/4 12:00");
        check("h:mm", 0.354_166_666_666_667, "8:30");
        check("hh:mm:ss", 0.5, "12:00:00");
        check("h:mm AM/PM", 0.75, "18:00");
        check("mm:ss", 0.5 / 24.0, "30:00");
        check("[h]:mm:ss", 1.5, "36:00:00");
        check("yyyy-mm-dd", -1.0, "-1");
        check("m月d日", 46_360.0, "12月4日");
        assert_eq!(Shape::of(58, None).show(46_360.0, false), "12月4日");
        assert_eq!(Shape::of(14, None).show(46_360.0, false), "2026-12-04");
        assert_eq!(Shape::of(46, None).show(1.5, false), "36:00:00");
        assert_eq!(Shape::of(9, None).show(0.25, false), "25%");
        assert_eq!(Shape::of(164, Some("yyyy-mm-dd")).show(44_898.0, true), "2026-12-04");
    }
}
