//! What a device keeps: sittings, the answers given so far, participations.

use crate::question;
use crate::sheet::{Damaged, Row, RowWriter, Writer, rows};
use domain::sitting::{Answer, HandIn, PlaceOfPerson, Purpose, State, Waiting};
use domain::{ChoiceSet, Item, Mark, Moment, Outcome, Paper, Participation, Points, Sitting};

const SITTING: &str = "pufa-sitting";
const ANSWER: &str = "pufa-answer";
const PROGRESS: &str = "pufa-progress";
const PARTICIPATION: &str = "pufa-participation";
const VERSION: u32 = 1;

/// Where a person is in an open sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The question in sight, from 0.
    pub at: usize,
    /// Milliseconds used.
    pub used_ms: i64,
    /// What the wall clock showed then.
    pub seen: Moment,
}

/// Writes a sitting whole.
#[must_use]
pub fn write_sitting(sitting: &Sitting) -> String {
    let mut sheet = Writer::new(SITTING, VERSION);
    let purpose = match sitting.purpose {
        Purpose::Counted => 0,
        Purpose::Practice => 1,
        Purpose::Review => 2,
    };
    let place = &sitting.place;
    sheet
        .row("sitting")
        .text(&sitting.id)
        .text(&sitting.campaign)
        .text(&sitting.round)
        .text(&sitting.participant)
        .number(purpose)
        .number(sitting.started.0)
        .number(sitting.at as i64)
        .text(&place.region)
        .text(&place.unit)
        .text(&place.channel);
    for (item, answer) in sitting.paper.items.iter().zip(&sitting.answers) {
        let order: Vec<String> = item.order.iter().map(ToString::to_string).collect();
        let mut row = sheet.row("item");
        row.text(&item.bank).number(item.points.as_hundredths()).list(&order).number(answer.given.bits()).number(i64::from(answer.flagged));
        question::write(&mut row, &item.question);
    }
    match &sitting.state {
        State::Open => {}
        State::Waiting(waiting) => write_waiting(&mut sheet, waiting, ""),
        State::Refused(waiting, why) => write_waiting(&mut sheet, waiting, why),
        State::HandedIn(hand_in) => write_hand_in(&mut sheet, hand_in),
    }
    sheet.finish()
}

/// Why it was refused is empty for one that waits.
fn write_waiting(sheet: &mut Writer, waiting: &Waiting, why: &str) {
    let Waiting { at, used_ms, out_of_time, until } = *waiting;
    sheet.row("waiting").number(at.0).number(used_ms).number(i64::from(out_of_time)).number(until.0).text(why);
}

fn write_hand_in(sheet: &mut Writer, hand_in: &HandIn) {
    let outcome = &hand_in.outcome;
    sheet
        .row("handed-in")
        .number(hand_in.at.0)
        .number(hand_in.used_ms)
        .number(i64::from(hand_in.out_of_time))
        .number(outcome.score.as_hundredths())
        .number(outcome.out_of.as_hundredths());
    // a row of its own, so that what was kept before there was one is read all the same
    if hand_in.late {
        sheet.row("late");
    }
    for (mark, points) in &outcome.marks {
        sheet.row("mark").number(*mark as i64).number(points.as_hundredths());
    }
}

/// Reads what [`write_sitting`] wrote.
///
/// # Errors
/// [`Damaged`] when it was cut off or is of another version.
pub fn read_sitting(text: &str) -> Result<Sitting, Damaged> {
    let mut rows = rows(text, SITTING, VERSION)?;
    let (_, mut head) = rows.next().ok_or(Damaged)?;
    let mut sitting = read_head(&mut head)?;
    for (name, mut row) in rows {
        match (name, &mut sitting.state) {
            ("item", _) => {
                let (bank, points) = (row.text()?, points(&mut row)?);
                let order = row.list()?.iter().map(|place| place.parse().map_err(|_| Damaged)).collect::<Result<_, _>>()?;
                sitting.answers.push(read_answer_fields(&mut row)?);
                sitting.paper.items.push(Item { bank, question: question::read(&mut row)?, order, points });
            }
            ("handed-in", _) => {
                let (at, used_ms, out_of_time) = (Moment(row.number()?), row.number()?, row.number()? == 1);
                let outcome = Outcome { marks: Vec::new(), score: points(&mut row)?, out_of: points(&mut row)? };
                sitting.state = State::HandedIn(HandIn { at, used_ms, out_of_time, late: false, outcome });
            }
            ("late", State::HandedIn(hand_in)) => hand_in.late = true,
            ("waiting", _) => {
                let (at, used_ms, out_of_time) = (Moment(row.number()?), row.number()?, row.number()? == 1);
                let waiting = Waiting { at, used_ms, out_of_time, until: Moment(row.number()?) };
                let why = row.text()?;
                sitting.state = if why.is_empty() { State::Waiting(waiting) } else { State::Refused(waiting, why) };
            }
            ("mark", State::HandedIn(hand_in)) => hand_in.outcome.marks.push((read_mark(&mut row)?, points(&mut row)?)),
            _ => return Err(Damaged),
        }
    }
    Ok(sitting)
}

