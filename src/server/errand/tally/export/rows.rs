//! The rows of a campaign, a page at a time; while one page is written, the next one is read.

use crate::errand::office::Office;
use crate::outcome::Failure;
use crate::store::{Answer, CampaignNo, Entry, Key, RowPage, Store};

/// Rows of a page: so few that two of them are no matter for memory, so many that asking for them is none for time.
const PAGE: usize = 2_048;

/// See the module.
pub struct Rows<'a> {
    store: &'a dyn Store,
    no: CampaignNo,
    wait: Box<dyn Fn(Answer<RowPage>) -> Result<RowPage, Failure> + 'a>,
    next: Option<Answer<RowPage>>,
}

impl<'a> Rows<'a> {
    /// From the first row on.
    pub(in crate::errand::tally) fn of(office: &'a Office, store: &'a dyn Store, no: CampaignNo) -> Self {
        Self::from(store, no, |answer| office.wait(answer))
    }

    /// From the first row on, for whoever waits in another way.
    pub fn from(store: &'a dyn Store, no: CampaignNo, wait: impl Fn(Answer<RowPage>) -> Result<RowPage, Failure> + 'a) -> Self {
        Self { store, no, wait: Box::new(wait), next: Some(store.rows(no, None, PAGE)) }
    }

    /// The next page; `None` after the last one.
    ///
    /// # Errors
    /// When the store fails.
    #[expect(clippy::should_implement_trait, reason = "an iterator would make each caller transpose the fault")]
    pub fn next(&mut self) -> Result<Option<Vec<(Key, Entry)>>, Failure> {
        let Some(answer) = self.next.take() else { return Ok(None) };
        let page = (self.wait)(answer)?;
        let after = page.rows.last().map(|(participant, entry)| (*participant, entry.nth));
        // the store begins to read when it is asked, not when it is waited for
        self.next = after.filter(|_| page.more).map(|after| self.store.rows(self.no, Some(after), PAGE));
        Ok((!page.rows.is_empty()).then_some(page.rows))
    }
}
