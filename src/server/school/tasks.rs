//! Assignments as a member sees them.

use domain::assignment::{Part, Study, Task};
use domain::credit::{Progress, Studied};
use domain::exam::{Counts, Standing};
use domain::{Assignment, Exam, Points};
use wire::study::{
    BandView, CreditsView, EarnedView, ExamView, PartView, SittingLine, StandingView, StudyView, TaskList, TaskView, WindowView,
};

use super::exam::is_make_up;
use super::progress::{may_pass_yet, sats};
use super::{Due, Known, School, study, words};
use crate::hall::Refusal;
use crate::store::register::SittingRow;

impl School {
    /// The assignments of a member: what is not done and not over first, by deadline, then the rest, the latest first.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn tasks(&self, known: &Known) -> Result<TaskList, Refusal> {
        let (mut open, mut rest) = (Vec::new(), Vec::new());
        for assignment in self.assignments.values() {
            let Some(due) = self.due(assignment, &known.member).await? else { continue };
            let view = self.view(assignment, due, known).await?;
            let is_open = !view.done && view.now_ms < view.deadline_ms;
            (if is_open { &mut open } else { &mut rest }).push(view);
        }
        open.sort_by_key(|task| task.deadline_ms);
        rest.sort_by_key(|task| std::cmp::Reverse(task.deadline_ms));
        open.extend(rest);
        Ok(TaskList { now_ms: self.now().0, tasks: open })
    }

    /// One assignment of a member.
    ///
    /// # Errors
    /// [`wire::api::Code::NotDue`].
    pub async fn task(&self, known: &Known, id: &str) -> Result<TaskView, Refusal> {
        let (assignment, due) = self.of_member(id, &known.member).await?;
        self.view(&assignment, due, known).await
    }

    async fn view(&self, assignment: &Assignment, due: Due, known: &Known) -> Result<TaskView, Refusal> {
        let rows = self.register.studied(&assignment.id, &known.member).await?;
        let studied = study::studied(assignment, &rows);
        let read_today_ms = study::read_today(assignment, &rows, self.now());
        let mut exam = None;
        let mut standing = Standing::NotSat;
        if let Some(rules) = &assignment.exam {
            self.hand_in_overdue_of(assignment, &known.member).await?;
            let sittings = self.register.sittings(&assignment.id, &known.member).await?;
            standing = rules.standing(&sats(rules, &sittings));
            exam = Some(self.exam_view(assignment, rules, known, &sittings, standing).await?);
        }
        let percent = assignment.percent(studied.as_ref(), standing);
        let certificate = self.certificate_number(&assignment.id, &known.member).await?;
        Ok(TaskView {
            id: assignment.id.clone(),
            title: assignment.title.clone(),
            organiser: assignment.organiser.clone(),
            zone_minutes: i32::from(assignment.zone.minutes()),
            now_ms: self.now().0,
            deadline_ms: assignment.deadline.0,
            percent,
            done: percent == 100,
            exempt: match due {
                Due::Due => None,
                Due::Exempt(reason) => Some(reason),
                Due::Beside => Some("名单确定以后才来，不计入参学率".to_owned()),
            },
            rules: assignment.rules.clone(),
            study: assignment
                .study
                .as_ref()
                .zip(studied)
                .map(|(study, studied)| StudyView { read_today_ms, ..self.study_view(study, &studied) }),
            exam,
            certificate,
        })
    }

    fn study_view(&self, study: &Study, studied: &Studied) -> StudyView {
        let parts = study.parts.iter().zip(&studied.parts).map(|(part, progress)| self.part_view(part, *progress)).collect();
        let credits = study.credits.as_ref().map(|credits| CreditsView {
            total: studied.total.as_hundredths(),
            threshold: credits.threshold.as_hundredths(),
            earned: credits
                .earnings
                .iter()
                .zip(&studied.earned)
                .map(|(earning, earned)| EarnedView {
                    by: earned.by.word().to_owned(),
                    amount: earned.amount,
                    full: earning.full.map(|full| u64::from(full) * earning.by.fine()),
                    per_day: earning.per_day.map(|most| u64::from(most) * earning.by.fine()),
                    points: earned.points.as_hundredths(),
                })
                .collect(),
        });
        let missing = studied.missing(study);
        StudyView {
            window: WindowView { opens_ms: study.window.opens.0, closes_ms: study.window.closes.0 },
            met: missing.is_empty(),
            missing: missing.into_iter().map(|one| words::missing(study, one)).collect(),
            parts,
            electives: study.electives,
            credits,
            ..StudyView::default()
        }
    }

    fn part_view(&self, part: &Part, progress: Progress) -> PartView {
        let texts = match &part.task {
            Task::Read { texts, .. } => texts.iter().map(|text| self.texts.reference(text, &self.banks)).collect(),
            Task::Practise { .. } => Vec::new(),
        };
        let view = PartView { title: part.title.clone(), elective: part.elective, done: progress.is_done(), texts, ..PartView::default() };
        match progress {
            Progress::Read { ms, of_ms } => PartView { kind: "read".to_owned(), amount: ms, of: of_ms, ..view },
            Progress::Practised { done, count, right_percent } => PartView {
                kind: "practise".to_owned(),
                amount: u64::from(done.answered),
                of: u64::from(count),
                right: done.right,
                right_percent,
                ..view
            },
        }
    }

    async fn exam_view(
        &self,
        assignment: &Assignment,
        exam: &Exam,
        known: &Known,
        sittings: &[SittingRow],
        standing: Standing,
    ) -> Result<ExamView, Refusal> {
        let rank = self.standing_in(assignment, &known.member).await?.map(|member| member.rank).unwrap_or_default();
        let blueprint = exam.blueprint(&rank);
        let questions = blueprint.map_or(0, domain::Blueprint::count) + exam.shorts.len();
        let line = |row: &SittingRow| SittingLine {
            sitting: row.id.hex(),
            nth: row.nth + 1,
            make_up: is_make_up(assignment, row),
            started_ms: row.started.0,
            at_ms: row.at.map(|at| at.0),
            by_server: row.by_server,
            score: row.at.filter(|_| row.unmarked == 0).map(|_| row.score.as_hundredths()),
            passed: row.at.is_some() && exam.passes(row.score),
            review_from_ms: row.at.map(|at| exam.review_from(at).0),
        };
        let mut next = self.next(assignment, exam, &known.member, sittings).await?;
        if blueprint.is_none() {
            (next.state, next.says) = ("no-paper".to_owned(), "没有适合你职级的试卷，请告诉主办单位".to_owned());
        }
        Ok(ExamView {
            window: WindowView { opens_ms: exam.window.opens.0, closes_ms: exam.window.closes.0 },
            make_up: exam.make_up.map(|window| WindowView { opens_ms: window.opens.0, closes_ms: window.closes.0 }),
            limit_ms: exam.limit_ms,
            attempts: exam.attempts,
            counts: counts_word(exam.counts).to_owned(),
            questions: u32::try_from(questions).unwrap_or(u32::MAX),
            out_of: exam.out_of(blueprint.map_or(Points::default(), domain::Blueprint::out_of)).as_hundredths(),
            pass: exam.pass.as_hundredths(),
            bands: exam.bands.iter().map(|band| BandView { name: band.name.clone(), from: band.from.as_hundredths() }).collect(),
            next,
            // while somebody still marks, only a pass is sure
            standing: standing.counting().filter(|_| !may_pass_yet(exam, sittings)).and_then(|counting| {
                Some(StandingView {
                    sitting: sittings.get(counting.nth)?.id.hex(),
                    score: counting.score.as_hundredths(),
                    passed: exam.passes(counting.score),
                    band: exam.band(counting.score).map(str::to_owned),
                })
            }),
            sittings: sittings.iter().map(line).collect(),
            certificate: exam.certificate,
        })
    }
}

/// Which of several sittings counts, as it travels.
pub fn counts_word(counts: Counts) -> &'static str {
    match counts {
        Counts::Best => "best",
        Counts::Last => "last",
        Counts::First => "first",
    }
}
