//! A token that was opened: whose sitting it is, of which campaign.

use std::sync::Arc;
use wire::api::Code;

use super::{Hall, Refusal, Running};
use crate::seal::{Token, Unsealed};
use crate::store::Key;

/// A token of ours and the campaign that it was given out for.
pub struct Opened {
    pub(super) token: Token,
    pub(super) running: Arc<Running>,
}

impl Opened {
    /// Id of the sitting that it was given out for.
    #[must_use]
    pub fn sitting(&self) -> Key {
        self.token.sitting
    }
}

impl Hall {
    /// Opens a token and finds its campaign.
    ///
    /// # Errors
    /// [`Code::TokenChanged`] or [`Code::TokenForeign`]; [`Code::Unavailable`] while the campaign's file is missing.
    pub fn unseal(&self, text: &str) -> Result<Opened, Refusal> {
        let token = Token::open(&self.sealer, text).map_err(|why| match why {
            Unsealed::Changed => Code::TokenChanged,
            Unsealed::Foreign => Code::TokenForeign,
        })?;
        let running = self.running.get(&token.campaign).cloned();
        let running = running.ok_or_else(|| match self.missing.contains(&token.campaign) {
            true => Refusal::later(Code::Unavailable, 60),
            false => Code::TokenForeign.into(),
        })?;
        Ok(Opened { token, running })
    }
}
