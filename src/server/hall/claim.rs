//! Claiming: the one place where a phone number comes in. It is sealed at once, and only ever shown masked.

use domain::Moment;
use domain::campaign::FieldKind;
use domain::moment::DAY_MS;
use wire::api::{ClaimRequest, Claimed, Code};

use super::{Hall, Opened, Refusal, identity};
use crate::seal::{Purpose, Sealer};
use crate::store::{Claim, Detail, WinFilter};

impl Hall {
    /// Takes down who claims a prize and how they can be reached.
    ///
    /// # Errors
    /// Why it is not taken down.
    pub async fn claim(&self, Opened { token, running }: Opened, request: &ClaimRequest) -> Result<Claimed, Refusal> {
        let campaign = &running.campaign;
        let filter = WinFilter { campaign: running.no, participant: Some(token.participant), award: None };
        let wins = self.store.wins(filter).await?;
        let win = wins.iter().find(|win| win.code == request.code && win.device == token.device).ok_or(Code::UnknownWin)?;
        let now = self.now();
        if now > win.claim_until {
            return Err(Code::ClaimOver.into());
        }
        let answers = identity::checked(&campaign.identity.of_winners, &campaign.identity, &request.fields)?;
        let personal: String = answers.iter().map(|(kind, answer)| format!("{}\t{answer}\n", kind.word())).collect();
        let purge_at = Moment(win.claim_until.0.saturating_add(i64::from(campaign.claims.kept_days) * DAY_MS));
        let detail =
            (!personal.is_empty()).then(|| Detail { sealed: self.sealer.seal(Purpose::Detail, personal.as_bytes()), purge_at, kept_ms: 0 });
        let claim = Claim { campaign: running.no, participant: token.participant, code: request.code.clone(), detail, at: now };
        let win = self.store.claim(claim).await?.ok_or(Code::UnknownWin)?;
        let phone = win.detail.as_deref().and_then(|sealed| phone_of(&self.sealer, sealed)).unwrap_or_default();
        Ok(Claimed { code: win.code, phone, claim_until_ms: win.claim_until.0 })
    }
}

/// The phone number of sealed details, masked; `None` when there is none or they do not open.
#[must_use]
pub fn phone_of(sealer: &Sealer, sealed: &[u8]) -> Option<String> {
    let personal = String::from_utf8(sealer.unseal(Purpose::Detail, sealed).ok()?).ok()?;
    let phone = personal.lines().find_map(|line| line.strip_prefix(FieldKind::Phone.word())?.strip_prefix('\t'))?;
    Some(mask(phone))
}

/// 138****6021: the first three and last four digits of a mobile number; of anything shorter, nothing.
#[must_use]
pub fn mask(phone: &str) -> String {
    match (phone.get(..3), phone.get(phone.len().saturating_sub(4)..)) {
        (Some(first), Some(last)) if phone.len() == 11 => format!("{first}****{last}"),
        _ => "****".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn a_number_is_shown_masked() {
        assert_eq!(mask("13800006021"), "138****6021");
        assert_eq!(mask("1380000"), "****");
        assert_eq!(mask("号码"), "****");
    }
}
