//! Where the choices of a question begin and end, however they are laid out: a letter and a mark, a letter in brackets, a letter
//! alone; a line each, several on a line, or run on without any break.

use super::clean::{MARK, MARK_END};
use super::shape;

/// One choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The place of its letter; 0 is A.
    pub letter: usize,
    /// What it says.
    pub text: String,
    /// Whether a tick or （正确答案） stands on it.
    pub is_ticked: bool,
    /// Whether most of it is set off.
    pub is_marked: bool,
}

/// A text parted at its choices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Where the first of them begins, in bytes.
    pub start: usize,
    /// In the order of the text.
    pub choices: Vec<Choice>,
    /// Whether a letter is missing, stands twice or out of order.
    pub is_doubtful: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spot {
    at: usize,
    end: usize,
    letter: usize,
    class: Class,
    is_ticked: bool,
    /// At the start of a line.
    leads: bool,
    /// At the start of a line or behind a blank.
    is_strong: bool,
    /// A letter in the middle of Chinese, without any mark.
    is_wild: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Mark { is_small: bool },
    Bracket { is_small: bool },
    Circled,
    Bare,
}

/// Parts a text at its choices; `None` when it has none. `from` is where the first line of choices begins, when a line does.
pub fn split(text: &str, from: Option<usize>) -> Option<Split> {
    let spots = spots(text, from.unwrap_or(0));
    let classes = [
        Class::Mark { is_small: false },
        Class::Bracket { is_small: false },
        Class::Circled,
        Class::Mark { is_small: true },
        Class::Bracket { is_small: true },
        Class::Bare,
    ];
    let chains = classes.into_iter().map(|class| {
        let of_class: Vec<Spot> = spots.iter().filter(|spot| spot.class == class).copied().collect();
        chain(text, &of_class, from.is_some())
    });
    // the longest; of two as long the first
    let (chain, is_doubtful) = chains.reduce(|best, next| if next.0.len() > best.0.len() { next } else { best })?;
    let least = if from.is_some() { 1 } else { 2 };
    if chain.len() < least {
        return None;
    }
    let is_thin = from.is_none() && chain.len() < 3 && chain.iter().any(|spot| !spot.is_strong);
    let is_bare_guess = chain[0].class == Class::Bare && from.is_none() && chain.len() < 3;
    (!is_thin && !is_bare_guess).then(|| Split { start: chain[0].at, choices: choices(text, &chain), is_doubtful })
}

/// Every place where a choice may begin.
fn spots(text: &str, from: usize) -> Vec<Spot> {
    let mut spots = Vec::new();
    let (mut leads, mut is_strong) = (true, true);
    // where ticks and signs of emphasis before a letter begin
    let mut prefix: Option<(usize, bool)> = None;
    let mut rest = text[from..].char_indices().map(|(at, c)| (from + at, c)).peekable();
    while let Some((at, c)) = rest.next() {
        if c == MARK || c == MARK_END || shape::TICKS.contains(&c) || leads && shape::BULLETS.contains(&c) {
            let is_tick = shape::TICKS.contains(&c);
            let (start, ticked) = prefix.unwrap_or((at, false));
            prefix = Some((start, ticked || is_tick));
            continue;
        }
        if let Some((letter, class, end)) = spot(&text[at..], is_strong) {
            let (start, is_ticked) = prefix.unwrap_or((at, false));
            spots.push(Spot { at: start, end: at + end, letter, class, is_ticked, leads, is_strong, is_wild: false });
            while rest.peek().is_some_and(|(next, _)| *next < at + end) {
                rest.next();
            }
            // `A.B.C` are letters in a row, and `A.3B.4` are choices: what follows a letter is weak
            (leads, is_strong, prefix) = (false, text[at..at + end].ends_with(char::is_whitespace), None);
            continue;
        }
        prefix = None;
        if is_wild(text, at, c) {
            let letter = shape::letter(c).unwrap_or_default();
            let class = Class::Mark { is_small: false };
            spots.push(Spot { at, end: at + c.len_utf8(), letter, class, is_ticked: false, leads: false, is_strong: false, is_wild: true });
        }
        if c == '\n' {
            (leads, is_strong) = (true, true);
        } else if c.is_whitespace() {
            is_strong = true;
        } else {
            // a stem ends there, or a choice
            (leads, is_strong) = (false, "？?：:）)。；;".contains(c));
        }
    }
    spots
}

