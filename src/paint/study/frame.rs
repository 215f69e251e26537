//! What the member's screens share: the bar, the way to the main screens at the foot, and what is said while there is nothing to show.

use super::Route;
use crate::shell::{button, note, tool};
use crate::{escape, icon};

/// A link that looks like a button; `class` as in [`button`].
#[must_use]
pub fn link(class: &str, to: &Route, word: &str) -> String {
    format!("<a class=\"btn {class}\" href=\"{}\">{word}</a>", to.href())
}

/// A screen that stands below another one: the way back there, a title, something at the end of the bar, its matter and its foot.
#[must_use]
pub fn below(back: &Route, title: &str, end: &str, main: &str, foot: &str) -> String {
    let foot = if foot.is_empty() { String::new() } else { format!("<footer class=\"foot\">{foot}</footer>") };
    format!(
        "<div class=\"page\"><header class=\"bar\"><a class=\"tool lead\" href=\"{}\" aria-label=\"返回\">{}</a>\
         <h1 tabindex=\"-1\">{}</h1>{end}{}</header><main class=\"stack\"><div data-notice></div>{main}</main>{foot}</div>",
        back.href(),
        icon::BACK,
        escape(title),
        size(end.is_empty()),
    )
}

/// One of the main screens: the seal and the unit over it, the ways to the others at its foot.
#[must_use]
pub fn main_screen(here: &Route, unit: &str, title: &str, main: &str) -> String {
    format!(
        "<div class=\"page\">{}<main><h1 tabindex=\"-1\">{}</h1><div data-notice></div>{main}</main>{}</div>",
        bar(unit),
        escape(title),
        nav(here)
    )
}

/// The bar with the seal.
#[must_use]
pub fn bar(unit: &str) -> String {
    format!(
        "<header class=\"bar\"><span class=\"seal\" aria-hidden=\"true\">普法</span><span class=\"s\">{}</span>{}</header>",
        escape(unit),
        size(true)
    )
}

fn size(end: bool) -> String {
    tool(if end { " end" } else { "" }, "data-type-size", icon::SIZE, "字号", None)
}

/// The ways to the main screens.
fn nav(here: &Route) -> String {
    let places = [(Route::Tasks, icon::TASKS, "任务"), (Route::Wrong, icon::BOOK, "错题本"), (Route::Me, icon::PERSON, "我的")];
    let link = |(to, icon, word): (Route, &str, &str)| {
        let current = if to == *here { " aria-current=\"page\"" } else { "" };
        format!("<a class=\"tool\" href=\"{}\"{current}>{icon}<span>{word}</span></a>", to.href())
    };
    let links: String = places.into_iter().map(link).collect();
    format!("<nav class=\"foot\" aria-label=\"主要页面\">{links}</nav>")
}

/// What could not be shown, and why, with a way to try again.
#[must_use]
pub fn failed(back: &Route, title: &str, head: &str, words: &str) -> String {
    let note = note("no", icon::WARN, head, &escape(words));
    below(back, title, "", &format!("<div role=\"alert\">{note}</div>"), &button("ink", "data-retry", "再试一次"))
}

/// The same of one of the main screens: the ways to the others stay, since some of them need no network.
#[must_use]
pub fn unopened(here: &Route, unit: &str, title: &str, head: &str, words: &str) -> String {
    let note = note("no", icon::WARN, head, &escape(words));
    let again = button("ink", "data-retry", "再试一次");
    main_screen(
        here,
        unit,
        title,
        &format!("<section class=\"stack\"><div role=\"alert\">{note}</div><p class=\"row\">{again}</p></section>"),
    )
}

/// A note over a screen that stays: what went wrong, and what to do.
#[must_use]
pub fn told(head: &str, words: &str) -> String {
    format!("<div data-told role=\"alert\">{}</div>", note("no", icon::WARN, head, &escape(words)))
}
