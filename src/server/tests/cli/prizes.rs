//! Handing prizes out: masked in lists, shown for one, and that is written down.

use server::store::{Claim, Store as _, Win, WinFilter};

use crate::ground::{Ground, detail, wait};

fn drawn() -> (Ground, Vec<Win>) {
    let ground = Ground::played(4);
    ground.pufa(&["draw", "freeze", "prize", "luck"]).exits(0);
    ground.pufa(&["draw", "run", "prize", "luck", "--randomness", "大乐透 26001期 1 2 3"]).exits(0);
    let (store, no) = ground.store();
    let wins = wait(store.wins(WinFilter { campaign: no, participant: None, award: None }));
    let personal = Some(detail(&ground, "name\t王小明\nphone\t13800006021\n"));
    let claim = Claim { campaign: no, participant: wins[0].participant, code: wins[0].code.clone(), detail: personal, at: ground.now };
    wait(store.claim(claim)).expect("a win");
    (ground, wins)
}

#[test]
fn a_list_masks_and_a_reveal_is_written_down() {
    let (ground, wins) = drawn();
    let listed = ground.pufa(&["prize", "list", "prize"]).exits(0).out;
    assert!(listed.contains("138****6021") && listed.contains("王**") && !listed.contains("13800006021"), "{listed}");
    let claimed = ground.pufa(&["prize", "list", "prize", "--state", "claimed", "--json"]).exits(0).json();
    assert_eq!(claimed["prizes"].as_array().map(Vec::len), Some(1));
    assert_eq!(claimed["prizes"][0]["phone"], "138****6021");

    let shown = ground.pufa(&["prize", "list", "prize", "--reveal", &wins[0].code.to_lowercase(), "--json"]).exits(0).json();
    assert_eq!((&shown["phone"], &shown["name"]), (&"13800006021".into(), &"王小明".into()));
    let log = ground.read("data/audit.log");
    let line = log.lines().last().expect("a line");
    assert!(line.contains("prize-reveal") && line.contains(&wins[0].code) && line.contains("tester"), "{line}");
    assert!(!log.contains("13800006021"), "the log says that it was shown, not what");
    assert_eq!(ground.pufa(&["prize", "list", "prize", "--reveal", "NOTACODE", "--json"]).exits(1).failure(), "unknown-code");
}

#[test]
fn a_prize_is_handed_out_once() {
    let (ground, wins) = drawn();
    let code = format!("{}-{}", &wins[1].code[..4].to_lowercase(), &wins[1].code[4..]);
    assert_eq!(ground.pufa(&["prize", "redeem", "prize", &code, "--json"]).exits(0).json()["state"], "redeemed");
    assert_eq!(ground.pufa(&["prize", "redeem", "prize", &code, "--json"]).exits(1).failure(), "redeemed-before");
    let told = ground.pufa(&["prize", "redeem", "prize", &code, "--lang", "zh"]).exits(1).err;
    assert!(told.contains("不要重复发放"), "{told}");
}

#[test]
fn details_asked_before_the_start_are_found_too() {
    let (ground, wins) = drawn();
    let (store, no) = ground.store();
    let entries = wait(store.entries(no, wins[1].participant));
    let mut entry = entries[0].clone();
    (entry.nth, entry.sitting) = (2, server::store::Key([200; 16]));
    let limits = server::store::Limits { attempts: domain::attempts::Attempts::default(), zone: domain::Zone::CHINA };
    let before = Some(detail(&ground, "phone\t13911112222\nnumber\tA17\n"));
    wait(store.hand_in(server::store::HandIn {
        campaign: no,
        participant: wins[1].participant,
        entry,
        detail: before,
        limits,
        drawn: None,
    }));
    let shown = ground.pufa(&["prize", "list", "prize", "--reveal", &wins[1].code, "--json"]).exits(0).json();
    assert_eq!((&shown["phone"], &shown["number"]), (&"13911112222".into(), &"A17".into()));
}

#[test]
fn a_prize_that_can_not_be_written_down_is_not_handed_out() {
    let (ground, wins) = drawn();
    std::fs::remove_file(ground.path("data/audit.log")).expect("a log");
    std::fs::create_dir(ground.path("data/audit.log")).expect("nothing can be written there");
    ground.pufa(&["prize", "redeem", "prize", &wins[1].code]).exits(1);
    let redeemed = ground.pufa(&["prize", "list", "prize", "--state", "redeemed", "--json"]).exits(0).json();
    assert_eq!(redeemed["prizes"].as_array().map(Vec::len), Some(0));
}

#[test]
fn details_whose_time_is_over_go_when_any_command_looks() {
    let (ground, wins) = drawn();
    let (store, no) = ground.store();
    let sealed = |store: &server::store::Sqlite| {
        let wins = wait(store.wins(WinFilter { campaign: no, participant: Some(wins[0].participant), award: None }));
        wins[0].detail.is_some()
    };
    let overdue = server::store::Detail { purge_at: ground.now, ..detail(&ground, "phone\t13800006021\n") };
    let claim = Claim { campaign: no, participant: wins[0].participant, code: wins[0].code.clone(), detail: Some(overdue), at: ground.now };
    wait(store.claim(claim)).expect("a win");
    assert!(sealed(&store));
    ground.pufa(&["tally", "show", "prize"]).exits(0);
    assert!(!sealed(&store), "no server ran, and yet it is gone");
}
