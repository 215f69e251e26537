//! A backup while hand-ins come in, and what a restore is worth.

use std::sync::atomic::{AtomicBool, Ordering};

use server::store::Store as _;

use crate::ground::{Ground, wait};

#[test]
fn a_backup_while_others_write_restores_to_the_same_counts() {
    let ground = Ground::played(3);
    server::keys::Keys::open(&ground.path("data/keys")).expect("keys");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let (store, no) = ground.store();
            let hand_ins = (0_u32..5_000).map(|n| (100 + (n / 50) as u8, n % 50)).take_while(|_| !stop.load(Ordering::SeqCst));
            hand_ins.map(|(person, nth)| ground.hand_in(&store, no, person, nth)).count()
        });
        ground.pufa(&["backup", "--to", "copy"]).exits(0);
        stop.store(true, Ordering::SeqCst);
        assert!(writing.join().expect("no panic") > 0);
    });
    ground.pufa_with(&["restore", "--from", "copy"], &[("PUFA_DATA", "restored")], "").exits(0);
    let consistent = ground.pufa_with(&["tally", "rebuild", "--check", "--json"], &[("PUFA_DATA", "restored")], "").exits(0).json();
    assert_eq!(consistent["consistent"], true);
    let (copied, copied_no) = ground.store_in("restored");
    let all = wait(copied.counters(copied_no)).into_iter().find(|counter| counter.key.by.is_none()).expect("a counter");
    assert!(all.participations >= 6, "what was there before is in it");
    assert_eq!(ground.read("restored/keys/root.key"), ground.read("data/keys/root.key"));
    // a quiet store comes back to the very same counters
    ground.pufa(&["backup", "--to", "quiet"]).exits(0);
    ground.pufa_with(&["restore", "--from", "quiet"], &[("PUFA_DATA", "same")], "").exits(0);
    let ((before, before_no), (after, after_no)) = (ground.store(), ground.store_in("same"));
    assert_eq!(wait(before.counters(before_no)), wait(after.counters(after_no)));
}

#[cfg(unix)]
#[test]
fn a_backup_is_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let ground = Ground::played(1);
    server::keys::Keys::open(&ground.path("data/keys")).expect("keys");
    ground.pufa(&["backup", "--to", "copy"]).exits(0);
    for (name, mode) in
        [("copy", 0o700), ("copy/keys", 0o700), ("copy/pufa.sqlite", 0o600), ("copy/keys/root.key", 0o600), ("copy/backup.json", 0o600)]
    {
        let found = std::fs::metadata(ground.path(name)).expect(name).permissions().mode() & 0o777;
        assert_eq!(found, mode, "{name}");
    }
}

#[test]
fn nothing_is_written_over_and_a_damaged_backup_is_refused() {
    let ground = Ground::played(1);
    server::keys::Keys::open(&ground.path("data/keys")).expect("keys");
    ground.pufa(&["backup", "--to", "copy"]).exits(0);
    assert_eq!(ground.pufa(&["backup", "--to", "copy", "--json"]).exits(2).failure(), "backup-not-empty");
    assert_eq!(ground.pufa(&["restore", "--from", "copy", "--json"]).exits(2).failure(), "data-not-empty");
    assert_eq!(ground.pufa(&["restore", "--from", "questions", "--json"]).exits(2).failure(), "no-backup");
    let mut bytes = std::fs::read(ground.path("copy/pufa.sqlite")).expect("a file");
    *bytes.last_mut().expect("a byte") ^= 1;
    std::fs::write(ground.path("copy/pufa.sqlite"), bytes).expect("written");
    let refused = ground.pufa_with(&["restore", "--from", "copy", "--json"], &[("PUFA_DATA", "restored")], "").exits(1);
    assert_eq!(refused.failure(), "damaged-backup");
    assert!(!ground.path("restored").exists(), "nothing of it was put there");
}

#[test]
fn papers_of_what_was_restored_never_come_again() {
    let ground = Ground::played(1);
    let keys = server::keys::Keys::open(&ground.path("data/keys")).expect("keys");
    assert_eq!(keys.epoch, 0);
    let mut epochs = std::collections::HashSet::from([0]);
    let mut data = "data".to_owned();
    for n in 0..3 {
        let (copy, restored) = (format!("copy{n}"), format!("restored{n}"));
        ground.pufa_with(&["backup", "--to", &copy], &[("PUFA_DATA", &data)], "").exits(0);
        ground.pufa_with(&["restore", "--from", &copy], &[("PUFA_DATA", &restored)], "").exits(0);
        let keys = server::keys::Keys::read(&ground.path(&restored).join("keys")).expect("keys");
        assert!(epochs.insert(keys.epoch), "restore {n} of a restored server has an epoch of its own");
        data = restored;
    }
}
