//! What study earns, and whether what is asked for can be earned at all.

use super::super::fields::{Fields, Source};
use super::{Known, study};
use crate::assignment::{Part, Task, Window};
use crate::credit::{Credits, Earning, Measure};
use crate::{Issue, Moment, Points, Zone};
use toml::de::DeTable;

/// What credits are held against.
pub struct Around<'a> {
    pub window: Option<Window>,
    pub zone: Zone,
    pub parts: &'a [Part],
    /// Whether these are all that were written: one that could not be read might be the one that earns.
    pub all_read: bool,
    pub known: Known<'a>,
}

pub fn read(source: &Source<'_>, issues: &mut Vec<Issue>, table: &DeTable<'_>, at: usize, around: &Around<'_>) -> Option<Credits> {
    let mut fields = Fields::new(source, issues, table, at, "[study.credits]");
    let threshold_at = fields.place("threshold");
    let threshold = fields.points("threshold");
    if !fields.has("threshold") {
        fields.fault(at, "missing-field", "[study.credits] has no `threshold`; add threshold = 6");
    }
    let least_at = fields.place("least-percent");
    let least_percent = fields.number("least-percent", 0..101).unwrap_or(0);
    let tables = fields.tables("earn");
    if tables.is_empty() {
        fields.fault(at, "missing-field", "[study.credits] has no [[study.credits.earn]]; add one with by and points");
    }
    fields.finish();
    let faults_before = issues.len();
    let mut earnings: Vec<Earning> = Vec::new();
    for (table, at) in tables {
        let Some(earning) = earning(Fields::new(source, issues, table, at, "what earns"), around) else { continue };
        if earnings.iter().any(|other| other.by == earning.by) {
            let text = format!("`by` is \"{}\" twice; say all of it in one [[study.credits.earn]]", earning.by.word());
            issues.push(source.issue(at, "duplicate-earning", text));
        } else if least_percent > 0 && earning.full.is_none() {
            let text = "`least-percent` asks for a share of each, and this has no `full`; add the amount that is all of it";
            issues.push(source.issue(at, "missing-field", text));
        } else {
            earnings.push(earning);
        }
    }
    let credits = Credits { earnings, threshold: threshold?, least_percent };
    if issues.len() == faults_before
        && let Some(window) = around.window
    {
        let days = days(window, around.zone);
        let sum = |sum: Points, earning: &Earning| Some(sum + earning.points(most(earning, days)?));
        let in_all = credits.earnings.iter().try_fold(Points::default(), sum);
        if let Some(in_all) = in_all.filter(|in_all| *in_all < credits.threshold) {
            let text = format!("`threshold` asks for {} credits and nobody can earn more than {in_all}", credits.threshold);
            issues.push(source.issue(threshold_at, "threshold-too-high", text));
        }
        let short = credits.earnings.iter().find(|earning| most(earning, days).is_some_and(|most| most < earning.least(least_percent)));
        if let Some(short) = short {
            let text = format!("`least-percent` asks for more \"{}\" than {days} days hold with its `per-day`", short.by.word());
            issues.push(source.issue(least_at, "threshold-too-high", text));
        }
    }
    Some(credits)
}

/// The days of a window, the first and the last whole.
fn days(window: Window, zone: Zone) -> u64 {
    let (first, last) = (zone.day(window.opens), zone.day(Moment(window.closes.0 - 1)));
    u64::from(last.0.abs_diff(first.0)) + 1
}

/// The most that counts in so many days, in fine units; `None` is no end.
fn most(earning: &Earning, days: u64) -> Option<u64> {
    let in_days = earning.per_day.map(|_| earning.day_cap().saturating_mul(days));
    let in_all = earning.full.map(|_| earning.cap());
    in_days.into_iter().chain(in_all).min()
}

fn earning(mut fields: Fields<'_, '_, '_>, around: &Around<'_>) -> Option<Earning> {
    let at = fields.at;
    let by = fields.word("by", &Measure::ALL.map(|by| (by.word(), by)));
    let points = fields.points("points");
    for (key, form) in [("by", "\"reading\", \"visits\" or \"practice\""), ("points", "4")] {
        if !fields.has(key) {
            fields.fault(at, "missing-field", format!("what earns has no `{key}`; add {key} = {form}"));
        }
    }
    let (per, per_day, full) =
        (fields.number("per", 1..1_000_000), fields.number("per-day", 1..100_000), fields.number("full", 1..1_000_000));
    let is_told = |key, value: Option<u32>| value.is_some() || !fields.has(key);
    let all_told = is_told("per", per) && is_told("per-day", per_day) && is_told("full", full);
    let (by, points) = (by?, points?);
    let practised: Vec<_> = around.parts.iter().filter_map(chapters_of).flatten().cloned().collect();
    let earns = match by {
        Measure::Reading => around.parts.iter().any(|part| matches!(part.task, Task::Read { .. })),
        Measure::Visits => true,
        Measure::Practice => !practised.is_empty(),
    };
    if !earns && around.all_read {
        fields.fault(
            at,
            "earns-nothing",
            format!("no part gives any \"{}\", so this earns nothing; add such a part or take this out", by.word()),
        );
    }
    // all the questions there are, and all of it for the points, unless told
    let full = full.or_else(|| (by == Measure::Practice).then(|| study::questions(&practised, around.known)).filter(|all| *all > 0));
    let per = per.or(full);
    if earns && all_told && per.is_none() {
        fields.fault(at, "missing-field", "what earns has no `per`; add per = 1, how many minutes or visits earn these points");
    }
    fields.finish();
    (earns && all_told).then_some(Earning { by, points, per: per?, per_day, full })
}

fn chapters_of(part: &Part) -> Option<&Vec<crate::assignment::Chapter>> {
    match &part.task {
        Task::Practise { chapters, .. } => Some(chapters),
        Task::Read { .. } => None,
    }
}
