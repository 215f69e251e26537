//! `pufa tally`: what campaigns have come to.

pub mod export;
mod figures;
mod merge;
mod rebuild;
mod roster;
mod show;

pub use figures::{Figures, Group, Rate, Sums};

use domain::Campaign;

use super::office::Office;
use crate::command::{Lang, Tally};
use crate::outcome::{Done, Failure};
use crate::settings::Given;
use crate::store::{CampaignNo, Sqlite, Store as _};

pub fn run(errand: &Tally, _: Lang, office: impl FnOnce(Given) -> Result<Office, Failure>) -> Done {
    match errand {
        Tally::Show(errand) => show::show(errand, &office(Given::from(&errand.store))?),
        Tally::Roster(errand) => roster::roster(errand, &office(Given::from(&errand.store))?),
        Tally::Export(errand) => export::export(errand, &office(Given::from(&errand.store))?),
        Tally::Rebuild(errand) => rebuild::rebuild(errand, &office(Given::from(&errand.store))?),
        Tally::Merge(errand) => merge::merge(errand),
    }
}

/// The counters of a campaign as they are now.
fn figures(office: &Office, store: &Sqlite, campaign: &Campaign) -> Result<(CampaignNo, Figures), Failure> {
    let number = office.number(store, campaign)?;
    // taken before reading: what comes in meanwhile may be in, and is never said to be
    let taken = office.now();
    let counters = office.wait(store.counters(number))?;
    Ok((number, Figures::of(taken, campaign.pass.is_some(), &counters)))
}
