//! What a parser could not take: where it stands, what is wrong and what to do. Bad input is data, not a failure.

use std::fmt;

/// One fault in a file somebody wrote by hand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Issue {
    /// The file as the caller named it.
    pub file: String,
    /// The line it stands on, counted from 1.
    pub line: usize,
    /// A stable word for machines, such as `unknown-kind`.
    pub code: &'static str,
    /// What is wrong and what to do, naming the field.
    pub text: String,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {} [{}]", self.file, self.line, self.text, self.code)
    }
}
