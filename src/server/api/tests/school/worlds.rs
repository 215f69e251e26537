//! Rates of random worlds, held against a count over the rows of the register that knows nothing of how rates are made: 200 members who
//! move, are exempt and come late, and three assignments of different rules.

use std::collections::{BTreeMap, BTreeSet};

use domain::dice::Dice;
use domain::rates::{Figures, Measure};
use domain::read::SourceFile;
use domain::{Moment, Points, Zone};
use wire::study::{Answered, Change, ReportRequest, Saving, StartExamRequest};

use crate::school::{Known, Taken};
use crate::store::register::{AnswerRow, HandMark, Session, SittingRow};
use crate::testing::school::china;
use crate::testing::{MINUTE, Testing};

const UNITS: [&str; 7] = ["市", "市/甲局", "市/甲局/一科", "市/甲局/二科", "市/乙局", "市/丙局/一科", "县"];
const MEMBERS: u32 = 200;

/// Practice and the best of two sittings, due from everyone.
const YEAR: (&str, &str) = (
    "year",
    "title = \"学法\"\norganiser = \"某市\"\nroster-on = 2027-05-31\n\
     [study]\nopens = 2027-06-01T00:00:00\ncloses = 2027-06-08T00:00:00\n[[study.part]]\ntitle = \"练\"\npractise = \"b\"\ncount = 3\n\
     [exam]\nopens = 2027-06-01T00:00:00\ncloses = 2027-06-08T00:00:00\nminutes = 20\nattempts = 2\npass = 60\nquestions-are-public = true\n\
     [[exam.section]]\nbank = \"b\"\ncount = 2\npoints = 50\n",
);
/// Credits for practice, two questions a day, due from one tree of units.
const CREDITS: (&str, &str) = (
    "credits",
    "title = \"学分\"\norganiser = \"某市\"\nroster-on = 2027-05-31\n[who]\nunits = [\"市\"]\n\
     [study]\nopens = 2027-06-01T00:00:00\ncloses = 2027-06-08T00:00:00\n[[study.part]]\ntitle = \"练\"\npractise = \"b\"\ncount = 1\n\
     [study.credits]\nthreshold = 3\n[[study.credits.earn]]\nby = \"practice\"\npoints = 1\nper = 1\nfull = 5\nper-day = 2\n",
);
/// The last of two sittings counts, with a short answer marked by hand and a make-up; due from one rank.
const LAST: (&str, &str) = (
    "last",
    "title = \"任前\"\norganiser = \"某市\"\nroster-on = 2027-05-31\n[who]\nranks = [\"科级\"]\n\
     [exam]\nopens = 2027-06-01T00:00:00\ncloses = 2027-06-04T00:00:00\nminutes = 20\nattempts = 2\ncounts = \"last\"\npass = 60\n\
     questions-are-public = true\n[[exam.section]]\nbank = \"b\"\ncount = 2\npoints = 25\n\
     [[exam.short]]\nstem = \"为什么？\"\nreference = \"因为。\"\npoints = 50\n\
     [exam.make-up]\nopens = 2027-06-05T00:00:00\ncloses = 2027-06-08T00:00:00\n",
);

/// Where each member was on the day of the freeze, of what rank, and whether they were exempt.
type People = BTreeMap<String, (String, String, bool)>;

