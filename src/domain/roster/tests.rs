//! Rosters over time: imports one after the other, what a freeze sees, and what an administrator does.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::assignment::Who;

fn day(n: i32) -> Day {
    Day(20_000 + n)
}

/// A row written as number name unit [rank] with `x=reason`, `f=day`, `t=day` or `t=-`, `p=phone` in any order behind the unit.
fn row(text: &str) -> Row {
    let mut words = text.split(' ');
    let mut word = || words.next().unwrap_or_default().to_owned();
    let mut row = Row { line: 1, number: word(), name: word(), unit: Named { name: word(), ..Named::default() }, ..Row::default() };
    for word in words {
        let number = |text: &str| day(text.parse().expect("a number"));
        match word.split_once('=') {
            Some(("x", reason)) => row.exempt = Some(reason.to_owned()),
            Some(("f", from)) => row.from = Some(number(from)),
            Some(("t", "-")) => row.to = Some(None),
            Some(("t", to)) => row.to = Some(Some(number(to))),
            Some(("p", phone)) => row.phone = Some(phone.to_owned()),
            _ => row.rank = Some(word.to_owned()),
        }
    }
    row
}

fn import(rows: &[&str]) -> Import {
    Import { rows: rows.iter().map(|text| row(text)).collect(), ..Import::default() }
}

/// The roster after each list was taken in on its day.
fn after(imports: &[(i32, &[&str])]) -> Roster {
    imports.iter().fold(Roster::default(), |roster, (on, rows)| roster.apply(&import(rows), day(*on)).0)
}

/// The spells of the member 1, as days and units.
fn spells(roster: &Roster) -> Vec<String> {
    let shown = |spell: &Spell| {
        let to = spell.to.map(|to| (to.0 - 20_000).to_string()).unwrap_or_default();
        format!("{}-{to} {} {} {}", spell.from.0 - 20_000, spell.unit, spell.rank, spell.exempt.as_deref().unwrap_or_default())
    };
    roster.member("1").map(|member| member.spells().iter().map(|spell| shown(spell).trim_end().to_owned()).collect()).unwrap_or_default()
}

/// What a second list does to the member 1 of a first one of day 0, and their spells then.
fn check(first: &str, second: (i32, &str), what: &What, expected: &[&str]) {
    let before = after(&[(0, &[first])]);
    let list = import(&[second.1]);
    let (roster, changes) = before.apply(&list, day(second.0));
    assert_eq!(
        (changes.iter().map(|change| &change.what).collect::<Vec<_>>(), spells(&roster)),
        (vec![what], expected.iter().map(|t| (*t).into()).collect())
    );
    let (again, changes) = roster.apply(&list, day(second.0));
    let is_same = |change: &Change| matches!(change.what, What::Unchanged | What::Refused(_));
    assert!(again == roster && changes.iter().all(is_same), "a second time: {changes:?}");
}

fn moved(fields: &[Field]) -> What {
    What::Moved { from: "甲局".into(), to: "乙局".into(), fields: fields.to_vec() }
}

#[test]
fn who_moves_keeps_their_history() {
    check("1 张三 甲局", (9, "1 张三 乙局"), &moved(&[]), &["0-8 甲局", "9- 乙局"]);
    check("1 张三 甲局 科级", (9, "1 张三 乙局 处级 f=5"), &moved(&[Field::Rank]), &["0-4 甲局 科级", "5- 乙局 处级"]);
    check("1 张三 甲局", (9, "1 张三 乙局 f=12"), &moved(&[]), &["0-11 甲局", "12- 乙局"]);
    check("1 张三 甲局 f=-900", (9, "1 张三 乙局 f=-900"), &moved(&[]), &["-900-8 甲局", "9- 乙局"]);
}

