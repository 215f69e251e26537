//! The exam of an assignment: its windows, papers by rank, and whether they fit together.

use super::super::fields::{Fields, Source, Tables};
use super::super::rules;
use super::window;
use crate::assignment::{Study, Who, Window};
use crate::blueprint::Way;
use crate::campaign::Lateness;
use crate::exam::{Counts, Exam, PaperFor, Review, Short};
use crate::{Bank, Blueprint, Issue, Points, Zone, paper};
use toml::de::DeTable;

/// What an exam is held against.
pub struct Around<'a> {
    pub zone: Zone,
    pub banks: &'a [Bank],
    pub who: &'a Who,
    pub has_study: bool,
    /// `None` also where it could not be read.
    pub study: Option<&'a Study>,
}

const WAYS: [(&str, Way); 2] = [("random", Way::Random), ("fixed", Way::Fixed)];

pub fn read(source: &Source<'_>, issues: &mut Vec<Issue>, table: &DeTable<'_>, at: usize, around: &Around<'_>) -> Option<Exam> {
    let faults_before = issues.len();
    let mut fields = Fields::new(source, issues, table, at, "[exam]");
    let window = window(&mut fields, around.zone);
    let limit_ms = fields.number("minutes", 1..1441).map(|minutes| i64::from(minutes) * 60_000);
    let pass = fields.points("pass");
    for (key, form) in [("minutes", 90), ("pass", 60)] {
        if !fields.has(key) {
            fields.fault(at, "missing-field", format!("[exam] has no `{key}`; add {key} = {form}"));
        }
    }
    let grace_ms = fields.number("grace-seconds", 0..601).map_or(Lateness::default().grace_ms, |seconds| i64::from(seconds) * 1000);
    let attempts = fields.number("attempts", 1..1000).unwrap_or(1);
    let counts = fields.word("counts", &[("best", Counts::Best), ("last", Counts::Last), ("first", Counts::First)]).unwrap_or_default();
    let review = fields.word("review", &[("after-window", Review::AfterWindow), ("at-once", Review::AtOnce)]).unwrap_or_default();
    let certificate = fields.truth("certificate", false);
    let after_study = fields.truth("after-study", false);
    let open_questions = fields.truth("questions-are-public", false);
    let markers = fields.number("markers", 1..3).unwrap_or(1) as usize;
    let way = fields.word("draw", &WAYS);
    let scoring = rules::scoring(&mut fields);
    let places = Places {
        exam: at,
        closes: fields.place("closes"),
        minutes: fields.place("minutes"),
        pass: fields.place("pass"),
        review: fields.place("review"),
        after_study: fields.place("after-study"),
    };
    let (sections, papers) = (fields.tables("section"), fields.tables("paper"));
    let (bands, make_up) = (fields.tables("band"), fields.table("make-up"));
    let shorts = fields.tables("short");
    if sections.is_empty() && papers.is_empty() {
        fields.fault(at, "no-section", "the exam has no [[exam.section]]; add one with bank, count and points");
    }
    fields.finish();
    let mut drawn = Vec::new();
    for (table, at) in papers {
        drawn.push(read_paper(source, issues, table, at, around.banks));
    }
    if !sections.is_empty() {
        // what every other paper leaves is for everyone else, so it comes last
        drawn.push(Drawn::of(source, issues, Vec::new(), way.unwrap_or_default(), sections, at, around.banks));
    }
    let shorts: Vec<Short> = shorts.into_iter().filter_map(|(table, at)| read_short(source, issues, table, at)).collect();
    let read_bands = rules::bands(source, issues, &bands);
    let make_up = make_up.and_then(|(table, at)| read_make_up(source, issues, table, at, window, around.zone));
    // a paper that already has faults would only repeat them
    if issues.len() == faults_before {
        drawn.iter().for_each(|drawn| drawn.try_on(source, issues, around.banks));
    }
    let exam = Exam {
        window: window?,
        limit_ms: limit_ms?,
        grace_ms,
        attempts,
        counts,
        papers: drawn.iter().map(|drawn| drawn.paper.clone()).collect(),
        shorts,
        markers,
        scoring,
        pass: pass?,
        bands: read_bands,
        make_up,
        after_study,
        review,
        certificate,
        open_questions,
    };
    check(source, issues, &exam, &places, &drawn, around);
    Some(exam)
}

/// Where fields stand that others are held against.
struct Places {
    exam: usize,
    closes: usize,
    minutes: usize,
    pass: usize,
    review: usize,
    after_study: usize,
}

/// A paper, and where it and each of its sections stand.
struct Drawn {
    paper: PaperFor,
    at: usize,
    sections: Vec<usize>,
}

impl Drawn {
    fn of(
        source: &Source<'_>,
        issues: &mut Vec<Issue>,
        ranks: Vec<String>,
        way: Way,
        tables: Tables<'_, '_>,
        at: usize,
        banks: &[Bank],
    ) -> Self {
        let sections = rules::sections(source, issues, &tables, banks);
        let places = tables.iter().map(|(_, at)| *at).collect();
        Self { paper: PaperFor { ranks, blueprint: Blueprint { way, sections } }, at, sections: places }
    }

    fn try_on(&self, source: &Source<'_>, issues: &mut Vec<Issue>, banks: &[Bank]) {
        if let Err(short) = paper::draw(banks, &self.paper.blueprint, 0, &[]) {
            let at = self.sections.get(short.section - 1).copied().unwrap_or(self.at);
            issues.push(source.issue(at, "too-few-questions", format!("{short}; ask for fewer or add questions")));
        }
    }
}

