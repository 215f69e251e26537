//! What the exam came to for each member: the sitting that counts, and the certificate.

use std::collections::BTreeMap;

use domain::exam::Standing;
use domain::{Moment, Points};

use super::School;
use super::progress::sats;
use crate::hall::Refusal;

/// What the exam came to for a member.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberResult {
    /// The score that counts; `None` where no sitting does.
    pub score: Option<Points>,
    /// The best there was to have in it.
    pub out_of: Points,
    /// The name of its band; empty below the lowest.
    pub band: String,
    /// How many short answers of all sittings wait to be marked.
    pub unmarked: u32,
    /// The number of the certificate; empty for none.
    pub certificate: String,
}

impl School {
    /// What the exam of an assignment came to, by number of the member, now or as it was then; nobody is in it who had handed nothing in,
    /// and nobody where there is no exam.
    ///
    /// # Errors
    /// [`wire::api::Code::UnknownAssignment`].
    pub async fn results(&self, id: &str, at: Option<Moment>) -> Result<BTreeMap<String, MemberResult>, Refusal> {
        let mut results = BTreeMap::new();
        let Some(exam) = &self.find(id)?.exam else { return Ok(results) };
        for (member, rows) in self.sittings_at(id, at).await? {
            let standing = exam.standing(&sats(exam, &rows));
            let counting = standing.counting();
            let certificate = match standing {
                Standing::Passed(_) => self.certificate_number(id, &member).await?,
                _ => None,
            };
            if rows.iter().any(|row| row.at.is_some()) {
                let result = MemberResult {
                    score: counting.map(|counting| counting.score),
                    out_of: counting.and_then(|counting| rows.get(counting.nth)).map(|row| row.out_of).unwrap_or_default(),
                    band: counting.and_then(|counting| exam.band(counting.score)).unwrap_or_default().to_owned(),
                    unmarked: rows.iter().map(|row| row.unmarked).sum(),
                    certificate: certificate.unwrap_or_default(),
                };
                results.insert(member, result);
            }
        }
        Ok(results)
    }
}
