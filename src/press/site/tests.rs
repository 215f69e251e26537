//! What a site holds, and what it must not hold.

use domain::{Blueprint, ChoiceSet, Kind, Points, Question, Section, Topic};

use super::*;
use crate::kit::tests::kit;
use crate::library::without_server;

const STEM: &str = "国家的根本法是什么";

fn library() -> Library {
    let question = Question {
        id: "1".into(),
        kind: Kind::Single,
        stem: STEM.into(),
        choices: vec!["宪法".into(), "民法典".into()],
        key: ChoiceSet::of(&[0]),
        explain: "因为".into(),
        basis: vec![],
        level: 1,
    };
    let topic = Topic { id: "t".into(), title: "总纲".into(), questions: vec![question] };
    let bank = Bank { id: "t".into(), title: "宪法".into(), version: "1".into(), laws: vec![], topics: vec![topic] };
    let campaign = |id: &str, grading| {
        let section =
            Section { banks: vec!["t".into()], kinds: vec![], topics: vec![], levels: vec![], count: 1, points: Points::whole(10) };
        let blueprint = Blueprint { sections: vec![section], way: domain::blueprint::Way::Fixed };
        Campaign { id: id.into(), grading, blueprint, landing: false, ..Campaign::default() }
    };
    Library {
        banks: vec![bank],
        campaigns: vec![campaign("kiosk", Grading::Device), campaign("prize", Grading::Server)],
        ..Library::default()
    }
}

fn assignment() -> domain::assignment::Assignment {
    domain::assignment::Assignment {
        id: "year".into(),
        title: "年度学法".into(),
        organiser: "某局".into(),
        zone: domain::Zone::CHINA,
        who: Default::default(),
        roster_on: None,
        deadline: domain::Moment(1),
        study: None,
        exam: None,
        rules: vec![],
    }
}

fn text<'a>(site: &'a Site, address: &str) -> &'a str {
    let file = site.files.iter().find(|file| file.address == address).unwrap_or_else(|| panic!("{address} is there"));
    std::str::from_utf8(&file.content.plain).unwrap()
}

#[test]
fn a_campaign_of_the_device_loads_its_program_and_its_bank() {
    let site = site(&kit(), &library(), None);
    let visit = site.visits[0].clone();
    let data = visit.data.expect("there is a bank");
    assert!(data.starts_with("pkg/kiosk-") && visit.program.js.starts_with("pkg/app-"));
    assert!(text(&site, &data).contains(STEM));
    let page = text(&site, "c/kiosk/index.html");
    assert!(page.contains(&format!("data-bank=\"../../{data}\"")) && page.contains(&format!("data-js=\"../../{}\"", visit.program.js)));
    assert!(page.contains(STEM), "the one paper there is is painted");
}

#[test]
fn no_question_of_a_campaign_that_a_server_grades_is_in_the_site() {
    let library = library();
    let (mut others, _) = without_server(library.clone());
    others.campaigns.clear();
    let graded = Library { campaigns: vec![library.campaigns[1].clone()], ..others };
    let site = site(&kit(), &graded, None);
    let visit = &site.visits[0];
    assert_eq!(visit.data, None);
    assert!(visit.program.wasm.starts_with("pkg/graded-"));
    let page = text(&site, "c/prize/index.html");
    assert!(page.contains(&format!("data-wasm=\"../../{}\"", visit.program.wasm)) && !page.contains("data-bank"));
    for file in &site.files {
        let text = String::from_utf8_lossy(&file.content.plain);
        assert!(!text.contains(STEM) && !text.contains("民法典"), "{}", file.address);
    }
}

#[test]
fn a_site_without_a_server_leaves_out_what_a_server_grades() {
    let (library, left_out) = without_server(library());
    assert_eq!(left_out, ["prize"]);
    let site = site(&kit(), &library, None);
    assert!(site.files.iter().all(|file| !file.address.contains("prize")));
    assert!(!text(&site, "index.html").contains("c/prize/"));
}

#[test]
fn members_have_a_page_where_there_is_something_to_study_and_a_server() {
    let (none, of_kit) = (site(&kit(), &library(), None), kit());
    assert!(none.files.iter().all(|file| !file.address.contains("study/")) && !text(&none, "index.html").contains("study/"));
    let mut library = library();
    library.assignments = vec![assignment()];
    let some = site(&of_kit, &library, None);
    let page = text(&some, "study/index.html");
    assert!(
        page.contains(&of_kit.study)
            && page.contains("data-wasm=\"../pkg/member-")
            && page.contains("正在打开")
            && !page.contains("data-sign-in")
    );
    assert!(text(&some, "index.html").contains("href=\"study/\"") && !text(&some, "c/kiosk/index.html").contains(&of_kit.study));
    let alone = site(&of_kit, &without_server(library).0, None);
    assert!(alone.files.iter().all(|file| !file.address.contains("study/")));
}

#[test]
fn the_worker_lists_every_file_but_itself_and_pages_by_their_folder() {
    let site = site(&kit(), &library(), None);
    let worker = text(&site, "sw.js");
    let (_, list) = worker.split_once("FILES=").unwrap();
    let (list, rest) = list.split_once("],").unwrap();
    let listed: Vec<String> = serde_json::from_str(&format!("{list}]")).unwrap();
    let expected = site.files.iter().filter(|file| file.address != "sw.js").map(|file| file.address.replace("index.html", ""));
    let expected: Vec<String> = expected.map(|address| if address.is_empty() { "./".into() } else { address }).collect();
    assert_eq!(listed, expected);
    assert!(listed.iter().any(|address| address == "c/prize/") && !rest.contains("{version}"));
}

#[test]
fn a_changed_question_changes_the_worker() {
    let mut changed = library();
    changed.banks[0].topics[0].questions[0].stem.push('？');
    let worker = |library: &Library| text(&site(&kit(), library, None), "sw.js").to_owned();
    assert_ne!(worker(&library()), worker(&changed));
    assert_eq!(worker(&library()), worker(&library()));
}

#[test]
fn the_same_program_has_the_same_address_and_keeps_its_packed_forms() {
    let site = site(&kit(), &library(), None);
    let file = site.files.iter().find(|file| file.address == site.visits[0].program.wasm).unwrap();
    assert_eq!(file.content, kit().app.wasm);
}
