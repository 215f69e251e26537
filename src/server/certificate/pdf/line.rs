//! Lines of text: how wide characters are, where a line may break, and how small it must be to fit. Nothing is ever cut.

/// Widths of Times-Roman from U+0020 to U+007E, in thousandths of the size, as Adobe's metrics of the 14 standard fonts say.
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278,
    278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722,
    722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500,
    500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
/// Between a Chinese character and a letter or digit, in parts of the size; readers that take the text out see no space in it.
const GAP: f32 = 0.09;
/// What begins no line.
const CLOSING: &str = "，。、；：？！）》〉】」』”’％—…·,.;:?!)]%";
/// What ends no line.
const OPENING: &str = "（《〈【「『“‘([";
/// What stays with the digits before it.
const UNITS: &str = "年月日时分秒题次号";

/// A character, and whether it is bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// Which.
    pub c: char,
    /// Whether it is bold, which changes no width.
    pub bold: bool,
}

/// Characters of one font and weight that stand beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// From the start of the line, in points.
    pub x: f32,
    /// What they are.
    pub text: String,
    /// Whether they are bold.
    pub bold: bool,
    /// Whether they are ASCII, which Times-Roman shows; the rest is for the Chinese font.
    pub ascii: bool,
}

/// Text in one weight as glyphs. What would move the pen elsewhere is a space.
pub fn glyphs(text: &str, bold: bool) -> Vec<Glyph> {
    text.chars().map(|c| Glyph { c: if c.is_control() { ' ' } else { c }, bold }).collect()
}

/// Whether Times-Roman shows it.
fn ascii(c: char) -> bool {
    matches!(c, ' '..='~')
}

fn advance(c: char) -> f32 {
    let times = u32::from(c).checked_sub(0x20).and_then(|n| TIMES.get(n as usize));
    times.map_or(1.0, |width| f32::from(*width) / 1000.0)
}

/// What stands between two characters, in parts of the size.
fn gap(before: char, after: char) -> f32 {
    let word = |c: char| c.is_ascii_alphanumeric();
    let chinese = |c: char| !ascii(c) && c.is_alphabetic();
    if word(before) && chinese(after) || chinese(before) && word(after) { GAP } else { 0.0 }
}

/// How wide a line is in points, with `spacing` points after each character.
pub fn width(line: &[Glyph], size: f32, spacing: f32) -> f32 {
    let gaps: f32 = line.windows(2).map(|pair| gap(pair[0].c, pair[1].c)).sum();
    let advances: f32 = line.iter().map(|glyph| advance(glyph.c)).sum();
    (gaps + advances) * size + spacing * line.len() as f32
}

/// A line as runs.
pub fn runs(line: &[Glyph], size: f32, spacing: f32) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0.0;
    for (n, glyph) in line.iter().enumerate() {
        if n > 0 {
            x += gap(line[n - 1].c, glyph.c) * size;
        }
        let (bold, ascii) = (glyph.bold, ascii(glyph.c));
        match runs.last_mut() {
            Some(run) if run.bold == bold && run.ascii == ascii => run.text.push(glyph.c),
            _ => runs.push(Run { x, text: glyph.c.into(), bold, ascii }),
        }
        x += advance(glyph.c) * size + spacing;
    }
    runs
}

/// Whether a line may end between these two.
fn breaks(before: char, after: char) -> bool {
    let word = |c: char| ascii(c) && c != ' ';
    !(CLOSING.contains(after)
        || OPENING.contains(before)
        || after == ' '
        || word(before) && word(after)
        || before.is_ascii_digit() && UNITS.contains(after)
        || matches!(before, '第' | '年' | '月') && after.is_ascii_digit())
}

