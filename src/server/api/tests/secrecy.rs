//! What must never leave before hand-in: keys, explanations, citations, seeds, and the order of the bank.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use wire::api::Started;

use super::PLAIN;
use crate::testing::Testing;

/// Every way a campaign can be played on a server.
const MODES: [(&str, &str); 9] = [
    PLAIN,
    ("fixed", "grading = \"server\"\npaper = \"fixed\"\n"),
    ("all-or-nothing", "grading = \"server\"\nscore = \"full-marks-only\"\n"),
    ("shared", "grading = \"server\"\nseveral-right = \"share\"\nkiosk = true\n"),
    (
        "ranked",
        "grading = \"server\"\nattempts-total = 1\ntime-limit-minutes = 30\n[[award]]\nid = \"top\"\ntitle = \"名次\"\ngive = \"rank\"\n[[award.tier]]\nname = \"一\"\nwhat = \"书\"\nquantity = 1\n",
    ),
    (
        "lucky",
        "grading = \"server\"\n[[award]]\nid = \"luck\"\ntitle = \"抽奖\"\ngive = \"instant\"\nscore-from = 10\n[[award.tier]]\nname = \"一\"\nwhat = \"书\"\nquantity = 1\none-in = 1\n",
    ),
    (
        "drawn",
        "grading = \"server\"\n[[award]]\nid = \"final\"\ntitle = \"抽奖\"\ngive = \"draw\"\nscore-from = 10\nat = 2026-12-10T20:00:00\n[[award.tier]]\nname = \"一\"\nwhat = \"书\"\nquantity = 1\n",
    ),
    ("timed", "grading = \"server\"\nattempts-total = 2\ntime-limit-minutes = 30\ntime-counts = true\n"),
    (
        "named",
        "grading = \"server\"\n[identity]\nask = \"before-start\"\n[[identity.field]]\nkind = \"phone\"\n[[identity.field]]\nkind = \"name\"\n",
    ),
];

async fn raw_start(hall: &Testing, campaign: &str, device: u64) -> String {
    let fields = match campaign {
        "named" => ",\"fields\":[{\"field\":\"phone\",\"answer\":\"13800006021\"},{\"field\":\"name\",\"answer\":\"某某\"}]",
        _ => "",
    };
    let body = format!("{{\"campaign\":\"{campaign}\",\"device\":\"{}\"{fields}}}", hall.device(device));
    let (status, text) = raw(hall, "/api/v1/sittings", body).await;
    assert!(status.is_success(), "{text}");
    text
}

async fn raw(hall: &Testing, path: &str, body: String) -> (StatusCode, String) {
    let (status, _, text) = hall.send(Method::POST, path, &[("content-type", "application/json")], body).await;
    (status, text)
}

/// Everything that can be asked with a token before its sitting is handed in; each is refused.
async fn refused(hall: &Testing, token: &str, of_another: &str) -> Vec<String> {
    let changed = token.replacen(|c: char| c.is_ascii_lowercase(), "A", 3);
    let hand_in = |token: &str, answers: &str| ("/api/v1/sittings/hand-in", format!("{{\"token\":\"{token}\",\"answers\":{answers}}}"));
    let asked = [
        hand_in(token, "[[200]]"),
        hand_in(token, "[[],[],[],[],[],[],[],[],[],[],[]]"),
        hand_in(token, "{}"),
        hand_in(&changed, "[[0]]"),
        hand_in(of_another, "[[0]]"),
        ("/api/v1/records", format!("{{\"token\":\"{token}\"}}")),
        ("/api/v1/prizes", format!("{{\"token\":\"{token}\",\"award\":\"luck\",\"chance\":0}}")),
        ("/api/v1/prizes", format!("{{\"token\":\"{token}\",\"award\":\"none\",\"chance\":0}}")),
        ("/api/v1/claims", format!("{{\"token\":\"{token}\",\"code\":\"ABCDEFGH\",\"fields\":[]}}")),
    ];
    let mut answers = Vec::new();
    for (path, body) in asked {
        let (status, text) = raw(hall, path, body).await;
        assert!(status.is_client_error(), "{path}: {text}");
        answers.push(text);
    }
    answers
}

