//! What people wrote, checked: every fault with file and line.

use crate::ground::Ground;

#[test]
fn a_sound_library_has_no_faults() {
    let ground = Ground::new();
    for words in [
        &["bank", "check", "questions"][..],
        &["bank", "check", "questions/b"],
        &["campaign", "check", "questions"],
        &["campaign", "check", "questions/campaigns/prize.toml"],
    ] {
        let checked = ground.pufa(&[words, &["--json"]].concat()).exits(0).json();
        assert_eq!(checked["issues"], serde_json::json!([]), "{words:?}");
    }
    assert_eq!(ground.pufa(&["bank", "check", "questions", "--json"]).json()["banks"][0]["questions"], 4);
}

#[test]
fn a_fault_is_told_with_file_and_line() {
    let ground = Ground::new();
    ground.write("questions/b/t.toml", &ground.read("questions/b/t.toml").replace("kind = \"judge\"", "kind = \"jugde\""));
    let checked = ground.pufa(&["bank", "check", "questions/b", "--json"]).exits(1).json();
    assert_eq!((&checked["issues"][0]["file"], &checked["issues"][0]["line"]), (&"b/t.toml".into(), &3.into()));
    let told = ground.pufa(&["bank", "check", "questions", "--lang", "zh"]).exits(1).out;
    assert!(told.contains("b/t.toml:3:") && told.contains("个问题"), "{told}");
    let campaign = ground.read("questions/campaigns/prize.toml").replace("organiser", "organizer");
    ground.write("questions/campaigns/prize.toml", &campaign);
    let told = ground.pufa(&["campaign", "check", "questions/campaigns/prize.toml"]).exits(1).out;
    assert!(told.contains("campaigns/prize.toml:") && told.contains("organizer"), "{told}");
    assert_eq!(ground.pufa(&["bank", "check", "nowhere", "--json"]).exits(2).failure(), "not-found");
}
