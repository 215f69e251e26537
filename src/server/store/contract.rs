//! What every store promises. Each promise runs on each store there is; another one joins by a line at the foot.
//!
//! long: one list, so that the next store has one place to hold itself against.

use std::sync::Arc;

use domain::attempts::Attempts;
use domain::award::{Award, Entitled, Tier, TooFew, Way};
use domain::tally::By;
use domain::{Moment, Points, Zone};

use super::{
    Accepted, CampaignNo, Claim, Counter, CounterKey, Detail, Drawn, Entry, FirstStart, HandIn, Key, Limits, Recount, Redeemed, Sqlite,
    Store, Throw, Thrown, User, Win, WinFilter, WinState,
};

/// A new, empty store and the folder that holds it.
type Made = (Arc<dyn Store>, tempfile::TempDir);

fn sqlite() -> Made {
    let folder = tempfile::tempdir().expect("a folder");
    (Arc::new(Sqlite::open(&folder.path().join("pufa.sqlite")).expect("a store")), folder)
}

fn key(n: u64) -> Key {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&n.to_be_bytes());
    Key(bytes)
}

fn hand_in(campaign: CampaignNo, participant: u64, nth: u32, sitting: u64, attempts: Attempts) -> HandIn {
    let entry = Entry {
        nth,
        sitting: key(sitting),
        device: key(participant),
        round: "1".into(),
        started: Moment(0),
        at: Moment(60_000),
        used_ms: 60_000,
        score: Points::whole(u32::try_from(sitting % 11).unwrap_or(0) * 10),
        out_of: Points::whole(100),
        passed: sitting.is_multiple_of(2),
        late: sitting.is_multiple_of(5),
        seed: u64::MAX - sitting,
        edition: 1,
        answers: vec![1, 2, 4],
        region: ["某市/某旗", "外地", ""][(sitting % 3) as usize].into(),
        unit: String::new(),
        channel: "海报".into(),
    };
    HandIn { campaign, participant: key(participant), entry, detail: None, limits: Limits { attempts, zone: Zone::CHINA }, drawn: None }
}

const UNLIMITED: Attempts = Attempts { per_day: None, total: None };

