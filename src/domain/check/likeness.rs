//! How like two texts are, by the pairs of neighbouring characters in them; and the questions that are too like.

use super::{Asked, Finding, Like, What};
use crate::Kind;

/// Two questions are one when more than this of the pairs of stem and choices is in both.
const SAME: f32 = 0.8;
/// Stems are the same when more than this of their pairs is in both.
const SAME_STEM: f32 = 0.8;
/// Questions may ask the same when more than this of the pairs of stem and choices is in both: of 180 questions that were read
/// against each other, one pair was beyond it.
const NEAR: f32 = 0.42;

/// The pairs of neighbouring characters of a text, each once, marks and gaps left out.
pub struct Pairs(Vec<u64>);

impl Pairs {
    pub fn of(text: &str) -> Self {
        let plain: Vec<u64> = text.chars().filter(|c| !c.is_whitespace() && !is_mark(*c)).map(u64::from).collect();
        let mut pairs: Vec<u64> = plain.windows(2).map(|pair| pair[0] << 32 | pair[1]).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    fn shared(&self, other: &Self) -> usize {
        let (mut left, mut right, mut shared) = (&self.0[..], &other.0[..], 0);
        while let (Some((a, rest_a)), Some((b, rest_b))) = (left.split_first(), right.split_first()) {
            shared += usize::from(a == b);
            if a <= b {
                left = rest_a;
            }
            if b <= a {
                right = rest_b;
            }
        }
        shared
    }

    /// How much of it the other has: 1 when it has no pair at all.
    pub fn share_in(&self, other: &Self) -> f32 {
        if self.0.is_empty() { 1.0 } else { self.shared(other) as f32 / self.0.len() as f32 }
    }

    /// How much of both is in both, when that is more than `limit`.
    fn beyond(&self, other: &Self, limit: f32) -> Option<f32> {
        let (less, more) = (self.0.len().min(other.0.len()), self.0.len().max(other.0.len()));
        if less == 0 || less as f32 <= limit * more as f32 {
            return None;
        }
        let shared = self.shared(other);
        let share = shared as f32 / (less + more - shared) as f32;
        (share > limit).then_some(share)
    }
}

fn is_mark(c: char) -> bool {
    "，。、；：？！（）()《》“”\"'—…·,.;:?!".contains(c)
}

/// A question that was looked at already.
struct Seen<'a> {
    asked: Asked<'a>,
    stem: Pairs,
    whole: Pairs,
}

/// Each question that is too like one before it, told once, with the likest.
pub fn check(asked: &[Asked<'_>]) -> Vec<Finding> {
    let mut seen: Vec<Seen<'_>> = Vec::new();
    let mut found = Vec::new();
    for asked in asked {
        let question = asked.question;
        let choices = if question.kind == Kind::Judge { String::new() } else { question.choices.join(" ") };
        let now = Seen { asked: *asked, stem: Pairs::of(&question.stem), whole: Pairs::of(&format!("{} {choices}", question.stem)) };
        let like = |before: &Seen<'_>, share: f32| Like {
            id: before.asked.question.id.clone(),
            file: before.asked.origin.file.clone(),
            line: before.asked.origin.line,
            percent: (share * 100.0) as u32,
        };
        let likest = |of: for<'s, 'a> fn(&'s Seen<'a>) -> &'s Pairs, limit: f32| {
            let alike = seen.iter().filter_map(|before| Some((before, of(&now).beyond(of(before), limit)?)));
            alike.max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(before, share)| (share, like(before, share)))
        };
        let what = match likest(|seen| &seen.whole, NEAR) {
            Some((share, like)) if share > SAME => Some(What::Duplicate(like)),
            Some((_, like)) => Some(What::NearDuplicate(like)),
            None => likest(|seen| &seen.stem, SAME_STEM).map(|(_, like)| What::SameStem(like)),
        };
        found.extend(what.map(|what| asked.finding(what)));
        seen.push(now);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_counts_pairs_and_not_marks() {
        let check = |text: &str, whole: &str, share: f32| assert_eq!(Pairs::of(text).share_in(&Pairs::of(whole)), share, "{text}");
        check("甲乙丙", "甲，乙丙", 1.0);
        check("甲乙丁", "甲乙丙", 0.5);
        check("甲", "乙", 1.0);
        check("甲乙", "", 0.0);
    }

    #[test]
    fn likeness_is_told_beyond_the_limit_only() {
        let check = |a: &str, b: &str, limit, share| assert_eq!(Pairs::of(a).beyond(&Pairs::of(b), limit), share, "{a} {b}");
        check("甲乙丙丁", "甲乙丙丁", 0.8, Some(1.0));
        check("甲乙丙", "甲乙丁", 0.3, Some(1.0 / 3.0));
        check("甲乙丙", "甲乙丁", 0.34, None);
        check("", "", 0.0, None);
    }
}
