//! What words become.

use super::*;
use crate::serve::{Options, Source};
use crate::settings::{Given, Settings};

fn read(words: &[&str]) -> Result<Command, Failure> {
    let words: Vec<OsString> = std::iter::once("pufa").chain(words.iter().copied()).map(OsString::from).collect();
    match parse(&words, Tone::default())? {
        Parsed::Run(cli) => Ok(cli.command),
        Parsed::Show(text) => panic!("only shown: {text}"),
    }
}

fn refused(words: &[&str]) -> String {
    let failure = read(words).expect_err("it is refused");
    assert_eq!(failure.exit_code(), 2);
    failure.text(Lang::En)
}

fn options(words: &[&str]) -> Result<Options, Failure> {
    let Command::Serve(flags) = read(words)? else { panic!("another command") };
    Settings::of(&Given::from(&*flags), &Environment::default())?.serve_options()
}

#[test]
fn serve_listens_on_this_machine_only_unless_told() {
    let expected = Options::new(Source::Site("dist".into()));
    assert!(expected.listen.ip().is_loopback());
    assert_eq!(options(&["serve", "--site", "dist"]), Ok(expected));
}

#[test]
fn merge_takes_any_number_of_bundles() {
    let expected = TallyMerge { bundles: vec!["a.json".into(), "b.json".into()], csv: "out.csv".into(), rows: None };
    let Ok(Command::Tally(Tally::Merge(read))) = read(&["tally", "merge", "a.json", "b.json", "--csv", "out.csv"]) else {
        panic!("no merge")
    };
    assert_eq!(read, expected);
    assert!(refused(&["tally", "merge", "--csv", "out.csv"]).contains("BUNDLE.json"));
}

#[test]
fn a_word_nobody_knows_is_named_with_one_that_is_near() {
    let told = refused(&["sevre"]);
    assert!(told.contains("`sevre`") && told.contains("perhaps `serve`"), "{told}");
    let told = refused(&["tally", "show", "demo", "--jsn"]);
    assert!(told.contains("`--jsn`") && told.contains("`--json`") && told.contains("`pufa tally show --help`"), "{told}");
}

#[test]
fn what_is_missing_is_named() {
    assert!(refused(&["tally"]).contains("a command is missing"));
    assert!(refused(&["tally", "show"]).contains("CAMPAIGN"));
    assert!(refused(&["backup"]).contains("--to"));
    assert!(refused(&["backup", "--to"]).contains("wants a value"));
    assert!(refused(&["tally", "show", "demo", "--by", "moon"]).contains("region"));
}

#[test]
fn serve_without_a_site_says_what_it_wants() {
    assert!(options(&["serve"]).expect_err("no source").text(Lang::En).contains("--site DIR"));
}

#[test]
fn no_throttle_lifts_every_limit() {
    let options = options(&["serve", "--site", "dist", "--no-throttle"]).expect("options");
    assert_eq!(options.rates, crate::throttle::Rates::none());
}

#[test]
fn the_tree_is_sound() {
    tree(Lang::En).debug_assert();
    tree(Lang::Zh).debug_assert();
}
