//! How much each choice counts, in hundredths of the whole, and which choices are right by that. Moodle and GIFT say it so.

use domain::ChoiceSet;

use super::lines::letter;
use crate::Code;

/// The choices that are right, if that is clear, and what is not clear about them.
pub type Verdict = (Option<ChoiceSet>, Option<(Code, String)>);

/// Where one choice is picked: the one that counts for the whole. `None` as a weight is one that can't be read.
pub fn one(weights: &[Option<f64>]) -> Verdict {
    let places = |is_one: &dyn Fn(f64) -> bool| -> Vec<usize> {
        weights.iter().enumerate().filter(|(_, weight)| weight.is_some_and(is_one)).map(|(place, _)| place).collect()
    };
    if weights.iter().any(Option::is_none) {
        return (None, Some((Code::UnclearAnswer, told(weights))));
    }
    let (whole, part) = (places(&|weight| weight >= 99.99), places(&|weight| weight > 0.0 && weight < 99.99));
    match (whole.as_slice(), part.as_slice()) {
        ([], []) => (None, Some((Code::NoAnswer, String::new()))),
        ([], _) => (None, Some((Code::UnclearAnswer, told(weights)))),
        ([_], []) => (Some(ChoiceSet::of(&whole)), None),
        ([_], _) => (Some(ChoiceSet::of(&whole)), Some((Code::NotKept, told(weights)))),
        _ => (None, Some((Code::TwoAnswers, told(weights)))),
    }
}

/// Where several may be picked: each that counts for anything, when together they make the whole or all count alike.
pub fn several(weights: &[Option<f64>]) -> Verdict {
    let right: Vec<(usize, f64)> =
        weights.iter().enumerate().filter_map(|(place, weight)| Some((place, (*weight)?))).filter(|(_, weight)| *weight > 0.0).collect();
    let sum: f64 = right.iter().map(|(_, weight)| weight).sum();
    let is_alike = right.windows(2).all(|pair| pair.iter().all(|(_, weight)| right.first().is_some_and(|(_, first)| first == weight)));
    if weights.iter().any(Option::is_none) {
        (None, Some((Code::UnclearAnswer, told(weights))))
    } else if right.is_empty() {
        (None, Some((Code::NoAnswer, String::new())))
    } else if sum >= 98.5 && (is_alike || sum <= 101.5) {
        (Some(ChoiceSet::of(&right.iter().map(|(place, _)| *place).collect::<Vec<_>>())), None)
    } else {
        (None, Some((Code::UnclearAnswer, told(weights))))
    }
}

/// `A 100%, C 50%`.
fn told(weights: &[Option<f64>]) -> String {
    let told = weights.iter().enumerate().filter(|(_, weight)| weight.is_none_or(|weight| weight > 0.0));
    let told =
        told.map(|(place, weight)| weight.map_or_else(|| format!("{} ?", letter(place)), |weight| format!("{} {weight}%", letter(place))));
    told.take(26).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(verdict: Verdict, key: Option<&str>, code: Option<Code>) {
        assert_eq!(verdict.0.map(|set| set.to_string()).as_deref(), key);
        assert_eq!(verdict.1.map(|(code, _)| code), code);
    }

    #[test]
    fn one_is_right_when_it_counts_for_the_whole() {
        let one = |weights: &[f64]| one(&weights.iter().map(|weight| Some(*weight)).collect::<Vec<_>>());
        check(one(&[0.0, 100.0, -50.0]), Some("B"), None);
        check(one(&[50.0, 100.0]), Some("B"), Some(Code::NotKept));
        check(one(&[100.0, 100.0]), None, Some(Code::TwoAnswers));
        check(one(&[50.0, 0.0]), None, Some(Code::UnclearAnswer));
        check(one(&[]), None, Some(Code::NoAnswer));
        check(super::one(&[Some(100.0), None]), None, Some(Code::UnclearAnswer));
    }

    #[test]
    fn several_are_right_when_they_make_the_whole() {
        let several = |weights: &[f64]| several(&weights.iter().map(|weight| Some(*weight)).collect::<Vec<_>>());
        check(several(&[33.33333, -100.0, 33.33333, 33.33333]), Some("ACD"), None);
        check(several(&[33.0, 33.0, 33.0]), Some("ABC"), None);
        check(several(&[60.0, 40.0]), Some("AB"), None);
        check(several(&[100.0, 100.0, 0.0]), Some("AB"), None);
        check(several(&[100.0, 0.0]), Some("A"), None);
        check(several(&[50.0, 0.0]), None, Some(Code::UnclearAnswer));
        check(several(&[100.0, 50.0]), None, Some(Code::UnclearAnswer));
        check(several(&[0.0, -1.0]), None, Some(Code::NoAnswer));
    }
}
