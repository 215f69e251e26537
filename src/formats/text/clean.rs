//! Lines made ready for reading: signs that nobody sees are dropped, look-alike radicals become characters, and what a page prints
//! around its text (page numbers, running titles) is taken out.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Line;
use super::shape;

/// The start of words that a document sets off: bold, red, highlighted. A noncharacter, so no text has it by itself.
pub const MARK: char = '\u{fdd0}';
/// Their end.
pub const MARK_END: char = '\u{fdd1}';

/// Radicals that a PDF gives in place of the characters they look like; the block U+2F00 is in the order of the 214 radicals.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Radicals of U+2E80 that stand for a character of today's script.
const RADICALS: [(char, char); 36] = [
    ('⺁', '厂'),
    ('⺌', '小'),
    ('⺍', '小'),
    ('⺓', '幺'),
    ('⺝', '月'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺩', '王'),
    ('⺪', '疋'),
    ('⺬', '示'),
    ('⺮', '竹'),
    ('⺼', '月'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

/// The lines that have text, each with its number and whether a blank one stands before it.
pub fn lines<'a>(texts: impl Iterator<Item = (usize, &'a str)> + Clone) -> Vec<Line<'a>> {
    let prefix = prefix(texts.clone().map(|(_, text)| text));
    let mut lines: Vec<Line<'a>> = Vec::new();
    let (mut gap, mut gaps, mut broken) = (true, 0usize, false);
    for (number, text) in texts {
        let text = shown(text.trim().strip_prefix(prefix).unwrap_or(text));
        let text = if text.contains("选项") { Cow::Owned(lettered(&text)) } else { text };
        // a heading of Markdown in a text that is none
        let text = match text.trim_start_matches('#') {
            rest if rest.len() < text.len() && rest.starts_with(' ') => Cow::Owned(rest.trim().to_owned()),
            _ => text,
        };
        if shape::is_score_box(&text) {
            continue;
        }
        // \1. from a page that was pasted
        let text = match text.strip_prefix('\\') {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => Cow::Owned(rest.to_owned()),
            _ => text,
        };
        if text.is_empty() {
            gap = true;
        } else if shape::is_separator(&text) {
            (gap, broken) = (true, true);
        } else {
            gaps += usize::from(gap && !lines.is_empty());
            lines.push(Line { number, text, gap, broken });
            (gap, broken) = (false, false);
        }
    }
    // where nearly every line stands apart, a blank line means nothing
    if gaps * 10 >= lines.len().saturating_sub(1) * 8 {
        lines.iter_mut().for_each(|line| line.gap = line.broken);
    }
    without_furniture(lines)
}

/// What most lines begin with where a text was kept as a comment or a quotation: `//`.
pub fn prefix<'a>(texts: impl Iterator<Item = &'a str>) -> &'static str {
    let (mut all, mut with) = (0usize, 0usize);
    for text in texts.map(str::trim).filter(|text| !text.is_empty()) {
        all += 1;
        with += usize::from(text.starts_with("//"));
    }
    if all >= 4 && with * 10 >= all * 8 { "//" } else { "" }
}

/// 选项A：甲, A选项：甲: without the word.
fn lettered(text: &str) -> String {
    let mut out = text.to_owned();
    for letter in 'A'..='H' {
        for mark in ['：', ':'] {
            out = out
                .replace(&format!("选项{letter}{mark}"), &format!(" {letter}{mark}"))
                .replace(&format!("{letter}选项{mark}"), &format!("{letter}{mark}"));
        }
    }
    out.trim().to_owned()
}

/// The text as a reader sees it.
fn shown(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.chars().any(|c| is_unseen(c) || is_radical(c) || c == '\u{a0}') {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter(|c| !is_unseen(*c)).map(|c| if c == '\u{a0}' { ' ' } else { character(c) });
    Cow::Owned(seen.collect::<String>().trim().to_owned())
}

fn is_unseen(c: char) -> bool {
    // the private use area holds bullets of fonts that are not here
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fe0f}' | '\u{0}'..='\u{8}')
}

fn is_radical(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fd5}')
}

fn character(c: char) -> char {
    match u32::from(c) {
        code @ 0x2f00..=0x2fd5 => KANGXI.chars().nth((code - 0x2f00) as usize).map_or(c, of_today),
        0x2e80..=0x2eff => RADICALS.iter().find(|(radical, _)| *radical == c).map_or(c, |(_, character)| *character),
        _ => c,
    }
}

/// The simplified form of a radical that has one.
fn of_today(c: char) -> char {
    const FORMS: [(char, char); 24] = [
        ('戶', '户'),
        ('見', '见'),
        ('貝', '贝'),
        ('車', '车'),
        ('長', '长'),
        ('門', '门'),
        ('靑', '青'),
        ('韋', '韦'),
        ('頁', '页'),
        ('風', '风'),
        ('飛', '飞'),
        ('馬', '马'),
        ('鬥', '斗'),
        ('魚', '鱼'),
        ('鳥', '鸟'),
        ('鹵', '卤'),
        ('麥', '麦'),
        ('黃', '黄'),
        ('黽', '黾'),
        ('齊', '齐'),
        ('齒', '齿'),
        ('龍', '龙'),
        ('龜', '龟'),
        ('糸', '糸'),
    ];
    FORMS.iter().find(|(old, _)| *old == c).map_or(c, |(_, new)| *new)
}