#[test]
fn what_changes_begins_a_spell_and_what_is_not_said_stays() {
    check("1 张三 甲局 科级 p=13800000000", (9, "1 张三 甲局"), &What::Unchanged, &["0- 甲局 科级"]);
    check("1 张三 甲局 科级", (9, "1 张三 甲局 处级"), &What::Changed(vec![Field::Rank]), &["0-8 甲局 科级", "9- 甲局 处级"]);
    check("1 张三 甲局", (9, "1 张三 甲局 x=长期病假"), &What::Changed(vec![Field::Exempt]), &["0-8 甲局", "9- 甲局  长期病假"]);
    check("1 张三 甲局 x=长期病假", (9, "1 张三 甲局 x="), &What::Changed(vec![Field::Exempt]), &["0-8 甲局  长期病假", "9- 甲局"]);
    check("1 张三 甲局", (9, "1 张三 甲局 p=13800000000"), &What::Changed(vec![Field::Phone]), &["0- 甲局"]);
    check("1 张三 甲局", (9, "1 张三 甲局 p="), &What::Unchanged, &["0- 甲局"]);
}

#[test]
fn what_began_today_is_put_right_in_place() {
    check("1 张三 甲局", (0, "1 张三 乙局"), &moved(&[]), &["0- 乙局"]);
    check("1 张三 甲局 f=20", (9, "1 张三 乙局"), &moved(&[]), &["20- 乙局"]);
}

#[test]
fn first_and_last_days_are_put_right() {
    check("1 张三 甲局", (9, "1 张三 甲局 f=-5"), &What::Changed(vec![Field::From]), &["-5- 甲局"]);
    check("1 张三 甲局", (9, "1 张三 甲局 f=3"), &What::Changed(vec![Field::From]), &["3- 甲局"]);
    check("1 张三 甲局", (9, "1 张三 甲局 t=30"), &What::Changed(vec![Field::To]), &["0-30 甲局"]);
    check("1 张三 甲局 t=30", (9, "1 张三 甲局"), &What::Unchanged, &["0-30 甲局"]);
    check("1 张三 甲局 t=30", (9, "1 张三 甲局 t=-"), &What::Changed(vec![Field::To]), &["0- 甲局"]);
    check("1 张三 甲局", (9, "1 张三 甲局 t=-1"), &What::Refused(Refusal::EndsBeforeItBegins), &["0- 甲局"]);
}

#[test]
fn the_day_of_a_move_is_put_right_and_leaves_no_day_out() {
    // who moved on day 9, as the list of day 10 tells it
    let check = |first: &str, move_: (i32, &str), right: &str, expected: &[&str]| {
        let before = after(&[(0, &[first]), (move_.0, &[move_.1])]);
        let list = import(&[right]);
        let (roster, _) = before.apply(&list, day(10));
        assert_eq!(spells(&roster), expected, "{right}");
        assert_eq!(roster.apply(&list, day(10)).0, roster, "{right}: a second time");
    };
    let (first, second) = ("1 张三 甲局", (9, "1 张三 乙局"));
    check(first, second, "1 张三 乙局 f=12", &["0-11 甲局", "12- 乙局"]);
    check(first, second, "1 张三 乙局 f=6", &["0-5 甲局", "6- 乙局"]);
    // what says when they began to work there at all
    check(first, second, "1 张三 乙局 f=0", &["0-8 甲局", "9- 乙局"]);
    check(first, second, "1 张三 乙局 f=-7", &["-7-8 甲局", "9- 乙局"]);
    // a move that is still to come
    check(first, (9, "1 张三 乙局 f=20"), "1 张三 丙局 f=15", &["0-14 甲局", "15- 丙局"]);
    // who was away between
    check("1 张三 甲局 t=3", second, "1 张三 乙局 f=6", &["0-3 甲局", "6- 乙局"]);
    check("1 张三 甲局 t=3", second, "1 张三 乙局 f=2", &["0-3 甲局", "9- 乙局"]);
    check("1 张三 甲局 t=3", second, "1 张三 乙局 f=12", &["0-3 甲局", "12- 乙局"]);
    let moved = after(&[(0, &[first]), (9, &[second.1]), (10, &["1 张三 乙局 f=12"])]);
    for on in [8, 9, 11, 12] {
        assert_eq!(moved.frozen(day(on), &Who::default()).due.len(), 1, "day {on}");
    }
}

