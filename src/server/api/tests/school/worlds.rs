//! Rates of random worlds, held against a count over the rows of the register that knows nothing of how rates are made.

use std::collections::BTreeMap;

use domain::Moment;
use domain::dice::Dice;
use domain::rates::{Figures, Measure};
use domain::read::SourceFile;
use wire::study::{Answered, Change, ReportRequest, Saving, StartExamRequest};

use crate::school::{Known, Taken};
use crate::store::register::Session;
use crate::testing::school::china;
use crate::testing::{MINUTE, Testing};

const ID: &str = "year";
const UNITS: [&str; 7] = ["市", "市/甲局", "市/甲局/一科", "市/甲局/二科", "市/乙局", "市/丙局/一科", "县"];
const ASSIGNMENT: &str = "title = \"学法\"\norganiser = \"某市\"\nroster-on = 2027-05-31\n\
    [study]\nopens = 2027-06-01T00:00:00\ncloses = 2027-07-01T00:00:00\n[[study.part]]\ntitle = \"练\"\npractise = \"b\"\ncount = 3\n\
    [exam]\nopens = 2027-06-01T00:00:00\ncloses = 2027-07-01T00:00:00\nminutes = 20\nattempts = 2\npass = 60\nquestions-are-public = true\n\
    [[exam.section]]\nbank = \"b\"\ncount = 2\npoints = 50\n";

/// Where each member was on the day of the freeze, and whether anything was due from them.
type People = BTreeMap<String, (String, bool)>;