async fn world(seed: u64) -> (Testing, People) {
    let question = |n: u32| {
        format!(
            "[[question]]\nid = \"b-{n}\"\nkind = \"judge\"\nstem = \"第{n}题。\"\nkey = true\nexplain = \"因为。\"\nbasis = [\"宪法第一条\"]\nlevel = 1\n"
        )
    };
    let mut files = vec![
        ("b/bank.toml".to_owned(), "id = \"b\"\ntitle = \"题库\"\nversion = \"1\"\nlaws = [\"宪法\"]\n".to_owned()),
        ("b/t.toml".to_owned(), (1..=5).map(question).collect()),
    ];
    files.extend([YEAR, CREDITS, LAST].map(|(id, text)| (format!("assignments/{id}.toml"), text.to_owned())));
    let files: Vec<SourceFile> = files.into_iter().map(|(path, text)| SourceFile { path, text }).collect();
    let (library, issues) = domain::read::library(&files);
    assert!(issues.is_empty(), "{issues:?}");
    let hall = Testing::at_school(library, 5, 1, 9).await;
    let mut dice = Dice::new(seed);
    let mut people = People::new();
    let mut import = async |month: u8, day: u8, numbers: Vec<u32>, dice: &mut Dice| {
        let mut rows = Vec::new();
        for number in numbers {
            let (unit, is_exempt) = (UNITS[dice.below(UNITS.len() as u32) as usize], dice.below(5) == 0);
            let rank = ["科级", "处级"][dice.below(2) as usize];
            rows.push(format!("{number} 某{number} {unit} {rank}{}", if is_exempt { " x=产假" } else { "" }));
            if month == 5 {
                people.insert(number.to_string(), (unit.to_owned(), rank.to_owned(), is_exempt));
            }
        }
        hall.roster(month, day, &rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    };
    import(5, 2, (1..=MEMBERS).collect(), &mut dice).await;
    let moved = (0..60).map(|n| n * 3 + 1 + dice.below(3)).collect();
    import(5, 20, moved, &mut dice).await;
    hall.set(china(6, 1, 9));
    for assignment in hall.desk.school.assignments() {
        assert!(hall.desk.school.frozen(assignment).await.expect("a roster").is_some());
    }
    // what happens afterwards changes no denominator
    let late = (0..40).map(|n| n * 4 + 1 + dice.below(4)).chain([MEMBERS + 1, MEMBERS + 2]).collect();
    import(6, 1, late, &mut dice).await;
    while hall.now() < china(6, 8, 0) {
        something(&hall, &mut dice).await;
        hall.pass(MINUTE * i64::from(dice.below(21)));
    }
    // who left a sitting open runs out of time
    hall.pass(30 * MINUTE);
    (hall, people)
}

async fn something(hall: &Testing, dice: &mut Dice) {
    let school = &hall.desk.school;
    if dice.below(6) == 0 {
        mark(hall, dice).await;
        return;
    }
    // few enough that what they do adds up
    let among = if dice.below(3) == 0 { MEMBERS + 2 } else { 60 };
    let number = (1 + dice.below(among)).to_string();
    let session = Session { token: [0; 32], member: number.clone(), made: Moment(0), until: Moment(i64::MAX), fresh: false };
    let known = Known { member: number, session, sessions: 1 };
    let (study, exam) = ([YEAR.0, CREDITS.0][dice.below(2) as usize], [YEAR.0, LAST.0][dice.below(2) as usize]);
    if dice.below(2) == 0 {
        let answer = |n: u32| Answered { bank: "b".into(), question: format!("b-{n}"), given: vec![(n % 2) as u8], ago_ms: 0 };
        let answers = (0..1 + dice.below(3)).map(|_| answer(1 + dice.below(5))).collect();
        // who sits an exam, and from whom nothing is due, is told so
        let told = school.report(&known, study, &ReportRequest { answers, ..ReportRequest::default() }).await;
        assert!(told.is_ok_and(|task| task.id == study) || study == CREDITS.0 || sits(hall, &known).await);
        return;
    }
    // nor does anybody start a sitting whose attempts are used up
    let device = "0".repeat(31) + "7";
    let Ok(sitting) = school.start_exam(&known, exam, &StartExamRequest { device: device.clone() }).await else { return };
    let change = |n: u32, dice: &mut Dice| match sitting.questions[n as usize].kind.as_str() {
        "short" => Change { n, text: ["", "因为是根本法。"][dice.below(2) as usize].into(), ..Change::default() },
        _ => Change { n, given: vec![u8::from(dice.below(3) == 0)], ..Change::default() },
    };
    let changes = (0..sitting.questions.len() as u32).map(|n| change(n, dice)).collect();
    let saving = Saving { sitting: sitting.sitting.clone(), device, revision: sitting.revision, changes };
    if dice.below(4) == 0 {
        school.save_exam(&known, &saving).await.expect("saved");
    } else {
        school.hand_in_exam(&known, &saving).await.expect("handed in");
    }
}

async fn sits(hall: &Testing, known: &Known) -> bool {
    for id in [YEAR.0, LAST.0] {
        if hall.desk.school.register().sittings(id, &known.member).await.expect("rows").iter().any(|row| row.at.is_none()) {
            return true;
        }
    }
    false
}

async fn mark(hall: &Testing, dice: &mut Dice) {
    let school = &hall.desk.school;
    let waiting = school.to_mark(LAST.0, None).await.expect("a list");
    if waiting.is_empty() {
        return;
    }
    let one = &waiting[dice.below(waiting.len() as u32) as usize];
    let points = Points::whole(dice.below(51));
    let mark = HandMark { sitting: one.sitting, n: one.n, marker: "甲".into(), points, at: hall.now() };
    school.mark(LAST.0, mark).await.expect("marked");
}

/// Different questions in all.
fn different<'a>(answers: impl Iterator<Item = &'a AnswerRow>) -> usize {
    answers.map(|answer| &answer.question).collect::<BTreeSet<_>>().len()
}

