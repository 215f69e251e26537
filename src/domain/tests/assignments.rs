//! The assignments that are shipped, each played to its end: R9 to R12 of the campaigns that the rules must express.
#![cfg(feature = "read")]

use std::path::{Path, PathBuf};

use domain::assignment::{Chapter, Person, Study, Task, Text};
use domain::credit::{Event, Missing, Studied};
use domain::exam::{Barred, Clock, End, Next, Sat, Standing, Turn};
use domain::moment::DAY_MS;
use domain::read::{Library, SourceFile, library};
use domain::{Assignment, Exam, Moment, Points, Zone, grading, paper};

const MINUTE: i64 = 60_000;

/// All TOML below the shipped questions.
fn shipped() -> (Library, Vec<domain::Issue>) {
    library(&files())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../questions")
}

fn files() -> Vec<SourceFile> {
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
    let root = root();
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// A member of one assignment, as the server would know them.
struct Member<'a> {
    library: &'a Library,
    assignment: &'a Assignment,
    rank: &'a str,
    events: Vec<Event>,
    sittings: Vec<Sat>,
}

impl<'a> Member<'a> {
    fn of(library: &'a Library, id: &str, rank: &'a str) -> Self {
        let assignment = library.assignments.iter().find(|assignment| assignment.id == id).expect("a shipped assignment");
        Self { library, assignment, rank, events: Vec::new(), sittings: Vec::new() }
    }

    fn exam(&self) -> &'a Exam {
        self.assignment.exam.as_ref().expect("an exam")
    }

    fn study(&self) -> &'a Study {
        self.assignment.study.as_ref().expect("study")
    }

    fn studied(&self) -> Studied {
        Studied::of(self.study(), self.assignment.zone, &self.events)
    }

    fn next(&self, now: Moment) -> Result<Next, Barred> {
        let is_met = self.assignment.study.as_ref().is_none_or(|study| self.studied().is_met(study));
        self.exam().next(&self.sittings, is_met, now)
    }

    fn standing(&self) -> Standing {
        self.exam().standing(&self.sittings)
    }

    fn reads(&mut self, text: &Text, from: Moment, minutes: i64) {
        self.events.push(Event::Read { text: text.clone(), from, ms: u32::try_from(minutes * MINUTE).expect("some minutes") });
    }

    /// Answers the next questions of these chapters that were not answered yet, one a second.
    fn practises(&mut self, chapters: &[Chapter], count: usize, from: Moment) {
        let answered: Vec<&str> = self
            .events
            .iter()
            .filter_map(|event| if let Event::Answer { question, .. } = event { Some(question.as_str()) } else { None })
            .collect();
        let of = |chapter: &Chapter| {
            let bank = self.library.banks.iter().find(|bank| bank.id == chapter.bank).expect("a bank");
            let topic = chapter.topic.clone();
            bank.questions().filter(move |(id, _)| *id == topic).map(|(_, question)| question.id.clone())
        };
        let all = chapters.iter().flat_map(|chapter| of(chapter).map(move |question| (chapter, question)));
        let fresh: Vec<_> = all.filter(|(_, question)| !answered.contains(&question.as_str())).take(count).collect();
        let answer = |(second, (chapter, question)): (usize, (&Chapter, String))| Event::Answer {
            chapter: chapter.clone(),
            question,
            at: from.plus_ms(second as i64 * 1000),
            is_right: true,
        };
        let events: Vec<Event> = fresh.into_iter().enumerate().map(answer).collect();
        self.events.extend(events);
    }

    /// Sits a paper, answers so many questions right and the others not, and hands in; the score.
    fn sits(&mut self, started: Moment, minutes: i64, right: usize) -> Points {
        assert!(matches!(self.next(started), Ok(Next::Start { .. })), "{:?}", self.next(started));
        let blueprint = self.exam().blueprint(self.rank).expect("a paper");
        let paper = paper::draw(&self.library.banks, blueprint, started.0.unsigned_abs(), &[]).expect("enough questions");
        let given: Vec<_> = paper.items.iter().enumerate().map(|(n, item)| (n < right).then_some(item.question.key)).collect();
        let outcome = grading::grade(&paper, &given, self.exam().scoring);
        assert_eq!(outcome.out_of, Points::whole(100));
        let begun = self.exam().begin(started).expect("within a window");
        self.sittings.push(Sat { end: End::HandedIn { at: started.plus_ms(minutes * MINUTE), score: outcome.score }, ..begun });
        outcome.score
    }
}

fn at(month: u8, day: u8, hour: u8) -> Moment {
    Zone::CHINA.moment(2027, month, day, hour, 0, 0).expect("a day")
}

