//! The tree of commands in a language. The words of English stand beside the commands, those of Chinese in a table here.

mod chinese;

use clap::{Arg, Command, CommandFactory as _};

use super::{Cli, Lang};

/// The tree of commands as it is read and as help shows it.
#[must_use]
pub fn tree(lang: Lang) -> Command {
    match lang {
        Lang::En => strict(Cli::command()),
        Lang::Zh => with_usage(in_chinese(strict(Cli::command()), "")),
    }
}

/// A group of commands without one of them is a fault that is told, not a page of help.
fn strict(command: Command) -> Command {
    let names: Vec<_> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let command = command.arg_required_else_help(false);
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, strict))
}

/// What help shows, with only the headings that have something below them.
fn template(command: &Command) -> String {
    let mut template = String::from("{about-with-newline}\n用法：{usage}\n");
    let parts = [
        (command.has_subcommands(), "命令", "{subcommands}"),
        (command.get_positionals().next().is_some(), "参数", "{positionals}"),
        (true, "选项", "{options}"),
    ];
    for (_, heading, part) in parts.into_iter().filter(|(is_there, ..)| *is_there) {
        template += &format!("\n{heading}：\n{part}\n");
    }
    template + "{after-help}"
}

fn in_chinese(command: Command, path: &str) -> Command {
    let own = |id: &str| chinese::text(&format!("{path} --{id}")).or_else(|| chinese::text(&format!("* --{id}")));
    let translated = |arg: Arg| {
        let text = own(arg.get_id().as_str()).unwrap_or_default();
        let names: Vec<_> = arg.get_value_names().into_iter().flatten().filter_map(|name| chinese::value(name)).collect();
        let arg = arg.help(text);
        if names.is_empty() { arg } else { arg.value_names(names) }
    };
    let template = template(&command);
    let mut command = command.help_template(template).subcommand_value_name("命令");
    let ids: Vec<_> = command.get_arguments().map(|arg| arg.get_id().clone()).collect();
    for id in ids {
        command = command.mut_arg(id, translated);
    }
    if let Some(text) = chinese::text(if path.is_empty() { "pufa" } else { path }) {
        command = command.about(text);
    }
    if command.get_after_help().is_some() {
        command = command.after_help(chinese::after(path).unwrap_or_default());
    }
    let names: Vec<_> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{path} {name}");
        command = command.mut_subcommand(name, |below| in_chinese(below, path.trim()));
    }
    command
}

/// Usage lines are made by the parser; its English words in them give way.
fn with_usage(command: Command) -> Command {
    let mut built = command.clone();
    built.build();
    set_usage(command, &mut built)
}

fn set_usage(command: Command, built: &mut Command) -> Command {
    let usage = built.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[选项]");
    let mut command = command.override_usage(usage);
    let names: Vec<_> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    for name in names {
        if let Some(built) = built.find_subcommand_mut(&name) {
            command = command.mut_subcommand(name, |below| set_usage(below, built));
        }
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command of the tree with its path, the root first.
    fn walk<'c>(command: &'c Command, path: String, each: &mut dyn FnMut(&str, &'c Command)) {
        each(&path, command);
        for below in command.get_subcommands() {
            walk(below, format!("{path} {}", below.get_name()), each);
        }
    }

    fn is_chinese(text: &str) -> bool {
        text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    #[test]
    fn everything_has_a_chinese_text() {
        let tree = tree(Lang::Zh);
        let mut missing = Vec::new();
        walk(&tree, "pufa".into(), &mut |path, command| {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            if !is_chinese(&about) {
                missing.push(path.to_owned());
            }
            for arg in command.get_arguments() {
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                if !is_chinese(&help) {
                    missing.push(format!("{path} --{}", arg.get_id()));
                }
                let takes_values = arg.get_action().takes_values();
                for name in arg.get_value_names().into_iter().flatten().filter(|_| takes_values) {
                    if !is_chinese(name) {
                        missing.push(format!("the value {name} of {path} --{}", arg.get_id()));
                    }
                }
            }
            if command.get_after_help().is_some_and(|after| !is_chinese(&after.to_string())) {
                missing.push(format!("the end of {path}"));
            }
        });
        assert!(missing.is_empty(), "no Chinese text for: {missing:#?}");
    }

    #[test]
    fn help_shows_no_heading_of_another_language() {
        let mut tree = tree(Lang::Zh);
        tree.build();
        let mut helps = Vec::new();
        walk(&tree, "pufa".into(), &mut |path, command| helps.push((path.to_owned(), command.clone().render_long_help().to_string())));
        for (path, help) in helps {
            for english in ["Usage", "Commands", "Options", "Arguments", "OPTIONS", "COMMAND", "[default", "[possible", "Print", "[aliases"]
            {
                assert!(!help.contains(english), "`{english}` in the help of {path}:\n{help}");
            }
            for chinese in [&format!("用法：{path}"), "\n选项：\n"] {
                assert!(help.contains(chinese), "{help}");
            }
        }
    }

    #[test]
    fn the_table_holds_nothing_that_is_not_there() {
        let tree = tree(Lang::En);
        let mut known = vec!["pufa".to_owned()];
        walk(&tree, String::new(), &mut |path, command| {
            known.push(path.trim().to_owned());
            known.extend(
                command.get_arguments().flat_map(|arg| [format!("{} --{}", path.trim(), arg.get_id()), format!("* --{}", arg.get_id())]),
            );
        });
        let stray: Vec<_> = chinese::TEXTS.iter().map(|(key, _)| *key).filter(|key| !known.iter().any(|one| one == key)).collect();
        assert!(stray.is_empty(), "{stray:?}");
    }

    #[test]
    fn english_texts_are_the_commands_own() {
        let tree = tree(Lang::En);
        walk(&tree, "pufa".into(), &mut |path, command| {
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            assert!(!about.is_empty() && about != "Where the data is", "{path}: {about}");
        });
        assert_eq!(
            tree.find_subcommand("serve").and_then(Command::get_about).map(ToString::to_string).as_deref(),
            Some("Serve banks and campaigns, or a built site, until a signal ends it")
        );
    }
}
