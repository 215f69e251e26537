//! `pufa assignment`: what is due from members, and what came of it.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::Points;
use domain::rates::Measure;

use super::StoreFlags;

/// `pufa assignment`.
#[derive(Debug, Subcommand)]
pub enum Assignment {
    /// Check assignments: every fault with file and line
    Check {
        /// An assignment's file, or a questions directory
        #[arg(value_name = "FILE|DIR")]
        path: PathBuf,
    },
    /// Show 参学率, 完成率, 参考率 and 通过率 of everyone and of every unit, each with numerator and denominator
    Rates(AssignmentRates),
    /// Rank the units of a level by one rate
    League(AssignmentLeague),
    /// List who is not done yet, to remind them
    Behind(AssignmentBehind),
    /// List the members behind a rate
    Rows(AssignmentRows),
    /// List signs of trouble in exams; somebody should look, nothing is rejected for them
    Trouble(AssignmentTrouble),
    /// Freeze the roster that rates are counted over, once its day has come; say when that was
    Freeze(AssignmentFreeze),
    /// Write rates, league tables and every member into a workbook, or the units into a table
    Export(AssignmentExport),
    /// List short answers that wait for a marker, or mark one
    Mark(AssignmentMark),
}

/// An assignment and where it is.
#[derive(Args, Clone, Debug)]
pub struct AssignmentOf {
    /// Id of the assignment
    #[arg(value_name = "ASSIGNMENT")]
    pub assignment: String,
    /// Where the data is.
    #[command(flatten)]
    pub store: StoreFlags,
}

/// An assignment, where it is, and which part of it is looked at, as of when.
#[derive(Args, Clone, Debug)]
pub struct AssignmentPart {
    /// Id of the assignment
    #[arg(value_name = "ASSIGNMENT")]
    pub assignment: String,
    /// The code or name of a unit: only it and what lies below it
    #[arg(long, value_name = "CODE")]
    pub unit: Option<String>,
    /// As it was then, such as 2027-07-10T17:00, counted again from what is on record
    #[arg(long, value_name = "MOMENT")]
    pub at: Option<String>,
    /// Where the data is.
    #[command(flatten)]
    pub store: StoreFlags,
}

/// How `pufa assignment rates` was called.
#[derive(Args, Clone, Debug)]
pub struct AssignmentRates {
    /// Which assignment.
    #[command(flatten)]
    pub of: AssignmentPart,
    /// Count everything again and tell what differs from what is kept
    #[arg(long, conflicts_with_all = ["unit", "at"])]
    pub check: bool,
}

/// How `pufa assignment league` was called.
#[derive(Args, Clone, Debug)]
pub struct AssignmentLeague {
    /// Which assignment.
    #[command(flatten)]
    pub of: AssignmentPart,
    /// The rate: study, completion, attendance or pass
    #[arg(long, value_name = "RATE", value_parser = read_measure)]
    pub measure: Measure,
    /// The level of units, 1 for the topmost; 2 unless told, 1 where there is no other
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(u8).range(1..=20))]
    pub level: Option<u8>,
}

/// How `pufa assignment behind` was called.
#[derive(Args, Clone, Debug)]
pub struct AssignmentBehind {
    /// Which assignment.
    #[command(flatten)]
    pub of: AssignmentPart,
    /// Show numbers and whole names; it is written into audit.log
    #[arg(long)]
    pub names: bool,
}

/// How `pufa assignment rows` was called.
#[derive(Args, Clone, Debug)]
pub struct AssignmentRows {
    /// Which assignment.
    #[command(flatten)]
    pub of: AssignmentPart,
    /// The rate: study, completion, attendance or pass
    #[arg(long, value_name = "RATE", value_parser = read_measure)]
    pub measure: Measure,
    /// Show numbers and whole names; it is written into audit.log
    #[arg(long)]
    pub names: bool,
}

/// How `pufa assignment trouble` was called.
#[derive(Args, Clone, Debug)]
pub struct AssignmentTrouble {
    /// Which assignment.
    #[command(flatten)]
    pub of: AssignmentOf,
    /// Show numbers and whole names; it is written into audit.log
    #[arg(long)]
    pub names: bool,
}

/// How `pufa assignment freeze` was called.
#[derive(Args, Clone, Debug)]
pub struct AssignmentFreeze {
    /// Which assignment.
    #[command(flatten)]
    pub of: AssignmentOf,
    /// Put the roster as it is on record now, on that same day, in place of the frozen one; it is written into audit.log
    #[arg(long)]
    pub again: bool,
}

/// How `pufa assignment export` was called.
#[derive(Args, Clone, Debug)]
pub struct AssignmentExport {
    /// Which assignment.
    #[command(flatten)]
    pub of: AssignmentPart,
    /// The file to write: .xlsx holds all of it, names too; .csv only the units
    #[arg(long, value_name = "FILE.xlsx|FILE.csv")]
    pub out: PathBuf,
}

/// How `pufa assignment mark` was called.
#[derive(Args, Clone, Debug)]
pub struct AssignmentMark {
    /// Which assignment.
    #[command(flatten)]
    pub of: AssignmentOf,
    /// The sitting, as the list shows it
    #[arg(long, value_name = "SITTING", requires_all = ["question", "points", "marker"])]
    pub sitting: Option<String>,
    /// The number of the question in it, as the list shows it
    #[arg(long, value_name = "NTH", requires = "sitting", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub question: Option<u32>,
    /// How many points it is worth, such as 7 or 7.5
    #[arg(long, value_name = "POINTS", requires = "sitting", value_parser = read_points)]
    pub points: Option<Points>,
    /// Who marks; without a sitting, only what they have not marked yet is listed
    #[arg(long, value_name = "NAME")]
    pub marker: Option<String>,
}

fn read_measure(word: &str) -> Result<Measure, String> {
    let all = Measure::ALL;
    all.into_iter().find(|measure| measure.word() == word).ok_or_else(|| all.map(Measure::word).join(", "))
}

fn read_points(text: &str) -> Result<Points, String> {
    Points::read(text).ok_or_else(|| "7, 7.5".to_owned())
}