/// Takes out page numbers, and lines that stand beside one again and again.
fn without_furniture(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let is_page: Vec<bool> = pages(&mut lines);
    let has_pages = is_page.contains(&true);
    let mut beside: HashMap<String, usize> = HashMap::new();
    let is_near = |at: usize| is_page[at.saturating_sub(1)] || is_page.get(at + 1).copied().unwrap_or(false);
    let may_run = |line: &Line<'_>| line.text.chars().count() <= 40 && shape::is_plain(&line.text);
    // what stands in a text again and again and ends no sentence is printed around it
    let ends = |line: &Line<'_>| line.text.ends_with(['。', '？', '！', '：', '）', '.', '?', ':', ')', '；', ';', '，']);
    for line in lines.iter().filter(|line| may_run(line) && (has_pages || line.text.chars().count() >= 8)) {
        *beside.entry(line.text.to_string()).or_default() += 1;
    }
    // a title that comes again on later pages, with or without a number beside it
    let title = lines.first().filter(|line| may_run(line)).map(|line| line.text.to_string());
    let again = title.as_ref().map_or(0, |title| lines.iter().filter(|line| line.text == title.as_str()).count());
    let keep = |at: usize, line: &Line<'_>| {
        let count = beside.get(line.text.as_ref()).copied().unwrap_or(0);
        let runs = count >= 2 && is_near(at) || count >= 3 && !ends(line) && line.text.chars().count() >= 8;
        let is_title = at > 0 && again >= 3 && title.as_deref() == Some(line.text.as_ref());
        !is_page[at] && !runs && !is_title
    };
    let kept: Vec<bool> = lines.iter().enumerate().map(|(at, line)| keep(at, line)).collect();
    let mut kept = kept.into_iter();
    lines.into_iter().filter(|_| kept.next().unwrap_or(true)).collect()
}

/// Which lines are the number of a page. A bare number is one when the bare numbers count on, unless they count 1, 2, 3 as the
/// questions do.
fn pages(lines: &mut [Line<'_>]) -> Vec<bool> {
    let bare: Vec<u32> = lines.iter().filter_map(|line| bare_number(&line.text)).collect();
    let is_count = bare.len() >= 2 && bare[0] == 1 && bare.windows(2).all(|pair| pair[1] == pair[0] + 1 || pair[1] == 1);
    let is_of_question =
        |line: &Line<'_>| shape::option(&line.text) == Some(0) || matches!(shape::label(&line.text), Some((shape::Label::Answer, _)));
    let questions = lines.iter().filter(|line| is_of_question(line)).count();
    let numbered =
        lines.iter().filter(|line| shape::number(&line.text).is_some_and(|number| number.style != shape::Style::Decimal)).count();
    let is_chosen = bare.len() >= 2 && bare.len() == questions && bare.is_sorted();
    let counts_questions = (is_count || is_chosen) && numbered < bare.len() && questions >= bare.len();
    if counts_questions {
        // read on as `1.`
        lines.iter_mut().filter(|line| bare_number(&line.text).is_some()).for_each(|line| line.text.to_mut().push('.'));
    }
    // pages count on; any other number alone on a line says something
    let has_pages = lines.iter().any(|line| shape::is_page(&line.text));
    let counts_on = bare.windows(2).all(|pair| pair[1] == pair[0] + 1) && (bare.len() >= 2 || has_pages);
    let is_number = |line: &Line<'_>| counts_on && !counts_questions && bare_number(&line.text).is_some();
    lines.iter().map(|line| shape::is_page(&line.text) || is_number(line)).collect()
}

fn bare_number(text: &str) -> Option<u32> {
    (text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let lines = lines((1..).zip(text.lines()));
        assert_eq!(lines.iter().map(|line| line.text.as_ref()).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn what_nobody_sees_is_dropped() {
        check("\u{200b}第⼆次⻔\u{a0}户\u{feff}", &["第二次门 户"]);
        check("⻢⼯⾒", &["马工见"]);
    }

    #[test]
    fn what_a_page_prints_around_its_text_is_taken_out() {
        check("甲\n第 3 页 共 10 页\n乙\n- 4 -\n丙\n5\n丁", &["甲", "乙", "丙", "丁"]);
        check("普法题\n甲\n普法题\n1\n乙\n普法题\n2\n丙", &["普法题", "甲", "乙", "丙"]);
    }

    #[test]
    fn a_blank_line_means_nothing_where_every_line_has_one() {
        let gaps = |text: &str| lines((1..).zip(text.lines())).iter().map(|line| line.gap).collect::<Vec<_>>();
        assert_eq!(gaps("甲\n\n乙\n丙\n\n丁"), [true, true, false, true]);
        assert_eq!(gaps("甲\n\n乙\n\n丙\n\n丁"), [false; 4]);
    }
}
