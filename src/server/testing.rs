//! A hall for tests: a library of its own, a clock that can be set, and phones that talk to the very router that is served.

pub mod school;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use domain::read::{Library, SourceFile};
use domain::{Moment, Question, Zone};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower::ServiceExt as _;
use wire::api::{
    Code, Endpoint, FieldAnswer, HandIn, HandInRequest, HandedIn, Problem, Record, RecordRequest, RecordView, Start, StartRequest, Started,
};

use crate::api::{self, Desk, Users};
use crate::clock::Clock;
use crate::hall::Hall;
use crate::metrics::Metrics;
use crate::seal::Sealer;
use crate::store::{Key, Sqlite, Store};
use crate::throttle::{Rates, Throttle};

/// When the tests' campaigns open: 2026-12-01 08:00 in China.
pub fn opening() -> Moment {
    Zone::CHINA.moment(2026, 12, 1, 8, 0, 0).expect("a day")
}

/// Milliseconds of a minute, an hour and a day.
pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

/// A hall that tests play in.
pub struct Testing {
    pub desk: Desk,
    pub router: Router,
    pub library: Library,
    now: Arc<AtomicI64>,
    _folder: Option<tempfile::TempDir>,
}

impl Testing {
    /// A hall with campaigns of these files (id, text), in a folder that goes with it.
    pub async fn new(campaigns: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut testing = Self::at(folder.path(), campaigns, Rates::none()).await;
        testing._folder = Some(folder);
        testing
    }

    /// A hall on the data of a folder.
    pub async fn at(folder: &Path, campaigns: &[(&str, &str)], rates: Rates) -> Self {
        Self::of(folder, library(campaigns), rates).await
    }

    /// The same of a library.
    pub async fn of(folder: &Path, library: Library, rates: Rates) -> Self {
        let now = Arc::new(AtomicI64::new(opening().0));
        let shown = Arc::clone(&now);
        let clock = Clock::new(move || Moment(shown.load(Ordering::SeqCst)));
        let sqlite = Arc::new(Sqlite::open(&folder.join("pufa.sqlite")).expect("a store"));
        let store: Arc<dyn Store> = Arc::clone(&sqlite) as Arc<dyn Store>;
        let sealer = Arc::new(Sealer::open(&folder.join("keys")).expect("keys"));
        let school = school::of(&library, &sqlite, &sealer, &clock, folder).await;
        let hall = Hall::open(store, sealer, clock, &library).await.expect("a hall");
        let desk = Desk {
            hall: Arc::new(hall),
            metrics: Arc::new(Metrics::new().expect("metrics")),
            throttle: Arc::new(Throttle::new(rates)),
            users: Arc::new(Users::default()),
            school: Arc::new(school),
            is_secure: false,
        };
        Self { router: api::router(desk.clone()), desk, library, now, _folder: None }
    }

    /// So much time passes.
    pub fn pass(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sets the clock.
    pub fn set(&self, now: Moment) {
        self.now.store(now.0, Ordering::SeqCst);
    }

    /// What the clock shows.
    pub fn now(&self) -> Moment {
        Moment(self.now.load(Ordering::SeqCst))
    }

    /// Sends anything anywhere.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> (StatusCode, HeaderMap, String) {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        (parts.status, parts.headers, String::from_utf8(bytes.to_vec()).expect("text"))
    }

    /// Asks an address for what is no text.
    pub async fn bytes(&self, path: &str, headers: &[(&str, &str)]) -> (StatusCode, Vec<u8>) {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
        let status = response.status();
        (status, to_bytes(response.into_body(), usize::MAX).await.expect("a body").to_vec())
    }

    /// Asks an endpoint; a refusal is its code.
    pub async fn ask<E: Endpoint>(&self, request: &E::Request) -> Result<E::Response, Problem>
    where
        E::Request: Serialize,
        E::Response: DeserializeOwned,
    {
        let body = serde_json::to_vec(request).expect("JSON");
        let (status, _, text) = self.send(Method::POST, E::PATH, &[(CONTENT_TYPE.as_str(), "application/json")], body).await;
        if status.is_success() {
            Ok(serde_json::from_str(&text).expect("the response of the endpoint"))
        } else {
            Err(serde_json::from_str(&text).expect("a problem"))
        }
    }

    /// Asks an address as a user of the server.
    pub async fn get(&self, path: &str, credentials: Option<&str>) -> (StatusCode, Value) {
        let headers: Vec<_> = credentials.map(|value| (AUTHORIZATION.as_str(), value)).into_iter().collect();
        let (status, _, text) = self.send(Method::GET, path, &headers, Body::empty()).await;
        (status, serde_json::from_str(&text).expect("JSON"))
    }

    /// Starts a sitting.
    pub async fn start(&self, campaign: &str, device: u64) -> Result<Started, Problem> {
        self.start_as(campaign, device, &[]).await
    }

