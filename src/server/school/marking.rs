//! Short answers marked by hand: what waits, and what a marker gives.

use std::sync::Arc;

use domain::Points;
use domain::exam::Marking;
use wire::api::Code;

use super::{School, paper};
use crate::hall::Refusal;
use crate::store::Key;
use crate::store::register::{HandMark, MarkExam, SittingRow};

/// A short answer that somebody is to mark. Whose it is, is not said: markers judge what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToMark {
    /// The sitting.
    pub sitting: Key,
    /// Which question, from 0.
    pub n: u32,
    /// What was asked.
    pub stem: String,
    /// What a good answer says.
    pub reference: String,
    /// The most it can be worth.
    pub points: Points,
    /// What was written.
    pub words: String,
    /// Where its marking stands.
    pub marking: Marking,
    /// The marks so far, the first one first.
    pub marks: Vec<HandMark>,
}

impl School {
    /// The short answers of an assignment that wait for a marker; for `marker`, only those that they may mark.
    ///
    /// # Errors
    /// When the register fails.
    pub async fn to_mark(&self, id: &str, marker: Option<&str>) -> Result<Vec<ToMark>, Refusal> {
        self.find_exam(id)?;
        let sittings = self.sittings_at(id, None).await?;
        let marks = self.register.hand_marks(id).await?;
        let waits = sittings.values().flat_map(|rows| rows.iter().enumerate()).filter(|(_, row)| row.unmarked > 0);
        let mut waiting = Vec::new();
        for (nth, row) in waits {
            let dealt = self.dealt(row, &sittings[&row.member][..nth]).await?;
            let of_row: Vec<HandMark> = marks.iter().filter(|mark| mark.sitting == row.id).cloned().collect();
            let words = paper::words(row);
            for (n, marking) in dealt.markings(row, &of_row).into_iter().enumerate().filter(|(_, marking)| marking.is_open()) {
                let place = dealt.picks.len() + n;
                let marks: Vec<HandMark> = of_row.iter().filter(|mark| mark.n as usize == place).cloned().collect();
                let is_theirs = marker.is_some_and(|marker| marks.iter().any(|mark| mark.marker == marker));
                let short = &dealt.edition.shorts[n];
                // a second opinion is one of its own; whoever decides between two sees both
                let is_hidden = marking != Marking::Disputed;
                let marks = if is_hidden { Vec::new() } else { marks };
                if !is_theirs {
                    waiting.push(ToMark {
                        sitting: row.id,
                        n: u32::try_from(place).unwrap_or(u32::MAX),
                        stem: short.stem.clone(),
                        reference: short.reference.clone(),
                        points: short.points,
                        words: words.get(place).cloned().unwrap_or_default(),
                        marking,
                        marks,
                    });
                }
            }
        }
        Ok(waiting)
    }

    /// Marks a short answer; gives back the sitting as it is graded now, and where the marking of that answer stands.
    ///
    /// # Errors
    /// [`Code::UnknownSitting`] when nothing waits there for this marker, [`Code::BadBody`] for more points than it can be worth;
    /// [`Code::OtherRules`] when members were judged by other rules than those of here.
    pub async fn mark(&self, id: &str, mark: HandMark) -> Result<(SittingRow, Marking), Refusal> {
        let (assignment, _) = self.find_exam(id)?;
        let assignment = Arc::clone(assignment);
        if !self.is_settled(&assignment).await? {
            return Err(Code::OtherRules.into());
        }
        let waiting = self.to_mark(id, Some(&mark.marker)).await?;
        let wanted = waiting.iter().find(|one| one.sitting == mark.sitting && one.n == mark.n).ok_or(Code::UnknownSitting)?;
        if mark.points > wanted.points {
            return Err(Code::BadBody.into());
        }
        let row = self.register.sitting(mark.sitting).await?.ok_or(Code::UnknownSitting)?;
        let (grade, settle) = self.judges(&assignment, &row).await?;
        let n = mark.n;
        let row = self.register.mark_exam(MarkExam { mark, grade, settle }).await?.ok_or(Code::UnknownSitting)?;
        let marks = self.register.hand_marks(id).await?;
        let given: Vec<Points> = marks.iter().filter(|mark| mark.sitting == row.id && mark.n == n).map(|mark| mark.points).collect();
        let markers = self.editions.find(&*self.register, row.edition).await?.map_or(1, |edition| edition.markers);
        Ok((row, Marking::of(false, &given, markers)))
    }
}
