//! The command line of `pufa`, read into plain values; in English, or all in Chinese.
//! long: the whole tree of commands stands in one place, each with its options.

mod assignment;
mod environment;
mod language;
mod usage;
mod words;

pub use assignment::{
    Assignment, AssignmentBehind, AssignmentExport, AssignmentFreeze, AssignmentLeague, AssignmentMark, AssignmentOf, AssignmentPart,
    AssignmentRates, AssignmentRows, AssignmentTrouble,
};
pub use environment::Environment;
pub use language::Lang;
pub use words::tree;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{ArgAction, Args, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use domain::moment::Day;

use crate::outcome::Failure;

/// What the caller asked for, and how to answer.
#[derive(Debug, Parser)]
#[command(
    name = "pufa",
    version,
    about = "Quizzes and study of the law: serve campaigns, count hand-ins, draw lots, hand out prizes",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    subcommand_required = true,
    after_help = "Exit codes: 0 fine, 1 faults were found or it could not be done, 2 it was called wrongly.\nSettings come from flags, then the environment (PUFA_…), then the config file, then defaults; see `pufa serve --help`."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Language of help and answers: en or zh; else what PUFA_LANG, LC_ALL or LANG says
    #[arg(long, global = true, value_name = "LANGUAGE", display_order = 900, hide_possible_values = true)]
    pub lang: Option<Lang>,
    /// Answer with one JSON object, errors too
    #[arg(long, global = true, display_order = 901)]
    pub json: bool,
    /// Show this help
    #[arg(short, long, global = true, display_order = 902, action = ArgAction::Help)]
    help: Option<bool>,
    /// Show the version
    #[arg(long, display_order = 903, action = ArgAction::Version)]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve banks and campaigns, or a built site, until a signal ends it
    #[command(
        after_help = "Every setting can also come from the environment (PUFA_PORT=8080) or from the config file (port = 8080).\nFlags win over the environment, the environment over the config file, the config file over defaults.\nThe config file is the one of --config, or pufa.toml in the data directory when it is there; paths in it start at its own folder."
    )]
    Serve(Box<ServeFlags>),
    /// Question banks
    #[command(subcommand)]
    Bank(Bank),
    /// Texts of laws
    #[command(subcommand)]
    Law(Law),
    /// Campaigns
    #[command(subcommand)]
    Campaign(Campaign),
    /// Assignments: study and exams of members
    #[command(subcommand)]
    Assignment(Assignment),
    /// Rosters: lists of people and units
    #[command(subcommand)]
    Roster(Roster),
    /// Counts: 人次, 人数 and all that follows from them
    #[command(subcommand)]
    Tally(Tally),
    /// Draws that anyone can check, and rankings
    #[command(subcommand)]
    Draw(Draw),
    /// Prizes that were won, and handing them out
    #[command(subcommand)]
    Prize(Prize),
    /// Write a consistent copy of the data and the keys while the server runs
    Backup(Backup),
    /// Put a backup into an empty data directory
    Restore(Restore),
    /// Users who may look at the board
    #[command(subcommand)]
    User(User),
    /// The keys that seal tokens and personal details
    #[command(subcommand)]
    Key(Key),
}

/// Where the data is.
#[derive(Args, Clone, Debug, Default)]
pub struct DataFlags {
    /// Directory of the data and the keys (PUFA_DATA); `data` unless told
    #[arg(long, value_name = "DIR")]
    pub data: Option<String>,
    /// Config file (PUFA_CONFIG); pufa.toml in the data directory unless told
    #[arg(long, value_name = "FILE")]
    pub config: Option<String>,
}

/// Where the data is and what its campaigns say.
#[derive(Args, Clone, Debug, Default)]
pub struct StoreFlags {
    /// Where the data is.
    #[command(flatten)]
    pub place: DataFlags,
    /// Directory of banks and campaigns (PUFA_QUESTIONS)
    #[arg(long, value_name = "DIR")]
    pub questions: Option<String>,
}

