//! The whole way of a draw, and of a ranking.

use std::collections::BTreeSet;

use server::store::{Store as _, WinFilter};

use crate::ground::{Ground, wait};

const RANDOM: &str = "双色球 2026142期 01 05 12 18 23 30 07";

#[test]
fn a_draw_is_frozen_drawn_and_checked_by_anyone() {
    let ground = Ground::played(9);
    let listed = ground.pufa(&["draw", "list", "prize", "--json"]).exits(0).json();
    assert_eq!(listed["draws"][0]["state"], "due");
    assert_eq!(ground.pufa(&["draw", "run", "prize", "luck", "--randomness", RANDOM, "--json"]).exits(1).failure(), "nothing-frozen");

    let frozen = ground.pufa(&["draw", "freeze", "prize", "luck", "--out", "list.txt", "--json"]).exits(0).json();
    assert_eq!((&frozen["people"], &frozen["lots"], &frozen["nth"]), (&9.into(), &9.into(), &1.into()));
    let again = ground.pufa(&["draw", "freeze", "prize", "luck", "--json"]).exits(0).json();
    assert_eq!(again["sha256"], frozen["sha256"], "frozen is frozen, and may be asked for again");

    assert_eq!(ground.pufa(&["draw", "run", "prize", "luck", "--json"]).exits(2).failure(), "no-randomness");
    let run = ["draw", "run", "prize", "luck", "--randomness", RANDOM, "--out", "record.txt", "--json"];
    let drawn = ground.pufa(&run).exits(0).json();
    let winners: BTreeSet<&str> =
        drawn["winners"].as_array().expect("winners").iter().filter_map(|one| one["participant"].as_str()).collect();
    assert_eq!(winners.len(), 2);
    ground.pufa(&["draw", "run", "prize", "luck", "--randomness", RANDOM]).exits(1);

    let (store, no) = ground.store();
    let wins = wait(store.wins(WinFilter { campaign: no, participant: None, award: Some("luck".into()) }));
    let kept: BTreeSet<String> = wins.iter().map(|win| win.participant.hex()).collect();
    assert_eq!(kept, winners.iter().map(|who| (*who).to_owned()).collect());
    assert!(wins.iter().all(|win| win.code.len() == 8 && win.claim_until > ground.now && win.device == win.participant));

    let verify =
        |record: &str| ground.pufa_with(&["draw", "verify", record, "--list", "list.txt", "--json"], &[("PUFA_DATA", "nowhere")], "");
    let checked = verify("record.txt").exits(0).json();
    assert_eq!((&checked["agrees"], &checked["sha256"]), (&true.into(), &frozen["sha256"]));
    let record = ground.read("record.txt");
    ground.write("tampered.txt", &record.replace(RANDOM, "双色球 2026142期 01 05 12 18 23 30 08"));
    assert_eq!(verify("tampered.txt").exits(1).json()["agrees"], false);
    let (winner, loser) =
        (wins[0].participant.hex(), (1..=9).map(|n| crate::ground::key(n).hex()).find(|who| !kept.contains(who)).expect("one"));
    ground.write("tampered.txt", &record.replace(&winner, &loser));
    assert_eq!(verify("tampered.txt").exits(1).json()["agrees"], false);
    ground.write("tampered.txt", &record[..record.len() / 2]);
    assert_eq!(verify("tampered.txt").exits(1).failure(), "unreadable");
}

