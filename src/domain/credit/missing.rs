//! What is still missing until the study requirement is met, one thing a line.

use super::{Measure, Studied};
use crate::Points;
use crate::assignment::Study;

/// One thing that is still missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// A required part is not done.
    Part {
        /// Its place among the parts, counted from 0.
        nth: usize,
    },
    /// Too few elective parts are done.
    Electives {
        /// So many are.
        done: u32,
        /// So many are asked for.
        of: u32,
    },
    /// Too few credits in all.
    Credits {
        /// So many were earned.
        earned: Points,
        /// So many are asked for.
        of: Points,
    },
    /// Too little of one measure: milliseconds of reading, visits, or questions.
    Share {
        /// Of which.
        by: Measure,
        /// What counts so far.
        amount: u64,
        /// What is asked for.
        of: u64,
    },
}

impl Studied {
    /// All that is still missing, in the order of the parts and measures; empty when the study requirement is met.
    #[must_use]
    pub fn missing(&self, study: &Study) -> Vec<Missing> {
        let both = || study.parts.iter().zip(&self.parts).enumerate();
        let mut missing: Vec<Missing> =
            both().filter(|(_, (part, progress))| !part.elective && !progress.is_done()).map(|(nth, _)| Missing::Part { nth }).collect();
        let done = both().filter(|(_, (part, progress))| part.elective && progress.is_done()).count();
        let done = u32::try_from(done).unwrap_or(u32::MAX);
        if done < study.electives {
            missing.push(Missing::Electives { done, of: study.electives });
        }
        let Some(credits) = &study.credits else { return missing };
        for (earning, earned) in credits.earnings.iter().zip(&self.earned) {
            let of = earning.least(credits.least_percent);
            if earned.amount < of {
                missing.push(Missing::Share { by: earned.by, amount: earned.amount, of });
            }
        }
        if self.total < credits.threshold {
            missing.push(Missing::Credits { earned: self.total, of: credits.threshold });
        }
        missing
    }

    /// Whether the study requirement is met, as 完成率 asks.
    #[must_use]
    pub fn is_met(&self, study: &Study) -> bool {
        self.missing(study).is_empty()
    }
}
