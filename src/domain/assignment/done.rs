//! How much of an assignment is done, for the ring on the screen.

use super::Assignment;
use crate::credit::{Progress, Studied};
use crate::exam::Standing;

impl Assignment {
    /// Hundredths that are done, 0–100, rounded down: every required part, as many elective ones as are asked for (those that are
    /// furthest), credits and the exam weigh the same; 100 is all of it.
    #[must_use]
    pub fn percent(&self, studied: Option<&Studied>, standing: Standing) -> u8 {
        let mut shares: Vec<u64> = Vec::new();
        if let Some((study, studied)) = self.study.as_ref().zip(studied) {
            let (elective, required): (Vec<_>, Vec<_>) = study.parts.iter().zip(&studied.parts).partition(|(part, _)| part.elective);
            shares.extend(required.iter().map(|(_, progress)| share(**progress)));
            let mut elective: Vec<u64> = elective.iter().map(|(_, progress)| share(**progress)).collect();
            elective.sort_unstable_by(|a, b| b.cmp(a));
            shares.extend(elective.iter().take(study.electives as usize));
            let hundredths = |points: crate::Points| u64::from(points.as_hundredths());
            shares.extend(study.credits.iter().map(|credits| part_of(hundredths(studied.total), hundredths(credits.threshold))));
        }
        shares.extend(self.exam.iter().map(|_| match standing {
            Standing::Passed(_) => 100,
            Standing::NotSat | Standing::Failed(_) => 0,
        }));
        let percent = shares.iter().sum::<u64>() / (shares.len() as u64).max(1);
        u8::try_from(percent).unwrap_or(100)
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
    fn reading_is_done_when_the_minutes_are_full() {
        let check = |ms, expected| assert_eq!(share(Progress::Read { ms, of_ms: 1200 }), expected);
        check(0, 0);
        check(600, 50);
        check(5000, 100);
    }
}
