//! Members for tests: a roster, and browsers that hold the cookie of a session.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{Method, StatusCode};
use domain::assignment::{Task, Text};
use domain::read::{Library, SourceFile};
use domain::roster::{Import, Named, Roster, Row};
use domain::{Moment, Zone};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::api::{Endpoint, Problem};
use wire::study::{
    Answered, Change, ExamQuestion, ExamResult, HandInExam, MemberView, PracticeSet, Report, ReportRequest, SaveExam, SavedView, Saving,
    SetPassword, SetPasswordRequest, SignIn, SignInRequest, Sitting, Span, StartExam, StartExamRequest, TaskView, text_key,
};

use super::Testing;
use crate::clock::Clock;
use crate::school::{Founding, Note, School, Senders, Texts, hashed, sealed_rows};
use crate::seal::Sealer;
use crate::store::register::Credential;
use crate::store::{Register, Sqlite};
use crate::throttle::Rates;

/// The first password of every member of these tests; no two members of a real roster share one.
const FIRST: &str = "probe-2027x";

/// The file that codes for phones are written into.
const CODES: &str = "codes.jsonl";

/// A school of a library, on the store of a hall.
pub async fn of(library: &Library, store: &Arc<Sqlite>, sealer: &Arc<Sealer>, clock: &Clock, folder: &Path) -> School {
    let founding = Founding {
        register: Arc::clone(store) as Arc<dyn Register>,
        sealer: Arc::clone(sealer),
        clock: clock.clone(),
        assignments: library.assignments.clone(),
        banks: library.banks.clone(),
        texts: texts(library),
        sender: Senders::File(folder.join(CODES)),
        public_address: Some("https://pufa.example.cn".into()),
    };
    let school = School::open(founding).await.expect("a school");
    school.settle().await.expect("settled");
    school
}

/// Texts of everything that assignments read: the words of a law matter to nobody here, its articles do.
fn texts(library: &Library) -> Texts {
    let mut laws: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
    let mut notes = Vec::new();
    for assignment in &library.assignments {
        let Some(study) = &assignment.study else { continue };
        laws.extend(study.laws.iter().map(|law| (law.replace('@', "-"), 200)));
        for part in &study.parts {
            let Task::Read { texts, .. } = &part.task else { continue };
            notes.extend(texts.iter().filter_map(|text| match text {
                Text::Notes(chapter) => {
                    Some(Note { bank: chapter.bank.clone(), topic: chapter.topic.clone(), text: "# 笔记".into(), articles: vec![] })
                }
                _ => None,
            }));
        }
    }
    let file = |(name, last): (&String, &u32)| SourceFile {
        path: format!("{name}.txt"),
        text: (1..=*last).fold(format!("{name}\n供测试\n序言\n序言一。\n"), |text, n| {
            text + &format!("第{}条 供测试。\n", domain::numeral::write(n))
        }),
    };
    let files: Vec<SourceFile> = laws.iter().map(file).collect();
    Texts::of(&library.assignments, &library.banks, &domain::statute::Statutes::read(&files), notes)
}

/// All that `questions/` ships.
pub fn shipped() -> Library {
    fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
        for entry in std::fs::read_dir(folder).expect("the shipped questions") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                collect(root, &path, files);
            } else if path.extension().is_some_and(|end| end == "toml") {
                let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
                files.push(SourceFile { path: name, text: std::fs::read_to_string(&path).expect("a text") });
            }
        }
    }
    let root: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../questions");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let (library, issues) = domain::read::library(&files);
    assert!(issues.is_empty(), "{issues:?}");
    library
}

/// A row as `number name unit rank`, with `x=reason` for one who is exempt and `p=` for a phone.
pub fn row(line: usize, text: &str) -> Row {
    let mut words = text.split(' ');
    let mut word = || words.next().unwrap_or_default().to_owned();
    let (number, name, unit, rank) = (word(), word(), word(), word());
    let more: Vec<&str> = words.collect();
    let told = |mark: &str| more.iter().find_map(|word| word.strip_prefix(mark)).unwrap_or_default().to_owned();
    let (exempt, phone) = (told("x="), Some(told("p=")));
    let unit = Named { name: unit, ..Named::default() };
    Row { line, number, name, unit, rank: Some(rank), exempt: Some(exempt), phone, ..Row::default() }
}

