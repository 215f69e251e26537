//! Rates of an assignment at a moment, with the rows behind them; a unit's administrator sees that unit and all below it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::exam::signs::{self, Seen, Sign, What};
use domain::rates::{Exam as ExamProgress, Measure, Progress, Study};
use domain::roster::{Frozen, Standing};
use domain::{Assignment, Moment, Rates};
use wire::api::Code;
use wire::study::{BehindLine, BehindView, LeagueLine, LeagueView, RatesView, RowsLine, RowsView, TakenView, TroubleLine, UnitRates};

use super::progress::Counted;
use super::{Roll, School};
use crate::hall::Refusal;

/// What rates are taken of.
pub struct Taken {
    /// The assignment.
    pub assignment: Arc<Assignment>,
    /// Its roster, frozen or until then that of today.
    pub roll: Arc<Roll>,
    /// The part of it that the asker may see.
    part: Option<Frozen>,
    /// What members did.
    pub progress: BTreeMap<String, Progress>,
    /// Those who have not passed and whose short answers wait to be marked.
    waiting: BTreeSet<String>,
    /// When.
    pub at: Moment,
}

impl Taken {
    /// The roster that is looked at.
    #[must_use]
    pub fn frozen(&self) -> &Frozen {
        self.part.as_ref().unwrap_or(&self.roll.frozen)
    }

    /// Whether a member has not passed and may do so yet, because short answers of theirs wait to be marked.
    #[must_use]
    pub fn waits(&self, number: &str) -> bool {
        self.waiting.contains(number)
    }

    /// How many of those from whom it is due wait for marks; in a unit and all below it where one is given.
    #[must_use]
    pub fn waiting_in(&self, unit: Option<&str>) -> usize {
        let units = &self.frozen().units;
        let is_in = |member: &&Standing| unit.is_none_or(|unit| units.is_within(&member.unit, unit));
        self.frozen().due.iter().filter(|member| self.waits(&member.number)).filter(is_in).count()
    }

    /// Whether everyone is looked at, and not the part of one unit.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.part.is_none()
    }

    /// When, and over which roster.
    #[must_use]
    pub fn view(&self) -> TakenView {
        TakenView { taken_ms: self.at.0, roster_on: self.frozen().on.to_string(), frozen: self.roll.is_frozen() }
    }

    /// The rates.
    #[must_use]
    pub fn rates(&self) -> Rates<'_> {
        Rates::of(self.frozen(), &self.progress)
    }

    /// A member in a list.
    #[must_use]
    pub fn line(&self, number: &str) -> RowsLine {
        match self.roll.find(number) {
            Some((member, reason)) => line(self.frozen(), member, reason.unwrap_or_default()),
            None => RowsLine { number: number.to_owned(), ..RowsLine::default() },
        }
    }
}

fn line(frozen: &Frozen, member: &Standing, reason: &str) -> RowsLine {
    RowsLine { number: member.number.clone(), name: member.name.clone(), unit: frozen.units.path(&member.unit), reason: reason.to_owned() }
}

impl School {
    /// What rates of an assignment are made of, now; of a unit and all below it where one is given.
    ///
    /// # Errors
    /// [`Code::UnknownAssignment`]; [`Code::NotYours`] for a unit that its roster does not have.
    pub async fn taken(&self, id: &str, unit: Option<&str>) -> Result<Taken, Refusal> {
        let assignment = Arc::clone(self.find(id)?);
        self.hand_in_overdue().await?;
        let counted = self.counted(&assignment).await?;
        self.take(assignment, unit, counted, self.now()).await
    }

    /// The same as it was at a moment, counted again from the rows: what came or was marked after it is left out.
    ///
    /// # Errors
    /// As [`School::taken`].
    pub async fn taken_at(&self, id: &str, unit: Option<&str>, at: Moment) -> Result<Taken, Refusal> {
        let assignment = Arc::clone(self.find(id)?);
        let counted = self.counted_at(&assignment, at).await?;
        self.take(assignment, unit, counted, at).await
    }

    async fn take(&self, assignment: Arc<Assignment>, unit: Option<&str>, counted: Counted, at: Moment) -> Result<Taken, Refusal> {
        let roll = self.roll(&assignment).await?;
        let part = match unit {
            None => None,
            Some(code) => Some(part(&roll.frozen, code).ok_or(Code::NotYours)?),
        };
        let Counted { progress, waiting } = counted;
        Ok(Taken { assignment, roll, part, progress, waiting: waiting.into_iter().collect(), at })
    }

