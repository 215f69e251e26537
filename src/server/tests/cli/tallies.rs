//! Counts as the command line tells them, and counters that are put right.

use rusqlite::Connection;

use crate::ground::{CAMPAIGN, Ground, key};

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

#[test]
fn of_the_members_of_each_unit_it_is_told_how_many_took_part() {
    let ground = Ground::new();
    let refused = ground.pufa(&["tally", "roster", CAMPAIGN, "--json"]).exits(2);
    assert_eq!(refused.failure(), "no-roster-identity");
    let text = ground.read("questions/campaigns/prize.toml").replace("[identity]\n", "[identity]\nroster = true\n");
    ground.write("questions/campaigns/prize.toml", &text);
    let people =
        "编号,姓名,单位,免考（原因）\n1,张三,县/司法局,\n2,李四,县/司法局,\n3,王五,县/财政局,\n4,赵六,县/财政局,\n5,钱七,县/财政局,产假\n";
    ground.write("list.csv", people);
    ground.pufa(&["roster", "import", "list.csv", "--accept", "--on", "2026-01-05"]).exits(0);
    let sealer = server::seal::Sealer::open(&ground.path("data/keys")).expect("keys");
    let (store, no) = ground.store();
    let member = |number: &str| server::hall::of_member(&sealer, CAMPAIGN, number);
    ground.hand_in_of(&store, no, member("1"), 1, 0);
    ground.hand_in_of(&store, no, member("1"), 1, 1);
    ground.hand_in_of(&store, no, member("3"), 3, 0);
    // someone who left since, or whom a card number told apart
    ground.hand_in_of(&store, no, key(9), 9, 0);
    drop(store);
    let shown = |words: &[&str]| {
        let shown = ground.pufa(&[&["tally", "roster", CAMPAIGN, "--json"], words].concat()).exits(0).json();
        let unit = |unit: &serde_json::Value| {
            let count = |key: &str| unit[key].as_u64().expect("a count");
            (unit["name"].as_str().expect("a name").to_owned(), count("numerator"), count("denominator"), count("exempt"))
        };
        let units: Vec<_> = shown["units"].as_array().expect("units").iter().map(unit).collect();
        (shown, units)
    };
    let is = |name: &str, took_part, members, exempt| (name.to_owned(), took_part, members, exempt);
    let (whole, mut units) = shown(&[]);
    units.sort();
    let mut expected = [is("县", 2, 4, 1), is("司法局", 1, 2, 0), is("财政局", 1, 2, 1)];
    expected.sort();
    assert_eq!(units, expected);
    assert_eq!((&whole["all"]["numerator"], &whole["all"]["denominator"]), (&2.into(), &4.into()));
    assert_eq!(whole["no_members_any_more"], 1);
    let today = domain::Zone::CHINA.day(ground.now).to_string();
    assert_eq!((&whole["roster_on"], &whole["frozen"]), (&today.clone().into(), &false.into()));
    // who moves is counted where they are now
    ground.write("moved.csv", "编号,姓名,单位\n1,张三,县/财政局\n");
    ground.pufa(&["roster", "import", "moved.csv", "--accept"]).exits(0);
    assert_eq!(shown(&["--unit", "财政局"]).1, [is("财政局", 2, 3, 1)]);
    let text = ground.pufa(&["tally", "roster", CAMPAIGN, "--lang", "zh"]).exits(0).out;
    assert!(text.contains("参加人数/应参加人数  2/4 = 50.0%") && text.contains("司法局") && !text.contains("张三"), "{text}");
    assert!(text.contains(&format!("花名册按 {today} 的算，没有定下来")), "{text}");
}
