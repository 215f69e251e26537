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
    let bank = &ground.pufa(&["bank", "check", "questions", "--json"]).json()["banks"][0];
    assert_eq!((&bank["questions"], &bank["kinds"]["judge"], &bank["levels"]), (&4.into(), &4.into(), &serde_json::json!([4, 0, 0])));
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

const LAWS: &str = "[[law]]\nname = \"宪法\"\ntitle = \"中华人民共和国宪法\"\nversion = \"2018\"\nadopted = 2018-03-11\n\
                    in-force-from = 2018-03-11\nends = 2030-01-01\nstatus = \"in-force\"\nsource = \"某会\"\n";

/// The ground with a law of one article, and with notes, so that nothing is to be told.
fn with_law() -> Ground {
    let ground = Ground::new();
    ground.write("laws/宪法.txt", "中华人民共和国宪法\n某年\n第一条 第1题。第2题。第3题。第4题。\n");
    ground.write("questions/b/notes/t.md", "# 笔记\n\n要读的条文：\n\n- 宪法第一条、第九条\n");
    ground
}

#[test]
fn citations_and_answers_are_held_against_the_texts() {
    let ground = with_law();
    let words = ["bank", "check", "questions", "--laws", "laws"];
    let checked = ground.pufa(&[&words[..], &["--json"]].concat()).exits(0).json();
    assert_eq!((&checked["issues"], &checked["advice"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert!(ground.pufa(&words).exits(0).out.ends_with("all is fine\n"));

    let topic = ground.read("questions/b/t.toml");
    ground.write("questions/b/t.toml", &topic.replacen("宪法第一条", "宪法第九条", 1));
    let told = ground.pufa(&words).exits(1).out;
    assert!(told.contains("b/t.toml:7: b-1: `basis` cites 宪法第九条") && told.contains("[no-article]"), "{told}");
    assert!(ground.pufa(&words[..3]).exits(0).out.ends_with("all is fine\n"), "without texts nobody can tell");

    ground.write("questions/b/t.toml", &topic.replacen("第1题。", "全然另一件事。", 1));
    let told = ground.pufa(&[&words[..], &["--lang", "zh"]].concat()).exits(0).out;
    assert!(told.contains("b/t.toml:2: 看一看 b-1：") && told.contains("[weak]") && told.contains("没有错误"), "{told}");
    ground.write("questions/accepted/b.toml", "[[accepted]]\nid = \"b-1\"\ncode = \"weak\"\nreason = \"日常的话。\"\n");
    assert!(ground.pufa(&words).exits(0).out.ends_with("all is fine\n"));

    assert_eq!(ground.pufa(&["bank", "check", "questions", "--laws", "nowhere", "--json"]).exits(2).failure(), "not-found");
    assert_eq!(ground.pufa(&["bank", "check", "questions", "--laws", "laws/宪法.txt", "--json"]).exits(2).failure(), "not-a-directory");
    assert_eq!(ground.pufa(&["bank", "check", "questions/b/t.toml", "--json"]).exits(2).failure(), "not-a-directory");
    ground.write("empty/readme.md", "");
    assert_eq!(ground.pufa(&["bank", "check", "questions", "--laws", "empty", "--json"]).exits(2).failure(), "nothing-there");
}

#[test]
fn a_question_must_rest_on_what_is_in_force_that_day() {
    let ground = with_law();
    let bare = ground.pufa(&["bank", "check", "questions/b", "--json", "--on", "2029-12-31"]).exits(1).json();
    assert_eq!(bare["issues"][0]["code"], "no-laws-list");
    ground.write("questions/laws.toml", LAWS);
    let unbound = ground.pufa(&["bank", "check", "questions/b", "--json"]).exits(1).json();
    assert_eq!(unbound["issues"][0]["code"], "no-version");
    ground.write("questions/b/bank.toml", &ground.read("questions/b/bank.toml").replace("\"宪法\"", "\"宪法@2018\""));
    let on = |day: &'static str| ground.pufa(&["bank", "check", "questions/b", "--json", "--on", day]);
    assert_eq!(on("2029-12-31").exits(0).json()["issues"], serde_json::json!([]));
    for day in ["2030-01-01", "2018-03-10"] {
        let issue = &on(day).exits(1).json()["issues"][0];
        let (file, line, id, code) = (&issue["file"], &issue["line"], &issue["id"], &issue["code"]);
        assert_eq!((file, line, id, code), (&"b/t.toml".into(), &7.into(), &"b-1".into(), &"not-in-force".into()));
    }
    assert_eq!(on("2030-1-1").exits(2).code, 2);
    ground.write("questions/laws.toml", &LAWS.replace("in-force\"", "valid\""));
    let broken = ground.pufa(&["bank", "check", "questions/b"]).exits(1).out;
    assert!(broken.contains("laws.toml:8: ") && broken.contains("`status`"), "of what all banks share too: {broken}");
    ground.write("questions/laws.toml", LAWS);
    ground.pufa(&["bank", "check", "questions"]).exits(0);
    let told = ground.pufa(&["bank", "check", "questions", "--on", "2030-01-01", "--lang", "zh"]).exits(1).out;
    assert!(told.contains("依据是宪法@2018，自 2030-01-01 起已经失效"), "{told}");
}

#[test]
fn a_misspelt_topic_is_told_with_its_line() {
    let ground = Ground::new();
    let campaign = ground.read("questions/campaigns/prize.toml").replace("bank = \"b\"", "bank = \"b\"\ntopic = \"tt\"");
    ground.write("questions/campaigns/prize.toml", &campaign);
    let issue = &ground.pufa(&["campaign", "check", "questions", "--json"]).exits(1).json()["issues"][0];
    assert_eq!(issue["code"], "unknown-topic");
    let line = issue["line"].as_u64().and_then(|line| usize::try_from(line).ok()).expect("a line");
    assert_eq!(campaign.lines().nth(line - 1), Some("topic = \"tt\""));
}

const YEAR: &str = "title = \"年度学法\"\norganiser = \"某办\"\n\
    [study]\nopens = 2027-06-01T00:00:00\ncloses = 2027-07-06T00:00:00\nlaws = [\"宪法\"]\n\
    [[study.part]]\ntitle = \"练一练\"\npractise = \"b/t\"\ncount = 3\n\
    [exam]\nopens = 2027-07-06T08:00:00\ncloses = 2027-07-10T17:00:00\nminutes = 90\nattempts = 3\npass = 60\n\
    [[exam.section]]\nbank = \"b\"\ncount = 4\npoints = 25\n";

#[test]
fn assignments_are_checked_beside_the_campaigns() {
    let ground = Ground::new();
    let none = ground.pufa(&["assignment", "check", "questions", "--json"]).exits(2);
    assert_eq!(none.failure(), "nothing-there");
    ground.write("questions/assignments/year.toml", YEAR);
    for path in ["questions", "questions/assignments", "questions/assignments/year.toml"] {
        let checked = ground.pufa(&["assignment", "check", path, "--json"]).exits(0).json();
        assert_eq!(checked["issues"], serde_json::json!([]), "{path}");
        let about = &checked["assignments"][0];
        assert_eq!((&about["assignment"], &about["exam"]["papers"][0]["questions"]), (&"year".into(), &4.into()), "{path}");
    }
    let told = ground.pufa(&["assignment", "check", "questions", "--lang", "zh"]).exits(0).out;
    assert!(told.contains("考试 2027-07-06 08:00 – 2027-07-10 17:00，4 题，90 分钟，3 次，60 分合格"), "{told}");
    assert!(ground.pufa(&["assignment", "check", "questions"]).exits(0).out.ends_with("all is fine\n"));
    assert_eq!(ground.pufa(&["assignment", "check", "questions/campaigns/prize.toml", "--json"]).exits(2).failure(), "misplaced");
}

#[test]
fn a_fault_of_an_assignment_is_told_there_and_nowhere_else() {
    let ground = Ground::new();
    ground.write("questions/assignments/year.toml", &YEAR.replace("count = 3", "count = 9"));
    let issue = &ground.pufa(&["assignment", "check", "questions", "--json"]).exits(1).json()["issues"][0];
    let (file, line, code) = (&issue["file"], &issue["line"], &issue["code"]);
    assert_eq!((file, line, code), (&"assignments/year.toml".into(), &10.into(), &"too-few-questions".into()));
    ground.pufa(&["campaign", "check", "questions"]).exits(0);
    ground.pufa(&["bank", "check", "questions"]).exits(0);
}