/// How `pufa serve` was called.
#[derive(Args, Clone, Debug, Default)]
pub struct ServeFlags {
    /// Where the data and the questions are.
    #[command(flatten)]
    pub store: StoreFlags,
    /// A site that `cargo xtask dist` wrote, in place of --questions (PUFA_SITE)
    #[arg(long, value_name = "DIR")]
    pub site: Option<String>,
    /// Address to listen on (PUFA_HOST); 127.0.0.1 unless told
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<String>,
    /// Port to listen on, 0 takes a free one (PUFA_PORT); 8080 unless told
    #[arg(long, value_name = "PORT")]
    pub port: Option<String>,
    /// Where operators read metrics (PUFA_METRICS); nowhere unless told
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub metrics: Option<String>,
    /// What the site is called from outside.
    #[arg(
        long,
        value_name = "URL",
        help = "What the site is called from outside, such as https://pufa.example.cn; with https:// cookies are sent over TLS only (PUFA_PUBLIC_ADDRESS)"
    )]
    pub public_address: Option<String>,
    /// Believe the last X-Forwarded-For and X-Forwarded-Proto: a proxy of ours stands before it (PUFA_TRUST_PROXY)
    #[arg(long)]
    pub trust_proxy: bool,
    /// How often the token of one sitting may be used (PUFA_RATE_SITTING)
    #[arg(long, value_name = "BURST/SECOND")]
    pub rate_sitting: Option<String>,
    /// How often one device may start (PUFA_RATE_DEVICE)
    #[arg(long, value_name = "BURST/SECOND")]
    pub rate_device: Option<String>,
    /// How often one campaign may be started (PUFA_RATE_CAMPAIGN)
    #[arg(long, value_name = "BURST/SECOND")]
    pub rate_campaign: Option<String>,
    /// How often one address may ask (PUFA_RATE_ADDRESS)
    #[arg(long, value_name = "BURST/SECOND")]
    pub rate_address: Option<String>,
    /// How sign-in codes reach members' phones: log, a file path, or an https address that takes JSON (PUFA_PHONE_CODES); none unless told
    #[arg(long, value_name = "log|FILE|URL")]
    pub phone_codes: Option<String>,
    /// The bearer token of that address; better in the environment or the config file (PUFA_PHONE_CODES_TOKEN)
    #[arg(long, value_name = "TOKEN")]
    pub phone_codes_token: Option<String>,
    /// No limit on how often anyone may ask, for measuring
    #[arg(long, conflicts_with_all = ["rate_sitting", "rate_device", "rate_campaign", "rate_address"])]
    pub no_throttle: bool,
    /// What is logged: error, warn, info, debug, or a filter such as server=debug (PUFA_LOG); info unless told
    #[arg(long, value_name = "LEVEL")]
    pub log: Option<String>,
    /// How it is logged: plain, json, or auto, which is plain on a terminal (PUFA_LOG_FORMAT)
    #[arg(long, value_name = "FORMAT")]
    pub log_format: Option<String>,
    /// Show the settings and where each comes from, and serve nothing
    #[arg(long)]
    pub print_config: bool,
}

/// `pufa bank`.
#[derive(Debug, Subcommand)]
pub enum Bank {
    /// Check banks: every fault with file and line, and what wants a look
    Check(BankCheck),
    /// Read questions as they are: Word, Excel, text laid out by hand and more; show what was read and what wants a look
    Import(BankImport),
    /// Write a bank in another format
    Export(BankExport),
    /// Write an Excel sheet to fill in
    Template {
        /// The workbook to write
        #[arg(long, value_name = "FILE.xlsx")]
        out: PathBuf,
    },
}

/// How `pufa bank import` was called.
#[derive(Args, Clone, Debug)]
pub struct BankImport {
    /// What to read
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The format: auto, text, docx, xlsx, csv, json, md, aiken, gift, moodle or qti; found by content unless told
    #[arg(long, value_name = "FORMAT", default_value = "auto", hide_default_value = true, value_parser = read_from)]
    pub from: From,
    /// The name of the bank: small letters, digits and hyphens; also that of its folder
    #[arg(long, value_name = "ID", value_parser = read_id, requires = "out")]
    pub bank: Option<String>,
    /// The questions directory to write the bank into; nothing is written without it
    #[arg(long, value_name = "DIR", requires = "bank")]
    pub out: Option<PathBuf>,
}

