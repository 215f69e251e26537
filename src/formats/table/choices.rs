//! Choices as they stand in cells: each in one of its own, or all in one; with their letters or without.

/// Choices without their letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// In order; an empty one keeps its place.
    pub texts: Vec<String>,
    /// Whether they are counted 1, 2, 3.
    pub is_numbered: bool,
    /// The letters as they stand, when they don't follow each other: what a key names is in doubt then.
    pub disorder: Option<String>,
}

/// What stands before a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Letter(usize),
    Number(usize),
}

/// Choices that stand in cells of their own. Letters before them are taken off when every one has its own.
#[must_use]
pub fn apart(mut texts: Vec<String>) -> Choices {
    let end = texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
    texts.truncate(end);
    let labels: Vec<_> = texts.iter().map(|text| label(text)).collect();
    let filled = texts.iter().zip(&labels).enumerate().filter(|(_, (text, _))| !text.is_empty());
    let all = |fits: &dyn Fn(usize, Label) -> bool| filled.clone().all(|(n, (_, label))| label.is_some_and(|found| fits(n, found.0)));
    let is_lettered = all(&|n, label| label == Label::Letter(n));
    let is_numbered = all(&|n, label| label == Label::Number(n + 1));
    if texts.is_empty() || !(is_lettered || is_numbered) {
        let is_marked = !texts.is_empty() && labels.iter().zip(&texts).all(|(found, text)| text.is_empty() || found.is_some_and(|f| f.2));
        let disorder = (is_marked && all(&|_, label| matches!(label, Label::Letter(_)))).then(|| {
            let letter = |found: &Option<(Label, usize, bool)>| match found {
                Some((Label::Letter(place), ..)) => domain::question::letter(*place),
                _ => '_',
            };
            labels.iter().map(letter).collect()
        });
        return Choices { texts, is_numbered: false, disorder };
    }
    let starts: Vec<usize> = labels.iter().map(|found| found.map_or(0, |found| found.1)).collect();
    for (text, start) in texts.iter_mut().zip(starts) {
        *text = text.get(start..).unwrap_or_default().trim_start().to_owned();
    }
    Choices { texts, is_numbered, disorder: None }
}

/// Choices that stand together in one cell: after letters, on lines, or parted by marks.
#[must_use]
pub fn together(text: &str) -> Choices {
    if text.starts_with('[')
        && let Ok(texts) = serde_json::from_str::<Vec<String>>(text)
    {
        return apart(texts.into_iter().map(|text| text.trim().to_owned()).collect());
    }
    if let Some(choices) = lettered(text) {
        return choices;
    }
    let part =
        |mark: &str| -> Vec<String> { text.split(mark).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect() };
    let parted = ["\n", "$;$", "\t", "||", "|", "｜", "；", ";"].iter().map(|mark| part(mark)).find(|parts| parts.len() > 1);
    apart(parted.unwrap_or_else(|| part("\n")))
}

/// A stem and the lettered choices behind it.
#[must_use]
pub fn behind_stem(text: &str) -> Option<(String, Choices)> {
    let first = marks(text).find(|mark| mark.place == 0 && mark.start > 0)?;
    let (stem, rest) = (text.get(..first.start)?, text.get(first.start..)?);
    let choices = lettered(rest).filter(|choices| choices.disorder.is_none())?;
    (!stem.trim().is_empty()).then(|| (stem.trim().to_owned(), choices))
}

/// A letter before a text (`A. 甲`), and the text.
#[must_use]
pub fn with_letter(text: &str) -> Option<(usize, &str)> {
    match label(text)? {
        (Label::Letter(place), end, true) => Some((place, text.get(end..)?.trim())),
        _ => None,
    }
}

/// Choices of which each begins with a letter and a mark, A first.
fn lettered(text: &str) -> Option<Choices> {
    let mut cuts: Vec<Mark> = Vec::new();
    let mut stray = String::new();
    for mark in marks(text) {
        let is_first = cuts.is_empty();
        if is_first && (mark.place != 0 || mark.start != 0) {
            return None;
        }
        let is_again = mark.place < cuts.len() && mark.has_gap;
        let is_skip = mark.place > cuts.len() && mark.begins_line;
        if mark.place == cuts.len() {
            cuts.push(mark);
        } else if is_again || is_skip {
            stray.push(domain::question::letter(mark.place));
        }
    }
    if cuts.len() < 2 {
        return None;
    }
    let ends = cuts.iter().skip(1).map(|mark| mark.start).chain([text.len()]);
    let bare = |text: &str| text.trim().trim_end_matches(['|', '；', ';', '\t']).trim_end().to_owned();
    let texts = cuts.iter().zip(ends).map(|(mark, end)| bare(text.get(mark.end..end).unwrap_or_default())).collect();
    Some(Choices { texts, is_numbered: false, disorder: (!stray.is_empty()).then_some(stray) })
}

#[derive(Clone, Copy)]
struct Mark {
    place: usize,
    start: usize,
    end: usize,
    begins_line: bool,
    /// Whether a blank or a mark stands before it.
    has_gap: bool,
}

