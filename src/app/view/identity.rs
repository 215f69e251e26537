//! The identity screen while it is filled in: the cascade, the search, and what is wrong.

use crate::door::page;
use crate::play::Play;
use domain::campaign::FieldKind;
use web_sys::Element;

fn redraw(html: &str) {
    if let Some(place) = page::find("[data-cascade]") {
        place.set_inner_html(html);
    }
}

/// A region was picked: it is the answer, whatever the search shows later.
pub fn pick(play: Play, row: &Element) {
    page::set("[data-cascade]", "data-picked", row.get_attribute("value").as_deref());
    tell(play, FieldKind::Region, "");
}

/// A region that holds others was pressed: open it.
pub fn open(play: Play, row: &Element) {
    descend(play, &row.get_attribute("data-into").unwrap_or_default(), "[data-cascade] .choice");
}

fn descend(play: Play, under: &str, focus: &str) {
    page::set_value("[data-search]", "");
    redraw(&paint::identity::regions_below(&play.campaign().identity.regions, under, &picked()));
    page::focus(focus);
}

/// A crumb was pressed: back up to it.
pub fn climb(play: Play, crumb: &Element) {
    descend(play, &crumb.get_attribute("data-crumb").unwrap_or_default(), "[data-cascade] [aria-current]");
}

/// Words were typed into the search.
pub fn search(play: Play) {
    let campaign = play.campaign();
    let regions = &campaign.identity.regions;
    let words = page::value("[data-search]");
    let picked = picked();
    redraw(&if words.trim().is_empty() {
        paint::identity::regions_below(regions, &paint::identity::parent(&picked), &picked)
    } else {
        paint::identity::regions_found(regions, &words, &picked)
    });
}

fn picked() -> String {
    page::find("[data-cascade]").and_then(|place| place.get_attribute("data-picked")).unwrap_or_default()
}

fn tell(play: Play, kind: FieldKind, html: &str) {
    let n = play.campaign().identity.fields.iter().position(|field| field.kind == kind);
    if let Some(place) = n.and_then(|n| page::find(&format!("#fault{n}"))) {
        place.set_inner_html(html);
    }
}

/// 继续: what is wrong is said beside its field; when nothing is, on it goes.
pub fn go_on(play: Play) {
    let campaign = play.campaign();
    let mut answers = Vec::new();
    let mut first_fault = None;
    for (n, field) in campaign.identity.fields.iter().enumerate() {
        let answer = if field.kind == FieldKind::Region { picked() } else { page::value(&format!("#field{n}")) };
        let fault = field.check(&answer, &campaign.identity.regions).err();
        tell(play, field.kind, &fault.map_or_else(String::new, paint::identity::fault));
        page::set(&format!("#field{n}"), "aria-invalid", Some(if fault.is_some() { "true" } else { "false" }));
        first_fault = first_fault.or(fault.map(|_| n));
        answers.push(answer.trim().to_owned());
    }
    match first_fault {
        Some(n) => page::focus(&format!("#field{n}")),
        None => play.identify(answers),
    }
}