/// A format to read; `None` is found by content.
pub type From = Option<formats::Format>;

/// How `pufa bank export` was called.
#[derive(Args, Clone, Debug)]
pub struct BankExport {
    /// A bank's directory
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// The format: toml, xlsx, docx, text, moodle, gift, aiken or qti
    #[arg(long, value_name = "FORMAT", value_enum, hide_possible_values = true)]
    pub to: To,
    /// The file to write; a directory for toml
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Print answers and explanations behind the questions (docx only)
    #[arg(long)]
    pub key: bool,
}

/// A format to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum To {
    /// Our own.
    Toml,
    /// The sheet that `pufa bank template` writes.
    Xlsx,
    /// A paper for print.
    Docx,
    /// Text.
    Text,
    /// Moodle XML.
    Moodle,
    /// GIFT.
    Gift,
    /// Aiken.
    Aiken,
    /// A QTI 3.0 package.
    Qti,
}

/// `pufa law`.
#[derive(Debug, Subcommand)]
pub enum Law {
    /// Read official texts of laws and keep them, article by article
    Import {
        /// Official texts: .docx or .txt
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        /// The directory to keep them in
        #[arg(long, value_name = "DIR", default_value = "laws", hide_default_value = true)]
        out: PathBuf,
    },
}

/// How `pufa bank check` was called.
#[derive(Args, Clone, Debug)]
pub struct BankCheck {
    /// A questions directory, or one bank in it
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Texts of laws, to hold every citation and answer against
    #[arg(long, value_name = "DIR")]
    pub laws: Option<PathBuf>,
    /// The day on which the cited laws must be in force; today unless told
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = read_day)]
    pub on: Option<Day>,
}

/// `pufa campaign`.
#[derive(Debug, Subcommand)]
pub enum Campaign {
    /// Check campaigns: every fault with file and line
    Check {
        /// A campaign's file, or a questions directory
        #[arg(value_name = "FILE|DIR")]
        path: PathBuf,
    },
}