/// How far one member got, from their rows alone: studied, completed, sat, passed, and whether a mark may still make them pass.
fn of_member(id: &str, answers: &[AnswerRow], sittings: &[SittingRow]) -> [bool; 5] {
    let pass = Points::whole(60);
    let all = different(answers.iter());
    match id {
        "year" => [all > 0, all >= 3, !sittings.is_empty(), sittings.iter().any(|row| row.score >= pass), false],
        "credits" => {
            let mut days: BTreeMap<_, Vec<&AnswerRow>> = BTreeMap::new();
            for answer in answers {
                days.entry(Zone::CHINA.day(answer.at)).or_default().push(answer);
            }
            let credits: usize = days.values().map(|day| different(day.iter().copied()).min(2)).sum();
            [all > 0, credits.min(all) >= 3, false, false, false]
        }
        _ => {
            let opens = china(6, 5, 0);
            let last = sittings.iter().filter(|row| row.started < opens).max_by_key(|row| row.at);
            let make_up = sittings.iter().find(|row| row.started >= opens);
            let best = |row: &SittingRow| row.score + if row.unmarked > 0 { Points::whole(50) } else { Points::default() };
            let has = |score: &dyn Fn(&SittingRow) -> Points| [last, make_up].into_iter().flatten().any(|row| score(row) >= pass);
            let passed = has(&|row| row.score);
            [false, false, !sittings.is_empty(), passed, !passed && has(&best)]
        }
    }
}

/// The figures of a unit and all below it, or of everyone, and how many wait for marks: one look at the rows of each member.
async fn counted(hall: &Testing, id: &str, people: &People, unit: Option<&str>) -> (Figures, usize) {
    let register = hall.desk.school.register();
    let (mut figures, mut waiting) = (Figures::default(), 0);
    for (number, (at, rank, is_exempt)) in people {
        let is_meant = match id {
            "credits" => at.starts_with('市'),
            "last" => rank == "科级",
            _ => true,
        };
        let is_in = unit.is_none_or(|unit| at == unit || at.starts_with(&format!("{unit}/")));
        if *is_exempt || !is_meant || !is_in {
            continue;
        }
        let answers = register.studied(id, number).await.expect("rows").answers;
        let sittings = register.sittings(id, number).await.expect("rows");
        assert!(sittings.iter().all(|row| row.at.is_some()), "the time of everyone is out");
        let [studied, completed, sat, passed, waits] = of_member(id, &answers, &sittings);
        figures.due += 1;
        figures.studied += usize::from(studied);
        figures.completed += usize::from(completed);
        figures.sat += usize::from(sat);
        figures.passed += usize::from(passed);
        waiting += usize::from(waits);
    }
    (figures, waiting)
}

async fn check(seed: u64) {
    let (hall, people) = world(seed).await;
    let school = &hall.desk.school;
    for id in [YEAR.0, CREDITS.0, LAST.0] {
        let kept: Taken = school.taken(id, None).await.expect("rates");
        let again = school.taken_at(id, None, hall.now().plus_ms(1)).await.expect("rates");
        let (all, has) = (kept.rates().all(), school.find(id).expect("an assignment"));
        let says = |part: usize, of: usize| 0 < part && part < of;
        assert!(has.study.is_none() || says(all.completed, all.studied) && says(all.studied, all.due), "{id} of {seed}: {all:?}");
        assert!(has.exam.is_none() || says(all.passed, all.sat) && says(all.sat, all.due), "{id} of {seed}: {all:?}");
        for unit in std::iter::once(None).chain(UNITS.map(Some)) {
            let (expected, waiting) = counted(&hall, id, &people, unit).await;
            for taken in [&kept, &again] {
                let rates = taken.rates();
                let figures = unit.map_or(Some(rates.all()), |unit| rates.unit(unit));
                assert_eq!(figures, Some(expected), "{unit:?} of {id} of world {seed}");
                assert_eq!(taken.waiting_in(unit), waiting, "{unit:?} of {id} of world {seed}");
                for measure in Measure::ALL {
                    let (behind, rate) = (rates.behind(unit, measure), expected.rate(measure));
                    assert_eq!(
                        (behind.numerator.len(), behind.denominator.len()),
                        (rate.numerator, rate.denominator),
                        "{measure:?} {seed}"
                    );
                }
            }
        }
        let due = |number: &&str| {
            people.get(*number).is_some_and(|(.., is_exempt)| !is_exempt) && kept.frozen().due.iter().any(|one| one.number == **number)
        };
        assert_eq!(kept.rates().outside().iter().find(|number| due(number)), None, "nobody is in and outside");
    }
}

#[tokio::test]
async fn rates_of_any_world_are_what_a_count_over_its_rows_gives() {
    for seed in 1..=2 {
        check(seed).await;
    }
}