#[test]
fn who_left_and_is_named_again_is_back() {
    check("1 张三 甲局 t=3", (9, "1 张三 甲局"), &What::Back, &["0-3 甲局", "9- 甲局"]);
    check("1 张三 甲局 t=3", (9, "1 张三 乙局 f=7"), &What::Back, &["0-3 甲局", "7- 乙局"]);
    check("1 张三 甲局 t=3", (9, "1 张三 甲局 f=-4"), &What::Back, &["-4-3 甲局", "9- 甲局"]);
    check("1 张三 甲局 t=3", (9, "1 张三 甲局 t=3"), &What::Unchanged, &["0-3 甲局"]);
}

#[test]
fn a_number_stays_with_its_name_until_somebody_says_that_both_are_one_person() {
    let other = &What::Refused(Refusal::OtherName);
    check("1 张三 甲局", (9, "1 李四 乙局"), other, &["0- 甲局"]);
    check("1 张三 甲局 t=3", (9, "1 李四 甲局"), other, &["0-3 甲局"]);
    check("1 乌兰·其其格 甲局", (9, "1 乌兰•其其格 甲局"), &What::Changed(vec![Field::Name]), &["0- 甲局"]);
    let before = after(&[(0, &["1 张三 甲局", "2 王五 甲局"])]);
    let named = |renamed: Renamed| {
        let (roster, changes) = before.apply(&Import { renamed, ..import(&["1 张珊 甲局", "2 王吾 甲局"]) }, day(9));
        let taken = changes.iter().filter(|change| change.what == What::Changed(vec![Field::Name])).count();
        (roster.members().map(|member| member.name.clone()).collect::<Vec<_>>().join(" "), taken)
    };
    assert_eq!(named(Renamed::Nobody), ("张三 王五".into(), 0));
    assert_eq!(named(Renamed::These(BTreeSet::from(["2".into()]))), ("张三 王吾".into(), 1));
    assert_eq!(named(Renamed::Everyone), ("张珊 王吾".into(), 2));
}

#[test]
fn a_number_is_one_member_in_whatever_letters_it_comes() {
    let before = after(&[(0, &["A17 张三 甲局", "b8 李四 甲局"])]);
    let list =
        Import { covers: Covers::Everyone, ..import(&["a17 张三 乙局", "B8 李四 甲局", "c9 王五 甲局", "C9 王五 甲局"]) };
    let (roster, changes) = before.apply(&list, day(9));
    let told: Vec<_> = changes.iter().map(|change| (change.number.as_str(), &change.what)).collect();
    let twice = What::Refused(Refusal::Twice);
    assert_eq!(told, [("A17", &moved(&[])), ("b8", &What::Unchanged), ("c9", &What::New), ("C9", &twice)]);
    assert_eq!(roster.members().map(|member| member.number.as_str()).collect::<Vec<_>>(), ["A17", "b8", "c9"]);
    let other = before.apply(&import(&["a17 赵六 甲局"]), day(9)).1;
    assert_eq!(other[0].what, What::Refused(Refusal::OtherName));
    let renamed = Renamed::These(BTreeSet::from(["a17".into()]));
    assert_eq!(before.apply(&Import { renamed, ..import(&["a17 张珊 甲局"]) }, day(9)).1[0].what, What::Changed(vec![Field::Name]));
}

#[test]
fn who_left_before_their_first_day_still_has_their_number() {
    let before = after(&[(0, &["1 张三 甲局"])]);
    let (left, _) = before.apply(&Import { covers: Covers::Everyone, ..import(&["2 李四 甲局"]) }, day(0));
    assert_eq!((left.member("1").is_some(), spells(&left)), (true, vec![]));
    assert_eq!(left.apply(&import(&["1 王五 甲局"]), day(0)).1[0].what, What::Refused(Refusal::OtherName));
    let (back, changes) = left.apply(&import(&["1 张三 乙局"]), day(4));
    assert_eq!((&changes[0].what, spells(&back)), (&What::Back, vec!["4- 乙局".to_owned()]));
}

