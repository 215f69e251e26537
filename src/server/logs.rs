//! Logs of a running server: plain lines for someone at a terminal, JSON for whatever collects them. No log says anything about a person.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// How a log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines for people.
    Plain,
    /// An object a line.
    Json,
    /// Plain on a terminal, else JSON.
    Auto,
}

/// What is logged, and how.
#[derive(Debug)]
pub struct Logs {
    /// What.
    pub filter: EnvFilter,
    /// How.
    pub format: Format,
}

impl Format {
    /// The one of this name.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "plain" => Some(Self::Plain),
            "json" => Some(Self::Json),
            "auto" => Some(Self::Auto),
            _ => None,
        }
    }
}

impl Logs {
    /// A level, or a filter by module; `None` when it is neither.
    #[must_use]
    pub fn filter(text: &str) -> Option<EnvFilter> {
        let is_word = |c: char| c.is_ascii_alphanumeric() || "_:=,-[]{}\"/ ".contains(c);
        let is_level = |word: &str| matches!(word, "off" | "error" | "warn" | "info" | "debug" | "trace");
        // a single word that is no level would be taken for a module, and silence everything else
        let is_fine = text.contains('=') || is_level(text);
        (is_fine && text.chars().all(is_word)).then(|| EnvFilter::try_new(text).ok()).flatten()
    }

    /// Logs to standard error from here on.
    pub fn start(self) {
        let is_json = match self.format {
            Format::Plain => false,
            Format::Json => true,
            Format::Auto => !std::io::stderr().is_terminal(),
        };
        let registry = tracing_subscriber::registry().with(self.filter);
        let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
        // a second start leaves the first one in place
        let _ = if is_json {
            registry.with(layer.json().flatten_event(true)).try_init()
        } else {
            registry.with(layer.with_ansi(false)).try_init()
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_no_level_is_refused() {
        for (text, is_fine) in [("info", true), ("warn,server=debug", true), ("server=debug", true), ("loud", false), ("", false)] {
            assert_eq!(Logs::filter(text).is_some(), is_fine, "{text}");
        }
    }
}
