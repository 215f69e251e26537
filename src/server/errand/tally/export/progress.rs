//! A bar on a terminal, and nothing anywhere else.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::command::Lang;

/// How often it is drawn anew.
const EVERY: Duration = Duration::from_millis(200);
const WIDE: u64 = 30;

/// How far something has come.
pub struct Progress {
    total: u64,
    lang: Lang,
    shown: Option<Instant>,
    is_terminal: bool,
}

impl Progress {
    /// Of so many rows; shown when standard error is a terminal.
    #[must_use]
    pub fn new(total: u64, lang: Lang) -> Self {
        Self { total, lang, shown: None, is_terminal: std::io::stderr().is_terminal() }
    }

    /// So many are done.
    pub fn at(&mut self, done: u64) {
        if self.is_terminal && self.shown.is_none_or(|shown| shown.elapsed() >= EVERY) {
            self.shown = Some(Instant::now());
            self.show(&bar(done, self.total, self.lang));
        }
    }

    fn show(&self, text: &str) {
        // a terminal that is gone is no reason to stop
        let _ = write!(std::io::stderr(), "\r\x1b[2K{text}");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            self.show("");
        }
    }
}

fn bar(done: u64, total: u64, lang: Lang) -> String {
    let part = |whole: u64| (done.min(total) * whole).checked_div(total).unwrap_or(whole);
    let filled = part(WIDE);
    let line = "█".repeat(filled as usize) + &"░".repeat((WIDE - filled) as usize);
    format!("{line} {:>3}%  {done} {}", part(100), lang.pick("rows", "行"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_rows_than_were_counted_do_not_break_the_bar() {
        assert!(bar(0, 4, Lang::En).starts_with('░'));
        assert!(bar(9, 4, Lang::En).contains("100%"));
        assert!(bar(0, 0, Lang::Zh).contains("100%"));
    }
}
