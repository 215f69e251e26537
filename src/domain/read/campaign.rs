//! One campaign from its file.

use super::SourceFile;
use super::award::{self, Gifts};
use super::fields::{Fields, Source, Tables};
use super::rules;
use crate::attempts::Attempts;
use crate::blueprint::Way;
use crate::campaign::{Field, FieldKind, Grading, Identity, PinCheck, Prize};
use crate::{Bank, Blueprint, Campaign, Issue, paper};

/// Reads a campaign file and tries its blueprint on the banks.
pub fn read(file: &SourceFile, banks: &[Bank], issues: &mut Vec<Issue>) -> Option<Campaign> {
    let source = Source { path: &file.path, text: &file.text };
    let (table, _) = source.parse(issues);
    let faults_before = issues.len();
    let mut fields = Fields::new(&source, issues, table.get_ref(), 0, "the campaign");
    let id = read_id(&mut fields, &file.path);
    let (title, organiser) = (fields.text("title"), fields.text("organiser"));
    let (occasion, round) = (fields.text_or("occasion", ""), fields.text_or("round", "1"));
    let zone = rules::zone(&mut fields);
    let (opens, closes) = (fields.moment("opens", zone), fields.moment("closes", zone));
    if let (Some(opens), Some(closes)) = (opens, closes)
        && closes <= opens
    {
        let at = fields.place("closes");
        fields.fault(at, "window", "`closes` is not after `opens`; mend the dates");
    }
    let limit_ms = fields.number("time-limit-minutes", 1..1441).map(|minutes| i64::from(minutes) * 60_000);
    let pass = fields.points("pass");
    let (landing, kiosk) = (fields.truth("landing", true), fields.truth("kiosk", false));
    let pin = read_pin(&mut fields, &id);
    let attempts = Attempts { per_day: fields.number("attempts-per-day", 1..1000), total: fields.number("attempts-total", 1..10_000) };
    let rules = fields.texts("rules").into_iter().map(|(rule, _)| rule).collect();
    let prize_note = fields.text_or("prize-note", "");
    let way = fields.word("paper", &[("random", Way::Random), ("fixed", Way::Fixed)]).unwrap_or_default();
    let scoring = rules::scoring(&mut fields);
    let gifts = Gifts::take(&mut fields);
    let parts = Parts {
        sections: fields.tables("section"),
        bands: fields.tables("band"),
        prizes: fields.tables("prize"),
        identity: fields.table("identity"),
    };
    if parts.sections.is_empty() {
        fields.fault(0, "no-section", "the campaign has no [[section]]; add one with bank, count and points");
    }
    fields.finish();
    let blueprint = Blueprint { way, sections: rules::sections(&source, issues, &parts.sections, banks) };
    let bands = rules::bands(&source, issues, &parts.bands);
    let prizes = read_prizes(&source, issues, &parts);
    let identity = parts.identity.map(|(table, at)| read_identity(&source, issues, table, at)).unwrap_or_default();
    let (awards, award_places) = gifts.awards(&source, issues, zone);
    let campaign = Campaign {
        id,
        title: title?,
        occasion,
        organiser: organiser?,
        opens: opens?,
        closes: closes?,
        zone,
        round,
        grading: gifts.grading,
        blueprint,
        scoring,
        attempts,
        limit_ms,
        lateness: gifts.lateness,
        pass,
        bands,
        identity,
        claims: gifts.claims(&source, issues),
        one_win: gifts.one_win,
        timed: gifts.timed,
        open_questions: gifts.open_questions,
        prizes: if prizes.is_empty() { award::as_prizes(&awards) } else { prizes },
        awards,
        prize_note,
        rules,
        landing,
        kiosk,
        pin,
    };
    gifts.check(&source, &campaign, &award_places, issues);
    check(&source, &campaign, &parts, banks, faults_before, issues);
    Some(campaign)
}

/// The tables of a campaign file, each with the place where it begins.
struct Parts<'a, 'i> {
    sections: Tables<'a, 'i>,
    bands: Tables<'a, 'i>,
    prizes: Tables<'a, 'i>,
    identity: Option<(&'a toml::de::DeTable<'i>, usize)>,
}

/// What can only be seen when all is read.
fn check(source: &Source<'_>, campaign: &Campaign, parts: &Parts<'_, '_>, banks: &[Bank], faults_before: usize, issues: &mut Vec<Issue>) {
    if campaign.pass.is_some_and(|pass| pass > campaign.blueprint.out_of()) {
        issues.push(source.issue(
            0,
            "pass-too-high",
            format!("`pass` is more than the {} points that a paper is worth", campaign.blueprint.out_of()),
        ));
    }
    if campaign.identity.roster && campaign.grading != Grading::Server {
        let at = parts.identity.map_or(0, |(_, at)| at);
        let text = "only a server knows the roster, so `roster = true` needs grading = \"server\"; add it, or take `roster` out";
        issues.push(source.issue(at, "roster-identity", text));
    }
    // a blueprint that already has faults would only repeat them
    if issues.len() == faults_before
        && let Err(short) = paper::draw(banks, &campaign.blueprint, 0, &[])
    {
        let at = parts.sections.get(short.section - 1).map_or(0, |(_, at)| *at);
        issues.push(source.issue(at, "too-few-questions", format!("{short}; ask for fewer or add questions")));
    }
}