impl Testing {
    /// A hall of a library whose clock shows a moment in China.
    pub async fn at_school(library: Library, month: u8, day: u8, hour: u8) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut testing = Self::of(folder.path(), library, Rates::none()).await;
        testing._folder = Some(folder);
        testing.set(china(month, day, hour));
        testing
    }

    /// Takes people into the roster on a day of 2027, and gives each the first password of these tests.
    pub async fn roster(&self, month: u8, day: u8, rows: &[&str]) {
        self.roster_on(domain::moment::Day::of(2027, month, day).expect("a day"), rows).await;
    }

    /// The same on any day.
    pub async fn roster_on(&self, on: domain::moment::Day, rows: &[&str]) {
        let (school, register) = (&self.desk.school, self.desk.school.register());
        let kept = register.roster().await.expect("a roster");
        let (revision, sealer) = (kept.revision, self.desk.hall.sealer());
        let before = crate::school::unsealed(kept, sealer);
        let import = Import { rows: rows.iter().enumerate().map(|(n, text)| row(n + 1, text)).collect(), ..Import::default() };
        let (after, changes): (Roster, _) = before.apply(&import, on);
        assert!(!changes.iter().any(|change| matches!(change.what, domain::roster::What::Refused(_))), "{changes:?}");
        assert!(register.put_roster(sealed_rows(revision, &before, &after, sealer)).await.expect("written"));
        let hash = hashed(FIRST).expect("a hash");
        let first = Credential { hash, one_time: true, until: None, made: school.now() };
        let all = import.rows.iter().map(|row| (row.number.clone(), first.clone())).collect();
        register.put_credentials(all).await.expect("kept");
    }

    /// A member stays until a day of 2027.
    pub async fn leaves(&self, number: &str, month: u8, day: u8) {
        let (register, sealer) = (self.desk.school.register(), self.desk.hall.sealer());
        let kept = register.roster().await.expect("a roster");
        let revision = kept.revision;
        let before = crate::school::unsealed(kept, sealer);
        let member = before.member(number).expect("a member");
        let unit = Named { code: member.spells()[0].unit.clone(), ..Named::default() };
        let to = Some(domain::moment::Day::of(2027, month, day));
        let row = Row { line: 1, number: number.into(), name: member.name.clone(), unit, to, ..Row::default() };
        let on = domain::Zone::CHINA.day(self.now());
        let (after, _) = before.apply(&Import { rows: vec![row], ..Import::default() }, on);
        assert!(register.put_roster(sealed_rows(revision, &before, &after, sealer)).await.expect("written"));
    }

    /// The code that was sent to a phone, as soon as it is.
    pub async fn code(&self, phone: &str) -> String {
        let path = self._folder.as_ref().expect("a folder").path().join(CODES);
        let begun = std::time::Instant::now();
        while begun.elapsed() < std::time::Duration::from_secs(20) {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let sent = text.lines().rev().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
            if let Some(found) = sent.into_iter().find(|line| line["phone"] == phone) {
                return found["code"].as_str().expect("a code").to_owned();
            }
            tokio::task::yield_now().await;
            std::thread::yield_now();
        }
        panic!("no code was sent to {phone}");
    }

    /// A browser that comes back with its cookie.
    pub fn back(&self, cookie: &str) -> Browser<'_> {
        Browser { cookie: cookie.to_owned(), ..Browser::new(self) }
    }

    /// Signs in for the first time and sets a password.
    pub async fn member(&self, unit: &str, number: &str) -> Browser<'_> {
        let mut browser = Browser { hall: self, cookie: String::new(), known: String::new(), device: AtomicI64::new(1) };
        browser.sign_in(unit, number, FIRST).await.expect("signed in");
        let password = format!("eigenes-{number}-pw");
        browser.ask::<SetPassword>(&SetPasswordRequest { present: None, password }).await.expect("a password");
        browser
    }
}

/// A moment of 2027 in China.
pub fn china(month: u8, day: u8, hour: u8) -> Moment {
    Zone::CHINA.moment(2027, month, day, hour, 0, 0).expect("a day")
}

/// What holds a session.
pub struct Browser<'a> {
    pub hall: &'a Testing,
    pub cookie: String,
    /// What tells who has signed in here before.
    pub known: String,
    device: AtomicI64,
}

