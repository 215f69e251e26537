//! The JavaScript that wasm-bindgen writes around a program, as statements that can be left out and names that can be shortened.
//!
//! It leans on how that script is written: every statement at the top ends with a semicolon or a block, and only the default
//! export is wanted. What doesn't look like that is an error here, not a broken page.

mod names;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use anyhow::{Context as _, Result, ensure};

use crate::squeeze::js::{self, Kind, Token};

/// The script.
pub struct Glue<'a> {
    statements: Vec<Statement<'a>>,
}

struct Statement<'a> {
    tokens: Vec<Token<'a>>,
    role: Role,
}

/// What a statement at the top is there for.
#[derive(Debug, PartialEq, Eq)]
enum Role {
    /// It does something when the script is loaded, so it stays.
    Does,
    /// It only gives names to things; without a use of a name it may go.
    Names(Vec<String>),
    /// It adds to a named thing (`if (Symbol.dispose) Name.prototype…`) and goes with it.
    AddsTo(String),
}

impl<'a> Glue<'a> {
    /// Reads the script that wasm-bindgen wrote.
    ///
    /// # Errors
    /// When it is written in a way not foreseen here.
    pub fn read(script: &'a str) -> Result<Self> {
        let mut tokens = js::lex(script)?.into_iter().peekable();
        let mut statements = Vec::new();
        while tokens.peek().is_some() {
            let mut taken = Vec::new();
            let mut depth = 0_usize;
            while let Some(token) = tokens.next() {
                match token.mark() {
                    "{" | "(" | "[" => depth += 1,
                    "}" | ")" | "]" => depth = depth.checked_sub(1).context("a bracket closes that was never opened")?,
                    _ => {}
                }
                let closes_block = token.mark() == "}" && depth == 0;
                let ends = depth == 0 && token.mark() == ";";
                taken.push(token);
                let goes_on = tokens.peek().is_some_and(|next| matches!(&*next.text, "else" | "catch" | "finally"));
                if ends || closes_block && is_block(&taken) && !goes_on {
                    break;
                }
            }
            ensure!(depth == 0, "a bracket is never closed");
            statements.push(Statement::read(taken)?);
        }
        Ok(Self { statements })
    }

    /// Leaves of all exports only the default one, and of the statements only what is then still used.
    pub fn drop_unused(&mut self) {
        for statement in &mut self.statements {
            statement.export_only_default();
        }
        let mut used = HashSet::new();
        loop {
            let before = used.len();
            for statement in &self.statements {
                if statement.stays(&used) {
                    used.extend(statement.words());
                }
            }
            if used.len() == before {
                break;
            }
        }
        self.statements.retain(|statement| statement.stays(&used));
    }

    /// Leaves out the functions of the import object that the program no longer asks for.
    pub fn drop_imports(&mut self, gone: &HashSet<String>) {
        for statement in &mut self.statements {
            statement.drop_entries(gone);
        }
    }

    /// Whether a name is written anywhere in the script.
    pub fn words(&self) -> HashSet<String> {
        self.statements.iter().flat_map(Statement::words).collect()
    }

    /// Gives each name in `foreign`, and each name of the script's own that allows it, a short name; says which.
    pub fn shorten(&mut self, foreign: &HashSet<String>) -> HashMap<String, String> {
        let short = names::choose(&self.statements, foreign);
        for token in self.statements.iter_mut().flat_map(|statement| &mut statement.tokens) {
            if let Some(name) = short.get(&*token.text) {
                token.text = Cow::Owned(name.clone());
            }
        }
        short
    }

    /// Writes another string wherever the script has this one.
    pub fn replace_string(&mut self, old: &str, new: &str) {
        for token in self.statements.iter_mut().flat_map(|statement| &mut statement.tokens) {
            if token.kind == Kind::String && token.text[1..token.text.len() - 1] == *old {
                token.text = Cow::Owned(format!("\"{new}\""));
            }
        }
    }

