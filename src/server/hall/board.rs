//! The board, from counters that cost the number of groups, not of rows.

use domain::Moment;
use wire::api::{BoardGroup, BoardLine};

use super::{Hall, Refusal};
use crate::store::Counter;

impl Hall {
    /// What a campaign has come to so far.
    ///
    /// # Errors
    /// When there is no such campaign, or the store fails.
    pub async fn board(&self, campaign: &str) -> Result<BoardGroup, Refusal> {
        let running = self.find(campaign)?;
        Ok(board(campaign, self.now(), &self.store.counters(running.no).await?))
    }
}

/// Counters as a board.
#[must_use]
pub fn board(campaign: &str, taken: Moment, counters: &[Counter]) -> BoardGroup {
    let all = counters.iter().find(|counter| counter.key.by.is_none());
    let line = |counter: &Counter| {
        Some(BoardLine {
            by: counter.key.by?.word().to_owned(),
            group: counter.key.group.clone(),
            participations: counter.participations,
            participants: counter.participants,
            passes: counter.passes,
            late: counter.late,
        })
    };
    BoardGroup {
        campaign: campaign.to_owned(),
        taken_ms: taken.0,
        participations: all.map_or(0, |all| all.participations),
        participants: all.map_or(0, |all| all.participants),
        passes: all.map_or(0, |all| all.passes),
        late: all.map_or(0, |all| all.late),
        lines: counters.iter().filter_map(line).collect(),
    }
}
