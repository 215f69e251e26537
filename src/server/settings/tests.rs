//! Precedence, and what is refused.

use std::fs;

use super::*;
use crate::command::{ServeFlags, StoreFlags};
use crate::serve::Source;

fn flags(port: Option<&str>, data: &Path) -> ServeFlags {
    let mut flags = ServeFlags { port: port.map(str::to_owned), ..ServeFlags::default() };
    flags.store.place.data = Some(data.display().to_string());
    flags.store.questions = Some("q".into());
    flags
}

fn check(flag: Option<&str>, variable: &str, file: &str, expected: &str, from: &str) {
    let data = tempfile::tempdir().expect("a folder");
    fs::write(data.path().join(FILE), file).expect("a file");
    let environment = Environment::of(&[("PUFA_PORT", variable)]);
    let settings = Settings::of(&Given::from(&flags(flag, data.path())), &environment).expect("settings");
    assert_eq!(settings.json()["settings"]["port"]["value"], expected);
    assert_eq!(settings.json()["settings"]["port"]["from"], from);
    assert_eq!(settings.serve_options().expect("options").listen.port().to_string(), expected);
}

#[test]
fn flags_win_over_the_environment_over_the_file_over_defaults() {
    check(Some("1"), "2", "port = 3", "1", "flag");
    check(None, "2", "port = 3", "2", "environment");
    check(None, "", "\nport = 3", "3", "file");
    check(None, "", "", "8080", "default");
}

fn refused(file: &str) -> Failure {
    let data = tempfile::tempdir().expect("a folder");
    fs::write(data.path().join(FILE), file).expect("a file");
    let given = Given::from(&flags(None, data.path()));
    let settings = Settings::of(&given, &Environment::default());
    settings.and_then(|settings| settings.serve_options().and_then(|_| settings.logs()).map(drop)).expect_err("it is refused")
}

#[test]
fn what_is_wrong_in_a_file_is_told_by_line_and_key() {
    for (file, code, line, key) in [
        ("port = 1\nprot = 2", "unknown-setting", 2, "prot"),
        ("port = 99999", "bad-setting", 1, "port"),
        ("\nrate-device = \"fast\"", "bad-setting", 2, "rate-device"),
        ("log-format = \"xml\"", "bad-setting", 1, "log-format"),
        ("port = [1]", "bad-setting", 1, "port"),
        ("data = \"x\"", "data-in-data", 1, "data"),
        ("port = ", "bad-toml", 1, ""),
    ] {
        let failure = refused(file);
        let place = failure.place.clone().expect("a place");
        assert_eq!((failure.code, place.line, place.key.as_str(), failure.exit_code()), (code, line, key, 2), "{file}");
    }
}

#[test]
fn every_setting_has_a_flag_a_variable_and_a_place_in_the_file() {
    let tree = crate::command::tree(Lang::En);
    let serve = tree.find_subcommand("serve").expect("a command");
    for key in KEYS {
        let flag = serve.get_arguments().find(|arg| arg.get_long() == Some(key));
        let help = flag.and_then(|flag| flag.get_help()).map(ToString::to_string).unwrap_or_default();
        assert!(help.contains(&format!("({})", variable(key))), "{key}: {help}");
    }
}

#[test]
fn the_source_said_with_more_weight_is_served() {
    let given = Given::from(&StoreFlags { questions: Some("q".into()), ..StoreFlags::default() });
    let site = Environment::of(&[("PUFA_SITE", "s")]);
    assert_eq!(Settings::of(&given, &site).and_then(|all| all.serve_options()).expect("options").source, Source::Questions("q".into()));
    let both = Environment::of(&[("PUFA_SITE", "s"), ("PUFA_QUESTIONS", "q")]);
    assert_eq!(Settings::of(&Given::default(), &both).expect_err("both").code, "two-sources");
}
