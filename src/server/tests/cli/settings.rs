//! Settings as the running program finds them, and how it answers when it is called wrongly.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::ground::{Ground, program};

#[test]
fn flags_win_over_the_environment_over_the_file_over_defaults() {
    let ground = Ground::new();
    ground.write("data/pufa.toml", "# where it is reached\nport = 3\nhost = \"10.0.0.3\"\nmetrics = \"127.0.0.1:9\"\n");
    let variables = [("PUFA_PORT", "2"), ("PUFA_HOST", "10.0.0.2")];
    let shown = ground.pufa_with(&["serve", "--print-config", "--port", "1", "--json"], &variables, "").exits(0).json();
    for (key, value, from) in
        [("port", "1", "flag"), ("host", "10.0.0.2", "environment"), ("metrics", "127.0.0.1:9", "file"), ("rate-device", "20/1", "default")]
    {
        let setting = &shown["settings"][key];
        assert_eq!((&setting["value"], &setting["from"]), (&value.into(), &from.into()), "{key}");
    }
    assert_eq!(shown["settings"]["metrics"]["line"], 4);
    let text = ground.pufa_with(&["serve", "--print-config", "--lang", "zh"], &variables, "").exits(0).out;
    assert!(text.contains("PUFA_PORT") && text.contains("pufa.toml:4") && text.contains("默认"), "{text}");
}

#[test]
fn what_is_wrong_in_the_file_is_told_with_file_line_and_key() {
    let ground = Ground::new();
    ground.write("my.toml", "port = 1\nprot = 2\n");
    let told = ground.pufa(&["serve", "--config", "my.toml"]).exits(2).err;
    assert!(told.contains("my.toml:2: `prot`: there is no such setting"), "{told}");
    let told = ground.pufa(&["tally", "show", "prize", "--config", "my.toml", "--lang", "zh"]).exits(2).err;
    assert!(told.contains("没有这个设置"), "{told}");
    assert_eq!(ground.pufa(&["serve", "--config", "none.toml", "--json"]).exits(2).failure(), "no-config");
    assert_eq!(ground.pufa(&["serve", "--port", "high", "--json"]).exits(2).failure(), "bad-setting");
}

#[test]
fn paths_in_a_file_start_at_its_own_folder() {
    let ground = Ground::played(1);
    ground.write("conf/pufa.toml", "data = \"../data\"\nquestions = \"../questions\"\n");
    let variables = [("PUFA_DATA", ""), ("PUFA_QUESTIONS", "")];
    let shown = ground.pufa_with(&["tally", "show", "prize", "--config", "conf/pufa.toml", "--json"], &variables, "").exits(0).json();
    assert_eq!(shown["participations"], 2);
}

#[test]
fn exit_codes_tell_faults_from_wrong_use() {
    let ground = Ground::new();
    assert!(ground.pufa(&[]).exits(0).out.contains("Usage: pufa"));
    assert!(ground.pufa(&["--help", "--lang", "zh"]).exits(0).out.contains("用法：pufa"));
    assert!(ground.pufa_with(&["draw", "--help"], &[("LANG", "zh_CN.UTF-8")], "").exits(0).out.contains("封存"));
    ground.pufa(&["--version"]).exits(0);
    assert!(ground.pufa(&["sevre"]).exits(2).err.contains("`serve`"));
    assert_eq!(ground.pufa(&["tally", "--json"]).exits(2).failure(), "wrong-use");
    let nowhere = ground.pufa_with(&["tally", "show", "prize", "--json"], &[("PUFA_DATA", "nowhere")], "").exits(1);
    assert_eq!((nowhere.failure().as_str(), nowhere.out.as_str()), ("no-data", ""));
    assert!(!ground.path("nowhere").exists(), "looking makes nothing");
    let without = ground.pufa_with(&["tally", "show", "prize", "--json"], &[("PUFA_QUESTIONS", "")], "").exits(2);
    assert_eq!(without.failure(), "no-questions");
}

#[test]
fn a_running_server_says_where_it_listens_as_one_object() {
    let ground = Ground::new();
    ground.write("site/index.html", "<!doctype html><title>x</title>");
    let mut command = program(&ground.path(""));
    command.args(["serve", "--site", "site", "--port", "0", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("an output")).read_line(&mut line).expect("a line");
    child.kill().expect("it stops");
    child.wait().expect("it ends");
    let told: serde_json::Value = serde_json::from_str(&line).expect("an object");
    assert!(told["listening"].as_str().is_some_and(|address| address.starts_with("http://127.0.0.1:")), "{line}");
}