fn read_paper(source: &Source<'_>, issues: &mut Vec<Issue>, table: &DeTable<'_>, at: usize, banks: &[Bank]) -> Drawn {
    let mut fields = Fields::new(source, issues, table, at, "the paper");
    let ranks: Vec<String> = fields.texts("ranks").into_iter().map(|(rank, _)| rank).collect();
    if ranks.is_empty() {
        fields.fault(
            at,
            "missing-field",
            "the paper has no `ranks`; add ranks = [\"厅级\"], or put its sections under [[exam.section]] for everyone",
        );
    }
    let way = fields.word("draw", &WAYS).unwrap_or_default();
    let sections = fields.tables("section");
    if sections.is_empty() {
        fields.fault(at, "no-section", "the paper has no [[exam.paper.section]]; add one with bank, count and points");
    }
    fields.finish();
    Drawn::of(source, issues, ranks, way, sections, at, banks)
}

fn read_short(source: &Source<'_>, issues: &mut Vec<Issue>, table: &DeTable<'_>, at: usize) -> Option<Short> {
    let mut fields = Fields::new(source, issues, table, at, "the short answer");
    let (stem, reference, points) = (fields.text("stem"), fields.text("reference"), fields.points("points"));
    if !fields.has("points") {
        fields.fault(at, "missing-field", "the short answer has no `points`; add points = 10");
    }
    fields.finish();
    Some(Short { stem: stem?, points: points?, reference: reference? })
}

fn read_make_up(
    source: &Source<'_>,
    issues: &mut Vec<Issue>,
    table: &DeTable<'_>,
    at: usize,
    after: Option<Window>,
    zone: Zone,
) -> Option<Window> {
    let mut fields = Fields::new(source, issues, table, at, "[exam.make-up]");
    let make_up = window(&mut fields, zone);
    let opens_at = fields.place("opens");
    fields.finish();
    if make_up?.opens < after?.closes {
        let text = "the make-up opens before the exam closes, when nobody has failed yet; mend the dates";
        issues.push(source.issue(opens_at, "make-up-too-early", text));
    }
    make_up
}

/// What can only be seen when all is read.
fn check(source: &Source<'_>, issues: &mut Vec<Issue>, exam: &Exam, places: &Places, drawn: &[Drawn], around: &Around<'_>) {
    let mut fault = |at: usize, code: &'static str, text: String| issues.push(source.issue(at, code, text));
    let room_ms = exam.window.closes.since_ms(exam.window.opens);
    if exam.limit_ms > room_ms {
        fault(places.minutes, "limit-too-long", "`minutes` is longer than the exam is open; nobody would have all of it".to_owned());
    }
    if exam.after_study && !around.has_study {
        fault(
            places.after_study,
            "no-study",
            "`after-study` asks for study first, and there is no [study]; add it or take this out".to_owned(),
        );
    }
    if exam.after_study && around.study.is_some_and(|study| study.window.opens >= exam.window.closes) {
        fault(
            places.closes,
            "window",
            "the exam closes before study opens, and `after-study` asks for study first; mend the dates".to_owned(),
        );
    }
    let out_of = exam.out_of(drawn.first().map_or(Points::default(), |first| first.paper.blueprint.out_of()));
    for other in drawn {
        let points = exam.out_of(other.paper.blueprint.out_of());
        if points != out_of {
            fault(
                other.at,
                "papers-differ",
                format!("this paper is worth {points} points and the first {out_of}; one pass mark fits only equal papers"),
            );
        }
        if exam.review == Review::AtOnce && other.paper.blueprint.way == Way::Fixed {
            let text = "`review` is \"at-once\" and everyone gets the same paper, so who hands in first knows the key for all others; \
                        write \"after-window\" or draw papers at random";
            fault(places.review, "review-gives-away", text.to_owned());
        }
    }
    if exam.pass > out_of && !drawn.is_empty() {
        fault(places.pass, "pass-too-high", format!("`pass` is more than the {out_of} points that a paper is worth"));
    }
    if let Some(band) = exam.bands.iter().find(|band| band.from < exam.pass) {
        let text =
            format!("the band {} begins at {}, below `pass`, so who fails would be called so; mend one of them", band.name, band.from);
        fault(places.pass, "band-below-pass", text);
    }
    check_ranks(&mut fault, exam, places, drawn, around.who);
}

/// Everyone whom it is due from has a paper, and every paper has somebody.
fn check_ranks(fault: &mut impl FnMut(usize, &'static str, String), exam: &Exam, places: &Places, drawn: &[Drawn], who: &Who) {
    let any_rank = who.ranks.is_empty() || !who.members.is_empty();
    let is_for_all = exam.papers.iter().any(|paper| paper.ranks.is_empty());
    if any_rank && !is_for_all && !drawn.is_empty() {
        let text =
            "every paper is for some ranks, and it is due from others too; add [[exam.section]] for everyone else, or ranks under [who]";
        fault(places.exam, "rank-without-paper", text.to_owned());
    }
    if let Some(rank) = who.ranks.iter().find(|rank| !drawn.is_empty() && exam.blueprint(rank).is_none()) {
        fault(
            places.exam,
            "rank-without-paper",
            format!("[who] names the rank {rank}, and no paper is for it; add one or [[exam.section]]"),
        );
    }
    let mut taken: Vec<&String> = Vec::new();
    for drawn in drawn {
        for rank in &drawn.paper.ranks {
            if taken.contains(&rank) {
                fault(drawn.at, "duplicate-rank", format!("another paper is for {rank} already; take it out here"));
            } else if !any_rank && !who.ranks.contains(rank) {
                fault(
                    drawn.at,
                    "unknown-rank",
                    format!("this paper is for {rank}, which `ranks` under [who] does not name; mend one of them"),
                );
            }
            taken.push(rank);
        }
    }
}
