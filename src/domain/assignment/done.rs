//! How much of an assignment is done, for the ring on the screen.

use super::Assignment;
use crate::credit::{Progress, Studied};
use crate::exam::Standing;

impl Assignment {
    /// Hundredths that are done, 0–100, rounded down: every required part, as many elective ones as are asked for (those that are
    /// furthest), each measure that has a least, credits and the exam weigh the same; 100 is all of it, and nothing less is.
    #[must_use]
    pub fn percent(&self, studied: Option<&Studied>, standing: Standing) -> u8 {
        let mut shares: Vec<u64> = Vec::new();
        let mut is_met = true;
        if let Some((study, studied)) = self.study.as_ref().zip(studied) {
            let (elective, required): (Vec<_>, Vec<_>) = study.parts.iter().zip(&studied.parts).partition(|(part, _)| part.elective);
            shares.extend(required.iter().map(|(_, progress)| share(**progress)));
            let mut elective: Vec<u64> = elective.iter().map(|(_, progress)| share(**progress)).collect();
            elective.sort_unstable_by(|a, b| b.cmp(a));
            shares.extend(elective.iter().take(study.electives as usize));
            let hundredths = |points: crate::Points| u64::from(points.as_hundredths());
            if let Some(credits) = &study.credits {
                let leasts =
                    credits.earnings.iter().zip(&studied.earned).map(|(by, earned)| (earned.amount, by.least(credits.least_percent)));
                shares.extend(leasts.filter(|(_, least)| *least > 0).map(|(amount, least)| part_of(amount, least)));
                shares.push(part_of(hundredths(studied.total), hundredths(credits.threshold)));
            }
            is_met = studied.is_met(study) && studied.has_begun();
        }
        shares.extend(self.exam.iter().map(|_| match standing {
            Standing::Passed(_) => 100,
            Standing::NotSat | Standing::Failed(_) => 0,
        }));
        // where only electives are offered and none is asked for, whoever began is done
        let percent = shares.iter().sum::<u64>().checked_div(shares.len() as u64).unwrap_or(if is_met { 100 } else { 0 });
        u8::try_from(percent.min(if is_met { 100 } else { 99 })).unwrap_or(100)
    }
}

fn share(progress: Progress) -> u64 {
    match progress {
        Progress::Read { ms, of_ms } => part_of(ms, of_ms),
        _ if progress.is_done() => 100,
        Progress::Practised { done, count, right_percent } => {
            let answered = part_of(u64::from(done.answered), u64::from(count));
            let right = part_of(u64::from(done.right) * 100, u64::from(done.answered) * u64::from(right_percent));
            // enough answers of which too few are right are not done
            answered.min(if done.answered < count { 100 } else { right }).min(99)
        }
    }
}

/// `part` of `whole` in hundredths, at most 100; all of nothing.
fn part_of(part: u64, whole: u64) -> u64 {
    (part.min(whole) * 100).checked_div(whole).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credit::Practised;

    #[test]
    fn practice_is_done_when_enough_is_right() {
        let check = |answered, right, expected| {
            let progress = Progress::Practised { done: Practised { answered, right }, count: 20, right_percent: 80 };
            assert_eq!(share(progress), expected, "{answered} {right}");
        };
        check(0, 0, 0);
        check(10, 10, 50);
        check(20, 8, 50);
        check(20, 16, 100);
        check(40, 20, 62);
    }

    #[test]
    fn all_of_it_is_done_only_when_the_requirement_is_met() {
        use crate::assignment::{Chapter, Part, Study, Task, Window};
        use crate::credit::{Credits, Earned, Earning, Measure};
        use crate::{Moment, Points, Zone};
        let earning = |by| Earning { by, points: Points::whole(5), per: 10, per_day: None, full: Some(10) };
        let credits = Credits {
            earnings: vec![earning(Measure::Visits), earning(Measure::Practice)],
            threshold: Points::whole(8),
            least_percent: 60,
        };
        let study =
            |parts, credits| Study { window: Window { opens: Moment(0), closes: Moment(9) }, laws: vec![], parts, electives: 0, credits };
        let assignment = |study| Assignment {
            id: "a".into(),
            title: "学".into(),
            organiser: "某办".into(),
            zone: Zone::CHINA,
            who: crate::assignment::Who::default(),
            roster_on: None,
            deadline: Moment(9),
            study: Some(study),
            exam: None,
            rules: vec![],
        };
        let earned = |by, amount: u64| Earned { by, amount, points: Points::hundredths(u32::try_from(amount).unwrap_or(0) * 50) };
        let studied = |visits, practice| {
            let earned = vec![earned(Measure::Visits, visits), earned(Measure::Practice, practice)];
            let total = earned.iter().fold(Points::default(), |sum, one| sum + one.points);
            Studied { earned, total, parts: vec![] }
        };
        let year = assignment(study(vec![], Some(credits)));
        let check = |visits, practice, expected| assert_eq!(year.percent(Some(&studied(visits, practice)), Standing::NotSat), expected);
        check(0, 0, 0);
        check(10, 10, 100);
        check(10, 6, 100);
        // enough in all, and too little of one measure
        check(5, 11, 94);

        let elective = Part {
            title: "选".into(),
            task: Task::Practise { chapters: vec![Chapter { bank: "b".into(), topic: "t".into() }], count: 2, right_percent: 0 },
            elective: true,
        };
        let free = assignment(study(vec![elective], None));
        let of = |answered| Studied {
            earned: vec![],
            total: Points::default(),
            parts: vec![Progress::Practised { done: Practised { answered, right: 0 }, count: 2, right_percent: 0 }],
        };
        assert_eq!([0, 1].map(|answered| free.percent(Some(&of(answered)), Standing::NotSat)), [0, 100]);
    }

    #[test]
    fn reading_is_done_when_the_minutes_are_full() {
        let check = |ms, expected| assert_eq!(share(Progress::Read { ms, of_ms: 1200 }), expected);
        check(0, 0);
        check(600, 50);
        check(5000, 100);
    }
}