/// 抢道C加速: the mark behind the letter may have been lost.
fn is_wild(text: &str, at: usize, c: char) -> bool {
    let after = text[at + c.len_utf8()..].chars().next();
    c.is_ascii_uppercase()
        && shape::letter(c).is_some()
        && text[..at].chars().next_back().is_some_and(shape::is_chinese)
        && after.is_some_and(shape::is_chinese)
}

/// A letter at the start of a text: its place, how it is marked, and where what it says begins.
fn spot(text: &str, is_strong: bool) -> Option<(usize, Class, usize)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if let Some(place) = shape::circled(first) {
        return Some((place, Class::Circled, first.len_utf8()));
    }
    let is_small = |c: char| shape::narrow(c).is_ascii_lowercase();
    if "([【〔{［".contains(shape::narrow(first)) || first == '［' {
        let rest = chars.as_str();
        let inner = rest.trim_start();
        let mut inside = inner.chars();
        let c = inside.next()?;
        let place = shape::letter(c)?;
        let after = inside.as_str().trim_start();
        let close = after.chars().next().filter(|c| ")]】〕}］".contains(shape::narrow(*c)) || *c == '］')?;
        let behind = after[close.len_utf8()..].trim_start_matches(|c: char| c != '\n' && (c.is_whitespace() || ".、．:：".contains(c)));
        return Some((place, Class::Bracket { is_small: is_small(c) }, text.len() - behind.len()));
    }
    let place = shape::letter(first)?;
    let rest = chars.as_str();
    let after = rest.trim_start_matches([' ', '\t', '\u{3000}']);
    let mark = after.chars().next();
    if let Some(mark) = mark.filter(|mark| shape::is_letter_mark(*mark)) {
        let is_weak_mark = ",，。;；:：".contains(mark) && !is_strong;
        let is_apart = rest.len() > after.len() && !is_strong && !"．.、".contains(mark);
        if is_weak_mark || is_apart {
            return None;
        }
        // `A、.` is a slip; a decimal point belongs to what it says
        let behind = after[mark.len_utf8()..].trim_start_matches([' ', '\t', '\u{3000}', '、', '．']);
        return Some((place, Class::Mark { is_small: is_small(first) }, text.len() - behind.len()));
    }
    let next = rest.chars().next();
    let is_bare = is_strong
        && !is_small(first)
        && next.is_some_and(|c| c != '\n' && (c.is_whitespace() || c.is_ascii_digit() || shape::is_chinese(c)));
    is_bare.then(|| (place, Class::Bare, text.len() - rest.trim_start_matches([' ', '\t', '\u{3000}']).len()))
}

/// The letters in their order, and whether that order is in doubt.
fn chain(text: &str, spots: &[Spot], is_led: bool) -> (Vec<Spot>, bool) {
    let Some(mut at) = first(spots, is_led) else { return (Vec::new(), false) };
    let mut chain = vec![spots[at]];
    let mut is_doubtful = spots[at].letter > 0 || has_twin(spots, at, text);
    loop {
        let last = spots[at].letter;
        let after = &spots[at + 1..];
        // a line that begins with a letter of the past, or one that is further on than the next
        let limit = after.iter().position(|spot| spot.leads && spot.letter != last + 1).unwrap_or(after.len());
        let strong_limit = after[..limit].iter().position(|spot| spot.is_strong && spot.letter > last + 1).unwrap_or(limit);
        let strong = after[..limit].iter().position(|spot| spot.is_strong && spot.letter == last + 1);
        let weak = after[..strong_limit].iter().position(|spot| !spot.is_wild && spot.letter == last + 1);
        // only when the letter behind it is there
        let beyond = after[..limit].iter().position(|spot| !spot.is_wild && spot.letter == last + 2);
        let wild = after[..beyond.unwrap_or(0)].iter().position(|spot| spot.is_wild && spot.letter == last + 1);
        if let Some(next) = strong.filter(|next| *next <= strong_limit).or(weak).or(strong).or(wild) {
            at += 1 + next;
        } else if limit < after.len() {
            is_doubtful = true;
            at += 1 + limit;
        } else if let Some(next) = beyond {
            is_doubtful = true;
            at += 1 + next;
        } else if strong_limit < limit && after[strong_limit].letter <= last + 2 {
            is_doubtful = true;
            at += 1 + strong_limit;
        } else {
            return (chain, is_doubtful);
        }
        chain.push(spots[at]);
    }
}