    /// The script's text.
    pub fn write(&self) -> String {
        let tokens: Vec<Token<'_>> = self.statements.iter().flat_map(|statement| statement.tokens.iter().cloned()).collect();
        js::print(&tokens)
    }
}

impl<'a> Statement<'a> {
    fn read(tokens: Vec<Token<'a>>) -> Result<Self> {
        let word = |at: usize| tokens.get(at).map_or("", |token| &*token.text);
        let start = tokens.iter().position(|token| !matches!(&*token.text, "export" | "async")).unwrap_or_default();
        ensure!(
            word(start) != "import",
            "a dependency of the app brings a JavaScript file of its own, for which the site has no place yet"
        );
        let role = match word(start) {
            "function" | "class" => Role::Names(vec![word(start + 1).to_owned()]),
            "const" | "let" | "var" => Role::Names(declared(&tokens[start + 1..])?),
            "if" if (1..=5).map(word).eq(["(", "Symbol", ".", "dispose", ")"]) => Role::AddsTo(word(6).to_owned()),
            _ => Role::Does,
        };
        Ok(Self { tokens, role })
    }

    fn stays(&self, used: &HashSet<String>) -> bool {
        match &self.role {
            Role::Does => true,
            Role::Names(names) => names.iter().any(|name| used.contains(name)),
            Role::AddsTo(name) => used.contains(name),
        }
    }

    /// Every word in it, also those in templates and strings: a name that may be meant counts as used.
    fn words(&self) -> impl Iterator<Item = String> + '_ {
        self.tokens
            .iter()
            .filter(|token| matches!(token.kind, Kind::Word | Kind::Template | Kind::String))
            .flat_map(|token| token.text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '$'))))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
    }

    fn export_only_default(&mut self) {
        if self.tokens.first().is_none_or(|token| token.text != "export") {
            return;
        }
        if self.tokens.get(1).is_some_and(|token| token.mark() == "{") {
            let Some(at) = self.tokens.windows(2).position(|pair| pair[0].text == "as" && pair[1].text == "default") else { return };
            self.tokens.drain(at + 2..self.tokens.len() - 2);
            self.tokens.drain(2..at - 1);
        } else if self.tokens.get(1).is_some_and(|token| token.text != "default") {
            self.tokens.remove(0);
        }
    }

    /// Takes `name: …,` out of object literals.
    fn drop_entries(&mut self, gone: &HashSet<String>) {
        let mut at = 1;
        while at + 1 < self.tokens.len() {
            let begins = matches!(self.tokens[at - 1].mark(), "{" | ",") && self.tokens[at + 1].mark() == ":";
            if begins && gone.contains(&*self.tokens[at].text) {
                let end = entry_end(&self.tokens, at);
                self.tokens.drain(at..end);
            } else {
                at += 1;
            }
        }
    }
}

