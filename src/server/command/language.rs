//! In which language `pufa` speaks: as told, else as the environment says.

use std::ffi::OsString;

use clap::ValueEnum;

use super::Environment;

/// A language of the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

impl Lang {
    /// The one of both that is of this language.
    #[must_use]
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }

    /// Found before the words are understood, because help needs it: `--lang`, `PUFA_LANG`, then what programs commonly go by.
    #[must_use]
    pub fn of(words: &[OsString], environment: &Environment) -> Self {
        let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--").collect();
        let after = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].as_ref());
        let told = words.iter().find_map(|word| word.strip_prefix("--lang=")).or(after);
        let kept = || ["PUFA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| environment.get(name));
        match told.or_else(kept) {
            Some(name) if name.starts_with("zh") => Self::Zh,
            _ => Self::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], variables: &[(&str, &str)], expected: Lang) {
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        assert_eq!(Lang::of(&words, &Environment::of(variables)), expected, "{words:?} {variables:?}");
    }

    #[test]
    fn what_is_told_wins_over_the_environment() {
        check(&["pufa"], &[], Lang::En);
        check(&["pufa"], &[("LANG", "zh_CN.UTF-8")], Lang::Zh);
        check(&["pufa"], &[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C.UTF-8")], Lang::En);
        check(&["pufa"], &[("LANG", "en_US.UTF-8"), ("PUFA_LANG", "zh")], Lang::Zh);
        check(&["pufa", "tally", "--lang", "en"], &[("PUFA_LANG", "zh")], Lang::En);
        check(&["pufa", "--lang=zh"], &[], Lang::Zh);
    }
}