#[test]
fn what_is_shipped_has_no_fault() {
    let (library, issues) = shipped();
    assert_eq!(issues, []);
    let ids: Vec<_> = library.assignments.iter().map(|assignment| assignment.id.as_str()).collect();
    assert_eq!(ids, ["before-appointment", "exam-by-rank", "state-staff-exam", "study-credits"]);
}

#[test]
fn the_example_of_the_readme_reads_as_it_stands() {
    let readme = std::fs::read_to_string(root().join("README.md")).expect("a text");
    let about = readme.split("## Assignments").nth(1).expect("a chapter on assignments");
    let example = about.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let mut files = files();
    files.push(SourceFile { path: "assignments/example.toml".into(), text: example.into() });
    let (library, issues) = library(&files);
    assert_eq!(issues, []);
    assert!(library.assignments.iter().any(|assignment| assignment.id == "example"));
}

/// R9: study in its own weeks, then 50 questions in 90 minutes, thrice, the best counts, bands, a certificate.
#[test]
fn state_staff_study_then_sit_thrice_and_the_best_counts() {
    let (library, _) = shipped();
    let mut member = Member::of(&library, "state-staff-exam", "科级");
    for (part, day) in member.study().parts.iter().zip(10..) {
        match &part.task {
            Task::Read { texts, minutes } if !part.elective => member.reads(&texts[0], at(6, day, 9), i64::from(*minutes)),
            Task::Practise { chapters, count, .. } => member.practises(chapters, *count as usize, at(6, day, 9)),
            Task::Read { .. } => {}
        }
    }
    assert_eq!(member.studied().missing(member.study()), []);
    assert_eq!(member.next(at(7, 5, 9)), Err(Barred::Soon { opens: at(7, 6, 8), turn: Turn::Regular }));

    assert_eq!(member.sits(at(7, 6, 8), 60, 39), Points::whole(78));
    assert_eq!(member.sits(at(7, 7, 8), 60, 46), Points::whole(92));
    // the office computer dies in minute 40; the phone goes on with what is left
    let started = at(7, 8, 8);
    let begun = member.exam().begin(started).expect("within the window");
    member.sittings.push(begun);
    assert_eq!(member.next(started.plus_ms(40 * MINUTE)), Ok(Next::GoOn { nth: 2, left_ms: 50 * MINUTE }));
    let out = started.plus_ms(90 * MINUTE);
    assert_eq!(member.exam().clock(member.sittings[2], at(7, 9, 0)), Clock::HandIn { at: out });
    member.sittings[2].end = End::HandedIn { at: out, score: Points::whole(88) };
    assert_eq!(member.next(at(7, 9, 9)), Err(Barred::NoAttemptLeft));

    let standing = member.standing();
    let counting = standing.counting().expect("a sitting");
    assert_eq!((counting.nth, counting.score, member.exam().band(counting.score)), (1, Points::whole(92), Some("优秀")));
    assert!(member.exam().certifies(standing));
    assert_eq!(member.next(at(7, 10, 17)), Err(Barred::Over), "no make-up");
    assert_eq!(member.exam().review_from(counting.at), at(7, 10, 17).plus_ms(5_000));
}

/// R10: the paper depends on the rank, 60 passes.
#[test]
fn the_paper_depends_on_the_rank() {
    let (library, _) = shipped();
    let banks_of = |rank: &'static str| {
        let member = Member::of(&library, "exam-by-rank", rank);
        let blueprint = member.exam().blueprint(rank).expect("a paper");
        let paper = paper::draw(&library.banks, blueprint, 7, &[]).expect("enough questions");
        assert_eq!((paper.items.len(), paper.out_of()), (50, Points::whole(100)));
        ["rule-of-law", "ethnic-affairs"].map(|bank| paper.items.iter().filter(|item| item.bank == bank).count())
    };
    assert_eq!(banks_of("厅级"), [30, 0]);
    assert_eq!(banks_of("科级"), [0, 20]);
    assert_eq!(banks_of(""), [0, 20]);

    let mut member = Member::of(&library, "exam-by-rank", "厅级");
    assert!(member.assignment.who.includes(Person { unit: "某省/某厅", rank: "厅级", number: "1" }));
    assert_eq!(member.sits(at(10, 11, 9), 80, 29), Points::whole(58));
    assert!(matches!(member.standing(), Standing::Failed(_)));
    assert_eq!(member.next(at(10, 12, 9)), Err(Barred::NoAttemptLeft));
    let mut other = Member::of(&library, "exam-by-rank", "科级");
    assert_eq!(other.sits(at(10, 15, 17), 59, 30), Points::whole(60));
    assert!(matches!(other.standing(), Standing::Passed(_)));
}