#[tokio::test]
async fn nothing_of_a_key_leaves_before_hand_in_in_any_mode() {
    let hall = Testing::new(&MODES).await;
    let secrets: Vec<String> = hall
        .library
        .banks
        .iter()
        .flat_map(|bank| bank.questions())
        .flat_map(|(_, question)| {
            let basis = question.basis.iter().flat_map(|basis| [basis.to_string(), basis.on_screen()]);
            [question.id.clone(), question.explain.clone()].into_iter().chain(basis)
        })
        .collect();
    // every file of the site: pages of these campaigns, and whatever stands beside them
    let site = press::site(&press::Kit::default(), &hall.library, None);
    let files = site.files.iter().map(|file| (file.address.as_str(), String::from_utf8_lossy(&file.content.plain).into_owned()));
    for (address, file) in files {
        for secret in &secrets {
            assert!(!file.contains(secret.as_str()), "`{secret}` is in {address}");
        }
    }
    let elsewhere: Started = serde_json::from_str(&raw_start(&Testing::new(&[PLAIN]).await, "plain", 1).await).expect("a start");
    let of_another = elsewhere.token;
    for (campaign, _) in MODES {
        let (_, _, view) = hall.send(Method::GET, &format!("/api/v1/campaigns/{campaign}"), &[], Body::empty()).await;
        let (_, _, board) = hall.send(Method::GET, &format!("/api/v1/campaigns/{campaign}/board"), &[], Body::empty()).await;
        let (_, _, document) = hall.send(Method::GET, "/api/openapi.json", &[], Body::empty()).await;
        assert!(document.contains("\"explain\""), "it tells of fields, and holds none of their values");
        assert!(secrets.iter().all(|secret| !document.contains(secret.as_str())));
        let mut answers = vec![view, board];
        for device in 0..20 {
            let text = raw_start(&hall, campaign, device).await;
            let started: Started = serde_json::from_str(&text).expect("a start");
            answers.extend(refused(&hall, &started.token, &of_another).await);
            // once more: where time counts it goes on from the first
            answers.extend([text, raw_start(&hall, campaign, device).await]);
        }
        for answer in &answers {
            for secret in &secrets {
                assert!(!answer.contains(secret.as_str()), "{campaign}: `{secret}` is in {answer}");
            }
            for word in ["\"key\"", "\"seed\"", "\"explain\"", "\"basis\"", "\"level\"", "\"order\""] {
                assert!(!answer.contains(word), "{campaign}: {word} is in {answer}");
            }
        }
    }
}

#[tokio::test]
async fn the_token_shows_neither_seed_nor_place_of_what_it_holds() {
    let hall = Testing::new(&MODES).await;
    for (campaign, _) in MODES {
        let once: Started = serde_json::from_str(&raw_start(&hall, campaign, 1).await).expect("a start");
        let twice: Started = serde_json::from_str(&raw_start(&hall, campaign, 1).await).expect("a start");
        assert_eq!(once.questions, twice.questions, "the same paper");
        assert_ne!(once.token, twice.token, "sealed anew");
        let sealed = URL_SAFE_NO_PAD.decode(&once.token).expect("base64");
        assert!(!sealed.windows(4).any(|four| four == &campaign.as_bytes()[..4]));
        let same = sealed.iter().zip(URL_SAFE_NO_PAD.decode(&twice.token).expect("base64")).skip(33).filter(|(a, b)| **a == *b).count();
        assert!(same < sealed.len() / 8, "{same} of {} bytes are alike", sealed.len());
    }
}

#[test]
fn a_campaign_of_the_device_may_not_give_away_what_a_server_asks() {
    let head = "title = \"测试\"\norganiser = \"某旗\"\nopens = 2026-12-01T08:00:00\ncloses = 2026-12-06T20:00:00\n";
    let section = "[[section]]\nbank = \"b\"\ncount = 1\npoints = 1\n";
    let check = |closed: &str, open: &str| {
        let mut files = crate::testing::bank();
        for (id, more) in [("closed", closed), ("open", open)] {
            files.push(domain::read::SourceFile { path: format!("campaigns/{id}.toml"), text: format!("{head}{more}{section}") });
        }
        domain::read::library(&files).1.into_iter().map(|issue| (issue.file, issue.code)).collect::<Vec<_>>()
    };
    let given_away = vec![("campaigns/open.toml".to_owned(), "gives-away")];
    assert_eq!(check("grading = \"server\"\n", ""), given_away);
    assert_eq!(check("grading = \"server\"\nquestions-are-public = true\n", ""), []);
    assert_eq!(check("", ""), []);
}

#[tokio::test]
async fn choices_do_not_stand_in_the_order_of_the_bank() {
    let hall = Testing::new(&MODES).await;
    let (mut as_written, mut all, mut right_places) = (0, 0, [0; 4]);
    for device in 0..60 {
        let campaign = ["plain", "fixed", "ranked"][device as usize % 3];
        let started = hall.start(campaign, device).await.expect("a start");
        for asked in started.questions.iter().filter(|asked| asked.kind == "single") {
            let question = hall.question(&asked.stem);
            all += 1;
            as_written += usize::from(asked.choices == question.choices);
            let right = asked.choices.iter().position(|words| *words == question.choices[1]).expect("the right one");
            right_places[right] += 1;
        }
    }
    assert!(as_written * 12 < all, "{as_written} of {all} as the bank has them; one in 24 by chance");
    assert!(right_places.iter().all(|count| count * 8 > all), "{right_places:?} of {all}");
}

#[tokio::test]
async fn questions_do_not_stand_in_the_order_of_the_bank() {
    let hall = Testing::new(&MODES).await;
    let order: Vec<&str> =
        hall.library.banks.iter().flat_map(|bank| bank.questions()).map(|(_, question)| question.stem.as_str()).collect();
    for campaign in ["plain", "fixed", "timed"] {
        let (mut rising, mut papers) = (0, std::collections::HashSet::new());
        for device in 0..20 {
            let started: Started = serde_json::from_str(&raw_start(&hall, campaign, device).await).expect("a start");
            let places: Vec<_> = started.questions.iter().map(|asked| order.iter().position(|stem| *stem == asked.stem)).collect();
            rising += usize::from(places.is_sorted());
            let mut paper = places;
            paper.sort_unstable();
            papers.insert(paper);
        }
        assert!(rising <= 1, "{campaign}: {rising} of 20 papers");
        assert_eq!(papers.len() == 1, campaign == "fixed", "{campaign}: one paper for everyone is the same questions");
    }
}
