//! A site made at start from a kit and a library, through the router.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use domain::blueprint::Way;
use domain::campaign::Grading;
use domain::{Bank, Blueprint, Campaign, ChoiceSet, Kind, Points, Question, Section, Topic};
use press::library::Library;
use press::{Content, Kit, Program};

use super::super::Site;
use super::{ask, header};

const STEM: &str = "国家的根本法是什么";

fn router(grading: Grading) -> Router {
    let program = |name: &str| {
        let content = |kind: &str| Content {
            brotli: Some(format!("{name}.{kind}.br").into_bytes().into()),
            gzip: Some(format!("{name}.{kind}.gz").into_bytes().into()),
            ..Content::new(format!("{name}.{kind}").into_bytes())
        };
        Program { js: content("js"), wasm: content("wasm") }
    };
    let kit = Kit {
        worker: "const FILES = [\"{files}\"], VERSION = \"{version}\"".into(),
        app: program("app"),
        graded: program("graded"),
        organiser: program("organiser"),
        member: program("member"),
        ..Kit::default()
    };
    let section = Section { banks: vec!["t".into()], kinds: vec![], topics: vec![], levels: vec![], count: 1, points: Points::whole(10) };
    let campaign = Campaign {
        id: "xianfa".into(),
        grading,
        blueprint: Blueprint { way: Way::Fixed, sections: vec![section] },
        landing: false,
        ..Campaign::default()
    };
    let question = Question {
        id: "1".into(),
        kind: Kind::Single,
        stem: STEM.into(),
        choices: vec!["宪法".into(), "民法典".into()],
        key: ChoiceSet::of(&[0]),
        explain: String::new(),
        basis: vec![],
        level: 1,
    };
    let topic = Topic { id: "t".into(), title: "总纲".into(), questions: vec![question] };
    let bank = Bank { id: "t".into(), title: "宪法".into(), version: "1".into(), laws: vec![], topics: vec![topic] };
    let library = Library { banks: vec![bank], campaigns: vec![campaign], ..Library::default() };
    crate::serve::pages(Arc::new(Site::of(&kit, &library, Some("https://pufa.example.cn"))))
}

/// What `<html data-…>` of the campaign's page says, as an address from the site's root.
fn fact(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!(" data-{name}=\"../.."))?;
    rest.split('"').next().map(str::to_owned)
}

#[tokio::test]
async fn a_page_is_sent_packed_and_only_when_it_changed() {
    let router = router(Grading::Device);
    let (page, body) = ask(&router, "GET /c/xianfa/", &[]).await;
    assert_eq!((page.status(), header(&page, "cache-control")), (StatusCode::OK, "no-cache"));
    assert!(body.contains(STEM) && body.contains("https://pufa.example.cn/icon-512.png"));

    let packed = ask(&router, "HEAD /c/xianfa/", &[("accept-encoding", "br")]).await.0;
    assert_eq!(header(&packed, "content-encoding"), "br");
    let length = |response| header(response, "content-length").parse::<usize>().expect("a length");
    assert!(length(&packed) < length(&page));
    assert_ne!(header(&packed, "etag"), header(&page, "etag"));
    let again = ask(&router, "GET /c/xianfa/", &[("accept-encoding", "br"), ("if-none-match", header(&packed, "etag"))]).await.0;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn what_a_page_loads_is_kept_for_ever_and_sent_as_the_kit_has_it() {
    for (grading, program) in [(Grading::Device, "app"), (Grading::Server, "graded")] {
        let router = router(grading);
        let (_, page) = ask(&router, "GET /c/xianfa/", &[]).await;
        for kind in ["js", "wasm"] {
            let get = format!("GET {}", fact(&page, kind).expect("an address"));
            let (file, body) = ask(&router, &get, &[("accept-encoding", "br, gzip")]).await;
            assert_eq!(body, format!("{program}.{kind}.br"));
            assert_eq!(header(&file, "cache-control"), "public, max-age=31536000, immutable");
        }
    }
}

#[tokio::test]
async fn a_bank_is_sent_to_devices_that_grade_and_to_no_others() {
    let device = router(Grading::Device);
    let (_, page) = ask(&device, "GET /c/xianfa/", &[]).await;
    let bank = fact(&page, "bank").expect("an address");
    let (found, questions) = ask(&device, &format!("GET {bank}"), &[]).await;
    assert_eq!((found.status(), questions.contains(STEM)), (StatusCode::OK, true));

    let server = router(Grading::Server);
    let (_, page) = ask(&server, "GET /c/xianfa/", &[]).await;
    assert!(fact(&page, "bank").is_none() && !page.contains(STEM));
    assert_eq!(ask(&server, &format!("GET {bank}"), &[]).await.0.status(), StatusCode::NOT_FOUND);
    let (_, worker) = ask(&server, "GET /sw.js", &[]).await;
    assert!(worker.contains("\"c/xianfa/\"") && !worker.contains("xianfa-"));
}
