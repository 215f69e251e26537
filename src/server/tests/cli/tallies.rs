//! Counts as the command line tells them, and counters that are put right.

use rusqlite::Connection;

use crate::ground::Ground;

#[test]
fn every_rate_has_its_numerator_and_denominator() {
    let ground = Ground::played(3);
    let shown = ground.pufa(&["tally", "show", "prize", "--json"]).exits(0).json();
    assert_eq!(
        (&shown["participations"], &shown["participants"], &shown["passes"], &shown["late"]),
        (&6.into(), &3.into(), &3.into(), &1.into())
    );
    assert_eq!((&shown["pass_rate"]["numerator"], &shown["pass_rate"]["denominator"]), (&3.into(), &6.into()));
    let groups = shown["groups"].as_array().expect("groups");
    let of = |by: &str| {
        groups.iter().filter(|group| group["by"] == by).map(|group| group["participations"].as_u64().expect("a count")).sum::<u64>()
    };
    for by in ["day", "hour", "region", "unit", "channel", "round", "score"] {
        assert_eq!(of(by), 6, "{by}");
    }
    let text = ground.pufa(&["tally", "show", "prize", "--by", "region"]).exits(0).out;
    assert!(text.contains("3/6 = 50.0%") && text.contains("某旗/城关镇") && !text.contains("海报"), "{text}");
    assert_eq!(ground.pufa(&["tally", "show", "nothing", "--json"]).exits(1).failure(), "unknown-campaign");
}

#[test]
fn a_tampered_counter_is_found_and_mended() {
    let ground = Ground::played(2);
    assert!(ground.pufa(&["tally", "rebuild", "--check", "--lang", "zh"]).exits(0).out.contains("一致"));
    let connection = Connection::open(ground.path("data/pufa.sqlite")).expect("a database");
    connection.execute("UPDATE counter SET participations = participations + 7 WHERE by = 3 AND name LIKE '%城关镇'", []).expect("changed");
    connection.execute("DELETE FROM counter WHERE by = 5", []).expect("deleted");
    connection.execute("INSERT INTO counter VALUES (1, 4, '没有的单位', 5, 5, 5, 5)", []).expect("added");
    let found = ground.pufa(&["tally", "rebuild", "--check", "--json"]).exits(1).json();
    assert_eq!((&found["consistent"], found["campaigns"][0]["differs"].as_array().map(Vec::len)), (&false.into(), Some(3)));
    ground.pufa(&["tally", "rebuild", "--check"]).exits(1);
    assert_eq!(ground.pufa(&["tally", "rebuild", "--json"]).exits(0).json()["campaigns"][0]["mended"], true);
    assert_eq!(ground.pufa(&["tally", "rebuild", "--check", "--json"]).exits(0).json()["consistent"], true);
    assert_eq!(ground.pufa(&["tally", "show", "prize", "--json"]).exits(0).json()["participations"], 4);
}

#[test]
fn a_campaign_whose_file_is_gone_is_named_not_passed_over() {
    let ground = Ground::played(1);
    std::fs::rename(ground.path("questions/campaigns/prize.toml"), ground.path("questions/campaigns/other.toml")).expect("moved");
    let checked = ground.pufa(&["tally", "rebuild", "--check", "--json"]).exits(1).json();
    assert_eq!((&checked["not_counted"][0], &checked["consistent"]), (&"prize".into(), &false.into()));
}

#[test]
fn bundles_of_devices_are_merged_as_ever() {
    let ground = Ground::new();
    assert_eq!(ground.pufa(&["tally", "merge", "none.json", "--csv", "t.csv", "--json"]).exits(1).failure(), "failed");
    assert_eq!(ground.pufa(&["tally", "merge", "--csv", "t.csv", "--json"]).exits(2).failure(), "wrong-use");
}
