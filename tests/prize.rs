//! What a person does after a hand-in that a server graded: tries their luck, and leaves a number to be called at.

use anyhow::Result;

use crate::page::Page;

impl Page {
    /// Presses 抽奖, up to the screen of what was won; the answer is the claim code.
    ///
    /// # Errors
    /// When nothing is won.
    pub async fn win(&self, award: &str) -> Result<String> {
        self.press(&format!("[data-try=\"{award}\"]")).await?;
        self.text("[data-code]").await
    }

    /// Leaves a phone number where a prize was won; the answer is how the screen shows it afterwards.
    ///
    /// # Errors
    /// When the screen does not take it.
    pub async fn claim(&self, phone: &str) -> Result<String> {
        self.write("#field0", phone).await?;
        self.press("[data-claim]").await?;
        self.text("[data-phone]").await
    }

    /// Waits until the screen says that the hand-in waits for a network.
    ///
    /// # Errors
    /// When it never does.
    pub async fn waits(&self) -> Result<()> {
        self.says("[data-lead]", "已经交卷").await?;
        self.says("[data-lead]", "等连上网").await
    }
}