    /// Starts a sitting with answers to what is asked.
    pub async fn start_as(&self, campaign: &str, device: u64, fields: &[(&str, &str)]) -> Result<Started, Problem> {
        let fields = fields.iter().map(|(field, answer)| FieldAnswer { field: (*field).into(), answer: (*answer).into() }).collect();
        let request = StartRequest { campaign: campaign.into(), device: self.device(device), fields, channel: "海报".into() };
        self.ask::<Start>(&request).await
    }

    /// A device's key.
    pub fn device(&self, n: u64) -> String {
        let mut key = [0; 16];
        key[..6].copy_from_slice(&opening().0.to_be_bytes()[2..]);
        key[8..].copy_from_slice(&n.to_be_bytes());
        Key(key).hex()
    }

    /// Hands in with so many right answers, the others wrong.
    pub async fn hand_in(&self, started: &Started, right: usize) -> Result<HandedIn, Problem> {
        self.ask::<HandIn>(&HandInRequest { token: started.token.clone(), answers: self.answers(started, right) }).await
    }

    /// Starts and hands in.
    pub async fn play(&self, campaign: &str, device: u64, right: usize) -> (Started, HandedIn) {
        let started = self.start(campaign, device).await.expect("a start");
        let handed_in = self.hand_in(&started, right).await.expect("a hand-in");
        (started, handed_in)
    }

    /// One's own record.
    pub async fn record(&self, started: &Started) -> Result<RecordView, Problem> {
        self.ask::<Record>(&RecordRequest { token: started.token.clone() }).await
    }

    /// By question, places as shown: so many right, the others wrong.
    pub fn answers(&self, started: &Started, right: usize) -> Vec<Vec<u8>> {
        let answer = |(n, asked): (usize, &wire::api::Question)| {
            let question = self.question(&asked.stem);
            let key: Vec<u8> = (0..asked.choices.len() as u8)
                .filter(|place| {
                    let words = &asked.choices[usize::from(*place)];
                    question.key.places().any(|right| question.choices[right] == *words)
                })
                .collect();
            if n < right { key } else { (0..asked.choices.len() as u8).filter(|place| !key.contains(place)).take(1).collect() }
        };
        started.questions.iter().enumerate().map(answer).collect()
    }

    /// The question with that stem.
    pub fn question(&self, stem: &str) -> &Question {
        let mut all = self.library.banks.iter().flat_map(|bank| bank.questions());
        all.find(|(_, question)| question.stem == stem).map(|(_, question)| question).expect("a question of the bank")
    }
}

/// A bank of single, multiple and judge questions.
pub fn bank() -> Vec<SourceFile> {
    let mut bank = String::new();
    for n in 0..40 {
        bank += &match n % 3 {
            0 => format!(
                "[[question]]\nid = \"b-{n:04}\"\nkind = \"single\"\nstem = \"单选题{n}？\"\nchoices = [\"甲{n}\", \"乙{n}\", \"丙{n}\", \"丁{n}\"]\nkey = \"B\"\nexplain = \"解析词{n}\"\nbasis = [\"宪法第{}条\"]\nlevel = 1\n",
                n + 1
            ),
            1 => format!(
                "[[question]]\nid = \"b-{n:04}\"\nkind = \"multiple\"\nstem = \"多选题{n}？\"\nchoices = [\"甲{n}\", \"乙{n}\", \"丙{n}\", \"丁{n}\"]\nkey = \"ACD\"\nexplain = \"解析词{n}\"\nbasis = [\"宪法第{}条\"]\nlevel = 2\n",
                n + 1
            ),
            _ => format!(
                "[[question]]\nid = \"b-{n:04}\"\nkind = \"judge\"\nstem = \"判断题{n}。\"\nkey = {}\nexplain = \"解析词{n}\"\nbasis = [\"宪法第{}条\"]\nlevel = 1\n",
                n % 2 == 0,
                n + 1
            ),
        };
    }
    vec![
        SourceFile {
            path: "b/bank.toml".into(), text: "id = \"b\"\ntitle = \"测试题库\"\nversion = \"1\"\nlaws = [\"宪法\"]\n".into()
        },
        SourceFile { path: "b/t.toml".into(), text: bank },
    ]
}

/// The bank and these campaigns.
fn library(campaigns: &[(&str, &str)]) -> Library {
    let mut files = bank();
    for (id, text) in campaigns {
        let head = "title = \"测试竞答\"\norganiser = \"某旗\"\nopens = 2026-12-01T08:00:00\ncloses = 2026-12-06T20:00:00\n";
        let text = format!("{head}{text}\n[[section]]\nbank = \"b\"\ncount = 10\npoints = 10\n");
        files.push(SourceFile { path: format!("campaigns/{id}.toml"), text });
    }
    let (library, issues) = domain::read::library(&files);
    assert!(issues.is_empty(), "{issues:?}");
    library
}

/// The code of a refusal.
pub fn code(problem: Problem) -> Code {
    Code::ALL.iter().copied().find(|code| code.word() == problem.code).expect("a code of ours")
}
