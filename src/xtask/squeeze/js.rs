//! Takes comments and needless white space out of JavaScript, token by token.
//!
//! It knows only what parts tokens: strings, templates, regular expressions, comments, words and marks. It renames nothing.

mod lex;

use anyhow::Result;

pub use lex::{Kind, Token, lex};

/// The same script in fewer bytes.
///
/// # Errors
/// When the script holds something that can't be told apart without understanding it, such as a slash after `}`.
pub fn squeeze(script: &str) -> Result<String> {
    Ok(print(&lex(script)?))
}

/// Writes tokens out with no more white space than they need.
pub fn print(tokens: &[Token<'_>]) -> String {
    let mut out = String::new();
    let mut before: Option<&Token<'_>> = None;
    for token in tokens {
        match before {
            Some(before) if statement_may_end(before, token) => out.push('\n'),
            Some(before) if would_join(before, token) => out.push(' '),
            _ => {}
        }
        out.push_str(&token.text);
        before = Some(token);
    }
    out
}

/// Whether a line ends between two tokens where that may stand for a semicolon.
pub fn statement_may_end(before: &Token<'_>, next: &Token<'_>) -> bool {
    const MAY_END: [&str; 6] = ["", ")", "]", "}", "++", "--"];
    const GOES_ON: [&str; 13] = ["}", ")", "]", ",", ";", ".", "?.", ":", "?", "&&", "||", "??", "="];
    next.after_line && MAY_END.contains(&before.mark()) && !GOES_ON.contains(&next.mark())
}

/// Whether two tokens would be read as one, or as others, if nothing stood between them.
fn would_join(before: &Token<'_>, next: &Token<'_>) -> bool {
    let (Some(last), Some(first)) = (before.text.chars().next_back(), next.text.chars().next()) else { return false };
    match (before.kind, next.kind) {
        (Kind::Word | Kind::Regex, Kind::Word) => true,
        // `1 .toString()`
        (Kind::Word, Kind::Mark) => first == '.' && before.text.starts_with(|c: char| c.is_ascii_digit()),
        (Kind::Mark, Kind::Regex) => last == '/' || last == '<',
        (Kind::Mark, Kind::Word) => first.is_ascii_digit() && last == '?' || first == '.',
        (Kind::Mark, Kind::Mark) => {
            let pair = (last, first);
            matches!(pair, ('+', '+') | ('-', '-') | ('/', '/' | '*') | ('<', '!') | ('-', '>'))
                || last == first && "&|?=*<>.".contains(last)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::squeeze;

    fn check(script: &str, expected: &str) {
        assert_eq!(squeeze(script).unwrap(), expected);
        assert_eq!(squeeze(expected).unwrap(), expected, "a second time changes nothing");
    }

    #[test]
    fn comments_and_layout_go() {
        check("/** @param {any} x */\nfunction f(x) {\n    // why\n    return x + 1;\n}\n", "function f(x){return x+1;}");
    }

    #[test]
    fn a_line_end_that_stands_for_a_semicolon_stays() {
        check("let a = 1\nlet b = 2\n\n\nf()\n", "let a=1\nlet b=2\nf()");
        check("return\nx", "return\nx");
        check("a\n++b", "a\n++b");
        check("const f = () => {\n  g()\n}\nh()", "const f=()=>{g()}\nh()");
        check("a = b\n/* x\n y */\n(c)", "a=b\n(c)");
    }

    #[test]
    fn a_chain_over_lines_becomes_one_line() {
        check("f()\n  .then(x => x)\n  ?.y", "f().then(x=>x)?.y");
        check("a = b\n  ? c\n  : d", "a=b?c:d");
    }

    #[test]
    fn words_and_marks_that_would_join_stay_apart() {
        check("a + +b - -c", "a+ +b- -c");
        check("typeof x in y", "typeof x in y");
        check("1 .toFixed()", "1 .toFixed()");
        check("x = a / /b/.c", "x=a/ /b/.c");
        check("a ? .5 : 1", "a? .5:1");
        check("return /x/g in y", "return/x/g in y");
    }

    #[test]
    fn strings_and_templates_are_left_alone() {
        check("a = \"//  no\" + '/* \\'  */'", "a=\"//  no\"+'/* \\'  */'");
        check("a = `x  ${ b + `y  ${ {c: '}'} }` }  // z`;", "a=`x  ${ b + `y  ${ {c: '}'} }` }  // z`;");
    }

    #[test]
    fn regular_expressions_are_told_from_divisions() {
        check("a = /[/'\"]  \\//g.test(b) ;", "a=/[/'\"]  \\//g.test(b);");
        check("if (a) /x  y/.test(b) // c", "if(a)/x  y/.test(b)");
        check("a = (b) / 2 / c[0] / d", "a=(b)/2/c[0]/d");
        check("o.return / 2", "o.return/2");
        assert!(squeeze("{}\n/x/.test(y)").is_err());
    }

    #[test]
    fn private_names_numbers_and_foreign_letters_are_words() {
        check("class A { #b = 0x7F; c = 1.5e-3; 名 = 1_000n }", "class A{#b=0x7F;c=1.5e-3;名=1_000n}");
    }

    #[test]
    fn what_never_ends_is_an_error() {
        for script in ["'abc", "`abc ${", "/* abc", "a = /abc"] {
            assert!(squeeze(script).is_err(), "{script}");
        }
    }
}
