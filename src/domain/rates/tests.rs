//! Rates against what a person with a pencil would count.

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::assignment::Who;
use crate::moment::Day;
use crate::roster::{Covers, Import, Named, Roster, Row};

fn row(number: &str, unit: &str, exempt: &str) -> Row {
    Row {
        number: number.into(),
        name: "某人".into(),
        unit: Named { name: unit.into(), ..Named::default() },
        exempt: Some(exempt.into()),
        ..Row::default()
    }
}

/// What somebody did, as letters: s studied, c completed, e sat, p passed.
fn did(letters: &str) -> Progress {
    let study = if letters.contains('c') {
        Study::Complete
    } else if letters.contains('s') {
        Study::Some
    } else {
        Study::None
    };
    let exam = if letters.contains('p') {
        Exam::Passed
    } else if letters.contains('e') {
        Exam::Sat
    } else {
        Exam::None
    };
    Progress { study, exam }
}

/// 县 with 甲局 (一科 below it), 乙局, 丙局 where nobody is due, 丁局 where nobody sat.
fn county() -> (Frozen, BTreeMap<String, Progress>) {
    let rows = [
        row("1", "县/甲局", ""),
        row("2", "县/甲局/一科", ""),
        row("3", "县/甲局/一科", ""),
        row("4", "县/乙局", ""),
        row("5", "县/乙局", ""),
        row("6", "县/丙局", "长期病假"),
        row("7", "县/丁局", ""),
    ];
    let roster = Roster::default().apply(&Import { rows: rows.into(), covers: Covers::Everyone, ..Import::default() }, Day(0)).0;
    let progress = [("1", "cp"), ("2", "ce"), ("3", "s"), ("4", "sp"), ("5", ""), ("6", "cp"), ("9", "e")];
    (roster.frozen(Day(0), &Who::default()), progress.map(|(number, letters)| (number.to_owned(), did(letters))).into())
}

#[test]
fn a_unit_has_the_figures_of_all_below_it_and_the_exempt_are_in_none() {
    let (frozen, progress) = county();
    let rates = Rates::of(&frozen, &progress);
    let check = |unit: &str, expected: [(usize, usize); 4]| {
        let figures = rates.unit(unit).expect("a unit");
        let found = Measure::ALL.map(|measure| figures.rate(measure)).map(|rate| (rate.numerator, rate.denominator));
        assert_eq!(found, expected, "{unit}");
    };
    check("县", [(4, 6), (2, 6), (3, 6), (2, 3)]);
    check("县/甲局", [(3, 3), (2, 3), (2, 3), (1, 2)]);
    check("县/甲局/一科", [(2, 2), (1, 2), (1, 2), (0, 1)]);
    check("县/乙局", [(1, 2), (0, 2), (1, 2), (1, 1)]);
    check("县/丙局", [(0, 0); 4]);
    check("县/丁局", [(0, 1), (0, 1), (0, 1), (0, 0)]);
    assert_eq!((rates.unit("没有"), rates.all()), (None, rates.unit("县").expect("a unit")));
    assert_eq!(rates.outside(), ["6", "9"]);
    assert_eq!(rates.level(2).map(|(code, figures)| (code, figures.due)).collect::<Vec<_>>().len(), 4);
}

#[test]
fn a_rate_names_the_members_behind_it() {
    let (frozen, progress) = county();
    let rates = Rates::of(&frozen, &progress);
    let check = |unit: Option<&str>, measure: Measure, numerator: &[&str], denominator: &[&str]| {
        assert_eq!(rates.behind(unit, measure), Behind { numerator: numerator.to_vec(), denominator: denominator.to_vec() }, "{unit:?}");
    };
    check(Some("县/甲局"), Measure::Completion, &["1", "2"], &["1", "2", "3"]);
    check(Some("县/甲局"), Measure::Pass, &["1"], &["1", "2"]);
    check(Some("没有"), Measure::Pass, &[], &[]);
    check(None, Measure::Attendance, &["4", "1", "2"], &["7", "4", "5", "1", "2", "3"]);
}

