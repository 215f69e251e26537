//! The landing is painted by the page; here what hangs on the clock and on one's own sittings is kept true.

use crate::door::{page, task};
use crate::play::Play;
use domain::attempts::Left;
use domain::campaign::Phase;
use paint::words;

/// Keeps the state, the button and the countdown to the opening true.
pub fn keep_true(play: Play) {
    task::effect(move || {
        let (phase, left, busy) = (play.phase(), play.left(), play.busy.get());
        let open = play.sitting.with(Option::is_some);
        page::set_fact("phase", ["soon", "open", "closed"][phase as usize]);
        if phase == Phase::Soon {
            set_text("#landing [data-until]", &words::until(play.campaign().opens.since_ms(play.wall())));
        }
        let (word, may) = match left {
            _ if busy => ("正在打开", true),
            _ if open => ("接着答", true),
            Left::NoneToday => ("今天的次数用完了", false),
            Left::None => ("次数用完了", false),
            Left::Unlimited | Left::Today(_) => ("开始答题", true),
        };
        set_text("#landing [data-start]", word);
        page::set("html", "data-resume", if open { Some("") } else { None });
        page::set("#landing [data-start]", "disabled", if may { None } else { Some("") });
        page::set("#landing [data-start]", "aria-busy", if busy { Some("true") } else { None });
    });
}

fn set_text(selector: &str, words: &str) {
    // the same words again would be read out again
    if let Some(line) = page::find(selector).filter(|line| line.text_content().as_deref() != Some(words)) {
        line.set_text_content(Some(words));
    }
}

/// Shows the painted landing, or hides it for a screen.
pub fn show(landing: bool) {
    page::show("#landing", landing);
    if landing {
        page::title(&page::find("#landing h1").and_then(|h| h.text_content()).unwrap_or_default());
    }
}
