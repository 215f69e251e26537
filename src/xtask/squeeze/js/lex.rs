//! Parts JavaScript into tokens (ECMA-262, 12), as far as needed to leave out what is between them.

use std::borrow::Cow;

use anyhow::{Result, bail};

/// One token; white space and comments are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub text: Cow<'a, str>,
    /// Whether a line ends before it: that may stand for a semicolon.
    pub after_line: bool,
}

impl Token<'_> {
    /// The mark it is, or nothing for other kinds.
    pub fn mark(&self) -> &str {
        if self.kind == Kind::Mark { &self.text } else { "" }
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name, a keyword or a number.
    Word,
    /// An operator or a bracket.
    Mark,
    /// A string in quotes.
    String,
    /// A template with all that is in it.
    Template,
    /// A regular expression with its flags.
    Regex,
}

/// Longest first, so that the first that fits is the right one.
const MARKS: [&str; 38] = [
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.",
    "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**", "{", "}", "(", ")", "[",
];

/// Words after which a slash begins a regular expression.
const BEFORE_REGEX: [&str; 14] =
    ["return", "typeof", "case", "in", "of", "void", "delete", "instanceof", "new", "throw", "do", "else", "yield", "await"];

/// Parts a script into tokens.
///
/// # Errors
/// When a string, template, comment or regular expression doesn't end, or a slash can't be understood.
pub fn lex(script: &str) -> Result<Vec<Token<'_>>> {
    let mut lexer = Lexer::default();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let (piece, length) = lexer.next(rest, first)?;
        let (text, after) = rest.split_at(length);
        lexer.push(piece, text);
        rest = after;
    }
    Ok(lexer.tokens)
}

/// What a script is made of.
enum Piece {
    Token(Kind),
    Gap,
    LineEnd,
}

#[derive(Default)]
struct Lexer<'a> {
    tokens: Vec<Token<'a>>,
    line_ended: bool,
    /// For each open parenthesis, whether a word such as `if` stands before it.
    parens: Vec<bool>,
    /// Whether the last token closed the parenthesis of an `if` or a loop.
    condition_ended: bool,
}

impl<'a> Lexer<'a> {
    /// What the rest begins with, and how many bytes that takes.
    fn next(&self, rest: &str, first: char) -> Result<(Piece, usize)> {
        let kind = |kind, length| (Piece::Token(kind), length);
        Ok(match first {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => (Piece::LineEnd, first.len_utf8()),
            c if c.is_whitespace() || c == '\u{feff}' => (Piece::Gap, c.len_utf8()),
            '"' | '\'' => kind(Kind::String, string(rest)?),
            '`' => kind(Kind::Template, template(rest)?),
            '/' if rest.starts_with("//") => (Piece::Gap, rest.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => {
                let Some(end) = rest.find("*/") else { bail!("a comment doesn't end") };
                let spans_lines = rest[..end].contains(['\n', '\r']);
                (if spans_lines { Piece::LineEnd } else { Piece::Gap }, end + 2)
            }
            '/' if self.regex_may_stand_here()? => kind(Kind::Regex, regex(rest)?),
            c if is_word(c) || c == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit()) => kind(Kind::Word, word(rest)),
            '?' if rest.starts_with("?.") && rest[2..].starts_with(|c: char| c.is_ascii_digit()) => kind(Kind::Mark, 1),
            _ => {
                let mark = MARKS.iter().find(|mark| rest.starts_with(**mark));
                kind(Kind::Mark, mark.map_or(first.len_utf8(), |mark| mark.len()))
            }
        })
    }

    fn push(&mut self, piece: Piece, text: &'a str) {
        let kind = match piece {
            Piece::Token(kind) => kind,
            Piece::Gap => return,
            Piece::LineEnd => {
                self.line_ended = true;
                return;
            }
        };
        let token = Token { kind, text: Cow::Borrowed(text), after_line: std::mem::take(&mut self.line_ended) };
        self.condition_ended = token.mark() == ")" && self.parens.pop().unwrap_or(false);
        if token.mark() == "(" {
            let after_condition_word = self.tokens.last().is_some_and(|t| matches!(&*t.text, "if" | "while" | "for" | "with"));
            self.parens.push(after_condition_word);
        }
        self.tokens.push(token);
    }

    fn regex_may_stand_here(&self) -> Result<bool> {
        let Some(last) = self.tokens.last() else { return Ok(true) };
        Ok(match (last.kind, &*last.text) {
            (Kind::Mark, "}") => bail!("after `}}` a slash may divide or begin a regular expression; put it in parentheses"),
            (Kind::Mark, ")") => self.condition_ended,
            (Kind::Mark, "]" | "++" | "--") => false,
            (Kind::Mark, _) => true,
            (Kind::Word, word) => BEFORE_REGEX.contains(&word) && !self.is_property(),
            _ => false,
        })
    }

    /// Whether the last word stands after a dot: then it is a name, even if it reads like a keyword.
    fn is_property(&self) -> bool {
        self.tokens.iter().rev().nth(1).is_some_and(|token| matches!(token.mark(), "." | "?."))
    }
}

/// Whether a character may stand in a name or a number.
pub fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '#' | '\\') || !c.is_ascii()
}

fn word(rest: &str) -> usize {
    let number = rest.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let mut before = ' ';
    rest.char_indices()
        .find(|(_, c)| {
            let exponent = number && matches!(before, 'e' | 'E') && matches!(c, '+' | '-') && !rest.starts_with("0x");
            let inside = is_word(*c) && !c.is_whitespace() || number && *c == '.' || exponent;
            before = *c;
            !inside
        })
        .map_or(rest.len(), |(at, _)| at)
}

fn string(rest: &str) -> Result<usize> {
    let quote = rest.as_bytes()[0];
    let mut bytes = rest.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'\n' => bail!("a string doesn't end on its line"),
            byte if byte == quote => return Ok(at + 1),
            _ => {}
        }
    }
    bail!("a string doesn't end")
}

/// The length of a template, with the scripts in its `${…}`.
fn template(rest: &str) -> Result<usize> {
    let mut at = 1;
    while let Some(c) = rest[at..].chars().next() {
        match c {
            '`' => return Ok(at + 1),
            '\\' => at += 1 + rest[at + 1..].chars().next().map_or(0, char::len_utf8),
            '$' if rest[at..].starts_with("${") => at += 2 + script_in_template(&rest[at + 2..])?,
            c => at += c.len_utf8(),
        }
    }
    bail!("a template doesn't end")
}

/// The length of a script up to and with the brace that ends it.
fn script_in_template(script: &str) -> Result<usize> {
    let mut lexer = Lexer::default();
    let (mut at, mut open) = (0, 0_usize);
    while let Some(first) = script[at..].chars().next() {
        let (piece, length) = lexer.next(&script[at..], first)?;
        let text = &script[at..at + length];
        at += length;
        match (&piece, text) {
            (Piece::Token(Kind::Mark), "{") => open += 1,
            (Piece::Token(Kind::Mark), "}") if open == 0 => return Ok(at),
            (Piece::Token(Kind::Mark), "}") => open -= 1,
            _ => {}
        }
        lexer.push(piece, text);
    }
    bail!("a template doesn't end")
}

fn regex(rest: &str) -> Result<usize> {
    let mut in_class = false;
    let mut bytes = rest.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'\n' => break,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => {
                let flags = rest[at + 1..].find(|c| !is_word(c)).unwrap_or(rest.len() - at - 1);
                return Ok(at + 1 + flags);
            }
            _ => {}
        }
    }
    bail!("a regular expression doesn't end on its line")
}