#[test]
fn the_same_rate_is_the_same_place_and_who_has_none_is_told() {
    let (frozen, progress) = county();
    let rates = Rates::of(&frozen, &progress);
    let check = |measure: Measure, units: &[&str], places: &[(usize, &str)], left_out: &[(&str, LeftOut)]| {
        let league = rates.league(measure, units.iter().copied());
        let found: Vec<_> = league.places.iter().map(|place| (place.place, place.unit)).collect();
        assert_eq!((&found[..], &league.left_out[..]), (places, left_out), "{measure:?}");
    };
    let all = ["县/丁局", "县/丙局", "县/乙局", "县/甲局"];
    check(Measure::Study, &all, &[(1, "县/甲局"), (2, "县/乙局"), (3, "县/丁局")], &[("县/丙局", LeftOut::NobodyDue)]);
    let left_out = [("县/丁局", LeftOut::NobodySat), ("县/丙局", LeftOut::NobodyDue)];
    check(Measure::Pass, &all, &[(1, "县/乙局"), (2, "县/甲局")], &left_out);
    let tied = ["县/丁局", "县/乙局", "县/甲局/一科", "县/甲局", "无"];
    let places = [(1, "县/甲局"), (2, "县/乙局"), (2, "县/甲局/一科"), (4, "县/丁局")];
    check(Measure::Attendance, &tied, &places, &[("无", LeftOut::Unknown)]);
}

#[test]
fn a_hundred_percent_is_everyone() {
    let check = |numerator, denominator, expected| assert_eq!(Rate { numerator, denominator }.basis_points(), expected);
    check(1, 3, Some(3333));
    check(19_999, 20_000, Some(9999));
    check(20_000, 20_000, Some(10_000));
    check(0, 0, None);
}

/// The last but one level of everyone's unit is a bureau, the first the county.
const UNITS: [&str; 9] =
    ["市", "市/甲县", "市/甲县/一局", "市/甲县/一局/办公室", "市/甲县/二局", "市/乙县", "市/乙县/一局", "市/乙县/一局/办公室", "直属"];
const RANKS: [&str; 3] = ["", "处级", "厅级"];

/// Where somebody is: unit, rank, exempt.
type State = (usize, usize, bool);

/// What happens to the roster on a day: member, unit, rank, exempt, or leaving.
type Event = (u8, usize, usize, bool, bool);

/// An assignment: on a day, of units, ranks, numbers, and what each of 200 members did in it.
type Due = (i32, Vec<usize>, Vec<usize>, Vec<u8>, Vec<(u8, u8)>);

/// Members on the first day, what happened between the lists, the assignments.
type World = (Vec<State>, Vec<Vec<Event>>, Vec<Due>);

fn world() -> impl Strategy<Value = World> {
    let members = vec((0..UNITS.len(), 0..RANKS.len(), proptest::bool::weighted(0.1)), 200);
    let event = (0..200u8, 0..UNITS.len(), 0..RANKS.len(), proptest::bool::weighted(0.2), proptest::bool::weighted(0.1));
    let numbers = prop_oneof![3 => Just(Vec::new()), 1 => vec(0..220u8, 1..12)];
    let due = (0..60i32, vec(0..UNITS.len(), 0..3), vec(0..RANKS.len(), 0..2), numbers, vec((0..3u8, 0..3u8), 210));
    (members, vec(vec(event, 0..30), 6), vec(due, 3))
}

/// The rows of the world: every day on which anyone was anywhere, kept apart from the roster.
type Days = Vec<BTreeMap<i32, State>>;

