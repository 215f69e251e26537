//! A draw follows from its list and the randomness alone, is fair, and whoever changes a record is told what they changed.

use super::*;
use crate::award::{Entitled, Tier, TooFew, Way};
use crate::{Award, Moment};
use proptest::prelude::*;

fn award(quantities: &[u32]) -> Award {
    let prizes = [("一等奖", "保温杯"), ("二等奖", "晴雨伞"), ("三等奖", "毛巾")];
    let tier = |(quantity, (name, what)): (&u32, (&str, &str))| Tier {
        name: name.into(),
        what: what.into(),
        quantity: *quantity,
        per_day: None,
        one_in: 1,
    };
    Award {
        id: "final".into(),
        title: "抽奖".into(),
        entitled: Entitled::FullMarks { each: true },
        way: Way::Draw { at: FROZEN, daily: false },
        tiers: quantities.iter().zip(prizes).map(tier).collect(),
        too_few: TooFew::Lapse,
    }
}

const FROZEN: Moment = Moment(1_796_385_600_000);

fn who(n: u32) -> Who {
    Who([0, 11, 22, 33, 44, 55, 66, 77, 88, 99, 110, 121, 132, 143, 154, 165].map(|i: u32| ((n * 37 + i) % 256) as u8))
}

fn list(quantities: &[u32], entries: &[(u32, u32)]) -> EntryList {
    EntryList::freeze("prize", &award(quantities), &[], FROZEN, entries.iter().map(|(n, lots)| (who(*n), *lots)))
}

const FIVE: [(u32, u32); 5] = [(4, 3), (1, 1), (2, 12), (3, 2), (5, 1)];
const LOTTERY: &str = "双色球第2026140期 03 11 17 22 28 31 + 09";

fn out(n: u32) -> LeftOut {
    LeftOut { who: who(n), won: "luck".into() }
}

/// Computed with Python's hashlib by the lines in the module's head.
#[test]
fn a_draw_is_what_python_makes_of_it() {
    let list = list(&[1, 2], &FIVE);
    let record = draw(&list, LOTTERY, &[out(2), out(77)]);
    assert_eq!(record.list.to_string(), "836322de9ff52df3438984e49f67fee17dc4764cda49a7600e12f2d5ceab55ad");
    assert_eq!(record.seed.to_string(), "05b36a5d9126dff19e03f2d3db5b8332e3f7461309a27c44089af93309767ee9");
    let winners: Vec<_> = record.winners.iter().map(|won| format!("{} {} {}", won.tier + 1, won.lot, won.ticket)).collect();
    let expected = [
        "1 6f7a85909ba6b1bcc7d2dde8f3fe0914\t1 07368c8a2b547da28e8b44fa5f3d37a48002b99bea704d1bbb19080a9bf7d1e1",
        "2 b9c4cfdae5f0fb06111c27323d48535e\t1 2e1271e48801bd646a31ab0fceebbc8bb03067dc3082c4e1c7232ef40724beb1",
        "2 949faab5c0cbd6e1ecf7020d18232e39\t1 3d7f2dd1e82f20663c7706af0bf5a76925b9718697855f1645a0f07fa6e598d2",
    ];
    assert_eq!(winners, expected);
    assert_eq!(record.left_out, [out(2)]);
    assert_eq!(verify(&record, &list), Ok(()));
}

#[test]
fn a_list_has_one_line_for_each_lot() {
    let text = list(&[1], &[(1, 2), (3, 1), (1, 1), (2, 0)]).write();
    let expected = "pufa-entries\t1\tprize\tfinal\t1796385600000\t4\ntier\t一等奖\t保温杯\t1\n\
                    25303b46515c67727d88939ea9b4bfca\t1\n25303b46515c67727d88939ea9b4bfca\t2\n25303b46515c67727d88939ea9b4bfca\t3\n\
                    6f7a85909ba6b1bcc7d2dde8f3fe0914\t1\n";
    assert_eq!(text, expected);
}

#[test]
fn a_list_that_was_changed_is_told_by_line() {
    let good = list(&[1, 2], &FIVE).write();
    for (from, to, line) in [
        ("pufa-entries\t1", "pufa-entries\t2", 1),
        ("\t19\n", "\t18\n", 1),
        ("\t19\n", "\t+19\n", 1),
        ("\t1796385600000", "\tnoon", 1),
        ("保温杯\t1", "保温杯\t一", 2),
        ("保温杯\t1", "保温杯\t01", 1),
        ("25303b", "25303B", 4),
        ("bfca\t1\n", "bfca\t01\n", 4),
        ("bfca\t1\n", "bfca\t2\n", 4),
        ("25303b46515c67727d88939ea9b4bfca", "f5303b46515c67727d88939ea9b4bfca", 5),
        ("e4ef\t2\n", "e4ef\t12\n", 9),
        ("3d48535e\t1\n", "3d48535e\t1", 22),
        ("3d48535e\t1\n", "3d48535e\t1\r\n", 22),
        ("3d48535e\t1\n", "3d48535e\t1\n\n", 23),
    ] {
        assert!(good.contains(from), "{from}");
        let fault = EntryList::read(&good.replacen(from, to, 1)).expect_err(to);
        assert_eq!(fault.line, line, "{to:?}: {fault}");
    }
    assert_eq!(EntryList::read("").map_err(|fault| fault.line), Err(1));
}

