//! Certificates: given in the transaction that makes a member pass, whole to them, masked to everyone else.

use std::sync::Arc;

use domain::certificate::Number;
use domain::exam::Standing;
use domain::{Assignment, Moment, Zone};
use wire::api::Code;
use wire::study::{CertificateCheck, CertificateView};

use super::exam::is_make_up;
use super::tasks::counts_word;
use super::{Known, School};
use crate::certificate::Certificates;
use crate::hall::Refusal;
use crate::store::register::{CertificateRow, Certify, SittingRow};
use crate::store::{Answer, StoreError};

impl School {
    /// The certificate that a member would get now, and that says nothing yet; the transaction keeps it only if it is earned.
    pub(super) async fn blank_certificate(&self, assignment: &Assignment, member: &str) -> Result<Option<CertificateRow>, Refusal> {
        if !assignment.exam.as_ref().is_some_and(|exam| exam.certificate) {
            return Ok(None);
        }
        let Some(standing) = self.standing_in(assignment, member).await? else { return Ok(None) };
        let roll = self.roll(assignment).await?;
        let mut unit = roll.frozen.units.path(&standing.unit);
        if unit.is_empty() {
            unit = self.roster().await?.roster.units.path(&standing.unit);
        }
        let now = self.now();
        Ok(Some(CertificateRow {
            number: new_number(now, assignment.zone)?,
            assignment: assignment.id.clone(),
            member: member.to_owned(),
            name: standing.name,
            unit,
            issued: now,
            facts: String::new(),
            void: false,
        }))
    }

    /// A member's own certificate.
    ///
    /// # Errors
    /// [`Code::UnknownCertificate`] when they have none.
    pub async fn certificate(&self, known: &Known, id: &str) -> Result<CertificateView, Refusal> {
        let row = self.register.certificate_of(id, &known.member).await?;
        let mut view = row.as_ref().and_then(view).ok_or(Code::UnknownCertificate)?;
        let check = format!("/certificates/{}", view.number);
        view.check = match &self.public_address {
            Some(address) => format!("{}{check}", address.trim_end_matches('/')),
            None => check,
        };
        view.code = squares(&view.check);
        view.pdf_lacks = crate::certificate::uncovered(&view).into_iter().collect();
        Ok(view)
    }

    /// What anyone may know of a certificate.
    ///
    /// # Errors
    /// [`Code::UnknownCertificate`].
    pub async fn check_certificate(&self, typed: &str) -> Result<CertificateCheck, Refusal> {
        let number = Number::read(typed).map_err(|_| Code::UnknownCertificate)?;
        let row = self.register.certificate(&number.to_string()).await?;
        let view = row.as_ref().and_then(view).ok_or(Code::UnknownCertificate)?;
        Ok(CertificateCheck {
            number: view.number,
            title: view.title,
            organiser: view.organiser,
            unit: view.unit,
            name: domain::name::masked(&view.name),
            score: view.score,
            band: view.band,
            at_ms: view.at_ms,
            zone_minutes: view.zone_minutes,
        })
    }

    /// The number of a member's certificate, as long as what counts passes.
    pub(super) async fn certificate_number(&self, id: &str, member: &str) -> Result<Option<String>, Refusal> {
        Ok(self.register.certificate_of(id, member).await?.filter(|row| !row.void).map(|row| row.number))
    }
}

/// What becomes of a member's certificate who stands so with these sittings: what it says is kept with it, so that it holds without the file.
pub(super) fn certify(assignment: &Assignment, standing: Standing, rows: &[SittingRow], blank: Option<&CertificateRow>) -> Certify {
    let Standing::Passed(counting) = standing else {
        // where the last sitting counts a pass may be lost again, and then nothing certifies it
        return Certify::Void;
    };
    let (Some(exam), Some(row), Some(blank)) = (&assignment.exam, rows.get(counting.nth), blank) else { return Certify::Leave };
    let facts = CertificateView {
        title: assignment.title.clone(),
        organiser: assignment.organiser.clone(),
        score: row.score.as_hundredths(),
        out_of: row.out_of.as_hundredths(),
        pass: exam.pass.as_hundredths(),
        questions: u32::try_from(row.flags.len()).unwrap_or(u32::MAX),
        band: exam.band(row.score).unwrap_or_default().to_owned(),
        started_ms: row.started.0,
        at_ms: counting.at.0,
        nth: row.nth + 1,
        make_up: is_make_up(assignment, row),
        counts: counts_word(exam.counts).to_owned(),
        zone_minutes: i32::from(assignment.zone.minutes()),
        ..CertificateView::default()
    };
    match serde_json::to_string(&facts) {
        Ok(facts) => Certify::Give(Box::new(CertificateRow { facts, ..blank.clone() })),
        Err(_) => Certify::Leave,
    }
}

/// What a certificate says; `None` of one that is void, or from before it was kept what it says.
fn view(row: &CertificateRow) -> Option<CertificateView> {
    let facts: CertificateView = serde_json::from_str(&row.facts).ok().filter(|_| !row.void)?;
    let CertificateRow { number, name, unit, issued, .. } = row.clone();
    Some(CertificateView { number, name, unit, issued_ms: issued.0, ..facts })
}

/// The code to scan for an address, as it travels.
fn squares(address: &str) -> Vec<String> {
    let row = |row: &Vec<bool>| row.iter().map(|is_dark| if *is_dark { '1' } else { '0' }).collect();
    crate::certificate::code(address).unwrap_or_default().iter().map(row).collect()
}

fn new_number(now: Moment, zone: Zone) -> Result<String, Refusal> {
    let mut random = [0; 5];
    getrandom::fill(&mut random).map_err(Refusal::internal)?;
    Ok(Number::new(u16::try_from(zone.wall(now).year).unwrap_or_default(), random).to_string())
}

/// The counter where anyone checks a number.
pub struct Counter(pub Arc<School>);

impl Certificates for Counter {
    fn find(&self, number: Number) -> Answer<Option<CertificateCheck>> {
        let school = Arc::clone(&self.0);
        Box::pin(async move {
            match school.check_certificate(&number.to_string()).await {
                Ok(found) => Ok(Some(found)),
                Err(refusal) if refusal.code == Code::UnknownCertificate => Ok(None),
                Err(refusal) => Err(StoreError::Failed(refusal.cause.unwrap_or_else(|| refusal.code.word().to_owned()))),
            }
        })
    }
}