/// R11: twelve who are named, one paper, 120 minutes, one make-up for who failed.
#[test]
fn the_twelve_sit_once_and_who_failed_once_more() {
    let (library, _) = shipped();
    let assignment = Member::of(&library, "before-appointment", "").assignment;
    assert_eq!(assignment.who.members.len(), 12);
    let is_due = |unit: &str, number: &str| assignment.who.includes(Person { unit, rank: "", number });
    assert!(assignment.who.members.iter().all(|named| is_due(&named.unit, &named.number)));
    assert!(!is_due("某县/财政局", "RQ13"));

    let mut passed = Member::of(&library, "before-appointment", "");
    assert_eq!(passed.sits(at(9, 18, 9), 100, 45), Points::whole(100));
    assert_eq!(passed.next(at(9, 28, 9)), Err(Barred::OnlyForWhoFailed));
    let mut failed = Member::of(&library, "before-appointment", "");
    assert_eq!(failed.sits(at(9, 18, 9), 120, 20), Points::whole(40));
    assert_eq!(failed.next(at(9, 18, 12)), Err(Barred::Soon { opens: at(9, 28, 9), turn: Turn::MakeUp }));
    assert_eq!(failed.sits(at(9, 28, 9), 90, 30), Points::whole(70));
    let Standing::Passed(counting) = failed.standing() else { panic!("{:?}", failed.standing()) };
    assert_eq!((counting.turn, counting.nth), (Turn::MakeUp, 1));
    assert_eq!(failed.next(at(9, 28, 11)), Err(Barred::MakeUpUsed));
    let absent = Member::of(&library, "before-appointment", "");
    assert_eq!(absent.next(at(9, 28, 9)), Err(Barred::OnlyForWhoFailed));
    assert_eq!(absent.standing(), Standing::NotSat);
    // the make-up has the same paper, so nobody sees its key before
    assert!(failed.exam().review_from(at(9, 18, 11)) > at(9, 28, 11));
}

/// R12: 20 hours, 40 visits and all exercises are ten credits; 60 % of each are six, and they open the exam.
#[test]
fn sixty_percent_of_each_open_the_exam() {
    let (library, _) = shipped();
    let mut member = Member::of(&library, "study-credits", "");
    let Task::Practise { chapters, .. } = &member.study().parts[2].task else { panic!("practice") };
    let is_practised = |bank: &str, topic: &str| chapters.contains(&Chapter { bank: bank.into(), topic: topic.into() });
    let banks = library.banks.iter();
    let all: usize = banks.map(|bank| bank.questions().filter(|(topic, _)| is_practised(&bank.id, topic)).count()).sum();
    let (laws, day) = ([Text::Law("宪法".into()), Text::Law("民法典".into())], |n: i64| at(3, 1, 9).plus_ms(n * DAY_MS));
    for n in 0..23 {
        member.events.push(Event::Visit { at: day(n) });
    }
    for n in 0..8 {
        // two hours a day, of which ninety minutes count
        member.reads(&laws[n as usize % 2], day(n), 120);
    }
    let needed = (all * 6).div_ceil(10);
    for n in 0..needed.div_ceil(30) {
        member.practises(chapters, 30.min(needed - n * 30), day(n as i64));
    }
    let missing = member.studied().missing(member.study());
    assert!(matches!(missing[..], [Missing::Share { amount: 23, of: 24, .. }, Missing::Credits { .. }]), "{missing:?}");
    assert_eq!(member.next(at(11, 15, 9)), Err(Barred::StudyFirst));
    member.events.push(Event::Visit { at: day(22) });
    assert!(!member.studied().is_met(member.study()), "a second visit on the same day");
    member.events.push(Event::Visit { at: day(30) });
    let studied = member.studied();
    assert!(studied.is_met(member.study()), "{studied:?}");
    assert!(Points::whole(6) <= studied.total && studied.total < Points::hundredths(605), "{}", studied.total);

    assert_eq!(member.next(at(11, 14, 9)), Err(Barred::Soon { opens: at(11, 15, 8), turn: Turn::Regular }));
    member.sits(at(11, 15, 9), 50, 40);
    assert_eq!(member.exam().review_from(at(11, 15, 10)), at(11, 15, 10), "at once");
    assert_eq!(member.sits(at(11, 16, 9), 50, 35), Points::whole(70));
    assert_eq!(member.standing().counting().map(|counting| counting.nth), Some(1), "the last counts");
}
