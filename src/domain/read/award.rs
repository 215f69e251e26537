//! What a server gives and allows, from a campaign's file: grading, lateness, awards and how they are claimed.

use super::fields::{Fields, Source};
use crate::award::{Entitled, Tier, TooFew, Way};
use crate::campaign::{Claims, Grading, Lateness, Prize};
use crate::{Award, Campaign, Issue, Moment, Points, Zone};
use toml::de::DeTable;

/// The fields of a campaign that only a server minds, and the tables that are read once the campaign's own fields are done.
pub struct Gifts<'a, 'i> {
    pub grading: Grading,
    pub lateness: Lateness,
    pub one_win: bool,
    pub timed: bool,
    pub open_questions: bool,
    /// A word that is not known was issue enough.
    in_doubt: bool,
    claim: Option<(&'a DeTable<'i>, usize)>,
    awards: Vec<(&'a DeTable<'i>, usize)>,
    /// A field that only a server minds, for a campaign that has none.
    idle: Option<(&'static str, usize)>,
    landing_at: usize,
}

impl<'a, 'i> Gifts<'a, 'i> {
    pub fn take(fields: &mut Fields<'_, 'a, 'i>) -> Self {
        let grading = fields.word("grading", &[("device", Grading::Device), ("server", Grading::Server)]);
        let in_doubt = grading.is_none() && fields.has("grading");
        let idle = ["grace-seconds", "late-hours", "one-win-each", "time-counts", "questions-are-public", "claim"]
            .into_iter()
            .find(|key| fields.has(key));
        let usual = Lateness::default();
        let grace_ms = fields.number("grace-seconds", 0..601).map_or(usual.grace_ms, |seconds| i64::from(seconds) * 1000);
        let late_ms = fields.number("late-hours", 0..721).map_or(usual.late_ms, |hours| i64::from(hours) * 3_600_000);
        Self {
            grading: grading.unwrap_or_default(),
            in_doubt,
            lateness: Lateness { grace_ms, late_ms },
            one_win: fields.truth("one-win-each", true),
            timed: fields.truth("time-counts", false),
            open_questions: fields.truth("questions-are-public", false),
            claim: fields.table("claim"),
            awards: fields.tables("award"),
            idle: idle.map(|key| (key, fields.place(key))),
            landing_at: fields.place("landing"),
        }
    }

    pub fn claims(&self, source: &Source<'_>, issues: &mut Vec<Issue>) -> Claims {
        let mut claims = Claims::default();
        if let Some((table, at)) = self.claim {
            let mut fields = Fields::new(source, issues, table, at, "[claim]");
            claims.days = fields.number("days", 1..367).unwrap_or(claims.days);
            claims.kept_days = fields.number("kept-days", 0..367).unwrap_or(claims.kept_days);
            claims.place = fields.text_or("place", "");
            fields.finish();
        }
        claims
    }

    /// The awards that could be read, and for each the place where it stands.
    pub fn awards(&self, source: &Source<'_>, issues: &mut Vec<Issue>, zone: Zone) -> (Vec<Award>, Vec<Places>) {
        let mut read: Vec<Award> = Vec::new();
        let mut places = Vec::new();
        for (table, at) in &self.awards {
            let Some((award, place)) = read_award(source, issues, table, *at, zone) else { continue };
            if read.iter().any(|other| other.id == award.id) {
                issues.push(source.issue(place.id, "duplicate-id", format!("there are two awards `{}`; rename one", award.id)));
                continue;
            }
            read.push(award);
            places.push(place);
        }
        (read, places)
    }

