//! Questions and laws in and out.

use crate::ground::Ground;

const TEXT: &str = "普法题\n一、单项选择题（每题2分）\n1、一切权力属于（ ）。\nA、人民 B、政府 C、法院 D、学校\n答案：A\n2、下列哪一天是国家宪法日？\nA、12月4日 B、5月4日\n";

#[test]
fn what_is_read_and_what_wants_a_look_are_shown_with_the_line() {
    let ground = Ground::new();
    ground.write("quiz.txt", TEXT);
    let told = ground.pufa(&["bank", "import", "quiz.txt", "--lang", "zh"]).exits(1).out;
    assert!(told.contains("quiz.txt:6: 这道题没有答案，请补上 [no-answer]\n    | 2、下列哪一天是国家宪法日？\n"), "{told}");
    let read = ground.pufa(&["bank", "import", "quiz.txt", "--json"]).exits(1).json();
    assert_eq!((&read["questions"], &read["single"], &read["judge"], &read["with_answer"]), (&2.into(), &2.into(), &0.into(), &1.into()));
    assert_eq!((&read["items"][0]["key"], &read["items"][1]["key"]), (&"A".into(), &serde_json::Value::Null));
    assert_eq!(read["items"][0]["choices"], serde_json::json!(["人民", "政府", "法院", "学校"]));
    assert_eq!((&read["issues"][0]["line"], &read["issues"][0]["code"]), (&6.into(), &"no-answer".into()));
}

#[test]
fn what_is_read_is_kept_as_a_bank_that_is_sound() {
    let ground = Ground::new();
    ground.write("quiz.txt", &TEXT.replace("D、学校\n答案：A", "D、学校\n答案：A\n解析：宪法第二条。"));
    let words = ["bank", "import", "quiz.txt", "--bank", "village", "--out", "questions"];
    assert!(ground.pufa(&words).exits(1).out.contains("written to questions/village"));
    assert_eq!(ground.pufa(&["bank", "check", "questions/village", "--json"]).exits(0).json()["banks"][0]["questions"], 1);
    assert!(ground.read("questions/village/kept/village-t1.toml").contains("宪法日"), "what has no answer is kept beside");
    assert_eq!(ground.pufa(&[&words[..], &["--json"]].concat()).exits(2).failure(), "exists");
    for words in [&["--bank", "Dorf", "--out", "questions"][..], &["--bank", "campaigns", "--out", "questions"], &["--bank", "village"]] {
        assert_eq!(ground.pufa(&[&["bank", "import", "quiz.txt", "--json"], words].concat()).exits(2).failure(), "wrong-use");
    }
    assert_eq!(ground.pufa(&["bank", "import", "questions", "--json"]).exits(2).failure(), "not-a-file");
}

#[test]
fn a_bank_goes_out_and_comes_back_in_every_format() {
    let ground = Ground::new();
    let stems = |read: &serde_json::Value| -> Vec<(String, String)> {
        let items = read["items"].as_array().expect("items").iter();
        items.map(|item| (item["stem"].to_string(), item["key"].to_string())).collect()
    };
    let asked: Vec<_> = (1..=4).map(|n| (format!("\"第{n}题。\""), "\"true\"".to_owned())).collect();
    for format in ["xlsx", "docx", "text", "moodle", "gift", "aiken", "qti"] {
        let out = format!("out.{format}");
        let mut words = vec!["bank", "export", "questions/b", "--to", format, "--out", &out];
        words.extend((format == "docx").then_some("--key"));
        ground.pufa(&words).exits(0);
        assert_eq!(stems(&ground.pufa(&["bank", "import", &out, "--json"]).exits(0).json()), asked, "{format}");
        let again = ground.pufa(&[&words[..], &["--json"]].concat());
        assert_eq!(again.exits(2).failure(), "exists", "nothing is written over");
    }
    assert_eq!(
        ground.pufa(&["bank", "export", "questions/b", "--to", "text", "--out", "x", "--key", "--json"]).exits(2).failure(),
        "wrong-use"
    );
    assert_eq!(ground.pufa(&["bank", "export", "questions", "--to", "text", "--out", "x", "--json"]).exits(2).failure(), "not-a-bank");
}

#[test]
fn a_bank_is_copied_under_another_name_with_all_that_lies_beside() {
    let ground = Ground::new();
    ground.write("questions/b/notes/t.md", "# 笔记\n");
    ground.pufa(&["bank", "export", "questions/b", "--to", "toml", "--out", "other/copy"]).exits(0);
    assert_eq!(ground.pufa(&["bank", "check", "other/copy", "--json"]).exits(0).json()["banks"][0]["questions"], 4);
    assert!(ground.read("other/copy/t.toml").contains("id = \"copy-1\"") && ground.read("other/copy/notes/t.md").contains("笔记"));
    for out in ["questions/Copy", "questions/accepted", "."] {
        let code = ground.pufa(&["bank", "export", "questions/b", "--to", "toml", "--out", out, "--json"]).exits(2).failure();
        assert!(["wrong-use", "exists"].contains(&code.as_str()), "{out}: {code}");
    }
}

#[test]
fn the_sheet_to_fill_in_reads_back() {
    let ground = Ground::new();
    ground.pufa(&["bank", "template", "--out", "sheet.xlsx"]).exits(0);
    let read = ground.pufa(&["bank", "import", "sheet.xlsx", "--json"]).exits(0).json();
    assert_eq!((&read["questions"], &read["with_answer"]), (&3.into(), &3.into()));
}

#[test]
fn a_law_is_kept_when_nothing_is_missing() {
    let ground = Ground::new();
    ground.write("甲法.txt", "中华人民共和国甲法\n（2020年通过）\n第一章　总则\n第一条　甲。\n第二条　乙。\n");
    let told = ground.pufa(&["law", "import", "甲法.txt", "--lang", "zh"]).exits(0).out;
    assert!(told.contains("2 条，已保存到 laws/甲法-2020.txt"), "{told}");
    ground.write("甲法.txt", "中华人民共和国甲法\n（2020年通过）\n第一条　改了。\n");
    assert!(ground.pufa(&["law", "import", "甲法.txt"]).exits(1).out.contains("[exists]"), "another text is not written over");
    ground.write("乙法.txt", "中华人民共和国乙法\n第一条　甲。\n第三条　丙。\n");
    let told = ground.pufa(&["law", "import", "乙法.txt", "--lang", "zh"]).exits(1).out;
    assert!(told.contains("乙法.txt:3: ") && told.contains("[article-gap]") && told.contains("没有保存"), "{told}");
}
