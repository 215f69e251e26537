//! The identity screen while it is filled in: the cascade, the search, and what is wrong.

use crate::door::page;
use crate::play::Play;
use crate::route::Route;
use domain::campaign::{Field, FieldKind};
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
    let n = asked(play).iter().position(|field| field.kind == kind);
    if let Some(place) = n.and_then(|n| page::find(&format!("#fault{n}"))) {
        place.set_inner_html(html);
    }
}

/// What the screen of the moment asks for: winners are asked something else than those who start.
fn asked(play: Play) -> Vec<Field> {
    let campaign = play.campaign();
    let asked = match play.route.get_untracked() {
        Route::Win(_) => &campaign.identity.of_winners,
        _ => &campaign.identity.fields,
    };
    asked.clone()
}

/// 继续: when nothing is wrong, on it goes.
pub fn go_on(play: Play) {
    if let Some(answers) = read(play) {
        play.identify(answers);
    }
}

/// What stands in the fields. What is wrong is said beside its field, and then there is nothing to go on with.
pub fn read(play: Play) -> Option<Vec<String>> {
    let campaign = play.campaign();
    let mut answers = Vec::new();
    let mut first_fault = None;
    for (n, field) in asked(play).iter().enumerate() {
        let answer = if field.kind == FieldKind::Region { picked() } else { page::value(&format!("#field{n}")) };
        let fault = field.check(&answer, &campaign.identity).err();
        tell(play, field.kind, &fault.map_or_else(String::new, paint::identity::fault));
        page::set(&format!("#field{n}"), "aria-invalid", Some(if fault.is_some() { "true" } else { "false" }));
        first_fault = first_fault.or(fault.map(|_| n));
        answers.push(answer.trim().to_owned());
    }
    match first_fault {
        Some(n) => {
            page::focus(&format!("#field{n}"));
            None
        }
        None => Some(answers),
    }
}