/// `pufa roster`.
#[derive(Debug, Subcommand)]
pub enum Roster {
    /// Read lists of people and units, tell what is wrong row by row, and write nothing
    Check {
        /// Lists: xlsx, xls, ods, csv or docx; a number that stands in two of them is told
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
    /// Show what lists would do to the roster, and do it with --accept
    Import(RosterImport),
    /// Count who is in the roster, by unit
    Show {
        /// The code of a unit: only it and what lies below it
        #[arg(long, value_name = "CODE")]
        unit: Option<String>,
        /// Where the data is.
        #[command(flatten)]
        place: DataFlags,
    },
    /// Make one-time first passwords and write them into a file, to be handed out one by one
    Passwords(RosterPasswords),
}

/// How `pufa roster import` was called.
#[derive(Args, Clone, Debug)]
pub struct RosterImport {
    /// Lists: xlsx, xls, ods, csv or docx
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Whom the lists cover: `named` (unless told), `all`, or the code of a unit; members they cover and do not name have left
    #[arg(long, value_name = "WHOM", default_value = "named", hide_default_value = true)]
    pub covers: String,
    /// The number of a member who is the same person under another name; may be given several times; `all` for everyone
    #[arg(long, value_name = "NUMBER")]
    pub renamed: Vec<String>,
    /// From which day on what they say holds, such as 2027-06-01; today unless told
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// Take them in, once the preview was looked at
    #[arg(long)]
    pub accept: bool,
    /// Take the others when some rows have faults
    #[arg(long)]
    pub without_faulty_rows: bool,
    /// Show both whole names where a number comes with another one; it is written into audit.log
    #[arg(long)]
    pub names: bool,
    /// Where the data is.
    #[command(flatten)]
    pub place: DataFlags,
}

/// How `pufa roster passwords` was called.
#[derive(Args, Clone, Debug)]
pub struct RosterPasswords {
    /// The file to write: unit, number, name and password
    #[arg(long, value_name = "FILE.csv", required = true)]
    pub out: PathBuf,
    /// The code of a unit: only members of it and what lies below it
    #[arg(long, value_name = "CODE")]
    pub unit: Option<String>,
    /// Only this member, who gets a new one even if there is one; may be given several times
    #[arg(long, value_name = "NUMBER")]
    pub number: Vec<String>,
    /// For how many days they are good, 1 to 365; 30 unless told
    #[arg(long, value_name = "DAYS", default_value_t = 30, hide_default_value = true, value_parser = clap::value_parser!(u16).range(1..=365))]
    pub days: u16,
    /// Where the data is.
    #[command(flatten)]
    pub place: DataFlags,
}

/// `pufa tally`.
#[derive(Debug, Subcommand)]
pub enum Tally {
    /// Show 人次, 人数 and every rate with numerator and denominator
    Show(TallyShow),
    /// Show how many members of the roster took part, by unit with all below it
    Roster(TallyRoster),
    /// Write the counts as a workbook or as tables
    Export(TallyExport),
    /// Count again from the rows, and mend counters that differ
    Rebuild(TallyRebuild),
    /// Add up what several devices exported; a bundle given twice counts once
    Merge(TallyMerge),
}

/// How `pufa tally show` was called.
#[derive(Args, Clone, Debug)]
pub struct TallyShow {
    /// Id of the campaign
    #[arg(value_name = "CAMPAIGN")]
    pub campaign: String,
    /// Only these groups: day, hour, region, unit, channel, round or score; may be given several times
    #[arg(long, value_name = "GROUPS", value_parser = read_by)]
    pub by: Vec<domain::tally::By>,
    /// Where the data is.
    #[command(flatten)]
    pub store: StoreFlags,
}

/// How `pufa tally roster` was called.
#[derive(Args, Clone, Debug)]
pub struct TallyRoster {
    /// Id of the campaign; it goes by the roster
    #[arg(value_name = "CAMPAIGN")]
    pub campaign: String,
    /// The code of a unit: only it and what lies below it
    #[arg(long, value_name = "CODE")]
    pub unit: Option<String>,
    /// Where the data is.
    #[command(flatten)]
    pub store: StoreFlags,
}

/// How `pufa tally export` was called.
#[derive(Args, Clone, Debug)]
pub struct TallyExport {
    /// Id of the campaign
    #[arg(value_name = "CAMPAIGN")]
    pub campaign: String,
    /// Write a workbook for Excel and WPS, with charts and every row
    #[arg(long, value_name = "FILE.xlsx", required_unless_present_any = ["csv", "rows"])]
    pub xlsx: Option<PathBuf>,
    /// Write the totals as a table
    #[arg(long, value_name = "FILE.csv")]
    pub csv: Option<PathBuf>,
    /// Write the rows as a table
    #[arg(long, value_name = "FILE.csv")]
    pub rows: Option<PathBuf>,
    /// Where the data is.
    #[command(flatten)]
    pub store: StoreFlags,
}

/// How `pufa tally rebuild` was called.
#[derive(Args, Clone, Debug)]
pub struct TallyRebuild {
    /// Only these campaigns
    #[arg(value_name = "CAMPAIGN")]
    pub campaigns: Vec<String>,
    /// Only say what differs; change nothing
    #[arg(long)]
    pub check: bool,
    /// Where the data is.
    #[command(flatten)]
    pub store: StoreFlags,
}

/// How `pufa tally merge` was called.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub struct TallyMerge {
    /// What the devices exported
    #[arg(value_name = "BUNDLE.json", required = true)]
    pub bundles: Vec<PathBuf>,
    /// Where the tally goes
    #[arg(long, value_name = "TALLY.csv")]
    pub csv: PathBuf,
    /// Where the participations go, one a row
    #[arg(long, value_name = "ROWS.csv")]
    pub rows: Option<PathBuf>,
}