async fn a_row_comes_back_as_it_went((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    assert_eq!(store.campaign("demo").await, Ok(campaign), "the same again");
    let one = hand_in(campaign, 1, 0, 7, UNLIMITED);
    assert_eq!(store.hand_in(one.clone()).await, Ok(Accepted::First(vec![one.entry.clone()])));
    assert_eq!(store.entries(campaign, key(1)).await, Ok(vec![one.entry.clone()]));
    let page = store.rows(campaign, None, 10).await.expect("rows");
    assert_eq!((page.rows, page.more), (vec![(key(1), one.entry)], false));
    assert_eq!(store.entries(campaign, key(2)).await, Ok(vec![]));
}

async fn a_sitting_is_counted_once_however_often_it_comes((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let mut under_way = tokio::task::JoinSet::new();
    for _ in 0..50 {
        under_way.spawn(store.hand_in(hand_in(campaign, 1, 0, 7, UNLIMITED)));
    }
    let done: Vec<Accepted> = under_way.join_all().await.into_iter().map(|one| one.expect("an answer")).collect();
    assert_eq!(done.iter().filter(|one| matches!(one, Accepted::First(_))).count(), 1);
    assert_eq!(done.iter().filter(|one| matches!(one, Accepted::Again(_, 0))).count(), 49);
    assert_eq!(store.entries(campaign, key(1)).await.map(|all| all.len()), Ok(1));
}

async fn an_attempt_is_taken_once_whoever_comes_at_once((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let mut under_way = tokio::task::JoinSet::new();
    for sitting in 0..50 {
        under_way.spawn(store.hand_in(hand_in(campaign, 1, 0, sitting, UNLIMITED)));
    }
    let done: Vec<Accepted> = under_way.join_all().await.into_iter().map(|one| one.expect("an answer")).collect();
    assert_eq!(done.iter().filter(|one| matches!(one, Accepted::First(_))).count(), 1);
    assert_eq!(done.iter().filter(|one| **one == Accepted::Replayed).count(), 49);
}

async fn limits_are_held_by_the_write_itself((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let daily = Attempts { per_day: Some(2), total: Some(3) };
    let at = |nth: u32, started: i64| {
        let mut one = hand_in(campaign, 1, nth, u64::from(nth) + 100, daily);
        one.entry.started = Moment(started);
        one
    };
    let day = 86_400_000;
    for nth in 0..2 {
        assert!(matches!(store.hand_in(at(nth, 0)).await, Ok(Accepted::First(_))));
    }
    assert_eq!(store.hand_in(at(2, 1)).await, Ok(Accepted::NoneThatDay));
    assert!(matches!(store.hand_in(at(2, day)).await, Ok(Accepted::First(_))));
    assert_eq!(store.hand_in(at(3, 2 * day)).await, Ok(Accepted::None));
    assert_eq!(store.entries(campaign, key(1)).await.map(|all| all.len()), Ok(3));
}

async fn limits_hold_whoever_comes_at_once((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let daily = Attempts { per_day: Some(2), total: Some(3) };
    // every attempt on two devices at once, again and again: those before their turn come once more
    for _ in 0..4 {
        let mut under_way = tokio::task::JoinSet::new();
        for sitting in 0..40_u64 {
            under_way.spawn(store.hand_in(hand_in(campaign, 1, (sitting / 8) as u32, sitting, daily)));
        }
        under_way.join_all().await;
    }
    assert_eq!(store.entries(campaign, key(1)).await.map(|all| all.len()), Ok(2), "both attempts of the day, and no more");
}

async fn no_list_is_entered_after_it_is_frozen((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let frozen =
        Drawn { campaign, award: "final".into(), nth: 0, frozen: Moment(500), list: "list".into(), record: String::new(), wins: vec![] };
    let at = |participant: u64, at: i64, late: bool| {
        let mut one = HandIn { drawn: Some(Moment(400)), ..hand_in(campaign, participant, 0, participant, UNLIMITED) };
        (one.entry.at, one.entry.late) = (Moment(at), late);
        one
    };
    assert!(matches!(store.hand_in(at(1, 450, true)).await, Ok(Accepted::First(_))), "nothing is frozen yet");
    store.keep_draw(frozen).await.expect("frozen");
    assert_eq!(store.hand_in(at(2, 501, true)).await, Ok(Accepted::Frozen));
    assert_eq!(store.hand_in(at(3, 499, false)).await, Ok(Accepted::Passed), "the list would lack it");
    assert!(matches!(store.hand_in(at(3, 501, false)).await, Ok(Accepted::First(_))), "in time it is counted, whatever is drawn");
    assert!(matches!(store.hand_in(at(1, 600, true)).await, Ok(Accepted::Again(_, 0))), "what is counted stays so");
    let elsewhere = HandIn { drawn: None, ..at(4, 501, true) };
    assert!(matches!(store.hand_in(elsewhere).await, Ok(Accepted::First(_))));
}

async fn details_are_changed_from_the_first_device_alone((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let from = |device: u64, nth: u32, sealed: u8| {
        let detail = Some(Detail { sealed: vec![sealed], purge_at: Moment(50), kept_ms: 100 });
        let mut one = HandIn { detail, ..hand_in(campaign, 1, nth, u64::from(nth), UNLIMITED) };
        one.entry.device = key(device);
        one
    };
    for (device, nth, sealed, kept) in [(1, 0, 7, 7), (2, 1, 8, 7), (1, 2, 9, 9)] {
        assert!(matches!(store.hand_in(from(device, nth, sealed)).await, Ok(Accepted::First(_))));
        assert_eq!(store.detail(campaign, key(1)).await, Ok(Some(vec![kept])));
    }
}

async fn counters_are_what_the_rows_add_up_to((store, _folder): Made) {
    let (campaign, other) = (store.campaign("demo").await.expect("a number"), store.campaign("other").await.expect("a number"));
    let mut under_way = tokio::task::JoinSet::new();
    for sitting in 0..300_u64 {
        let person = sitting % 70;
        under_way.spawn(store.hand_in(hand_in(campaign, person, (sitting / 70) as u32, sitting, UNLIMITED)));
        under_way.spawn(store.hand_in(hand_in(other, sitting, 0, sitting, UNLIMITED)));
    }
    // those of one person come in any order, and an attempt before its turn is refused
    let counted = under_way.join_all().await.into_iter().filter(|one| matches!(one, Ok(Accepted::First(_)))).count() as u64;
    let zones = vec![(campaign, Zone::CHINA), (other, Zone::CHINA)];
    let recounts = store.recount(zones, false).await.expect("a recount");
    assert!(recounts.iter().all(|one| one.differs.is_empty()), "{recounts:?}");
    assert_eq!(recounts.iter().map(|one| one.rows).sum::<u64>(), counted);
    let counters = store.counters(other).await.expect("counters");
    let all = counters.iter().find(|counter| counter.key.by.is_none()).expect("the headline");
    assert_eq!((all.participations, all.participants, all.passes, all.late), (300, 300, 150, 60));
    for by in By::ALL {
        let groups = counters.iter().filter(|counter| counter.key.by == Some(by));
        assert_eq!(groups.map(|counter| counter.participations).sum::<u64>(), 300, "{by:?}");
    }
    let region = CounterKey { by: Some(By::Region), group: "外地".into() };
    assert_eq!(counters.iter().find(|counter| counter.key == region).map(|counter| counter.participants), Some(100));
}

async fn a_correction_mends_and_keeps_what_was_counted_since((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    store.hand_in(hand_in(campaign, 1, 0, 1, UNLIMITED)).await.expect("counted");
    let zones = vec![(campaign, Zone::CHINA)];
    let stray = |group: &str, n| {
        let key = CounterKey { by: Some(By::Region), group: group.into() };
        (key.clone(), None, Some(Counter { key, participations: n, participants: n, passes: 0, late: n }))
    };
    let broken = Recount { campaign, rows: 0, differs: vec![stray("外地", 7), stray("没有的地方", 3)] };
    store.correct(broken).await.expect("broken");
    let found = store.recount(zones.clone(), false).await.expect("a recount").remove(0);
    assert_eq!(found.differs.len(), 2);
    store.hand_in(hand_in(campaign, 2, 0, 4, UNLIMITED)).await.expect("counted");
    store.correct(found).await.expect("mended");
    let again = store.recount(zones, false).await.expect("a recount").remove(0);
    assert!(again.differs.is_empty() && again.rows == 2, "{again:?}");
}

async fn rows_come_page_by_page_each_once((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    for sitting in 0..23_u64 {
        store.hand_in(hand_in(campaign, sitting % 5, (sitting / 5) as u32, sitting, UNLIMITED)).await.expect("counted");
    }
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let page = store.rows(campaign, after, 4).await.expect("rows");
        seen.extend(page.rows.iter().map(|(person, entry)| (*person, entry.nth)));
        after = seen.last().copied();
        if !page.more {
            break;
        }
    }
    assert_eq!(seen.len(), 23);
    assert!(seen.is_sorted() && seen.windows(2).all(|two| two[0] != two[1]));
}

async fn a_first_start_stays_until_it_can_not_be_handed_in((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let start = |sitting: u64, started: i64| FirstStart {
        campaign,
        participant: key(1),
        nth: 0,
        sitting: key(sitting),
        started: Moment(started),
        accepted_until: Moment(started + 100),
        generation: 0,
    };
    assert_eq!(store.kept_start(campaign, key(1), 0).await, Ok(None));
    assert_eq!(store.first_start(start(1, 0)).await, Ok(start(1, 0)));
    assert_eq!(store.first_start(start(2, 100)).await, Ok(start(1, 0)));
    assert_eq!(store.first_start(start(3, 101)).await, Ok(FirstStart { generation: 1, ..start(3, 101) }));
    assert_eq!(store.kept_start(campaign, key(1), 0).await, Ok(Some(FirstStart { generation: 1, ..start(3, 101) })));
}

fn award(quantity: u32, per_day: u32) -> Arc<Award> {
    let tier = Tier { name: "一等奖".into(), what: "伞".into(), quantity, per_day: Some(per_day), one_in: 1 };
    Arc::new(Award {
        id: "luck".into(),
        title: "抽奖".into(),
        entitled: Entitled::FullMarks { each: true },
        way: Way::Instant,
        tiers: vec![tier],
        too_few: TooFew::Lapse,
    })
}

fn throw(campaign: CampaignNo, award: &Arc<Award>, participant: u64, chance: u32, day: i32, one_win: bool) -> Throw {
    Throw {
        campaign,
        award: Arc::clone(award),
        participant: key(participant),
        device: key(participant),
        chance,
        bits: participant,
        at: Moment(5),
        day,
        one_win,
        code: format!("{participant:04}{chance:02}{day:02}"),
        claim_until: Moment(1_000),
    }
}

async fn stock_is_never_oversold((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let award = award(30, 20);
    for (day, won_so_far) in [(1, 20), (2, 30), (3, 30)] {
        let mut under_way = tokio::task::JoinSet::new();
        for person in 0..256 {
            under_way.spawn(store.throw(throw(campaign, &award, person, 0, day, true)));
        }
        let won = under_way.join_all().await.into_iter().filter(|one| matches!(one, Ok(Thrown::Won(_)))).count();
        assert_eq!(won, won_so_far, "on day {day}, those who won before among them");
    }
    let filter = WinFilter { campaign, participant: None, award: None };
    assert_eq!(store.wins(filter).await.map(|wins| wins.len()), Ok(30));
}

async fn one_person_wins_once_where_that_is_the_rule((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let award = award(9, 9);
    let mut under_way = tokio::task::JoinSet::new();
    for chance in 0..20 {
        under_way.spawn(store.throw(throw(campaign, &award, 1, chance, 1, true)));
        under_way.spawn(store.throw(throw(campaign, &award, 2, chance, 1, false)));
    }
    let done = under_way.join_all().await;
    let won = |who: u64| done.iter().filter(|one| matches!(one, Ok(Thrown::Won(win)) if win.participant == key(who))).count();
    assert_eq!((won(1), won(2)), (1, 8));
    let again = store.throw(throw(campaign, &award, 2, 0, 1, false)).await;
    assert!(matches!(again, Ok(Thrown::Won(_))), "a chance that was used is told again: {again:?}");
    assert_eq!(store.thrown(campaign, "luck", key(1)).await.map(|all| all.len()), Ok(20));
}

async fn a_claim_is_taken_down_changed_redeemed_and_purged((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let Ok(Thrown::Won(win)) = store.throw(throw(campaign, &award(1, 1), 1, 0, 1, true)).await else { panic!("the first one wins") };
    let claim = |who: u64, sealed: u8, at: i64| Claim {
        campaign,
        participant: key(who),
        code: win.code.clone(),
        detail: Some(Detail { sealed: vec![sealed], purge_at: Moment(2_000), kept_ms: 0 }),
        at: Moment(at),
    };
    assert_eq!(store.claim(claim(2, 9, 10)).await, Ok(None), "not theirs");
    let claimed = |sealed: u8, at: i64| Win { state: WinState::Claimed(Moment(at)), detail: Some(vec![sealed]), ..(*win).clone() };
    assert_eq!(store.claim(claim(1, 1, 10)).await, Ok(Some(claimed(1, 10))));
    assert_eq!(store.claim(claim(1, 2, 20)).await, Ok(Some(claimed(2, 20))));
    assert_eq!(store.claim(claim(1, 3, 1_001)).await, Ok(Some(claimed(2, 20))), "after the last moment nothing changes");
    assert_eq!(store.redeem(campaign, "none", Moment(30)).await, Ok(None));
    let redeemed = Win { state: WinState::Redeemed(Moment(30)), ..claimed(2, 20) };
    let mut counters = tokio::task::JoinSet::new();
    for _ in 0..20 {
        counters.spawn(store.redeem(campaign, &win.code, Moment(30)));
    }
    let handed_out: Vec<Redeemed> = counters.join_all().await.into_iter().map(|one| one.expect("an answer").expect("a win")).collect();
    assert!(handed_out.iter().all(|one| one.win == redeemed));
    assert_eq!(handed_out.iter().filter(|one| one.now).count(), 1, "in the same millisecond, and yet once");
    let again = Redeemed { win: redeemed.clone(), now: false };
    assert_eq!(store.redeem(campaign, &win.code, Moment(40)).await, Ok(Some(again)), "the first time stays");
    assert_eq!(store.purge(Moment(1_999)).await.map(|purged| purged.claims), Ok(0));
    assert_eq!(store.purge(Moment(2_000)).await.map(|purged| purged.claims), Ok(1));
    let filter = WinFilter { campaign, participant: Some(key(1)), award: Some("luck".into()) };
    assert_eq!(store.wins(filter).await, Ok(vec![Win { detail: None, ..redeemed }]));
}

async fn details_of_participants_go_when_their_time_is_over((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let named =
        HandIn { detail: Some(Detail { sealed: vec![7], purge_at: Moment(50), kept_ms: 100 }), ..hand_in(campaign, 1, 0, 1, UNLIMITED) };
    store.hand_in(named).await.expect("counted");
    assert_eq!(store.detail(campaign, key(1)).await, Ok(Some(vec![7])));
    // a prize that can be claimed later keeps them longer
    let beside =
        HandIn { detail: Some(Detail { sealed: vec![8], purge_at: Moment(50), kept_ms: 100 }), ..hand_in(campaign, 2, 0, 2, UNLIMITED) };
    store.hand_in(beside).await.expect("counted");
    assert!(matches!(store.throw(throw(campaign, &award(1, 1), 2, 0, 1, true)).await, Ok(Thrown::Won(_))));
    assert_eq!(store.purge(Moment(50)).await.map(|purged| purged.details), Ok(1));
    assert_eq!(store.purge(Moment(1_099)).await.map(|purged| purged.details), Ok(0));
    assert_eq!(store.purge(Moment(1_100)).await.map(|purged| purged.details), Ok(1));
    assert_eq!(store.detail(campaign, key(1)).await, Ok(None));
}

async fn a_draw_is_frozen_once_and_drawn_once((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let frozen =
        Drawn { campaign, award: "final".into(), nth: 0, frozen: Moment(9), list: "list".into(), record: String::new(), wins: vec![] };
    let win = Win {
        campaign,
        award: "final".into(),
        nth: 0,
        participant: key(1),
        device: key(1),
        tier: 0,
        tier_name: "一等奖".into(),
        what: "书".into(),
        code: "ABCDEFGH".into(),
        won: Moment(10),
        claim_until: Moment(20),
        one_win: true,
        state: WinState::Open,
        detail: None,
    };
    store.keep_draw(frozen.clone()).await.expect("kept");
    let drawn = Drawn { record: "record".into(), wins: vec![win.clone()], ..frozen.clone() };
    store.keep_draw(drawn.clone()).await.expect("drawn");
    let other = Win { participant: key(2), code: "HGFEDCBA".into(), ..win.clone() };
    assert!(store.keep_draw(Drawn { record: "another".into(), wins: vec![other], ..drawn.clone() }).await.is_err(), "drawn twice");
    assert!(store.keep_draw(Drawn { list: "another".into(), ..frozen.clone() }).await.is_err(), "frozen twice");
    assert_eq!(store.draws(campaign, "final").await, Ok(vec![Drawn { wins: vec![], ..drawn }]));
    assert_eq!(store.wins(WinFilter { campaign, participant: None, award: None }).await, Ok(vec![win]));
}

async fn users_and_editions_come_back((store, _folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    let first = store.edition(campaign, "text".into()).await.expect("a number");
    assert_eq!(store.edition(campaign, "text".into()).await, Ok(first));
    assert_ne!(store.edition(campaign, "other".into()).await, Ok(first));
    assert_eq!(store.edition_text(first).await, Ok(Some("text".into())));
    assert_eq!(store.edition_text(99).await, Ok(None));
    let user =
        |name: &str, disabled| User { name: name.into(), password: "hash".into(), made: Moment(1), disabled, unit: "县/局".into() };
    for one in [user("b", false), user("a", false), user("b", true)] {
        store.put_user(one).await.expect("kept");
    }
    assert_eq!(store.users().await, Ok(vec![user("a", false), user("b", true)]));
    assert_eq!(store.campaigns().await.map(|all| all.into_iter().map(|one| one.id).collect::<Vec<_>>()), Ok(vec!["demo".to_owned()]));
    assert_eq!(store.ready().await, Ok(()));
}

async fn a_backup_is_whole_while_others_write((store, folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    for sitting in 0..50 {
        store.hand_in(hand_in(campaign, sitting, 0, sitting, UNLIMITED)).await.expect("counted");
    }
    let copy = folder.path().join("copy.sqlite");
    let mut writing = tokio::task::JoinSet::new();
    for sitting in 50..150 {
        writing.spawn(store.hand_in(hand_in(campaign, sitting, 0, sitting, UNLIMITED)));
    }
    store.backup(copy.clone()).await.expect("a copy");
    assert_eq!(writing.join_all().await.into_iter().filter(|one| matches!(one, Ok(Accepted::First(_)))).count(), 100);
    let restored = Sqlite::open(&copy).expect("a store");
    let recount = restored.recount(vec![(campaign, Zone::CHINA)], false).await.expect("a recount");
    assert!(recount[0].differs.is_empty() && recount[0].rows >= 50, "{recount:?}");
}

async fn a_tampered_counter_is_found_and_mended((store, folder): Made) {
    let campaign = store.campaign("demo").await.expect("a number");
    for sitting in 0..10 {
        store.hand_in(hand_in(campaign, sitting, 0, sitting, UNLIMITED)).await.expect("counted");
    }
    let before = store.counters(campaign).await.expect("counters");
    let beside = rusqlite::Connection::open(folder.path().join("pufa.sqlite")).expect("the file");
    beside.execute("UPDATE counter SET participations = participations + 1 WHERE by = 3 AND name = '外地'", []).expect("tampered");
    beside.execute("DELETE FROM counter WHERE by = 0", []).expect("tampered");
    let found = store.recount(vec![(campaign, Zone::CHINA)], true).await.expect("a recount");
    assert_eq!(found[0].differs.len(), 2, "{found:?}");
    assert_eq!(store.counters(campaign).await, Ok(before));
    for change in ["UPDATE participation SET score = 0", "DELETE FROM participation"] {
        let refused = beside.execute(change, []).expect_err("rows stay").to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

macro_rules! promises {
    ($store:ident: $($promise:ident),+ $(,)?) => {
        mod $store {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $promise() {
                super::$promise(super::$store()).await;
            })+
        }
    };
}

promises!(sqlite:
    a_row_comes_back_as_it_went,
    a_sitting_is_counted_once_however_often_it_comes,
    an_attempt_is_taken_once_whoever_comes_at_once,
    limits_are_held_by_the_write_itself,
    limits_hold_whoever_comes_at_once,
    no_list_is_entered_after_it_is_frozen,
    details_are_changed_from_the_first_device_alone,
    counters_are_what_the_rows_add_up_to,
    a_correction_mends_and_keeps_what_was_counted_since,
    rows_come_page_by_page_each_once,
    a_first_start_stays_until_it_can_not_be_handed_in,
    stock_is_never_oversold,
    one_person_wins_once_where_that_is_the_rule,
    a_claim_is_taken_down_changed_redeemed_and_purged,
    details_of_participants_go_when_their_time_is_over,
    a_draw_is_frozen_once_and_drawn_once,
    users_and_editions_come_back,
    a_backup_is_whole_while_others_write,
    a_tampered_counter_is_found_and_mended,
);