/// `A、人 A、物 B、事`: another A before, and nothing between that could end a stem.
fn has_twin(spots: &[Spot], at: usize, text: &str) -> bool {
    let before = spots[..at].iter().rev().find(|spot| spot.letter == 0 && spot.is_strong);
    before.is_some_and(|twin| !text[twin.end..spots[at].at].contains(['？', '?', '）', ')', '：', ':', '。']))
}

/// The spot of A: where a line of choices begins, the first one; inside a text the last one before the first B.
fn first(spots: &[Spot], is_led: bool) -> Option<usize> {
    let of = |letter: usize| move |spot: &Spot| spot.letter == letter && !spot.is_wild;
    if is_led {
        return spots.iter().position(|spot| !spot.is_wild).filter(|at| spots[*at].leads);
    }
    let b = spots.iter().position(|spot| of(1)(spot) && spot.is_strong).or_else(|| spots.iter().position(of(1)))?;
    spots[..b].iter().rposition(|spot| of(0)(spot) && spot.is_strong).or_else(|| spots[..b].iter().rposition(of(0)))
}

fn choices(text: &str, chain: &[Spot]) -> Vec<Choice> {
    let mut choices = Vec::new();
    let mut depth = 0i32;
    let mut seen = 0;
    for (n, spot) in chain.iter().enumerate() {
        depth += balance(&text[seen..spot.end]);
        let end = chain.get(n + 1).map_or(text.len(), |next| next.at);
        let said = &text[spot.end.min(end)..end];
        let is_marked = is_mostly_marked(said, depth > 0);
        depth += balance(said);
        seen = end;
        let plain: String = said.chars().filter(|c| *c != MARK && *c != MARK_END).collect();
        let (said, is_ticked) = unticked(plain.trim());
        choices.push(Choice { letter: spot.letter, text: super::joined::joined(said), is_ticked: spot.is_ticked || is_ticked, is_marked });
    }
    let ends = |choice: &Choice| choice.text.ends_with(['；', ';']);
    if choices.iter().filter(|choice| ends(choice)).count() >= 2 {
        choices.iter_mut().for_each(|choice| choice.text.truncate(choice.text.trim_end_matches(['；', ';']).len()));
    }
    choices
}

fn balance(text: &str) -> i32 {
    text.chars().map(|c| i32::from(c == MARK) - i32::from(c == MARK_END)).sum()
}

fn is_mostly_marked(text: &str, mut inside: bool) -> bool {
    let (mut marked, mut all) = (0usize, 0usize);
    for c in text.chars() {
        match c {
            MARK => inside = true,
            MARK_END => inside = false,
            c if c.is_whitespace() => {}
            _ => {
                all += 1;
                marked += usize::from(inside);
            }
        }
    }
    // a word set off inside a choice is no answer
    all > 0 && marked * 10 >= all * 9
}

