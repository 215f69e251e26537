//! The parts that screens share: the bar with its way back, tools, notes, a foot.

use crate::{escape, icon, words};

/// A screen with a title, a way back, something at the end of the bar, its matter and its foot.
#[must_use]
pub fn screen(title: &str, end: &str, main: &str, foot: &str) -> String {
    let foot = if foot.is_empty() { String::new() } else { format!("<footer class=\"foot\">{foot}</footer>") };
    format!(
        "<div class=\"page\"><header class=\"bar\"><button class=\"tool lead\" type=\"button\" data-back aria-label=\"返回\">{}</button>\
         <h1 tabindex=\"-1\">{}</h1>{end}</header><main class=\"stack\"><div data-notice></div>{main}</main>{foot}</div>",
        icon::BACK,
        escape(title)
    )
}

/// A tool: icon beside or over its word; `pressed` for one that stays on.
#[must_use]
pub fn tool(class: &str, hook: &str, icon: &str, word: &str, pressed: Option<bool>) -> String {
    let pressed = pressed.map_or(String::new(), |on| format!(" aria-pressed=\"{on}\""));
    format!("<button class=\"tool{class}\" type=\"button\" {hook}{pressed}>{icon}<span>{word}</span></button>")
}

/// A button; `class` is `main` for the one that commits, `ink` for the one that moves on, empty for the other way.
#[must_use]
pub fn button(class: &str, hook: &str, word: &str) -> String {
    format!("<button class=\"btn {class}\" type=\"button\" {hook}>{word}</button>")
}

/// A note: `class` is `ok`, `no`, `wait` or empty for a plain word.
#[must_use]
pub fn note(class: &str, icon: &str, head: &str, words: &str) -> String {
    format!("<div class=\"note {class}\">{icon}<span><b>{head}</b>{words}</span></div>")
}

/// The clock with so much left, or nothing where there is no limit. In the last minute it is amber.
#[must_use]
pub fn clock(class: &str, left_ms: Option<i64>) -> String {
    left_ms.map_or_else(String::new, |left| {
        let last = if left <= LAST_MS { " last" } else { "" };
        format!(
            "<p class=\"clock {class}{last}\" role=\"timer\" data-clock>{}<span class=\"vh\">剩余时间</span><span data-left>{}</span></p>",
            icon::CLOCK,
            words::clock(left)
        )
    })
}

/// The last minute, in milliseconds.
pub const LAST_MS: i64 = 60_000;