async fn world(seed: u64) -> (Testing, People) {
    let question = |n: u32| {
        format!(
            "[[question]]\nid = \"b-{n}\"\nkind = \"judge\"\nstem = \"第{n}题。\"\nkey = true\nexplain = \"因为。\"\nbasis = [\"宪法第一条\"]\nlevel = 1\n"
        )
    };
    let files = [
        ("b/bank.toml", "id = \"b\"\ntitle = \"题库\"\nversion = \"1\"\nlaws = [\"宪法\"]\n".to_owned()),
        ("b/t.toml", (1..=5).map(question).collect()),
        ("assignments/year.toml", ASSIGNMENT.to_owned()),
    ];
    let files = files.map(|(path, text)| SourceFile { path: path.into(), text });
    let (library, issues) = domain::read::library(&files);
    assert!(issues.is_empty(), "{issues:?}");
    let hall = Testing::at_school(library, 5, 1, 9).await;
    let mut dice = Dice::new(seed);
    let mut people = People::new();
    let mut import = async |month: u8, day: u8, numbers: Vec<u32>, dice: &mut Dice| {
        let mut rows = Vec::new();
        for number in numbers {
            let (unit, is_exempt) = (UNITS[dice.below(UNITS.len() as u32) as usize], dice.below(5) == 0);
            rows.push(format!("{number} 某{number} {unit} 科级{}", if is_exempt { " x=产假" } else { "" }));
            if month == 5 {
                people.insert(number.to_string(), (unit.to_owned(), !is_exempt));
            }
        }
        hall.roster(month, day, &rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    };
    import(5, 2, (1..=30).collect(), &mut dice).await;
    let moved = (0..8).map(|n| n * 3 + 1 + dice.below(3)).collect();
    import(5, 20, moved, &mut dice).await;
    hall.set(china(6, 1, 9));
    let assignment = hall.desk.school.find(ID).expect("an assignment");
    assert!(hall.desk.school.frozen(assignment).await.expect("a roster").is_some());
    // what happens afterwards changes no denominator
    let late = (0..6).map(|n| n * 4 + 1 + dice.below(4)).chain([31, 32]).collect();
    import(6, 1, late, &mut dice).await;
    for _ in 0..90 {
        hall.pass(MINUTE * i64::from(dice.below(15)));
        something(&hall, &mut dice).await;
    }
    // who left a sitting open runs out of time
    hall.pass(30 * MINUTE);
    (hall, people)
}

async fn something(hall: &Testing, dice: &mut Dice) {
    let number = (1 + dice.below(32)).to_string();
    let session = Session { token: [0; 32], member: number.clone(), made: Moment(0), until: Moment(i64::MAX), fresh: false };
    let (known, school) = (Known { member: number, session, sessions: 1 }, &hall.desk.school);
    if dice.below(2) == 0 {
        let answer = |n: u32| Answered { bank: "b".into(), question: format!("b-{n}"), given: vec![(n % 2) as u8], ago_ms: 0 };
        let answers = (0..1 + dice.below(3)).map(|_| answer(1 + dice.below(5))).collect();
        let told = school.report(&known, ID, &ReportRequest { answers, ..ReportRequest::default() }).await;
        // who left a sitting open practises when it is over
        assert!(told.is_ok_and(|task| task.id == ID) || school.start_exam(&known, ID, &start()).await.is_ok());
        return;
    }
    // whose attempts are used up starts nothing
    let Ok(sitting) = school.start_exam(&known, ID, &start()).await else { return };
    let changes = (0..2).map(|n| Change { n, given: vec![u8::from(dice.below(3) == 0)], ..Change::default() }).collect();
    let saving = Saving { sitting: sitting.sitting, device: start().device, revision: sitting.revision, changes };
    if dice.below(4) == 0 {
        school.save_exam(&known, &saving).await.expect("saved");
    } else {
        school.hand_in_exam(&known, &saving).await.expect("handed in");
    }
}

fn start() -> StartExamRequest {
    StartExamRequest { device: "0".repeat(31) + "7" }
}

/// The figures of a unit and all below it, or of everyone: one look at the rows of each member.
async fn counted(hall: &Testing, people: &People, unit: Option<&str>) -> Figures {
    let register = hall.desk.school.register();
    let mut figures = Figures::default();
    for (number, (at, is_due)) in people {
        let is_in = unit.is_none_or(|unit| at == unit || at.starts_with(&format!("{unit}/")));
        if !is_due || !is_in {
            continue;
        }
        let mut answers = register.studied(ID, number).await.expect("rows").answers;
        answers.sort_by(|a, b| a.question.cmp(&b.question));
        answers.dedup_by(|a, b| a.question == b.question);
        let sittings = register.sittings(ID, number).await.expect("rows");
        assert!(sittings.iter().all(|row| row.at.is_some()), "the time of everyone is out");
        figures.due += 1;
        figures.studied += usize::from(!answers.is_empty());
        figures.completed += usize::from(answers.len() >= 3);
        figures.sat += usize::from(!sittings.is_empty());
        figures.passed += usize::from(sittings.iter().any(|row| row.score >= domain::Points::whole(60)));
    }
    figures
}

async fn check(seed: u64) {
    let (hall, people) = world(seed).await;
    let school = &hall.desk.school;
    let kept: Taken = school.taken(ID, None).await.expect("rates");
    let again = school.taken_at(ID, None, hall.now().plus_ms(1)).await.expect("rates");
    let all = kept.rates().all();
    assert!(
        0 < all.passed && all.passed < all.sat && all.sat < all.due && all.completed < all.studied,
        "world {seed} says little: {all:?}"
    );
    for unit in std::iter::once(None).chain(UNITS.map(Some)) {
        let expected = counted(&hall, &people, unit).await;
        for taken in [&kept, &again] {
            let rates = taken.rates();
            assert_eq!(unit.map_or(Some(rates.all()), |unit| rates.unit(unit)), Some(expected), "{unit:?} of world {seed}");
            for measure in Measure::ALL {
                let (behind, rate) = (rates.behind(unit, measure), expected.rate(measure));
                assert_eq!((behind.numerator.len(), behind.denominator.len()), (rate.numerator, rate.denominator), "{measure:?} {seed}");
            }
        }
    }
    let due = |number: &&str| people.get(*number).is_some_and(|(_, is_due)| *is_due);
    assert_eq!(kept.rates().outside().iter().find(|number| due(number)), None, "nobody is in and outside");
}

#[tokio::test]
async fn rates_of_any_world_are_what_a_count_over_its_rows_gives() {
    for seed in 1..=6 {
        check(seed).await;
    }
}