/// A choice without the tick or the word that calls it right, and whether there was one.
fn unticked(text: &str) -> (&str, bool) {
    const WORDS: [&str; 12] = [
        "（正确答案）",
        "(正确答案)",
        "【正确答案】",
        "[正确答案]",
        "（正确）",
        "(正确)",
        "【正确】",
        "（答案）",
        "(答案)",
        "（√）",
        "(√)",
        "（对）",
    ];
    let end = text.trim_end();
    for word in WORDS {
        if let Some(said) = end.strip_suffix(word).filter(|said| !said.trim().is_empty()) {
            return (said.trim_end(), true);
        }
        if let Some(said) = end.strip_prefix(word).filter(|said| !said.trim().is_empty()) {
            return (said.trim_start(), true);
        }
    }
    let said = end.trim_end_matches(shape::TICKS).trim_end();
    // `A、√` says √
    if said.is_empty() { (end, false) } else { (said, said.len() < end.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, from: Option<usize>, stem: &str, expected: &[&str], is_doubtful: bool) {
        let split = split(text, from).unwrap_or_default();
        let said: Vec<_> =
            split.choices.iter().map(|choice| format!("{} {}", domain::question::letter(choice.letter), choice.text)).collect();
        assert_eq!(
            (text[..split.start].trim(), said, split.is_doubtful),
            (stem, expected.iter().map(|s| (*s).to_owned()).collect(), is_doubtful),
            "{text}"
        );
    }

    #[test]
    fn choices_are_found_however_they_are_laid_out() {
        let four = ["A 甲", "B 乙", "C 丙", "D 丁"];
        for text in [
            "A、甲\nB、乙\nC、丙\nD、丁",
            "A.甲 B.乙\tC.丙   D.丁",
            "Ａ．甲\nＢ．乙\nＣ．丙\nＤ．丁",
            "(A)甲 (B)乙 (C)丙 (D)丁",
            "〔a〕甲〔b〕乙〔c〕丙〔d〕丁",
            "【A】甲\n【B】乙\n【C】丙\n【D】丁",
            "a.甲\nb.乙\nc.丙\nd.丁",
            "Ⓐ甲Ⓑ乙Ⓒ丙Ⓓ丁",
            "A 甲\nB 乙\nC 丙\nD 丁",
            "A甲 B乙 C丙 D丁",
            "A、甲；\nB、乙；\nC、丙；\nD、丁",
            "A：甲\nB：乙\nC. 丙\nD、丁",
        ] {
            check(text, Some(0), "", &four, false);
        }
    }

    #[test]
    fn choices_run_on_behind_the_stem() {
        check("2+2=（ ）A.3B.4C.5D.6", None, "2+2=（ ）", &["A 3", "B 4", "C 5", "D 6"], false);
        check("几岁？ A55 B56 C57 D58", None, "几岁？", &["A 55", "B 56", "C 57", "D 58"], false);
        check("A、B两地相距多远？A、一里 B、二里 C、三里", None, "A、B两地相距多远？", &["A 一里", "B 二里", "C 三里"], false);
    }

    #[test]
    fn letters_inside_a_choice_are_its_own() {
        check("A. B超\nB. CT\nC. 维生素C、D\nD. U.S.A.", Some(0), "", &["A B超", "B CT", "C 维生素C、D", "D U.S.A."], false);
        check("A.1.5倍\nB.2.0倍", Some(0), "", &["A 1.5倍", "B 2.0倍"], false);
    }

    #[test]
    fn what_is_out_of_order_is_doubtful() {
        check("A、甲\nC、丙\nD、丁", Some(0), "", &["A 甲", "C 丙", "D 丁"], true);
        check("A、甲\nB、乙\nB、丙\nD、丁", Some(0), "", &["A 甲", "B 乙", "B 丙", "D 丁"], true);
        check("B、乙\nC、丙", Some(0), "", &["B 乙", "C 丙"], true);
        check("A、人\nA、物\nB、事", Some(0), "", &["A 人", "A 物", "B 事"], true);
        check("谁？（ ）A、人 A、物 B、事", None, "谁？（ ）A、人", &["A 物", "B 事"], true);
    }

    #[test]
    fn ticks_and_emphasis_are_told() {
        let told = |text: &str| {
            split(text, Some(0)).expect("choices").choices.iter().map(|c| (c.text.clone(), c.is_ticked, c.is_marked)).collect::<Vec<_>>()
        };
        let of = |text: &str, ticked, marked| (text.to_owned(), ticked, marked);
        assert_eq!(
            told("A、甲\n*B、乙\nC、丙（正确答案）\nD、丁 √"),
            [of("甲", false, false), of("乙", true, false), of("丙", true, false), of("丁", true, false)]
        );
        assert_eq!(
            told("A、甲\n\u{fdd0}B、乙\u{fdd1}\nC、\u{fdd0}丙\u{fdd1}"),
            [of("甲", false, false), of("乙", false, true), of("丙", false, true)]
        );
    }

    #[test]
    fn a_text_without_choices_has_none() {
        for text in ["", "国家的一切权力属于人民。", "维生素A、维生素B都重要", "A股上市", "（A）"] {
            assert_eq!(split(text, None), None, "{text}");
        }
    }
}
