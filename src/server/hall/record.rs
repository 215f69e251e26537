//! A participant's own record.

use wire::api::{Code, Kept, RecordView};

use super::prize::Who;
use super::{Hall, Opened, Refusal, Running, left};
use crate::seal::Token;
use crate::store::Entry;

impl Hall {
    /// What is counted of the person whose token this is, and where they stand with the awards.
    ///
    /// # Errors
    /// Why it is not told; a token whose sitting was not handed in proves nothing.
    pub async fn record(&self, Opened { token, running }: Opened) -> Result<RecordView, Refusal> {
        let entries = self.proven(&token, &running).await?;
        Ok(RecordView {
            participations: entries.iter().map(kept).collect(),
            left: left(running.campaign.attempts, &entries, self.now(), running.campaign.zone),
            prizes: self.prize_steps(&running, Who { participant: token.participant, device: token.device }, &entries, false).await?,
        })
    }
}

impl Hall {
    /// The entries of the person whose token this is. A token proves who asks when its sitting was handed in from the very device that
    /// it was given to: whoever only typed somebody's number proves nothing.
    ///
    /// # Errors
    /// [`Code::NotHandedIn`].
    pub(super) async fn proven(&self, token: &Token, running: &Running) -> Result<Vec<Entry>, Refusal> {
        let entries = self.store.entries(running.no, token.participant).await?;
        let proves = |entry: &Entry| entry.sitting == token.sitting && entry.device == token.device;
        if entries.iter().any(proves) { Ok(entries) } else { Err(Code::NotHandedIn.into()) }
    }
}

fn kept(entry: &Entry) -> Kept {
    Kept {
        sitting: entry.sitting.uuid(),
        at_ms: entry.at.0,
        used_ms: entry.used_ms,
        score: entry.score.as_hundredths(),
        out_of: entry.out_of.as_hundredths(),
        passed: entry.passed,
        late: entry.late,
    }
}