/// `pufa draw`.
#[derive(Debug, Subcommand)]
pub enum Draw {
    /// List the draws of a campaign: when each is due, frozen, drawn
    List {
        /// Id of the campaign
        #[arg(value_name = "CAMPAIGN")]
        campaign: String,
        /// Where the data is.
        #[command(flatten)]
        store: StoreFlags,
    },
    /// Freeze the entry list of the next draw that is due, and print the hash to publish
    Freeze {
        /// Which award.
        #[command(flatten)]
        award: AwardArgs,
        /// Write the list there, to be published after the draw
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Draw from the list frozen last, or give out a ranking
    Run {
        /// Which award.
        #[command(flatten)]
        award: AwardArgs,
        /// The public randomness: what it is and what it was, on one line; a ranking has none
        #[arg(long, value_name = "TEXT")]
        randomness: Option<String>,
        /// Write the record there, to be published
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Check a published record against its list; needs nothing but the two files
    Verify {
        /// The record
        #[arg(value_name = "RECORD")]
        record: PathBuf,
        /// The entry list
        #[arg(long, value_name = "FILE")]
        list: PathBuf,
    },
    /// Write list and record of a draw once more
    Export {
        /// Which award.
        #[command(flatten)]
        award: AwardArgs,
        /// Which draw of the award, counted from 1; the last one unless told
        #[arg(long, value_name = "NUMBER")]
        nth: Option<u32>,
        /// Write the entry list there
        #[arg(long, value_name = "FILE", required_unless_present = "record")]
        list: Option<PathBuf>,
        /// Write the record there
        #[arg(long, value_name = "FILE")]
        record: Option<PathBuf>,
    },
}

/// An award of a campaign.
#[derive(Args, Clone, Debug)]
pub struct AwardArgs {
    /// Id of the campaign
    #[arg(value_name = "CAMPAIGN")]
    pub campaign: String,
    /// Id of the award
    #[arg(value_name = "AWARD")]
    pub award: String,
    /// Where the data is.
    #[command(flatten)]
    pub store: StoreFlags,
}

/// `pufa prize`.
#[derive(Debug, Subcommand)]
pub enum Prize {
    /// List what was won, with numbers masked
    List(PrizeList),
    /// Take down that a prize was handed out
    Redeem(PrizeRedeem),
}

/// How `pufa prize list` was called.
#[derive(Args, Clone, Debug)]
pub struct PrizeList {
    /// Id of the campaign
    #[arg(value_name = "CAMPAIGN")]
    pub campaign: String,
    /// Only this award
    #[arg(long, value_name = "AWARD")]
    pub award: Option<String>,
    /// Only these: open, claimed, redeemed or lapsed
    #[arg(long, value_name = "STATE", hide_possible_values = true)]
    pub state: Option<PrizeStateWord>,
    /// Show name and number of this one winner, to call them; it is written into audit.log
    #[arg(long, value_name = "CODE", conflicts_with_all = ["award", "state"])]
    pub reveal: Option<String>,
    /// Where the data is.
    #[command(flatten)]
    pub store: StoreFlags,
}

/// What has become of a win, as the command line calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PrizeStateWord {
    /// Nobody asked for it yet.
    Open,
    /// The winner left a number.
    Claimed,
    /// It was handed out.
    Redeemed,
    /// Nobody asked for it in time.
    Lapsed,
}

/// How `pufa prize redeem` was called.
#[derive(Args, Clone, Debug)]
pub struct PrizeRedeem {
    /// Id of the campaign
    #[arg(value_name = "CAMPAIGN")]
    pub campaign: String,
    /// The claim code that the winner shows
    #[arg(value_name = "CODE")]
    pub code: String,
    /// Where the data is.
    #[command(flatten)]
    pub store: StoreFlags,
}

/// How `pufa backup` was called.
#[derive(Args, Clone, Debug)]
pub struct Backup {
    /// A new or empty directory for the copy; it holds the keys, so keep it as safe as the server
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// Where the data is.
    #[command(flatten)]
    pub place: DataFlags,
}

/// How `pufa restore` was called.
#[derive(Args, Clone, Debug)]
pub struct Restore {
    /// The directory that `pufa backup` wrote
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
    /// Where the data is.
    #[command(flatten)]
    pub place: DataFlags,
}

/// `pufa user`.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Add a user; the password is asked for, or read from standard input
    Add {
        /// What they sign in as
        #[arg(value_name = "NAME")]
        name: String,
        /// Make a password and print it, this once
        #[arg(long)]
        generate: bool,
        /// Give a user who is there a new password, and let them in again
        #[arg(long)]
        change: bool,
        /// The code of a unit: they see it and all below it, and nothing else
        #[arg(long, value_name = "CODE")]
        unit: Option<String>,
        /// Where the data is.
        #[command(flatten)]
        place: DataFlags,
    },
    /// List users
    List {
        /// Where the data is.
        #[command(flatten)]
        place: DataFlags,
    },
    /// Let a user in no more
    Disable {
        /// What they sign in as
        #[arg(value_name = "NAME")]
        name: String,
        /// Where the data is.
        #[command(flatten)]
        place: DataFlags,
    },
}

