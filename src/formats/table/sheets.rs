//! Workbooks: .xlsx, .ods and the old .xls, read sheet by sheet.
//!
//! Each is read here and not by a crate for all three: what a hostile file asks for must stay within what the file itself
//! weighs, which a reader that lays out the whole rectangle of a sheet can't promise.

mod format;
mod grid;
mod ods;
mod part;
mod raw;
mod room;
mod xls;
mod xlsx;

pub use self::raw::{Odd, Raw};

use std::io::Cursor;

use zip::ZipArchive;

use self::raw::Want;
use crate::{Bank, Code, Issue};

/// A sheet as it was read.
#[derive(Debug)]
pub struct Sheet {
    /// Its name.
    pub title: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// What was read; `None` when no row names the columns.
    pub read: Option<(Bank, Vec<Issue>)>,
    /// Its rows, when those were wanted.
    pub rows: Vec<Raw>,
    /// Whether it may have questions though no row names the columns.
    pub may_have_questions: bool,
    /// What is the matter with its cells.
    pub issues: Vec<Issue>,
}

/// Reads one.
pub fn read(bytes: &[u8]) -> (Bank, Vec<Issue>) {
    match sheets(bytes, Want::Questions) {
        Ok(sheets) => together(sheets),
        Err(issue) => (Bank::default(), vec![issue]),
    }
}

/// Every sheet with its rows.
///
/// # Errors
/// When it can't be opened.
pub fn rows(bytes: &[u8]) -> Result<Vec<Sheet>, Issue> {
    sheets(bytes, Want::Rows)
}

fn sheets(bytes: &[u8], want: Want) -> Result<Vec<Sheet>, Issue> {
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return xls::read(bytes, want);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken("打不开"))?;
    if archive.index_for_name("content.xml").is_some() { ods::read(&mut archive, want) } else { xlsx::read(&mut archive, want) }
}

/// The questions of all sheets. A page that only explains is passed over when another one has questions, and so is, not in
/// silence, one that its author hid.
fn together(sheets: Vec<Sheet>) -> (Bank, Vec<Issue>) {
    let has_questions = sheets.iter().any(|sheet| sheet.read.is_some());
    let is_seen = sheets.iter().any(|sheet| sheet.read.is_some() && !sheet.is_hidden);
    let (mut bank, mut issues) = (Bank::default(), Vec::new());
    for mut sheet in sheets {
        match sheet.read {
            Some(_) if sheet.is_hidden && is_seen => issues.push(Issue::new(1, Code::LeftOut, format!("隐藏的工作表“{}”", sheet.title))),
            Some((read, told)) => {
                bank.items.extend(read.items);
                issues.extend(told);
                issues.append(&mut sheet.issues);
            }
            None if !has_questions => issues.append(&mut sheet.issues),
            None => {
                if sheet.may_have_questions {
                    issues.push(Issue::new(1, Code::LeftOut, format!("工作表“{}”没有表头", sheet.title)));
                }
                issues.extend(sheet.issues.into_iter().filter(|issue| sheet.may_have_questions || issue.code == Code::Broken));
            }
        }
    }
    if !has_questions {
        issues.push(Issue::new(1, Code::NoHeader, ""));
    }
    (bank, issues)
}

fn broken(why: &str) -> Issue {
    Issue::new(1, Code::Broken, why)
}

/// What is said of a formula without a result.
const NOT_COMPUTED: &str = "公式没有算出的值";

/// What is said of a file that is locked.
fn locked() -> Issue {
    broken("文件有密码，请去掉密码再试")
}

#[cfg(test)]
mod tests;
