//! The organiser's page of a device.

use anyhow::{Context as _, Result};

use crate::page::Page;

/// What every campaign of the journeys asks its organiser for.
pub const PIN: &str = "246810";

/// What the page says at its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// 人次.
    pub participations: u64,
    /// 人数.
    pub participants: u64,
}

impl Page {
    /// Opens the organiser's page with the PIN and reads the counts.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn counts(&self) -> Result<Counts> {
        self.visit("#organiser").await?;
        self.write("[data-pin]", PIN).await?;
        self.press("[data-open]").await?;
        Ok(Counts { participations: self.number("[data-participations]").await?, participants: self.number("[data-participants]").await? })
    }

    /// A number on the screen.
    ///
    /// # Errors
    /// When it is none.
    pub async fn number(&self, selector: &str) -> Result<u64> {
        let text = self.text(selector).await?;
        text.parse().with_context(|| format!("{selector} says `{text}`"))
    }
}
