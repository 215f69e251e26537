//! A question: stem, choices, key, explanation and the citations it rests on.

use crate::Citation;
use std::fmt;

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 单选: exactly one choice is right.
    Single,
    /// 多选: two or more are right.
    Multiple,
    /// 不定项: any number from one up is right.
    Indefinite,
    /// 判断: the stem is right or wrong.
    Judge,
}

impl Kind {
    /// Every kind, in the order papers list them.
    pub const ALL: [Self; 4] = [Self::Single, Self::Multiple, Self::Indefinite, Self::Judge];

    /// The word that files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Multiple => "multiple",
            Self::Indefinite => "indefinite",
            Self::Judge => "judge",
        }
    }

    /// The word that the screen uses.
    #[must_use]
    pub fn on_screen(self) -> &'static str {
        match self {
            Self::Single => "单选",
            Self::Multiple => "多选",
            Self::Indefinite => "不定项",
            Self::Judge => "判断",
        }
    }

    /// The kind that `word` names.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether more than one choice may be picked.
    #[must_use]
    pub fn takes_several(self) -> bool {
        matches!(self, Self::Multiple | Self::Indefinite)
    }
}

/// The most choices a question may have: the letters A–Z.
pub const MOST_CHOICES: usize = 26;

/// A set of choices, each known by its place in the bank (0 is A), whatever order a paper shows them in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChoiceSet(u32);

impl ChoiceSet {
    /// 对, the only choice that answers a true judge question.
    pub const TRUE: Self = Self(1);
    /// 错.
    pub const FALSE: Self = Self(2);

    /// The set of the given places; places past [`MOST_CHOICES`] are left out.
    #[must_use]
    pub fn of(places: &[usize]) -> Self {
        places.iter().fold(Self::default(), |set, place| set.with(*place))
    }

    /// Reads letters such as `AC`; `None` for anything but distinct capital letters.
    #[must_use]
    pub fn from_letters(letters: &str) -> Option<Self> {
        letters.chars().try_fold(Self::default(), |set, c| {
            let place = letter_place(c)?;
            (!set.holds(place)).then(|| set.with(place))
        })
    }

    /// From the bits that [`ChoiceSet::bits`] gave.
    #[must_use]
    pub fn from_bits(bits: u32) -> Self {
        Self(bits & ((1 << MOST_CHOICES) - 1))
    }

    /// Bit `n` stands for the choice at place `n`.
    #[must_use]
    pub fn bits(self) -> u32 {
        self.0
    }

    /// This set and the choice at `place`.
    #[must_use]
    pub fn with(self, place: usize) -> Self {
        if place < MOST_CHOICES { Self(self.0 | (1 << place)) } else { self }
    }

    /// Whether the choice at `place` is in it.
    #[must_use]
    pub fn holds(self, place: usize) -> bool {
        place < MOST_CHOICES && self.0 & (1 << place) != 0
    }

    /// How many choices it holds.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many choices both sets hold.
    #[must_use]
    pub fn shared(self, other: Self) -> usize {
        Self(self.0 & other.0).len()
    }

    /// Whether every choice of this set is in `other`.
    #[must_use]
    pub fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// The places it holds, ascending.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..MOST_CHOICES).filter(move |place| self.holds(*place))
    }
}

impl fmt::Display for ChoiceSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.places().try_for_each(|place| write!(f, "{}", letter(place)))
    }
}

/// The letter of a place: 0 is A.
#[must_use]
pub fn letter(place: usize) -> char {
    char::from(b'A' + (place % MOST_CHOICES) as u8)
}

fn letter_place(c: char) -> Option<usize> {
    c.is_ascii_uppercase().then(|| c as usize - 'A' as usize)
}

/// One question of a bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Unique in its bank, and stable across versions of the bank.
    pub id: String,
    /// How it is answered.
    pub kind: Kind,
    /// What is asked.
    pub stem: String,
    /// The choices as the bank orders them; for a judge 对 and 错.
    pub choices: Vec<String>,
    /// What is right.
    pub key: ChoiceSet,
    /// Why it is right, in a sentence or two.
    pub explain: String,
    /// Where the law says so.
    pub basis: Vec<Citation>,
    /// 1 easy, 2 middling, 3 hard.
    pub level: u8,
}

/// What the choices of a judge question say.
pub const JUDGE_CHOICES: [&str; 2] = ["对", "错"];

impl Question {
    /// Whether the choices may change places: not for a judge, and not when one speaks of another, as 以上都对 does.
    #[must_use]
    pub fn may_shuffle(&self) -> bool {
        self.kind != Kind::Judge && !self.choices.iter().any(|choice| names_other_choices(choice))
    }
}

/// Whether a choice speaks of other choices by place (以上都对, 前两项) or by letter (A和C, AB都对, 选项B).
fn names_other_choices(choice: &str) -> bool {
    const WORDS: [&str; 16] = [
        "以上",
        "上述",
        "前述",
        "以下",
        "前两项",
        "前三项",
        "前两者",
        "前三者",
        "都对",
        "都不对",
        "都是正确",
        "均正确",
        "均不正确",
        "都正确",
        "都不正确",
        "都错",
    ];
    WORDS.iter().any(|word| choice.contains(word)) || names_letters(choice)
}

/// A lone letter A–H joined to another by 、 和 与 or nothing, or after 选项: B、C, A和C, ABD. An abbreviation such as KTV is none.
fn names_letters(choice: &str) -> bool {
    let plain: String = choice
        .chars()
        .filter(|c| !matches!(c, '、' | '和' | '与' | '及' | ',' | '，' | ' ' | '选' | '项' | '都' | '对' | '均' | '全'))
        .collect();
    let letters = plain.chars().count();
    letters > 0 && letters <= 5 && plain.chars().all(|c| ('A'..='H').contains(&c)) || choice.contains("选项")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(choices: &[&str]) -> Question {
        Question {
            id: "q".into(),
            kind: Kind::Single,
            stem: "问".into(),
            choices: choices.iter().map(|c| (*c).to_owned()).collect(),
            key: ChoiceSet::of(&[0]),
            explain: String::new(),
            basis: Vec::new(),
            level: 1,
        }
    }

    #[test]
    fn choices_that_name_each_other_stay_where_they_are() {
        for choice in ["以上都对", "以上都不对", "A和B", "A、C", "ABD", "上述各项", "选项A", "前两项都是"] {
            assert!(!question(&["甲", "乙", choice]).may_shuffle(), "{choice}");
        }
    }

    #[test]
    fn choices_that_stand_alone_may_move() {
        for choice in ["十八周岁以上", "KTV", "A级景区", "三年", "对方当事人", "和解"] {
            let moves = question(&["甲", "乙", choice]).may_shuffle();
            // 以上 inside a measure is read as naming the others: a needless standstill, never a wrong order
            assert_eq!(moves, !choice.contains("以上"), "{choice}");
        }
    }

    #[test]
    fn letters_read_and_print() {
        assert_eq!(ChoiceSet::from_letters("CA").map(|s| s.to_string()).as_deref(), Some("AC"));
        assert_eq!(ChoiceSet::from_letters("AA"), None);
        assert_eq!(ChoiceSet::from_letters("a"), None);
    }
}