fn play(members: &[State], events: &[Vec<Event>]) -> (Roster, Days) {
    let said = |n: usize, (unit, rank, exempt): State| Row {
        rank: Some(RANKS[rank].into()),
        ..row(&format!("{n:03}"), UNITS[unit], if exempt { "病假" } else { "" })
    };
    let mut now: Vec<Option<State>> = members.iter().copied().map(Some).collect();
    let (mut roster, mut days): (Roster, Days) = (Roster::default(), vec![BTreeMap::new(); 200]);
    let mut coming = events.iter();
    for day in 0..60 {
        // every ten days the whole list comes again, with what happened meanwhile
        if day % 10 == 0 {
            let happened = coming.next().filter(|_| day > 0);
            for (n, unit, rank, exempt, leaves) in happened.into_iter().flatten() {
                now[usize::from(*n)] = (!leaves).then_some((*unit, *rank, *exempt));
            }
            let rows = now.iter().enumerate().filter_map(|(n, state)| state.map(|state| said(n, state))).collect();
            roster = roster.apply(&Import { rows, covers: Covers::Everyone, ..Import::default() }, Day(day)).0;
        }
        for (n, state) in now.iter().enumerate() {
            days[n].extend(state.map(|state| (day, state)));
        }
    }
    (roster, days)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rates_are_what_a_count_over_the_rows_gives((members, events, dues) in world()) {
        let (roster, days) = play(&members, &events);
        for (on, units, ranks, numbers, deeds) in dues {
            let number = |n: u8| format!("{n:03}");
            let who = Who {
                units: units.iter().map(|n| UNITS[*n].to_owned()).collect(),
                ranks: ranks.iter().map(|n| RANKS[*n].to_owned()).collect(),
                members: numbers.iter().map(|n| crate::assignment::Named::by_number(&number(*n))).collect(),
            };
            let progress: BTreeMap<String, Progress> = (0u8..).zip(&deeds).map(|(n, (study, exam))| {
                let study = [Study::None, Study::Some, Study::Complete][usize::from(*study)];
                (number(n), Progress { study, exam: [Exam::None, Exam::Sat, Exam::Passed][usize::from(*exam)] })
            }).collect();
            let frozen = roster.frozen(Day(on), &who);
            let rates = Rates::of(&frozen, &progress);

            // by hand: who was where on that day, whom the assignment means, what they did
            let within = |unit: &str, above: &str| unit == above || unit.starts_with(&format!("{above}/"));
            let is_meant = |n: usize, unit: usize, rank: usize| {
                let is_named = numbers.iter().any(|one| usize::from(*one) == n);
                let fits = (units.is_empty() || units.iter().any(|above| within(UNITS[unit], UNITS[*above]))) && (ranks.is_empty() || ranks.contains(&rank));
                is_named || (fits && (numbers.is_empty() || !units.is_empty() || !ranks.is_empty()))
            };
            let meant: Vec<(usize, usize, bool)> = (0..200).filter_map(|n| {
                let (unit, rank, exempt) = *days[n].get(&on)?;
                is_meant(n, unit, rank).then_some((n, unit, exempt))
            }).collect();
            prop_assert_eq!(frozen.exempt.len(), meant.iter().filter(|(_, _, exempt)| *exempt).count());
            for above in UNITS.iter().map(|unit| Some(*unit)).chain([None]) {
                let here: Vec<(usize, (u8, u8))> = meant.iter()
                    .filter(|(_, unit, exempt)| !exempt && above.is_none_or(|above| within(UNITS[*unit], above)))
                    .map(|(n, ..)| (*n, deeds[*n])).collect();
                let count = |is_one: &dyn Fn(u8, u8) -> bool| here.iter().filter(|(_, (study, exam))| is_one(*study, *exam)).map(|(n, _)| format!("{n:03}")).collect::<Vec<_>>();
                let (everyone, sat) = (count(&|_, _| true), count(&|_, exam| exam > 0));
                let expected = [
                    (count(&|study, _| study > 0), &everyone),
                    (count(&|study, _| study > 1), &everyone),
                    (sat.clone(), &everyone),
                    (count(&|_, exam| exam > 1), &sat),
                ];
                // a unit that nobody was ever in need not be known
                let figures = above.map_or(Some(rates.all()), |above| rates.unit(above)).unwrap_or_default();
                for (measure, (numerator, denominator)) in Measure::ALL.into_iter().zip(expected) {
                    let rate = figures.rate(measure);
                    prop_assert_eq!((rate.numerator, rate.denominator), (numerator.len(), denominator.len()), "{:?} of {:?}", measure, above);
                    let mut behind = rates.behind(above, measure);
                    behind.numerator.sort_unstable();
                    behind.denominator.sort_unstable();
                    prop_assert_eq!(behind.numerator, numerator);
                    prop_assert_eq!(behind.denominator, denominator.iter().map(String::as_str).collect::<Vec<_>>());
                }
            }
            for measure in Measure::ALL {
                let league = rates.league(measure, UNITS);
                prop_assert_eq!(league.places.len() + league.left_out.len(), UNITS.len());
                for place in &league.places {
                    let share = |rate: Rate| rate.numerator as f64 / rate.denominator as f64;
                    let better = league.places.iter().filter(|other| share(other.rate) > share(place.rate) + 1e-9).count();
                    prop_assert_eq!(place.place, better + 1);
                }
            }
        }
    }
}