impl Browser<'_> {
    /// Another device of the same member, signed in with their own password.
    pub async fn elsewhere(&self, unit: &str, number: &str) -> Self {
        let mut other = Self { hall: self.hall, cookie: String::new(), known: String::new(), device: AtomicI64::new(2) };
        other.sign_in(unit, number, &format!("eigenes-{number}-pw")).await.expect("signed in");
        other
    }

    /// A browser that holds nothing.
    pub fn new(hall: &Testing) -> Browser<'_> {
        Browser { hall, cookie: String::new(), known: String::new(), device: AtomicI64::new(3) }
    }

    pub async fn sign_in(&mut self, unit: &str, number: &str, password: &str) -> Result<MemberView, Problem> {
        self.sign_in_with(SignInRequest { unit: unit.into(), number: number.into(), password: Some(password.into()), code: None }).await
    }

    pub async fn sign_in_with(&mut self, request: SignInRequest) -> Result<MemberView, Problem> {
        let body = serde_json::to_vec(&request).expect("JSON");
        let headers = [(CONTENT_TYPE.as_str(), "application/json"), (COOKIE.as_str(), self.known.as_str())];
        let (status, headers, text) = self.hall.send(Method::POST, SignIn::PATH, &headers, body).await;
        for cookie in headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("text").split(';').next().unwrap_or_default().to_owned();
            let held = if cookie.starts_with("pufa-browser=") { &mut self.known } else { &mut self.cookie };
            *held = cookie;
        }
        read(status, &text)
    }

    /// Asks an endpoint.
    pub async fn ask<E: Endpoint>(&self, request: &E::Request) -> Result<E::Response, Problem>
    where
        E::Request: Serialize,
        E::Response: DeserializeOwned,
    {
        self.post(E::PATH, request).await
    }

    pub async fn post<T: DeserializeOwned>(&self, path: &str, request: &impl Serialize) -> Result<T, Problem> {
        let body = serde_json::to_vec(request).expect("JSON");
        let headers = [(CONTENT_TYPE.as_str(), "application/json"), (COOKIE.as_str(), self.cookie.as_str())];
        let (status, _, text) = self.hall.send(Method::POST, path, &headers, body).await;
        read(status, &text)
    }

    pub async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Problem> {
        let (status, _, text) =
            self.hall.send(Method::GET, path, &[(COOKIE.as_str(), self.cookie.as_str())], axum::body::Body::empty()).await;
        read(status, &text)
    }

    pub async fn task(&self, id: &str) -> TaskView {
        self.get(&format!("/api/v1/assignments/{id}")).await.expect("a task")
    }

    fn of(path: &str, id: &str) -> String {
        path.replace("{id}", id)
    }

    pub fn key(&self) -> String {
        format!("{:032x}", self.device.load(Ordering::SeqCst))
    }

    /// Reads a text for so many minutes; the clock goes on with it.
    pub async fn reads(&self, id: &str, text: &Text, minutes: i64) -> TaskView {
        let mut last = None;
        for _ in 0..minutes {
            self.hall.pass(super::MINUTE);
            let span = Span { text: text_key(text), ago_ms: 60_000, ms: 60_000 };
            let report = ReportRequest { spans: vec![span], ..ReportRequest::default() };
            last = Some(self.post(&Self::of(Report::PATH, id), &report).await.expect("taken down"));
        }
        last.expect("a minute at least")
    }

    /// Practises so many questions of a part, so many of them right.
    pub async fn practises(&self, id: &str, part: usize, count: usize, right: usize) -> TaskView {
        let set: PracticeSet = self.get(&format!("/api/v1/assignments/{id}/practice/{part}")).await.expect("questions");
        let answer = |(n, question): (usize, &wire::study::PracticeQuestion)| Answered {
            bank: question.bank.clone(),
            question: question.id.clone(),
            given: if n < right { question.key.clone() } else { Vec::new() },
            ago_ms: 0,
        };
        let answers = set.questions.iter().take(count).enumerate().map(answer).collect();
        let report = ReportRequest { answers, ..ReportRequest::default() };
        self.post(&Self::of(Report::PATH, id), &report).await.expect("taken down")
    }

    pub async fn starts(&self, id: &str) -> Result<Sitting, Problem> {
        self.post(&Self::of(StartExam::PATH, id), &StartExamRequest { device: self.key() }).await
    }

    /// Saves right answers to these questions.
    pub async fn saves(&self, sitting: &Sitting, questions: std::ops::Range<usize>) -> SavedView {
        let changes = self.right(sitting, questions);
        let saving = Saving { sitting: sitting.sitting.clone(), device: self.key(), revision: sitting.revision, changes };
        self.ask::<SaveExam>(&saving).await.expect("saved")
    }

    pub async fn hands_in(&self, sitting: &Sitting, right: std::ops::Range<usize>) -> Result<ExamResult, Problem> {
        let changes = self.right(sitting, right);
        let saving = Saving { sitting: sitting.sitting.clone(), device: self.key(), revision: sitting.revision, changes };
        self.ask::<HandInExam>(&saving).await
    }

    fn right(&self, sitting: &Sitting, questions: std::ops::Range<usize>) -> Vec<Change> {
        questions.map(|n| Change { n: n as u32, given: self.key_of(&sitting.questions[n]), ..Change::default() }).collect()
    }

    /// The right places of a question, as shown.
    pub fn key_of(&self, asked: &ExamQuestion) -> Vec<u8> {
        // two questions of a bank may have the same stem, and other choices
        let mut all = self.hall.library.banks.iter().flat_map(|bank| bank.questions()).map(|(_, question)| question);
        let fits = |question: &&domain::Question| {
            question.stem == asked.stem && asked.choices.iter().all(|choice| question.choices.contains(choice))
        };
        let question = all.find(fits).expect("a question of the bank");
        (0..asked.choices.len() as u8)
            .filter(|place| question.key.places().any(|right| question.choices[right] == asked.choices[usize::from(*place)]))
            .collect()
    }
}

#[expect(clippy::result_large_err, reason = "a problem is what tests look at")]
fn read<T: DeserializeOwned>(status: StatusCode, text: &str) -> Result<T, Problem> {
    if status.is_success() {
        Ok(serde_json::from_str(text).unwrap_or_else(|why| panic!("{why}: {text}")))
    } else {
        Err(serde_json::from_str(text).unwrap_or_else(|why| panic!("{why}: {text}")))
    }
}
