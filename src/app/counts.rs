//! The organiser's counts of this device: asked for with a PIN, shown, and taken along as files.

use crate::door::{clocks, files, page, task};
use crate::keep::Indexed;
use crate::shelf::Shelf;
use domain::campaign::PinCheck;
use domain::{Campaign, Tally};
use std::cell::RefCell;
use std::rc::Rc;
use wire::bundle::Bundle;

const CSV: &str = "text/csv;charset=utf-8";
const JSON: &str = "application/json";

/// What the page shows: the campaign, and its counts once the PIN was given.
struct Counts {
    campaign: Rc<Campaign>,
    tally: RefCell<Option<Tally>>,
}

/// Takes over the painted page.
pub fn start() {
    // a page without a campaign is none of ours; its own words stay
    let Ok(campaign) = wire::campaign::read(&page::text_of("campaign")) else { return };
    let counts = Rc::new(Counts { campaign: Rc::new(campaign), tally: RefCell::default() });
    page::show("#landing, #paper", false);
    page::title("主办单位");
    ask(&counts.campaign, false);
    listen(counts);
    page::set_fact("ready", "");
}

fn draw(html: &str) {
    if let Some(place) = page::find("#app") {
        place.set_inner_html(html);
    }
    page::arrive("#app h1");
}

fn ask(campaign: &Campaign, wrong: bool) {
    draw(&paint::organiser::ask(campaign, wrong));
    page::focus("#pin");
}

fn listen(counts: Rc<Counts>) {
    page::on("hashchange", true, |_| page::reload());
    let pressed = Rc::clone(&counts);
    page::on("click", false, move |event| {
        if page::around(&event, "data-back").is_some() {
            page::start_over();
        }
        for (hook, take) in [("data-csv", csv as fn(&Counts)), ("data-rows", rows), ("data-bundle", bundle)] {
            if page::around(&event, hook).is_some() {
                take(&pressed);
            }
        }
    });
    page::on("submit", false, move |event| {
        event.prevent_default();
        open(Rc::clone(&counts), &page::value("#pin"));
    });
}

fn open(counts: Rc<Counts>, pin: &str) {
    let campaign = Rc::clone(&counts.campaign);
    if campaign.pin.is_none_or(|check| PinCheck::of(&campaign.id, pin.trim()) != check) {
        ask(&campaign, true);
        return;
    }
    let shelf = Shelf::new(Rc::new(Indexed::default()), Rc::clone(&campaign));
    task::spawn(async move {
        match shelf.participations().await {
            Ok(participations) => {
                let mut tally = Tally::default();
                participations.into_iter().for_each(|p| tally.add(p));
                draw(&paint::organiser::counts(&campaign, &tally, clocks::wall()));
                *counts.tally.borrow_mut() = Some(tally);
            }
            Err(_) => draw(&paint::organiser::not_kept()),
        }
    });
}

fn offer(counts: &Counts, end: &str, kind: &str, text: impl FnOnce(&Campaign, &Tally) -> String) {
    let campaign = &counts.campaign;
    if let Some(tally) = &*counts.tally.borrow()
        && files::offer(&format!("{}-{end}", campaign.id), kind, &text(campaign, tally)).is_err()
    {
        draw(&paint::organiser::no_file());
    }
}

/// Headline and breakdowns.
fn csv(counts: &Counts) {
    offer(counts, "统计.csv", CSV, |campaign, tally| {
        wire::csv::tally_csv(tally, campaign.zone, &campaign.title.replace('\n', ""), clocks::wall())
    });
}

/// One row a participation.
fn rows(counts: &Counts) {
    offer(counts, "明细.csv", CSV, |campaign, tally| wire::csv::rows_csv(tally, campaign.zone));
}

/// The bundle, to be merged with those of other devices.
fn bundle(counts: &Counts) {
    offer(counts, "人次.json", JSON, |campaign, tally| {
        let title = campaign.title.replace('\n', "");
        Bundle { campaign: campaign.id.clone(), title, zone: campaign.zone, taken: clocks::wall(), tally: tally.clone() }.write()
    });
}