fn read_head(row: &mut Row<'_>) -> Result<Sitting, Damaged> {
    let (id, campaign, round, participant) = (row.text()?, row.text()?, row.text()?, row.text()?);
    let purpose = match row.number()? {
        0 => Purpose::Counted,
        1 => Purpose::Practice,
        _ => Purpose::Review,
    };
    let (started, at) = (Moment(row.number()?), row.narrow()?);
    let place = PlaceOfPerson { region: row.text()?, unit: row.text()?, channel: row.text()? };
    Ok(Sitting {
        id,
        campaign,
        round,
        participant,
        purpose,
        place,
        started,
        paper: Paper::default(),
        answers: Vec::new(),
        at,
        state: State::Open,
    })
}

fn points(row: &mut Row<'_>) -> Result<Points, Damaged> {
    row.narrow().map(Points::hundredths)
}

fn read_mark(row: &mut Row<'_>) -> Result<Mark, Damaged> {
    [Mark::Blank, Mark::Right, Mark::Partly, Mark::Wrong].get(row.narrow::<usize>()?).copied().ok_or(Damaged)
}

fn write_answer_fields(row: &mut RowWriter<'_>, answer: Answer) {
    row.number(answer.given.bits()).number(i64::from(answer.flagged));
}

fn read_answer_fields(row: &mut Row<'_>) -> Result<Answer, Damaged> {
    Ok(Answer { given: ChoiceSet::from_bits(row.narrow()?), flagged: row.number()? == 1 })
}

/// Writes one answer of an open sitting.
#[must_use]
pub fn write_answer(n: usize, answer: Answer) -> String {
    let mut sheet = Writer::new(ANSWER, VERSION);
    let mut row = sheet.row("answer");
    row.number(n as i64);
    write_answer_fields(&mut row, answer);
    sheet.finish()
}

/// Reads which question an answer is to, and the answer.
///
/// # Errors
/// [`Damaged`] when it was cut off or is of another version.
pub fn read_answer(text: &str) -> Result<(usize, Answer), Damaged> {
    let (_, mut row) = rows(text, ANSWER, VERSION)?.next().ok_or(Damaged)?;
    Ok((row.narrow()?, read_answer_fields(&mut row)?))
}

/// Writes where a person is.
#[must_use]
pub fn write_progress(progress: Progress) -> String {
    let mut sheet = Writer::new(PROGRESS, VERSION);
    sheet.row("progress").number(progress.at as i64).number(progress.used_ms).number(progress.seen.0);
    sheet.finish()
}

/// Reads what [`write_progress`] wrote.
///
/// # Errors
/// [`Damaged`] when it was cut off or is of another version.
pub fn read_progress(text: &str) -> Result<Progress, Damaged> {
    let (_, mut row) = rows(text, PROGRESS, VERSION)?.next().ok_or(Damaged)?;
    Ok(Progress { at: row.narrow()?, used_ms: row.number()?, seen: Moment(row.number()?) })
}