#[test]
fn a_record_that_was_changed_says_what() {
    let list = list(&[1, 2], &FIVE);
    let good = draw(&list, LOTTERY, &[out(2)]);
    let check = |change: &dyn Fn(&mut DrawRecord), expected: &[&str]| {
        let mut record = good.clone();
        change(&mut record);
        let faults = verify(&record, &list).expect_err("it was changed");
        assert!(faults.len() == expected.len() && faults.iter().zip(expected).all(|(fault, part)| fault.contains(part)), "{faults:?}");
    };
    check(&|record| record.campaign = "other".into(), &["campaign other, and the list gives prize"]);
    check(&|record| record.lots = 20, &["number of lots 20, and the list gives 19"]);
    check(&|record| record.list = Fingerprint([0; 32]), &["hash 0000"]);
    check(&|record| record.seed = Fingerprint([0; 32]), &["seed 0000"]);
    check(&|record| record.tiers[0].quantity = 2, &["tiers"]);
    check(&|record| record.left_out.push(out(88)), &["leaves out"]);
    check(&|record| record.winners[0].lot.who = who(4), &["winner 1 of the record is 949f"]);
    check(&|record| record.winners.truncate(2), &["number of winners 2"]);
    check(&|record| record.randomness.push_str(" 重抽"), &["seed", "winner 1", "winner 2", "winner 3"]);
}

#[test]
fn a_record_that_cannot_be_read_is_told_by_line() {
    let good = draw(&list(&[1, 2], &FIVE), LOTTERY, &[out(2)]).write();
    for (from, to, line) in [
        ("pufa-draw\t1", "pufa-draw\t2", 1),
        ("award\tfinal\n", "", 3),
        ("frozen\t1", "frozen\t+1", 4),
        ("lots\t19", "lots\t一九", 5),
        ("list\t8363", "list\t836", 6),
        ("tier\t一等奖", "tier\t一等奖\t", 9),
        ("left-out\t4a", "left-out\t4A", 11),
        ("winner\t1", "winner\t3", 12),
        ("winner\t1", "winner\t0", 12),
        ("winner\t1", "loser\t1", 12),
        ("winner\t2", "winner\t+2", 13),
    ] {
        assert!(good.contains(from), "{from}");
        let fault = DrawRecord::read(&good.replacen(from, to, 1)).expect_err(to);
        assert_eq!(fault.line, line, "{to:?}: {fault}");
    }
}

#[test]
fn words_with_tabs_and_line_feeds_stay_on_their_line() {
    let mut award = award(&[1]);
    award.tiers[0].what = "保温杯\t（大）\n".into();
    let list = EntryList::freeze("prize", &award, &[2], FROZEN, [(who(1), 1)]);
    assert_eq!((list.tiers[0].what.as_str(), list.tiers[0].quantity), ("保温杯 （大）", 3));
    assert_eq!(EntryList::read(&list.write()), Ok(list.clone()));
    let record = draw(&list, " 双色球\n03\t11 ", &[]);
    assert_eq!(record.randomness, "双色球 03 11");
    assert_eq!(DrawRecord::read(&record.write()), Ok(record));
}

#[test]
fn every_lot_is_as_good_as_any_other() {
    let list = list(&[1], &[(1, 1), (2, 2), (3, 3)]);
    let mut won = [0_u32; 3];
    for seed in 0..6_000 {
        let record = draw(&list, &seed.to_string(), &[]);
        let first = record.winners[0].lot.who;
        won[(1..=3).position(|n| who(n) == first).expect("one of three")] += 1;
    }
    // 1000, 2000 and 3000 are due; four standard deviations are 115, 146 and 155
    assert!(won[0].abs_diff(1000) < 115 && won[1].abs_diff(2000) < 146 && won[2].abs_diff(3000) < 155, "{won:?}");
}

proptest! {
    #[test]
    fn what_is_written_is_read(entries in proptest::collection::vec((0u32..40, 0u32..13), 0..15), quantities in proptest::collection::vec(0u32..4, 0..4), randomness in "\\PC{0,20}", gone in proptest::collection::vec(0u32..40, 0..5)) {
        let list = list(&quantities, &entries);
        prop_assert_eq!(EntryList::read(&list.write()), Ok(list.clone()));
        let lines: Vec<String> = list.lots().map(|lot| lot.to_string()).collect();
        prop_assert!(lines.is_sorted());
        prop_assert_eq!(lines.len() as u64, list.count());
        let gone: Vec<LeftOut> = gone.into_iter().map(out).collect();
        let record = draw(&list, &randomness, &gone);
        prop_assert_eq!(verify(&record, &list), Ok(()));
        prop_assert_eq!(DrawRecord::read(&record.write()), Ok(record.clone()));
        let mut people: Vec<Who> = record.winners.iter().map(|won| won.lot.who).collect();
        prop_assert!(people.iter().all(|one| list.holds(*one) && gone.iter().all(|out| out.who != *one)));
        people.sort_unstable();
        people.dedup();
        prop_assert_eq!(people.len(), record.winners.len());
        let (given, left): (u32, u32) = (record.winners.len() as u32, record.left_over().iter().sum());
        prop_assert_eq!(given + left, quantities.iter().take(3).sum::<u32>());
        let entitled = list.entries().iter().filter(|entry| gone.iter().all(|out| out.who != entry.0)).count() as u32;
        prop_assert!(left == 0 || given == entitled);
    }

    #[test]
    fn hex_reads_as_it_prints(bytes: [u8; 16], mut text in "[0-9a-fA-F]{31,33}") {
        prop_assert_eq!(Who::read(&Who(bytes).to_string()), Some(Who(bytes)));
        if let Some(who) = Who::read(&text) {
            prop_assert_eq!(who.to_string(), text.clone());
        }
        text.push('g');
        prop_assert_eq!(Who::read(&text), None);
    }
}