fn read_id(fields: &mut Fields<'_, '_, '_>, path: &str) -> String {
    let stem = path.rsplit('/').next().unwrap_or_default().trim_end_matches(".toml").to_owned();
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if stem.is_empty() || !stem.chars().all(plain) {
        fields.fault(0, "campaign-id", format!("the file's name `{stem}` becomes the link; use small letters, digits and hyphens only"));
    }
    if fields.has("id") && fields.text("id").as_deref() != Some(stem.as_str()) {
        let at = fields.place("id");
        fields.fault(at, "campaign-id", format!("`id` must be the file's name, `{stem}`, or be left out"));
    }
    stem
}

fn read_pin(fields: &mut Fields<'_, '_, '_>, id: &str) -> Option<PinCheck> {
    if !fields.has("organiser-pin") {
        fields.text_or("organiser-pin", "");
        return None;
    }
    let at = fields.place("organiser-pin");
    let pin = fields.text("organiser-pin")?;
    if !(4..=12).contains(&pin.len()) || !pin.bytes().all(|b| b.is_ascii_digit()) {
        fields.fault(at, "pin", "`organiser-pin` must be 4 to 12 digits in quotes, such as \"246810\"");
        return None;
    }
    Some(PinCheck::of(id, &pin))
}

fn read_prizes(source: &Source<'_>, issues: &mut Vec<Issue>, parts: &Parts<'_, '_>) -> Vec<Prize> {
    let mut prizes = Vec::new();
    for (table, at) in &parts.prizes {
        let mut fields = Fields::new(source, issues, table, *at, "the prize");
        let (tier, what, quantity) = (fields.text("tier"), fields.text("what"), fields.number("quantity", 1..1_000_000));
        if !fields.has("quantity") {
            fields.fault(*at, "missing-field", "the prize has no `quantity`; add quantity = 10");
        }
        fields.finish();
        prizes.extend(tier.zip(what).zip(quantity).map(|((tier, what), quantity)| Prize { tier, what, quantity }));
    }
    prizes
}

fn read_identity(source: &Source<'_>, issues: &mut Vec<Issue>, table: &toml::de::DeTable<'_>, at: usize) -> Identity {
    let mut fields = Fields::new(source, issues, table, at, "[identity]");
    let ask = fields.word("ask", &ASK).unwrap_or(Ask::BeforeStart);
    let regions: Vec<String> =
        fields.texts("regions").into_iter().map(|(path, _)| crate::region::parts(&path).collect::<Vec<_>>().join("/")).collect();
    let roster = fields.truth("roster", false);
    let tables = fields.tables("field");
    fields.finish();
    let mut asked: Vec<Field> = Vec::new();
    let mut identity = Identity { roster, ..Identity::default() };
    if roster {
        let field = |kind: FieldKind| Field { kind, label: kind.label().to_owned(), required: true };
        identity.fields.extend([FieldKind::Number, FieldKind::Name].map(field));
    }
    for (table, at) in tables {
        let mut fields = Fields::new(source, issues, table, at, "the field");
        let kinds = FieldKind::ALL.map(|kind| (kind.word(), kind));
        let kind = fields.word("kind", &kinds);
        if !fields.has("kind") {
            fields.fault(
                at,
                "missing-field",
                "the field has no `kind`; add kind = \"region\", \"unit\", \"name\", \"phone\" or \"number\"",
            );
        }
        if kind.is_some_and(|kind| asked.iter().any(|field| field.kind == kind)) {
            fields.fault(at, "duplicate-field", "this `kind` is asked twice; take one out");
        }
        if kind == Some(FieldKind::Region) && regions.is_empty() {
            fields.fault(at, "no-regions", "a region is asked but [identity] lists no `regions`; add regions = [\"某市/某旗/某镇\"]");
        }
        let label = fields.text_or("label", kind.map_or("", FieldKind::label));
        let required = fields.truth("required", true);
        // one field may be asked at another time than the others
        let ask = fields.word("ask", &ASK).unwrap_or(ask);
        if matches!(ask, Ask::BeforeStart) && !required && kind.is_some_and(FieldKind::identifies) {
            let text = "this field tells people apart, so who leaves it out would be somebody else each time; take out `required = false`";
            fields.fault(at, "optional-identity", text);
        }
        if roster && matches!(ask, Ask::BeforeStart) && kind.is_some_and(|kind| kind != FieldKind::Region) {
            let text = "with `roster = true` number and name are asked already, the unit comes from the roster and a phone would be a \
                        second identity; before the start only a region may be asked beside them, so take this field out or set \
                        ask = \"on-winning\"";
            fields.fault(at, "roster-identity", text);
        }
        fields.finish();
        let field = kind.map(|kind| Field { kind, label, required });
        asked.extend(field.clone());
        match ask {
            Ask::Never => {}
            Ask::BeforeStart => identity.fields.extend(field),
            Ask::OnWinning => identity.of_winners.extend(field),
        }
    }
    Identity { regions, ..identity }
}

/// When something is asked, as files say it.
#[derive(Clone, Copy)]
enum Ask {
    Never,
    BeforeStart,
    OnWinning,
}

const ASK: [(&str, Ask); 3] = [("never", Ask::Never), ("before-start", Ask::BeforeStart), ("on-winning", Ask::OnWinning)];