/// `pufa key`.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Make a new key to seal with; the old ones still open
    Rotate {
        /// Where the data is.
        #[command(flatten)]
        place: DataFlags,
    },
}

/// What reading the command line came to.
#[derive(Debug)]
pub enum Parsed {
    /// Something is to be done.
    Run(Box<Cli>),
    /// Help or version: only this text is to be shown.
    Show(String),
}

/// How answers are to look, as far as that can be told before the words are understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tone {
    /// In which language.
    pub lang: Lang,
    /// Whether as JSON.
    pub json: bool,
}

impl Tone {
    /// What the words and the environment say.
    #[must_use]
    pub fn of(words: &[OsString], environment: &Environment) -> Self {
        let before_rest = words.iter().take_while(|word| *word != "--");
        Self { lang: Lang::of(words, environment), json: before_rest.into_iter().any(|word| word == "--json") }
    }
}

/// Reads the command line; the first word is the program.
///
/// # Errors
/// When a word isn't known or one is missing.
pub fn parse(words: &[OsString], tone: Tone) -> Result<Parsed, Failure> {
    let mut tree = tree(tone.lang);
    if words.len() <= 1 {
        return Ok(Parsed::Show(tree.render_help().to_string()));
    }
    let read = tree.try_get_matches_from_mut(words).and_then(|matches| Cli::from_arg_matches(&matches));
    match read {
        Ok(cli) => Ok(Parsed::Run(Box::new(cli))),
        Err(error) if !error.use_stderr() => Ok(Parsed::Show(format!("{}\n", error.to_string().trim_end()))),
        Err(error) => Err(usage::failure(&error, words)),
    }
}

fn read_from(text: &str) -> Result<From, String> {
    if text == "auto" {
        return Ok(None);
    }
    let found = formats::Format::ALL.iter().find(|(word, _)| *word == text).map(|(_, format)| Some(*format));
    found.ok_or_else(|| format!("auto, {}", formats::Format::ALL.map(|(word, _)| word).join(", ")))
}

/// The id of a bank.
///
/// # Errors
/// When it is none, with what it may be.
pub fn read_id(text: &str) -> Result<String, String> {
    let is_id = !text.is_empty()
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if ["campaigns", "accepted", "assignments"].contains(&text) {
        return Err("another word (campaigns, accepted, assignments / 这几个词另有用处)".to_owned());
    }
    if is_id { Ok(text.to_owned()) } else { Err("a-z, 0-9, -: village-law".to_owned()) }
}

fn read_day(text: &str) -> Result<Day, String> {
    Day::read(text).ok_or_else(|| "YYYY-MM-DD".to_owned())
}

fn read_by(word: &str) -> Result<domain::tally::By, String> {
    let all = domain::tally::By::ALL;
    all.into_iter().find(|by| by.word() == word).ok_or_else(|| all.map(domain::tally::By::word).join(", "))
}

#[cfg(test)]
mod tests;
