//! A command line that can't be read, as a sentence that names the word and what to do.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::outcome::Failure;

/// What is wrong with the words.
pub fn failure(error: &clap::Error, words: &[OsString]) -> Failure {
    let help = help_of(words);
    let told = |kind| error.get(kind).map(shown).unwrap_or_default();
    let (argument, value) = (told(ContextKind::InvalidArg), told(ContextKind::InvalidValue));
    let (en, zh) = match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = told(ContextKind::SuggestedArg);
            let (en, zh) = near_words(&near);
            (format!("there is no option {argument} here{en}"), format!("这里没有 {argument} 这个选项{zh}"))
        }
        ErrorKind::InvalidSubcommand => {
            let name = told(ContextKind::InvalidSubcommand);
            let near = error.get(ContextKind::SuggestedSubcommand).map(nearest).unwrap_or_default();
            let (en, zh) = near_words(&near);
            (format!("there is no command {name}{en}"), format!("没有 {name} 这个命令{zh}"))
        }
        ErrorKind::MissingSubcommand => {
            let all = told(ContextKind::ValidSubcommand);
            (format!("a command is missing, one of {all}"), format!("缺少命令，应为 {all} 之一"))
        }
        ErrorKind::MissingRequiredArgument => (format!("{argument} is missing"), format!("缺少 {argument}")),
        ErrorKind::ArgumentConflict => {
            let other = told(ContextKind::PriorArg);
            (
                format!("{argument} does not go together with {other}; leave one out"),
                format!("{argument} 不能与 {other} 同时使用，请去掉一个"),
            )
        }
        ErrorKind::InvalidValue if value.trim_matches('`').is_empty() => {
            (format!("{argument} wants a value"), format!("{argument} 后面缺少值"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = told(ContextKind::ValidValue);
            let wanted =
                if valid.is_empty() { std::error::Error::source(error).map(ToString::to_string).unwrap_or_default() } else { valid };
            (format!("{argument} does not take {value}; it takes {wanted}"), format!("{argument} 不能是 {value}，应为 {wanted}"))
        }
        _ => {
            let text = error.to_string();
            let line = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            (line.clone(), format!("命令不对：{line}"))
        }
    };
    Failure::wrong("wrong-use", format!("{en}; see `{help}`"), format!("{zh}；用法见 `{help}`"))
}

fn near_words(near: &str) -> (String, String) {
    if near.is_empty() { Default::default() } else { (format!(", perhaps {near} is meant"), format!("，是不是要用 {near}")) }
}

/// The parser gives the nearest one last.
fn nearest(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.last().map(|one| format!("`{one}`")).unwrap_or_default(),
        one => shown(one),
    }
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(one) => format!("`{one}`"),
        ContextValue::Strings(all) => all.iter().map(|one| format!("`{one}`")).collect::<Vec<_>>().join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The help of as much of the command as is known.
fn help_of(words: &[OsString]) -> String {
    let mut command = super::tree(super::Lang::En);
    let mut path = vec!["pufa".to_owned()];
    for word in words.iter().skip(1).filter_map(|word| word.to_str()) {
        let Some(below) = command.find_subcommand(word).cloned() else { continue };
        path.push(word.to_owned());
        command = below;
    }
    path.push("--help".to_owned());
    path.join(" ")
}