    /// What can only be seen when the campaign is read.
    pub fn check(&self, source: &Source<'_>, campaign: &Campaign, places: &[Places], issues: &mut Vec<Issue>) {
        let mut fault = |at: usize, code: &'static str, text: String| issues.push(source.issue(at, code, text));
        match (self.grading, self.awards.first(), self.idle) {
            (Grading::Device, ..) if self.in_doubt => {}
            (Grading::Device, Some((_, at)), _) => fault(
                *at,
                "award-on-device",
                "a device cannot give prizes: whoever holds it holds the answers; add grading = \"server\" or take the awards out".into(),
            ),
            (Grading::Device, None, Some((key, at))) => {
                fault(at, "server-only", format!("`{key}` is for a server; add grading = \"server\" or take it out"));
            }
            (Grading::Server, ..) if !campaign.landing => fault(
                self.landing_at,
                "landing",
                "with grading = \"server\" a page holds no question to open with; take `landing` out".into(),
            ),
            _ => {}
        }
        for (award, place) in campaign.awards.iter().zip(places) {
            check_award(campaign, award, place, &mut fault);
        }
    }
}

/// Where the fields of an award stand that are checked when all is read.
pub struct Places {
    id: usize,
    entitled: usize,
    at: usize,
}

fn check_award(campaign: &Campaign, award: &Award, place: &Places, fault: &mut impl FnMut(usize, &'static str, String)) {
    let worth = campaign.blueprint.out_of();
    match award.entitled {
        Entitled::Score { from, .. } if from > worth => {
            fault(place.entitled, "score-too-high", format!("`score-from` is more than the {worth} points that a paper is worth"));
        }
        Entitled::RightDays { days, .. } => {
            let last = campaign.zone.day(campaign.closes.plus_ms(-1)).0;
            let there_are = last - campaign.zone.day(campaign.opens).0 + 1;
            if i64::from(days) > i64::from(there_are.max(1)) {
                fault(place.entitled, "too-many-days", format!("`right-days` is more than the {there_are} days of the campaign"));
            }
        }
        _ => {}
    }
    match award.way {
        Way::Draw { at, daily: false } if at < campaign.due(campaign.closes) => {
            let last = clock(campaign.due(campaign.closes), campaign.zone);
            let text = format!(
                "the list is frozen while sittings that were started in time may still be handed in; `at` must not be before {last} \
                 (the closing, the limit and the grace), or add daily = true"
            );
            fault(place.at, "draw-too-early", text);
        }
        Way::Draw { at, daily: true } if at < campaign.opens => {
            fault(place.at, "draw-too-early", "the first draw is before `opens`; mend `at`".into());
        }
        _ => {}
    }
}

fn clock(at: Moment, zone: Zone) -> String {
    // up to the next full minute, as people write it
    let shown = zone.wall(at.plus_ms(59_999));
    format!("{:04}-{:02}-{:02}T{:02}:{:02}:00", shown.year, shown.month, shown.day, shown.hour, shown.minute)
}

/// What the landing lists when the file names no prizes of its own; with several awards each tier says whose it is.
pub fn as_prizes(awards: &[Award]) -> Vec<Prize> {
    let named = |award: &Award, tier: &Tier| if awards.len() > 1 { format!("{} {}", award.title, tier.name) } else { tier.name.clone() };
    let prize = |award: &Award, tier: &Tier| Prize { tier: named(award, tier), what: tier.what.clone(), quantity: tier.quantity };
    awards.iter().flat_map(|award| award.tiers.iter().map(move |tier| prize(award, tier))).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Give {
    Instant,
    Draw,
    Rank,
}

fn read_award(source: &Source<'_>, issues: &mut Vec<Issue>, table: &DeTable<'_>, at: usize, zone: Zone) -> Option<(Award, Places)> {
    let mut fields = Fields::new(source, issues, table, at, "the award");
    let id = read_id(&mut fields);
    let title = fields.text("title");
    let give = fields.word("give", &[("instant", Give::Instant), ("draw", Give::Draw), ("rank", Give::Rank)]);
    if !fields.has("give") {
        fields.fault(at, "missing-field", "the award has no `give`; add give = \"instant\", \"draw\" or \"rank\"");
    }
    let (entitled, entitled_at) = read_entitled(&mut fields, give);
    let daily = fields.truth("daily", false);
    let way = match give {
        Some(Give::Draw) => fields.moment("at", zone).map(|at| Way::Draw { at, daily }),
        Some(Give::Instant) => Some(Way::Instant),
        Some(Give::Rank) => Some(Way::Rank),
        None => None,
    };
    let too_few = fields.word("if-too-few", &[("lapse", TooFew::Lapse), ("carry", TooFew::Carry)]).unwrap_or_default();
    if give != Some(Give::Draw) {
        fields.get("at");
        needless(&mut fields, &["at", "daily"], "give = \"draw\"");
    }
    if too_few == TooFew::Carry && !daily {
        needless(&mut fields, &["if-too-few"], "daily = true: a single draw has no next one to carry to");
    }
    let tiers = fields.tables("tier");
    if tiers.is_empty() && !fields.has("tier") {
        fields.fault(at, "no-tier", "the award has no [[award.tier]]; add one with name, what and quantity");
    }
    let places = Places { id: fields.place("id"), entitled: entitled_at, at: fields.place("at") };
    fields.finish();
    let tiers = tiers.into_iter().filter_map(|(table, at)| read_tier(source, issues, table, at, give)).collect();
    Some((Award { id: id?, title: title?, entitled: entitled?, way: way?, tiers, too_few }, places))
}

fn read_id(fields: &mut Fields<'_, '_, '_>) -> Option<String> {
    let id = fields.text("id")?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.len() > 64 || !id.chars().all(plain) {
        let at = fields.place("id");
        fields.fault(at, "award-id", format!("`id` {id} goes into links; use up to 64 small letters, digits and hyphens"));
        return None;
    }
    Some(id)
}

/// Faults for fields that mean nothing here; `wants` is what they go with.
fn needless(fields: &mut Fields<'_, '_, '_>, keys: &[&'static str], wants: &str) {
    for key in keys {
        if fields.has(key) {
            let at = fields.place(key);
            fields.fault(at, "needless", format!("`{key}` goes only with {wants}; take it out"));
        }
    }
}

/// The one way of being entitled, and where it stands.
fn read_entitled(fields: &mut Fields<'_, '_, '_>, give: Option<Give>) -> (Option<Entitled>, usize) {
    let each = fields.truth("each-time", false);
    let in_a_row = fields.truth("in-a-row", false);
    let full_marks = fields.truth("full-marks", false);
    let (score, days) = (fields.points("score-from"), fields.number("right-days", 1..367));
    let points = fields.points("points-each");
    let given: Vec<&'static str> =
        ["score-from", "full-marks", "right-days", "points-each"].into_iter().filter(|key| fields.has(key)).collect();
    let place = given.first().map_or(fields.at, |key| fields.place(key));
    if give == Some(Give::Rank) {
        needless(fields, &["full-marks", "right-days", "points-each", "each-time", "in-a-row"], "give = \"instant\" or \"draw\"");
        let from = if fields.has("score-from") { score } else { Some(Points::default()) };
        return (from.map(|from| Entitled::Score { from, each: false }), place);
    }
    let entitled = match given[..] {
        ["score-from"] => score.map(|from| Entitled::Score { from, each }),
        ["full-marks"] if !full_marks => {
            fields.fault(place, "entitlement", "`full-marks` must be true; or take it out and say who is entitled");
            None
        }
        ["full-marks"] => Some(Entitled::FullMarks { each }),
        ["right-days"] => days.map(|days| Entitled::RightDays { days, in_a_row }),
        ["points-each"] if points == Some(Points::default()) => {
            fields.fault(place, "wrong-points", "`points-each` must be more than 0");
            None
        }
        ["points-each"] => points.map(|each| Entitled::Points { each }),
        _ => {
            let found = if given.is_empty() { "none".to_owned() } else { given.join(", ") };
            let text = format!(
                "an award says in one way who is entitled, and here there is {found}; \
                 keep one of score-from = 60, full-marks = true, right-days = 5, points-each = 5"
            );
            fields.fault(place, "entitlement", text);
            None
        }
    };
    match entitled {
        Some(Entitled::Score { .. } | Entitled::FullMarks { .. }) => needless(fields, &["in-a-row"], "right-days"),
        Some(Entitled::RightDays { .. }) => needless(fields, &["each-time"], "score-from or full-marks"),
        Some(Entitled::Points { .. }) => needless(fields, &["each-time", "in-a-row"], "another way of being entitled"),
        None => {}
    }
    (entitled, place)
}

fn read_tier(source: &Source<'_>, issues: &mut Vec<Issue>, table: &DeTable<'_>, at: usize, give: Option<Give>) -> Option<Tier> {
    let mut fields = Fields::new(source, issues, table, at, "the tier");
    let (name, what) = (fields.text("name"), fields.text("what"));
    let quantity = fields.number("quantity", 1..1_000_000);
    if !fields.has("quantity") {
        fields.fault(at, "missing-field", "the tier has no `quantity`; add quantity = 10");
    }
    let (per_day, one_in) = (fields.number("per-day", 1..1_000_000), fields.number("one-in", 1..1_000_000_000));
    if give.is_some_and(|give| give != Give::Instant) {
        needless(&mut fields, &["per-day", "one-in"], "give = \"instant\"");
    } else if let (Some(most), Some(quantity)) = (per_day, quantity)
        && most > quantity
    {
        let at = fields.place("per-day");
        fields.fault(at, "per-day", format!("`per-day` is more than the {quantity} there are in all; mend one of them"));
    }
    fields.finish();
    Some(Tier { name: name?, what: what?, quantity: quantity?, per_day, one_in: one_in.unwrap_or(1) })
}

#[cfg(test)]
mod tests;