/// Every letter with a mark behind it that may begin a choice.
fn marks(text: &str) -> impl Iterator<Item = Mark> {
    let mut before = '\n';
    text.char_indices().filter_map(move |(at, c)| {
        let prior = std::mem::replace(&mut before, c);
        if prior.is_ascii_alphanumeric() {
            return None;
        }
        let (Label::Letter(place), length, true) = label(text.get(at..)?)? else { return None };
        // the bracket has been taken with its letter
        if "(（[【".contains(prior) && !"(（[【".contains(c) {
            return None;
        }
        Some(Mark {
            place,
            start: at,
            end: at + length,
            begins_line: prior == '\n',
            has_gap: prior.is_whitespace() || ";；|。".contains(prior),
        })
    })
}

/// What stands before a text, how many bytes it takes, and whether a mark ends it rather than a blank.
fn label(text: &str) -> Option<(Label, usize, bool)> {
    let mut chars = text.char_indices().peekable();
    let opened = chars.next_if(|(_, c)| "(（[【".contains(*c)).is_some();
    let (_, first) = chars.next()?;
    let label = match plain(first) {
        c @ 'a'..='z' => Label::Letter(usize::try_from(u32::from(c) - u32::from('a')).ok()?),
        c @ '①'..='⑳' => Label::Number(usize::try_from(u32::from(c) - u32::from('①')).ok()? + 1),
        c if c.is_ascii_digit() => {
            let mut number = usize::try_from(c.to_digit(10)?).ok()?;
            while let Some((_, c)) = chars.next_if(|(_, c)| plain(*c).is_ascii_digit() && number < 100) {
                number = number * 10 + usize::try_from(plain(c).to_digit(10)?).ok()?;
            }
            Label::Number(number)
        }
        _ => return None,
    };
    let is_ringed = ('①'..='⑳').contains(&first);
    let closed = opened && chars.next_if(|(_, c)| ")）]】".contains(*c)).is_some();
    if opened && !closed {
        return None;
    }
    let marked = chars.next_if(|(_, c)| ".．、:：)）。".contains(*c)).is_some() || closed || is_ringed;
    let next = chars.peek().map(|(_, c)| *c);
    // 1.5 is a number, and A级 is a word
    let is_decimal = matches!(label, Label::Number(_)) && marked && next.is_some_and(|c| c.is_ascii_digit());
    let is_label = !is_decimal && (marked || next.is_some_and(char::is_whitespace));
    let end = chars.peek().map_or(text.len(), |(at, _)| *at);
    is_label.then_some((label, end, marked))
}

fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c).to_ascii_lowercase(),
        c => c.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_in_one_cell_are_parted() {
        let check = |text: &str, expected: &[&str]| {
            let found = together(text);
            assert_eq!((found.texts, found.disorder), (expected.iter().map(|t| (*t).to_owned()).collect(), None), "{text}");
        };
        for text in [
            "A.甲 B.乙 C.丙",
            "A.甲B.乙C.丙",
            "A、甲\nB、乙\nC、丙",
            "（A）甲；（B）乙；（C）丙",
            "甲|乙|丙",
            "甲；乙；丙",
            "甲\n乙\n丙",
            "甲$;$乙$;$丙",
            "甲\t乙\t丙",
            "1.甲\n2.乙\n3.丙",
            "A 甲\nB 乙\nC 丙",
            r#"["甲","乙","丙"]"#,
        ] {
            check(text, &["甲", "乙", "丙"]);
        }
        check("甲、乙", &["甲、乙"]);
        check("A.在U.S.A.的人 B.维生素C的", &["在U.S.A.的人", "维生素C的"]);
        check("A.1.5元|B.2.5元", &["1.5元", "2.5元"]);
    }

    #[test]
    fn letters_out_of_order_are_told() {
        let check = |text: &str, expected: &str| assert_eq!(together(text).disorder.as_deref(), Some(expected), "{text}");
        check("A.甲\nC.乙\nD.丙", "ACD");
        check("A.甲\nB.乙\nB.丙", "B");
        check("B.甲\nA.乙", "BA");
        check("A.甲 B.维生素C.的 C.丙", "C");
    }

    #[test]
    fn letters_before_choices_in_cells_of_their_own_are_taken_off_when_all_have_them() {
        let check = |texts: &[&str], expected: &[&str]| {
            assert_eq!(apart(texts.iter().map(|t| (*t).to_owned()).collect()).texts, expected, "{texts:?}");
        };
        check(&["A.甲", "B.乙", ""], &["甲", "乙"]);
        check(&["A.甲", "乙"], &["A.甲", "乙"]);
        check(&["A级", "B级"], &["A级", "B级"]);
        check(&["1.甲", "2.乙"], &["甲", "乙"]);
        check(&["1.5元", "2.5元"], &["1.5元", "2.5元"]);
    }

    #[test]
    fn choices_behind_a_stem_are_found() {
        let found = behind_stem("谁？\nA.甲\nB.乙").map(|(stem, choices)| (stem, choices.texts));
        assert_eq!(found, Some(("谁？".into(), vec!["甲".into(), "乙".into()])));
        assert_eq!(behind_stem("A.甲 B.乙"), None);
        assert_eq!(behind_stem("维生素A、维生素B是什么"), None);
    }
}
