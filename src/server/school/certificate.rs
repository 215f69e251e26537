//! Certificates: given in the transaction that makes a member pass, whole to them, masked to everyone else.

use std::sync::Arc;

use domain::certificate::Number;
use domain::exam::Standing;
use domain::{Assignment, Moment, Zone};
use wire::api::Code;
use wire::study::{CertificateCheck, CertificateView};

use super::exam::is_make_up;
use super::progress::sats;
use super::tasks::counts_word;
use super::{Known, School};
use crate::certificate::Certificates;
use crate::hall::Refusal;
use crate::store::register::{CertificateRow, SittingRow};
use crate::store::{Answer, StoreError};

impl School {
    /// The certificate that a member would get now; the transaction keeps it only if it is earned and they have none.
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
        }))
    }

    /// A member's own certificate.
    ///
    /// # Errors
    /// [`Code::UnknownCertificate`] when they have none.
    pub async fn certificate(&self, known: &Known, id: &str) -> Result<CertificateView, Refusal> {
        let assignment = Arc::clone(self.find(id)?);
        let row = self.register.certificate_of(id, &known.member).await?.ok_or(Code::UnknownCertificate)?;
        let (exam, counting) = self.counting(&assignment, &row).await?;
        let number = row.number.clone();
        let check = match &self.public_address {
            Some(address) => format!("{}/certificates/{number}", address.trim_end_matches('/')),
            None => format!("/certificates/{number}"),
        };
        let edition = self.editions.find(&*self.register, counting.edition).await?;
        Ok(CertificateView {
            number,
            title: assignment.title.clone(),
            organiser: assignment.organiser.clone(),
            unit: row.unit,
            name: row.name,
            score: counting.score.as_hundredths(),
            out_of: counting.out_of.as_hundredths(),
            pass: exam.pass.as_hundredths(),
            questions: u32::try_from(edition.map_or(0, |edition| edition.count())).unwrap_or(u32::MAX),
            band: exam.band(counting.score).unwrap_or_default().to_owned(),
            started_ms: counting.started.0,
            at_ms: counting.at.unwrap_or(counting.started).0,
            nth: counting.nth + 1,
            make_up: is_make_up(&assignment, &counting),
            counts: counts_word(exam.counts).to_owned(),
            issued_ms: row.issued.0,
            zone_minutes: i32::from(assignment.zone.minutes()),
            code: squares(&check),
            check,
        })
    }

    /// What anyone may know of a certificate.
    ///
    /// # Errors
    /// [`Code::UnknownCertificate`].
    pub async fn check_certificate(&self, typed: &str) -> Result<CertificateCheck, Refusal> {
        let number = Number::read(typed).map_err(|_| Code::UnknownCertificate)?;
        let row = self.register.certificate(&number.to_string()).await?.ok_or(Code::UnknownCertificate)?;
        let assignment = Arc::clone(self.assignments.get(&row.assignment).ok_or(Code::UnknownCertificate)?);
        let (exam, counting) = self.counting(&assignment, &row).await?;
        Ok(CertificateCheck {
            number: row.number,
            title: assignment.title.clone(),
            organiser: assignment.organiser.clone(),
            unit: row.unit,
            name: domain::name::masked(&row.name),
            score: counting.score.as_hundredths(),
            band: exam.band(counting.score).unwrap_or_default().to_owned(),
            at_ms: counting.at.unwrap_or(counting.started).0,
            zone_minutes: i32::from(assignment.zone.minutes()),
        })
    }

    /// The number of a member's certificate, as long as what counts passes.
    pub(super) async fn certificate_number(&self, assignment: &Assignment, member: &str) -> Result<Option<String>, Refusal> {
        let Some(row) = self.register.certificate_of(&assignment.id, member).await? else { return Ok(None) };
        match self.counting(assignment, &row).await {
            Ok(_) => Ok(Some(row.number)),
            Err(refusal) if refusal.code == Code::UnknownCertificate => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }

    /// The sitting that counts: a later one may have done better since the certificate was given.
    async fn counting<'a>(&self, assignment: &'a Assignment, row: &CertificateRow) -> Result<(&'a domain::Exam, SittingRow), Refusal> {
        let exam = assignment.exam.as_ref().ok_or(Code::UnknownCertificate)?;
        let mut sittings = self.register.sittings(&row.assignment, &row.member).await?;
        // where the last sitting counts a pass may be lost again, and then nothing certifies it
        let Standing::Passed(counting) = exam.standing(&sats(exam, &sittings)) else {
            return Err(Code::UnknownCertificate.into());
        };
        Ok((exam, sittings.swap_remove(counting.nth)))
    }
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