#[test]
fn who_has_won_before_is_left_out_of_a_ranking_and_the_next_one_wins() {
    let ground = Ground::played(3);
    ground.pufa(&["draw", "freeze", "prize", "luck"]).exits(0);
    let drawn = ground.pufa(&["draw", "run", "prize", "luck", "--randomness", RANDOM, "--json"]).exits(0).json();
    let lucky: Vec<&str> = drawn["winners"].as_array().expect("winners").iter().filter_map(|one| one["participant"].as_str()).collect();

    ground.pufa(&["draw", "freeze", "prize", "top", "--out", "ranking.txt"]).exits(0);
    assert_eq!(ground.pufa(&["draw", "run", "prize", "top", "--randomness", RANDOM, "--json"]).exits(2).failure(), "no-randomness");
    let ranked = ground.pufa(&["draw", "run", "prize", "top", "--out", "ranks.txt", "--json"]).exits(0).json();
    // the higher the key, the less time was used
    let due = (1..=3).rev().map(|n| crate::ground::key(n).hex()).find(|who| !lucky.contains(&who.as_str())).expect("one of three");
    assert_eq!(ranked["winners"][0]["participant"], due);
    ground.pufa(&["draw", "verify", "ranks.txt", "--list", "ranking.txt"]).exits(0);
    ground.write("tampered.txt", &ground.read("ranks.txt").replace(&format!("winner\t1\t{due}"), &format!("winner\t1\t{}", lucky[0])));
    ground.pufa(&["draw", "verify", "tampered.txt", "--list", "ranking.txt"]).exits(1);
    ground.pufa(&["draw", "export", "prize", "top", "--list", "again.txt", "--record", "again2.txt"]).exits(0);
    assert_eq!((ground.read("again.txt"), ground.read("again2.txt")), (ground.read("ranking.txt"), ground.read("ranks.txt")));
}

#[test]
fn a_list_is_not_frozen_before_its_moment_and_no_file_is_written_over() {
    let ground = Ground::played(1);
    assert_eq!(ground.pufa(&["draw", "freeze", "prize", "later", "--json"]).exits(1).failure(), "too-early");
    assert_eq!(ground.pufa(&["draw", "freeze", "prize", "nothing", "--json"]).exits(1).failure(), "unknown-award");
    ground.write("there.txt", "mine");
    assert_eq!(ground.pufa(&["draw", "freeze", "prize", "luck", "--out", "there.txt", "--json"]).exits(2).failure(), "file-exists");
    assert_eq!(ground.read("there.txt"), "mine");
    let listed = ground.pufa(&["draw", "list", "prize", "--json"]).exits(0).json();
    assert_eq!(listed["draws"][0]["state"], "due", "nothing was frozen either");
}

#[test]
fn what_a_daily_draw_leaves_over_is_in_the_next_one() {
    let ground = Ground::played(3);
    let freeze = |out: &str| ground.pufa(&["draw", "freeze", "prize", "daily", "--out", out, "--json"]);
    assert_eq!(freeze("first.txt").exits(0).json()["lots"], 3);
    assert!(ground.read("first.txt").contains("tier\t幸运奖\t书\t5\n"));
    assert_eq!(freeze("second.txt").exits(1).failure(), "not-drawn");
    let drawn = ground.pufa(&["draw", "run", "prize", "daily", "--randomness", RANDOM, "--json"]).exits(0).json();
    assert_eq!(drawn["winners"].as_array().map(Vec::len), Some(3));
    let second = freeze("second.txt").exits(0).json();
    assert_eq!((&second["nth"], &second["lots"]), (&2.into(), &0.into()));
    assert!(ground.read("second.txt").contains("tier\t幸运奖\t书\t7\n"));
    let drawn = ground.pufa(&["draw", "run", "prize", "daily", "--randomness", RANDOM, "--json"]).exits(0).json();
    assert_eq!(drawn["winners"], serde_json::json!([]));
    let listed = ground.pufa(&["draw", "list", "prize", "--json"]).exits(0).json();
    let states: Vec<_> =
        listed["draws"].as_array().expect("draws").iter().filter(|one| one["award"] == "daily").map(|one| &one["state"]).collect();
    assert_eq!(states[..3], ["drawn", "drawn", "due"]);
}

#[test]
fn a_moved_draw_is_refused_once_its_list_is_frozen() {
    let ground = Ground::played(2);
    ground.pufa(&["draw", "freeze", "prize", "daily"]).exits(0);
    let text = ground.read("questions/campaigns/prize.toml");
    let line = text.lines().rfind(|line| line.starts_with("at = ")).expect("a moment");
    let moved = format!("{}:59", line.strip_suffix(":00").expect("no seconds"));
    ground.write("questions/campaigns/prize.toml", &text.replace(line, &moved));
    assert_eq!(ground.pufa(&["draw", "run", "prize", "daily", "--randomness", RANDOM, "--json"]).exits(1).failure(), "moved");
}
