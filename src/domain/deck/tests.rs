//! A deck deals what `draw` draws, grades what `grade` grades, and does so for ever.

use super::*;
use crate::grading::{PaperRule, PartRule, grade};
use crate::paper::draw as draw_paper;
use crate::{Section, Topic};
use proptest::prelude::*;

fn bank(id: &str, count: usize) -> Bank {
    let question = |n: usize| {
        let kind = Kind::ALL[n % 4];
        let choices = if kind == Kind::Judge { 2 } else { 3 + n % 3 };
        let words = |place: usize| if n.is_multiple_of(7) && place == 2 { "以上都对".to_owned() } else { format!("{n}-{place}") };
        Question {
            id: format!("{n:03}"),
            kind,
            stem: format!("{n}?"),
            choices: (0..choices).map(words).collect(),
            key: if kind.takes_several() { ChoiceSet::of(&[0, 2]) } else { ChoiceSet::TRUE },
            explain: String::new(),
            basis: vec![],
            level: (n % 3 + 1) as u8,
        }
    };
    let (a, b) = (0..count).map(question).partition(|q: &Question| q.level == 1);
    let topic = |id: &str, questions| Topic { id: id.into(), title: String::new(), questions };
    Bank { id: id.into(), topics: vec![topic("x", a), topic("y", b)], ..Bank::default() }
}

fn section(banks: &[&str], kinds: &[Kind], count: usize, points: u32) -> Section {
    let banks = banks.iter().map(|&id| id.to_owned()).collect();
    Section { banks, kinds: kinds.to_vec(), count, points: Points::whole(points), ..Section::default() }
}

fn blueprint(way: Way) -> Blueprint {
    let sections = vec![section(&["a", "b"], &[], 5, 3), section(&["b"], &[Kind::Judge], 2, 5), section(&["a"], &[], 4, 7)];
    Blueprint { way, sections }
}

#[test]
fn a_deal_is_this_one_for_ever() {
    let banks = [bank("a", 23), bank("b", 40)];
    let deck = Deck::new(&banks, &blueprint(Way::Random));
    let shown = |seed, seen: &[String]| {
        let picks = deck.deal(seed, &deck.times(&banks, seen)).expect("enough");
        let one = |item: &Item| format!("{} {}", item.name(), item.order.iter().map(ToString::to_string).collect::<String>());
        deck.paper(&banks, &picks).items.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let expected =
        "b/023 01, b/026 03124, a/014 01234, b/035 01, b/000 012, b/011 01, b/039 01, a/016 2130, a/019 01, a/017 24301, a/000 012";
    assert_eq!(shown(2026, &[]), expected);
    let seen: Vec<String> = (0..20).map(|n| format!("a/{n:03}")).collect();
    let expected =
        "b/014 01234, b/024 102, b/000 012, b/008 20413, b/027 01, b/011 01, b/023 01, a/020 04132, a/011 01, a/021 012, a/022 3201";
    assert_eq!(shown(u64::MAX, &seen), expected);
}

proptest! {
    #[test]
    fn a_deck_deals_what_draw_draws(seed: u64, seen in proptest::collection::vec((prop::bool::ANY, 0usize..40), 0..60), fixed: bool) {
        let banks = [bank("a", 23), bank("b", 40)];
        let blueprint = blueprint(if fixed { Way::Fixed } else { Way::Random });
        let seen: Vec<String> = seen.into_iter().map(|(a, n)| format!("{}/{n:03}", if a { "a" } else { "b" })).collect();
        let deck = Deck::new(&banks, &blueprint);
        let picks = deck.deal(seed, &deck.times(&banks, &seen)).expect("enough");
        prop_assert_eq!(Ok(deck.paper(&banks, &picks)), draw_paper(&banks, &blueprint, seed, &seen));
    }

    #[test]
    fn to_have_seen_nothing_and_everything_once_is_the_same(seed: u64) {
        let banks = [bank("a", 23), bank("b", 40)];
        let deck = Deck::new(&banks, &blueprint(Way::Random));
        let everything: Vec<String> =
            banks.iter().flat_map(|b| b.questions().map(|(_, q)| crate::paper::question_name(&b.id, &q.id))).collect();
        prop_assert_eq!(deck.deal(seed, &[]), deck.deal(seed, &deck.times(&banks, &everything)));
    }

    #[test]
    fn a_deck_grades_as_its_paper_is_graded(seed: u64, given in proptest::collection::vec(0u32..32, 0..14), each in 0u32..900) {
        let banks = [bank("a", 23), bank("b", 40)];
        let deck = Deck::new(&banks, &blueprint(Way::Random));
        let picks = deck.deal(seed, &[]).expect("enough");
        let paper = deck.paper(&banks, &picks);
        let given: Vec<ChoiceSet> = given.into_iter().map(ChoiceSet::from_bits).collect();
        let maybe: Vec<Option<ChoiceSet>> = given.iter().map(|set| Some(*set).filter(|set| !set.is_empty())).collect();
        for part in [PartRule::AllOrNothing, PartRule::PerChoice(Points::hundredths(each)), PartRule::Share] {
            for rule in [PaperRule::Sum, PaperRule::FullMarksOnly] {
                let scoring = Scoring { part, paper: rule };
                prop_assert_eq!(deck.grade(&picks, &given, scoring), grade(&paper, &maybe, scoring));
            }
        }
        let keys: Vec<ChoiceSet> = picks.iter().map(|pick| deck.key(pick)).collect();
        prop_assert_eq!(deck.grade(&picks, &keys, Scoring::default()).score, paper.out_of());
    }

    #[test]
    fn letters_and_places_lead_to_each_other(seed: u64, bits in 0u32..8) {
        let banks = [bank("a", 23), bank("b", 40)];
        let deck = Deck::new(&banks, &blueprint(Way::Random));
        for pick in deck.deal(seed, &[]).expect("enough") {
            let shown = pick.order.in_bank(ChoiceSet::from_bits(bits));
            let fits = ChoiceSet::from_bits(bits & ((1 << pick.order.places().len()) - 1));
            prop_assert_eq!(pick.order.as_shown(shown), fits);
        }
    }
}

#[test]
fn every_fitting_question_comes_about_as_often() {
    let banks = [bank("a", 20)];
    let deck = Deck::new(&banks, &Blueprint { sections: vec![section(&["a"], &[], 5, 1)], ..Blueprint::default() });
    let mut times = [0_u32; 20];
    for seed in 0..20_000 {
        deck.deal(seed, &[]).expect("enough").iter().for_each(|pick| times[pick.card as usize] += 1);
    }
    assert!(times.iter().all(|n| (4_700..5_300).contains(n)), "{times:?}");
}

#[test]
fn too_few_are_told_by_the_section_that_lacks_them() {
    let banks = [bank("a", 8)];
    let sections = vec![section(&["a"], &[], 7, 1), section(&["a"], &[Kind::Judge], 2, 1)];
    let short = Deck::new(&banks, &Blueprint { sections, ..Blueprint::default() }).deal(1, &[]);
    assert_eq!(short, Err(Shortage { section: 1, wanted: 7, there_are: 6 }));
}