    /// Rates by unit.
    ///
    /// # Errors
    /// As [`School::taken`].
    pub async fn rates(&self, id: &str, unit: Option<&str>) -> Result<RatesView, Refusal> {
        Ok(rates_view(&self.taken(id, unit).await?, unit.is_none()))
    }

    /// The league table of a level, or of the level below the asker's unit.
    ///
    /// # Errors
    /// As [`School::taken`].
    pub async fn league(&self, id: &str, unit: Option<&str>, measure: Measure, level: usize) -> Result<LeagueView, Refusal> {
        let taken = self.taken(id, unit).await?;
        must_have(&taken.assignment, measure)?;
        Ok(LeagueView { taken: taken.view(), lines: league(&taken, measure, level) })
    }

    /// The members behind a rate; of a unit below the asker's, or of all that they see.
    ///
    /// # Errors
    /// As [`School::taken`].
    pub async fn rows(&self, id: &str, own: Option<&str>, unit: Option<&str>, measure: Measure) -> Result<RowsView, Refusal> {
        let taken = self.taken(id, own).await?;
        must_have(&taken.assignment, measure)?;
        if unit.is_some_and(|unit| taken.frozen().units.get(unit).is_none()) {
            return Err(if own.is_some() { Code::NotYours } else { Code::UnknownUnit }.into());
        }
        let rates = taken.rates();
        let behind = rates.behind(unit, measure);
        let has: BTreeSet<&str> = behind.numerator.iter().copied().collect();
        Ok(RowsView {
            taken: taken.view(),
            numerator: behind.numerator.iter().map(|number| taken.line(number)).collect(),
            rest: behind.denominator.iter().filter(|number| !has.contains(*number)).map(|number| taken.line(number)).collect(),
        })
    }

    /// Who is not done yet, for reminders.
    ///
    /// # Errors
    /// As [`School::taken`].
    pub async fn behind(&self, id: &str, unit: Option<&str>) -> Result<BehindView, Refusal> {
        let taken = self.taken(id, unit).await?;
        Ok(BehindView { taken: taken.view(), lines: behind(&taken) })
    }

    /// Signs of trouble in sittings.
    ///
    /// # Errors
    /// As [`School::taken`].
    pub async fn trouble(&self, id: &str, unit: Option<&str>) -> Result<Vec<TroubleLine>, Refusal> {
        let taken = self.taken(id, unit).await?;
        let (rows, devices) = (self.register.all_sittings(id).await?, self.register.exam_devices(id).await?);
        let mut spans: BTreeMap<_, Vec<(Moment, Moment)>> = BTreeMap::new();
        for device in devices {
            spans.entry(device.sitting).or_default().push((device.first, device.last));
        }
        let seen = rows.iter().filter_map(|row| {
            let (member, _) = taken.roll.find(&row.member)?;
            taken.frozen().units.get(&member.unit)?;
            Some(Seen {
                member: row.member.clone(),
                unit: member.unit.clone(),
                started: row.started,
                at: row.at?,
                score: row.score,
                out_of: row.out_of,
                questions: u32::try_from(row.flags.len()).unwrap_or(u32::MAX),
                devices: spans.remove(&row.id).unwrap_or_default(),
            })
        });
        let seen: Vec<Seen> = seen.collect();
        Ok(signs::signs(&seen, taken.assignment.zone).into_iter().map(|sign| trouble(&taken, &sign)).collect())
    }
}

/// An assignment without study says nothing of who studied, nor one without an exam of who sat.
fn must_have(assignment: &Assignment, measure: Measure) -> Result<(), Refusal> {
    if has(assignment, measure) { Ok(()) } else { Err(Code::NoSuchRate.into()) }
}

fn has(assignment: &Assignment, measure: Measure) -> bool {
    match measure {
        Measure::Study | Measure::Completion => assignment.study.is_some(),
        Measure::Attendance | Measure::Pass => assignment.exam.is_some(),
    }
}