#[test]
fn a_whole_list_tells_who_left() {
    let before = after(&[(0, &["1 张三 县/甲局", "2 李四 县/乙局", "3 王五 县/甲局"])]);
    let check = |covers: Covers, expected: &[&str]| {
        let (roster, changes) = before.apply(&Import { covers, ..import(&["3 王五 县/甲局"]) }, day(9));
        let left = changes.iter().filter(|change| change.what == What::Left).map(|change| change.number.as_str());
        assert_eq!(left.collect::<Vec<_>>(), expected);
        for number in expected {
            let member = roster.member(number).expect("they are not forgotten");
            assert!(member.on(day(8)).is_some() && member.on(day(9)).is_none(), "{member:?}");
        }
    };
    check(Covers::Named, &[]);
    check(Covers::Everyone, &["1", "2"]);
    check(Covers::Unit("县/甲局".into()), &["1"]);
    check(Covers::Unit("县".into()), &["1", "2"]);
}

#[test]
fn rows_that_can_t_be_taken_are_refused_one_by_one() {
    let before = after(&[(0, &["8 老人 县/甲局/办公室", "9 老人 县/乙局/办公室"])]);
    let rows = ["1 张三 甲局", "1 李四 甲局", "2  甲局", " 王五 甲局", "3 赵六 ", "4 孙七 办公室", "5 周八 甲局 f=5 t=4"];
    let (roster, changes) = before.apply(&import(&rows), day(0));
    let refused = |refusal: Refusal| What::Refused(refusal);
    let expected = [
        What::New,
        refused(Refusal::Twice),
        refused(Refusal::NoName),
        refused(Refusal::NoNumber),
        refused(Refusal::NoUnit),
        refused(Refusal::SeveralUnits),
        refused(Refusal::EndsBeforeItBegins),
    ];
    assert_eq!(changes.into_iter().map(|change| change.what).collect::<Vec<_>>(), expected);
    assert_eq!(roster.members().map(|member| member.number.as_str()).collect::<Vec<_>>(), ["1", "8", "9"]);
}

#[test]
fn a_freeze_lists_who_is_due_and_who_is_exempt_in_the_order_of_units() {
    let roster = after(&[
        (0, &["4 丁 县/甲局 厅级", "3 丙 县/乙局", "2 乙 县/甲局 x=病假", "1 甲 县/甲局", "5 戊 外县 t=3"]),
        (5, &["1 甲 县/乙局"]),
    ]);
    let check = |on: i32, who: &Who, due: &[&str], exempt: &[&str], absent: &[&str]| {
        let frozen = roster.frozen(day(on), who);
        let numbers: Vec<&str> = frozen.due.iter().map(|member| member.number.as_str()).collect();
        let excused: Vec<String> = frozen.exempt.iter().map(|one| format!("{} {}", one.member.number, one.reason)).collect();
        assert_eq!(
            (numbers, excused, &frozen.absent[..]),
            (due.to_vec(), exempt.iter().map(|t| (*t).into()).collect(), &absent.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>()[..]),
            "{who:?}"
        );
    };
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let named = |numbers: &[&str]| numbers.iter().map(|number| crate::assignment::Named::by_number(number)).collect::<Vec<_>>();
    let units = |codes: &[&str]| Who { units: texts(codes), ..Who::default() };
    check(1, &Who::default(), &["3", "1", "4", "5"], &["2 病假"], &[]);
    check(5, &Who::default(), &["1", "3", "4"], &["2 病假"], &[]);
    check(5, &units(&["县/甲局"]), &["4"], &["2 病假"], &[]);
    check(5, &units(&["县"]), &["1", "3", "4"], &["2 病假"], &[]);
    check(5, &Who { ranks: texts(&["厅级"]), ..units(&["县"]) }, &["4"], &[], &[]);
    check(5, &Who { members: named(&["2", "3", "5", "77"]), ..Who::default() }, &["3"], &["2 病假"], &["5", "77"]);
    check(5, &Who { members: named(&["3"]), ..units(&["县/甲局"]) }, &["3", "4"], &["2 病假"], &[]);
    let of_unit = |number: &str, unit: &str| crate::assignment::Named { unit: unit.into(), ..crate::assignment::Named::by_number(number) };
    let moved = Who { members: vec![of_unit("1", "县/甲局"), of_unit("4", "县/甲局")], ..Who::default() };
    check(1, &moved, &["1", "4"], &[], &[]);
    check(5, &moved, &["4"], &[], &["1"]);
    let lettered = after(&[(0, &["RQ01 甲 县/甲局", "rq02 乙 县/甲局"])]);
    let who = Who { members: named(&["rq01", "RQ02", "RQ03"]), ..Who::default() };
    let frozen = lettered.frozen(day(0), &who);
    assert_eq!((frozen.due.len(), frozen.absent), (2, texts(&["RQ03"])), "numbers are found in whatever case");
    check(-1, &Who::default(), &[], &[], &[]);
}