/// Where the entry of an object literal that begins at `at` ends, with its comma.
fn entry_end(tokens: &[Token<'_>], at: usize) -> usize {
    let mut depth = 0_usize;
    for (end, token) in tokens.iter().enumerate().skip(at) {
        match token.mark() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" if depth == 0 => return end,
            "}" | ")" | "]" => depth -= 1,
            "," if depth == 0 => return end + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// The names that `const a = …, b = …;` declares.
fn declared(tokens: &[Token<'_>]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at).filter(|token| token.kind == Kind::Word) {
        let after = tokens.get(at + 1).map_or("", Token::mark);
        ensure!(matches!(after, "=" | "," | ";"), "after `{}` a declaration goes on in a way not foreseen", token.text);
        names.push(token.text.to_string());
        let end = entry_end(tokens, at);
        ensure!(!runs_on(&tokens[at..end]), "the declaration of `{}` doesn't end with a semicolon", token.text);
        at = end;
    }
    ensure!(!names.is_empty(), "a declaration takes something apart, which is not foreseen");
    Ok(names)
}

/// Whether a line ends where a semicolon may be meant, outside of any bracket.
fn runs_on(tokens: &[Token<'_>]) -> bool {
    let mut depth = 0_usize;
    tokens.windows(2).any(|pair| {
        match pair[0].mark() {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && pair[1].kind == Kind::Word && js::statement_may_end(&pair[0], &pair[1])
    })
}

/// Whether a statement that begins like this ends with a block.
fn is_block(tokens: &[Token<'_>]) -> bool {
    let first = tokens.iter().find(|token| !matches!(&*token.text, "export" | "async"));
    first.is_some_and(|token| matches!(&*token.text, "function" | "class" | "if" | "for" | "while" | "try"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = r#"
        export class Gone { free() { GoneFinalization.register(this); wasm.__wbg_gone_free(0); } }
        if (Symbol.dispose) Gone.prototype[Symbol.dispose] = Gone.prototype.free;
        function __wbg_get_imports() {
            const import0 = {
                __proto__: null,
                __wbg_old_1234: function(arg0) { return { a: [arg0, 1] }; },
                __wbg_body_5678: function() { return handleError(function (arg0) { return arg0.body; }, arguments); },
            };
            return { __proto__: null, "./app_bg.js": import0 };
        }
        const GoneFinalization = (typeof FinalizationRegistry === 'undefined')
            ? { register: () => {} }
            : new FinalizationRegistry(ptr => wasm.__wbg_gone_free(ptr, 1));
        function handleError(f, args) { try { return f.apply(this, args); } catch (e) { wasm.__wbindgen_exn_store(e); } }
        let wasmModule, wasm;
        if (!('encodeInto' in x)) { x.encodeInto = 1; } else { y(); }
        function initSync(module) { return start(`${onlyInSync}`); }
        const onlyInSync = 1;
        async function start() { const { instance, module } = await 1; wasm = __wbg_get_imports(); return wasm; }
        export { initSync, start as default };
    "#;

    fn check(edit: impl FnOnce(&mut Glue<'_>), there: &[&str], gone: &[&str]) {
        let mut glue = Glue::read(SCRIPT).unwrap();
        edit(&mut glue);
        let script = glue.write();
        for text in there {
            assert!(script.contains(text), "`{text}` is missing in {script}");
        }
        for text in gone {
            assert!(!script.contains(text), "`{text}` is still in {script}");
        }
    }

    #[test]
    fn what_nobody_reaches_from_the_default_export_goes() {
        check(
            |glue| glue.drop_unused(),
            &["export{start as default};", "else{y();}", "function handleError", "let wasmModule,wasm;"],
            &["Gone", "initSync", "onlyInSync", "Symbol.dispose"],
        );
    }

    #[test]
    fn a_function_the_program_no_longer_imports_goes() {
        let gone = HashSet::from(["__wbg_old_1234".to_owned()]);
        check(
            |glue| glue.drop_imports(&gone),
            &["{__proto__:null,__wbg_body_5678:function(){return handleError("],
            &["__wbg_old", "arg0,1"],
        );
    }

    #[test]
    fn names_get_short_and_properties_of_others_stay() {
        let foreign = HashSet::from(["__wbg_body_5678".to_owned(), "__wbindgen_exn_store".to_owned()]);
        check(
            |glue| {
                let short = glue.shorten(&foreign);
                assert!(short.len() > foreign.len() && short.values().all(|name| name.len() == 1), "{short:?}");
                assert_eq!(short.values().collect::<HashSet<_>>().len(), short.len(), "no two get the same");
                glue.replace_string("./app_bg.js", "_");
            },
            &["{instance,module}", "arg0.body", ".register(this)", "\"_\":", "`${onlyInSync}`", "const onlyInSync"],
            &["__wbg_body", "__wbindgen", "handleError", "_bg.js"],
        );
    }

    #[test]
    fn another_way_of_writing_is_an_error() {
        assert!(Glue::read("const { a } = b;").is_err());
        assert!(Glue::read("const a = 1\nfunction b() {}").is_err());
        assert!(Glue::read("f(").is_err());
        assert!(Glue::read("import { f } from './snippets/f.js';").is_err());
    }
}
