//! Rates of an assignment, for users of the server: of their own unit and all below it when they are a unit's administrator.

use crate::api::{Endpoint, Method};

/// `GET /api/v1/assignments/{id}/rates`.
pub struct Rates;

impl Endpoint for Rates {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/assignments/{id}/rates";
    type Request = ();
    type Response = RatesView;
}

/// When rates were taken, and over which roster: no number is told without it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakenView {
    /// When.
    pub taken_ms: i64,
    /// The day of the roster: 2027-05-31.
    pub roster_on: String,
    /// Whether that roster is frozen; until then it is that of today, and the denominators may still change.
    pub frozen: bool,
}

/// Rates at a moment, over a frozen roster.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RatesView {
    /// Id of the assignment.
    pub assignment: String,
    /// Its title.
    pub title: String,
    /// The rates it has, of `study`, `completion`, `attendance` and `pass`: the counts of others are 0 and say nothing.
    pub measures: Vec<String>,
    /// When, and over which roster.
    pub taken: TakenView,
    /// Who is exempt, by number and reason.
    pub exempt: Vec<RowsLine>,
    /// Numbers that were named and from whom nothing is due: no members on that day, or in another unit than they were named in.
    pub absent: Vec<String>,
    /// Numbers that did something and from whom nothing is due.
    pub outside: Vec<String>,
    /// Members from whom it is due, who have not passed, and whose short answers wait to be marked: some of them may pass yet.
    pub waiting: u64,
    /// Every unit in the order of the outline.
    pub units: Vec<UnitRates>,
}

/// The counts of one unit and all below it: each rate is one of them by another.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitRates {
    /// Its code; empty for everyone.
    pub code: String,
    /// Its name.
    pub name: String,
    /// 1 for roots; 0 for everyone.
    pub level: u32,
    /// Members from whom it is due: the denominator of 参学率, 完成率 and 参考率.
    pub due: u64,
    /// 参学率: with any credited study.
    pub studied: u64,
    /// 完成率: who met the study requirement.
    pub completed: u64,
    /// 参考率: who handed in at least one sitting; the denominator of 通过率.
    pub sat: u64,
    /// 通过率: whose counting score passes.
    pub passed: u64,
}

/// `GET /api/v1/assignments/{id}/league?measure=study|completion|attendance|pass&level=N`.
pub struct League;

impl Endpoint for League {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/assignments/{id}/league";
    type Request = ();
    type Response = LeagueView;
}

/// The units of a level by a rate, the highest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeagueView {
    /// When, and over which roster.
    pub taken: TakenView,
    /// The units; those that nobody is asked about last.
    pub lines: Vec<LeagueLine>,
}

/// One unit in the league table; equal rates share a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeagueLine {
    /// Its place, from 1 on; 0 for a unit that nobody is asked about.
    pub place: u32,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// So many.
    pub numerator: u64,
    /// Of so many.
    pub denominator: u64,
}

/// `GET /api/v1/assignments/{id}/rows?measure=…&unit=…`: the members behind a rate.
pub struct Rows;

impl Endpoint for Rows {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/assignments/{id}/rows";
    type Request = ();
    type Response = RowsView;
}

/// The members behind a rate.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowsView {
    /// When, and over which roster.
    pub taken: TakenView,
    /// Those in the numerator.
    pub numerator: Vec<RowsLine>,
    /// Those in the denominator and not in the numerator.
    pub rest: Vec<RowsLine>,
}

/// One member in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowsLine {
    /// Their number.
    pub number: String,
    /// Their name.
    pub name: String,
    /// The path of their unit.
    pub unit: String,
    /// Why they are exempt; empty when they are not.
    pub reason: String,
}

/// `GET /api/v1/assignments/{id}/behind`: who is not done, for reminders.
pub struct Behind;

impl Endpoint for Behind {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/assignments/{id}/behind";
    type Request = ();
    type Response = BehindView;
}

/// Who is not done.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BehindView {
    /// When, and over which roster.
    pub taken: TakenView,
    /// Who, in the order of the roster.
    pub lines: Vec<BehindLine>,
}

/// Who is behind, and with what.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BehindLine {
    /// Who.
    pub member: RowsLine,
    /// With what, for the screen: 没学完, 没考试.
    pub what: Vec<String>,
}

/// `GET /api/v1/assignments/{id}/trouble`: signs that somebody should look; nothing is rejected for them.
pub struct Trouble;

impl Endpoint for Trouble {
    const METHOD: Method = Method::Get;
    const PATH: &'static str = "/api/v1/assignments/{id}/trouble";
    type Request = ();
    type Response = Vec<TroubleLine>;
}

/// One sign.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TroubleLine {
    /// Who.
    pub member: RowsLine,
    /// `two-devices`, `too-fast`, `burst`.
    pub sign: String,
    /// What was seen, for the screen.
    pub says: String,
    /// When.
    pub at_ms: i64,
}