/// Writes a participation of the given campaign.
#[must_use]
pub fn write_participation(campaign: &str, p: &Participation) -> String {
    let mut sheet = Writer::new(PARTICIPATION, VERSION);
    sheet
        .row("participation")
        .text(campaign)
        .text(&p.sitting)
        .text(&p.participant)
        .text(&p.round)
        .number(p.at.0)
        .number(p.score.as_hundredths())
        .number(p.out_of.as_hundredths())
        .number(i64::from(p.passed))
        .number(p.used_ms)
        .text(&p.region)
        .text(&p.unit)
        .text(&p.channel);
    sheet.finish()
}

/// Reads the campaign's id and the participation.
///
/// # Errors
/// [`Damaged`] when it was cut off or is of another version.
pub fn read_participation(text: &str) -> Result<(String, Participation), Damaged> {
    let (_, mut row) = rows(text, PARTICIPATION, VERSION)?.next().ok_or(Damaged)?;
    let row = &mut row;
    let campaign = row.text()?;
    let participation = Participation {
        sitting: row.text()?,
        participant: row.text()?,
        round: row.text()?,
        at: Moment(row.number()?),
        score: points(row)?,
        out_of: points(row)?,
        passed: row.number()? == 1,
        used_ms: row.number()?,
        region: row.text()?,
        unit: row.text()?,
        channel: row.text()?,
    };
    Ok((campaign, participation))
}

/// Everything a device keeps, as a text file for whoever wants to see it: by store, each text as it is kept.
#[must_use]
pub fn export(stores: &[(&str, Vec<String>)]) -> String {
    let mut file = String::new();
    for (store, texts) in stores {
        for text in texts {
            file += &["== ", store, "\n", text, "\n\n"].concat();
        }
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::grading::Scoring;
    use domain::sitting::Event;
    use domain::{Citation, Kind, Question};

    fn sitting() -> Sitting {
        let question = Question {
            id: "q".into(),
            kind: Kind::Multiple,
            stem: "问？".into(),
            choices: vec!["甲".into(), "乙".into(), "丙".into()],
            key: ChoiceSet::of(&[0, 2]),
            explain: "因为".into(),
            basis: vec![Citation::parse("宪法序言").expect("a citation")],
            level: 3,
        };
        Sitting {
            id: "s1".into(),
            campaign: "demo".into(),
            round: "1".into(),
            participant: "p".into(),
            purpose: Purpose::Practice,
            place: PlaceOfPerson { region: "某市/某旗".into(), unit: "一\t二".into(), channel: "poster".into() },
            started: Moment(5),
            paper: Paper { items: vec![Item { bank: "b".into(), question, order: vec![2, 0, 1], points: Points::whole(10) }] },
            answers: vec![Answer { given: ChoiceSet::of(&[0]), flagged: true }],
            at: 0,
            state: State::Open,
        }
    }

    #[test]
    fn a_sitting_comes_back_open_and_handed_in() {
        let mut kept = sitting();
        assert_eq!(read_sitting(&write_sitting(&kept)), Ok(kept.clone()));
        kept.apply(Event::HandedIn { at: Moment(9), used_ms: 4, out_of_time: true, scoring: Scoring::default() });
        assert_eq!(read_sitting(&write_sitting(&kept)), Ok(kept));
    }

    #[test]
    fn a_sitting_comes_back_waiting_refused_and_late() {
        let mut kept = sitting();
        kept.apply(Event::Closed(Waiting { at: Moment(9), used_ms: 4, out_of_time: true, until: Moment(99) }));
        assert_eq!(read_sitting(&write_sitting(&kept)), Ok(kept.clone()));
        let mut late = kept.clone();
        let outcome = domain::grading::grade(&kept.paper, &kept.given(), Scoring::default());
        late.settle(HandIn { at: Moment(50), used_ms: 4, out_of_time: true, late: true, outcome }, Vec::new());
        assert_eq!(read_sitting(&write_sitting(&late)), Ok(late));
        kept.refuse("交卷太晚了".into());
        assert_eq!(read_sitting(&write_sitting(&kept)), Ok(kept));
    }

    #[test]
    fn small_things_come_back() {
        let answer = Answer { given: ChoiceSet::of(&[1, 3]), flagged: true };
        assert_eq!(read_answer(&write_answer(7, answer)), Ok((7, answer)));
        let progress = Progress { at: 3, used_ms: 1234, seen: Moment(99) };
        assert_eq!(read_progress(&write_progress(progress)), Ok(progress));
    }
}