#[test]
fn an_administrator_sees_their_subtree_and_what_happened_in_it() {
    let roster = after(&[(0, &["1 甲 县/甲局/一科", "2 乙 县/乙局", "3 丙 县/甲局"]), (5, &["1 甲 县/乙局", "3 丙 县/甲局"])]);
    let check = |unit: &str, expected: &[&str]| {
        let view = roster.view(unit);
        let shown = |member: &Member| {
            format!("{} {}", member.number, member.spells().iter().map(|spell| spell.unit.as_str()).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(view.members().map(shown).collect::<Vec<_>>(), expected, "{unit}");
        assert!(view.units.iter().all(|one| roster.units.is_within(&one.code, unit)));
    };
    check("县/甲局", &["1 县/甲局/一科", "3 县/甲局"]);
    check("县/乙局", &["1 县/乙局", "2 县/乙局"]);
    check("县", &["1 县/甲局/一科 县/乙局", "2 县/乙局", "3 县/甲局"]);
    check("没有", &[]);
}

/// Rows of a few people in a few units, some of them odd.
fn some_rows() -> impl Strategy<Value = Vec<Row>> {
    let unit = proptest::sample::select(&["甲局", "乙局", "县/甲局/一科", "一科", ""][..]);
    let rank = proptest::option::of(proptest::sample::select(&["", "处级", "科级"][..]));
    let exempt = proptest::option::of(proptest::sample::select(&["", "病假"][..]));
    let from = proptest::option::of(-20..40i32);
    let to = proptest::option::of(proptest::option::of(-20..60i32));
    let one = (0..6u8, unit, rank, exempt, from, to).prop_map(|(number, unit, rank, exempt, from, to)| Row {
        line: 1,
        number: number.to_string(),
        name: "某人".into(),
        unit: Named { name: unit.into(), ..Named::default() },
        rank: rank.map(str::to_owned),
        phone: None,
        exempt: exempt.map(str::to_owned),
        from: from.map(day),
        to: to.map(|to| to.map(day)),
    });
    vec(one, 0..8)
}

proptest! {
    #[test]
    fn whatever_is_imported_nobody_is_two_and_a_second_time_changes_nothing(lists in vec((some_rows(), 0..4i32, 0..3u8), 1..6)) {
        let (mut roster, mut on) = (Roster::default(), day(0));
        for (rows, days, covers) in lists {
            on = Day(on.0 + days);
            let covers = match covers { 0 => Covers::Named, 1 => Covers::Everyone, _ => Covers::Unit("县".into()) };
            let list = Import { rows, covers, ..Import::default() };
            let (after, changes) = roster.apply(&list, on);
            prop_assert!(changes.len() >= list.rows.len());
            for member in after.members() {
                prop_assert!(member.spells().iter().all(|spell| spell.to.is_none_or(|to| spell.from <= to)), "{:?}", member);
                prop_assert!(member.spells().windows(2).all(|pair| pair[0].to.is_some_and(|to| to < pair[1].from)), "{:?}", member);
                prop_assert!(member.spells().iter().all(|spell| after.units.get(&spell.unit).is_some()));
            }
            let (again, changes) = after.apply(&list, on);
            prop_assert_eq!(&again, &after, "{:?}", changes);
            prop_assert!(changes.iter().all(|change| matches!(change.what, What::Unchanged | What::Refused(_))), "{:?}", changes);
            let due: BTreeSet<_> = after.frozen(on, &Who::default()).due.into_iter().map(|member| member.number).collect();
            let brute = after.members().filter(|member| member.on(on).is_some_and(|spell| spell.exempt.is_none()));
            prop_assert_eq!(due, brute.map(|member| member.number.clone()).collect());
            roster = after;
        }
    }
}