/// Lines of at most `most` points, each as full as it gets; a word that is wider than that goes on in the next line.
pub fn wrap(text: &[Glyph], size: f32, most: f32) -> Vec<Vec<Glyph>> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (mut fits, mut wide) = (0, 0.0);
        for (n, glyph) in rest.iter().enumerate() {
            wide += advance(glyph.c) + if n > 0 { gap(rest[n - 1].c, glyph.c) } else { 0.0 };
            // spaces at the end of a line take no room
            if wide * size > most && glyph.c != ' ' {
                break;
            }
            fits = n + 1;
        }
        let fits = fits.max(1);
        let end =
            if fits == rest.len() { fits } else { (1..=fits).rev().find(|end| breaks(rest[end - 1].c, rest[*end].c)).unwrap_or(fits) };
        lines.push(trimmed(&rest[..end]).to_vec());
        rest = &rest[end..];
    }
    lines
}

fn trimmed(line: &[Glyph]) -> &[Glyph] {
    let spaces = line.iter().rev().take_while(|glyph| glyph.c == ' ').count();
    &line[..line.len() - spaces]
}

/// The same number of lines, but of nearly the same length.
pub fn balanced(text: &[Glyph], size: f32, most: f32) -> Vec<Vec<Glyph>> {
    let mut lines = wrap(text, size, most);
    let mut narrower = most - size / 2.0;
    while lines.len() > 1 && narrower > size {
        let tried = wrap(text, size, narrower);
        if tried.len() > lines.len() {
            break;
        }
        lines = tried;
        narrower -= size / 2.0;
    }
    lines
}

/// The greatest size between `least` and `greatest` at which the text has at most so many lines; `least` when there is none.
pub fn fitting(text: &[Glyph], most: f32, lines: usize, greatest: f32, least: f32) -> f32 {
    let mut size = greatest;
    while size > least && wrap(text, size, most).len() > lines {
        size -= 0.5;
    }
    size.max(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, most: f32, expected: &[&str]) {
        let lines = wrap(&glyphs(text, false), 10.0, most);
        let lines: Vec<String> = lines.iter().map(|line| line.iter().map(|glyph| glyph.c).collect()).collect();
        assert_eq!(lines, expected, "{text} in {most}");
    }

    #[test]
    fn a_line_breaks_between_chinese_characters() {
        check("学法用法考试", 40.0, &["学法用法", "考试"]);
        check("", 40.0, &[]);
    }

    #[test]
    fn no_line_begins_with_a_comma_or_ends_with_an_opening_bracket() {
        check("学法用法，考试", 40.0, &["学法用", "法，考试"]);
        check("学法用（法）", 40.0, &["学法用", "（法）"]);
    }

    #[test]
    fn numbers_and_words_stay_whole_where_they_can() {
        check("满分100分合格", 36.0, &["满分", "100分合", "格"]);
        check("至2026年1月2日止", 70.0, &["至", "2026年1月2日", "止"]);
        check("取第2次", 28.0, &["取", "第2次"]);
        check("abcdefgh", 20.0, &["abcd", "efgh"]);
        check("Anna Karenina", 45.0, &["Anna", "Karenina"]);
    }

    #[test]
    fn a_text_shrinks_to_its_lines_and_no_further() {
        let text = glyphs("学法用法考试", false);
        assert!((fitting(&text, 60.0, 1, 20.0, 5.0) - 10.0).abs() < 0.01);
        assert!((fitting(&text, 60.0, 1, 20.0, 15.0) - 15.0).abs() < 0.01);
    }

    #[test]
    fn lines_are_balanced() {
        let lines = balanced(&glyphs("学法用法考试", false), 10.0, 50.0);
        assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
    }

    #[test]
    fn runs_change_with_font_and_weight_and_leave_a_gap() {
        let runs = runs(&[glyphs("绩", false), glyphs("92", true), glyphs("分", false)].concat(), 10.0, 0.0);
        assert_eq!(runs.iter().map(|run| run.text.as_str()).collect::<Vec<_>>(), ["绩", "92", "分"]);
        assert_eq!(runs.iter().map(|run| (run.x * 10.0).round() / 10.0).collect::<Vec<_>>(), [0.0, 10.9, 21.8]);
    }
}