/// Rates as they are sent; `everyone` puts a line for all of them before the units.
#[must_use]
pub fn rates_view(taken: &Taken, everyone: bool) -> RatesView {
    let (frozen, rates) = (taken.frozen(), taken.rates());
    let figures = |code: &str, name: &str, level: usize, figures: domain::rates::Figures| UnitRates {
        code: code.to_owned(),
        name: name.to_owned(),
        level: u32::try_from(level).unwrap_or(u32::MAX),
        due: figures.due as u64,
        studied: figures.studied as u64,
        completed: figures.completed as u64,
        sat: figures.sat as u64,
        passed: figures.passed as u64,
    };
    let all = everyone.then(|| figures("", "全部", 0, rates.all()));
    let name = |code: &str| frozen.units.get(code).map_or_else(String::new, |unit| unit.name.clone());
    let units = rates.outline().filter(|(_, _, of)| of.due > 0).map(|(code, level, of)| figures(code, &name(code), level, of));
    // what people beyond a part did is not for its administrator
    let outside = if everyone { rates.outside().iter().map(|number| (*number).to_owned()).collect() } else { Vec::new() };
    RatesView {
        assignment: taken.assignment.id.clone(),
        title: taken.assignment.title.clone(),
        measures: Measure::ALL.into_iter().filter(|one| has(&taken.assignment, *one)).map(|one| one.word().to_owned()).collect(),
        taken: taken.view(),
        exempt: frozen.exempt.iter().map(|exempt| line(frozen, &exempt.member, &exempt.reason)).collect(),
        absent: if everyone { frozen.absent.clone() } else { Vec::new() },
        outside,
        waiting: taken.waiting_in(None) as u64,
        units: all.into_iter().chain(units).collect(),
    }
}

/// The league table of a level, 1 for roots.
#[must_use]
pub fn league(taken: &Taken, measure: Measure, level: usize) -> Vec<LeagueLine> {
    let (frozen, rates) = (taken.frozen(), taken.rates());
    let codes: Vec<&str> = rates.level(level).map(|(code, _)| code).collect();
    let league = rates.league(measure, codes);
    let name = |code: &str| frozen.units.get(code).map_or_else(String::new, |unit| unit.name.clone());
    let places = league.places.iter().map(|place| LeagueLine {
        place: u32::try_from(place.place).unwrap_or(u32::MAX),
        code: place.unit.to_owned(),
        name: name(place.unit),
        numerator: place.rate.numerator as u64,
        denominator: place.rate.denominator as u64,
    });
    let left_out =
        league.left_out.iter().map(|(code, _)| LeagueLine { code: (*code).to_owned(), name: name(code), ..LeagueLine::default() });
    places.chain(left_out).collect()
}

/// Who is not done, and with what.
#[must_use]
pub fn behind(taken: &Taken) -> Vec<BehindLine> {
    let assignment = &taken.assignment;
    let what = |number: &str| {
        let progress = taken.progress.get(number).copied().unwrap_or_default();
        let mut what = Vec::new();
        if assignment.study.is_some() {
            match progress.study {
                Study::None => what.push("没开始学".to_owned()),
                Study::Some => what.push("没学完".to_owned()),
                Study::Complete => {}
            }
        }
        if assignment.exam.is_some() {
            match progress.exam {
                ExamProgress::None => what.push("没考试".to_owned()),
                ExamProgress::Sat if taken.waits(number) => what.push("考试待阅卷".to_owned()),
                ExamProgress::Sat => what.push("考试没合格".to_owned()),
                ExamProgress::Passed => {}
            }
        }
        what
    };
    let lines = taken.frozen().due.iter().map(|member| BehindLine { member: line(taken.frozen(), member, ""), what: what(&member.number) });
    lines.filter(|line| !line.what.is_empty()).collect()
}

/// The part of a frozen roster that lies in a unit; `None` for one it does not have.
fn part(frozen: &Frozen, code: &str) -> Option<Frozen> {
    frozen.units.get(code)?;
    let is_in = |member: &Standing| frozen.units.is_within(&member.unit, code);
    Some(Frozen {
        on: frozen.on,
        units: frozen.units.below_and(code),
        due: frozen.due.iter().filter(|member| is_in(member)).cloned().collect(),
        exempt: frozen.exempt.iter().filter(|exempt| is_in(&exempt.member)).cloned().collect(),
        absent: Vec::new(),
    })
}

fn trouble(taken: &Taken, sign: &Sign) -> TroubleLine {
    let says = match sign.what {
        What::TwoDevices => "同一次考试，两台设备交替作答".to_owned(),
        What::TooFast { used_ms } => format!("成绩很高，只用了{}秒", (used_ms + 999) / 1000),
        What::Burst { count } => format!("夜里几分钟内，同一单位有{count}人交卷"),
    };
    TroubleLine { member: taken.line(&sign.member), sign: sign.what.word().to_owned(), says, at_ms: sign.at.0 }
}
