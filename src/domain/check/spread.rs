//! Whether a bank as a whole is well mixed. Shares of few questions mean nothing, so each is looked at from a number on.

use super::{Count, Figures, Finding, What, markers, of_bank};
use crate::read::written::Folder;
use crate::{Bank, Kind};

/// Of so many single questions on, letters and lengths are looked at in one bank.
const SINGLES: usize = 20;
/// Of so many single questions on, the letters of all banks together are looked at: one too rare or too often is a fault.
const SINGLES_OF_ALL: usize = 40;
/// The share of single questions in which each of four letters should be right.
const LETTER: (u32, u32) = (15, 35);
/// The share of single questions in which the right choice is the longest: too often gives it away, and so does never.
const LONGEST: (u32, u32) = (10, 40);
/// Where one choice is longer than the others, the share in which it is the right one.
const LONGEST_RIGHT: (u32, u32) = (20, 65);
/// Of so many questions with a longest choice on, that is looked at.
const WITH_LONGEST: usize = 12;
/// Of so many questions on, levels, kinds and cases are looked at.
const QUESTIONS: usize = 40;
/// About 40, 40 and 20 in 100 are of level 1, 2 and 3, a quarter more or less.
const LEVELS: [(u32, u32); 3] = [(30, 50), (30, 50), (15, 25)];
/// About 45, 20, 10 and 25 in 100 are of each kind, a quarter more or less but at least five; in the order of [`Kind::ALL`].
const KINDS: [(u32, u32); 4] = [(34, 56), (15, 25), (5, 15), (19, 31)];
/// At least so many in 100 are cases.
const CASES: (u32, u32) = (20, 100);
/// Of so many judge questions on, it is looked at how many are true.
const JUDGES: usize = 10;
/// About half of all statements are true.
const TRUTHS: (u32, u32) = (40, 60);

/// What one bank has too much or too little of.
pub fn check(bank: &Bank, folder: &Folder) -> Vec<Finding> {
    let figures = Figures::of(bank, folder);
    let (singles, judges, all) = (figures.of_kind(Kind::Single), figures.of_kind(Kind::Judge), figures.questions);
    let mut what = Vec::new();
    if singles >= SINGLES {
        what.extend(off(figures.longest, singles, LONGEST).map(longest));
        let with_longest = figures.longest + figures.longest_wrong;
        let told = (with_longest >= WITH_LONGEST).then(|| off(figures.longest, with_longest, LONGEST_RIGHT)).flatten();
        what.extend(told.map(What::LongestTells));
        what.extend(letters(figures.letters, singles).map(What::LetterShare));
    }
    if all >= QUESTIONS {
        let levels = (1..).zip(figures.levels).zip(LEVELS);
        what.extend(levels.filter_map(|((level, have), wanted)| Some(What::LevelSpread(named(level, off(have, all, wanted)?)))));
        let kinds = Kind::ALL.into_iter().zip(KINDS);
        what.extend(kinds.filter_map(|(kind, wanted)| Some(What::KindSpread(kind, off(figures.of_kind(kind), all, wanted)?))));
        what.extend(off(figures.cases, all, CASES).map(What::FewCases));
    }
    if judges >= JUDGES {
        what.extend(off(figures.truths, judges, TRUTHS).map(What::JudgeBalance));
        what.extend(markers::check(bank));
    }
    what.into_iter().map(|what| of_bank(bank, what)).collect()
}

/// Too many are wrong; too few only want a look.
fn longest(count: Count) -> What {
    if count.percent() < LONGEST.0 { What::SeldomLongest(count) } else { What::LongestKey(count) }
}

/// The letters of all banks together: a paper is drawn from several.
pub fn letters_of_all(banks: &[Bank]) -> Vec<Finding> {
    let mut sum = [0; 4];
    let mut singles = 0;
    for bank in banks {
        let figures = Figures::of(bank, &Folder::default());
        singles += figures.of_kind(Kind::Single);
        sum.iter_mut().zip(figures.letters).for_each(|(sum, letter)| *sum += letter);
    }
    let Some(first) = banks.first().filter(|_| singles >= SINGLES_OF_ALL) else { return Vec::new() };
    letters(sum, singles).map(|count| of_bank(first, What::LetterBalance(count))).collect()
}

fn letters(letters: [usize; 4], singles: usize) -> impl Iterator<Item = Count> {
    let letters = (0..).map(crate::question::letter).zip(letters);
    letters.filter_map(move |(letter, have)| Some(named(letter, off(have, singles, LETTER)?)))
}

/// The count, when its share is not the wanted one.
fn off(have: usize, of: usize, wanted: (u32, u32)) -> Option<Count> {
    let is_less = have * 100 < of * wanted.0 as usize;
    let is_more = have * 100 > of * wanted.1 as usize;
    (is_less || is_more).then(|| Count { what: String::new(), have, of, wanted })
}

fn named(what: impl ToString, count: Count) -> Count {
    Count { what: what.to_string(), ..count }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_off_when_it_is_beyond_its_bounds() {
        let check = |have, of, is_off: bool| assert_eq!(off(have, of, (15, 35)).is_some(), is_off, "{have} of {of}");
        check(3, 20, false);
        check(2, 20, true);
        check(7, 20, false);
        check(8, 20, true);
    }
}
