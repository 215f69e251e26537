//! What is reported of reading: spans and the place, every twenty seconds, on hiding and on leaving.

use domain::reading_meter::{Meter, OLDEST_MS, Stretch};
use paint::study::counted::Read;
use wire::study::{ReadingPlace, ReportRequest, Span, StudyView};

/// Between two reports, in milliseconds.
pub const EVERY_MS: f64 = 20_000.0;

/// What is read in an assignment, and what of it the server knows.
#[derive(Debug, Default)]
pub struct Reporter {
    /// What counts.
    pub meter: Meter,
    /// Where somebody reads.
    place: Option<ReadingPlace>,
    /// The place that the server knows.
    told: Option<ReadingPlace>,
    reported_ms: f64,
    /// Whether the last report got lost.
    lost: bool,
    /// Milliseconds counted here that the server's amount holds.
    known_ms: u64,
}

/// A report on its way: what the server has once it answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OnItsWay {
    stretches: Vec<Stretch>,
    place: Option<ReadingPlace>,
    counted_ms: u64,
}

/// A report that is sent so many milliseconds after it was made; `None` when nothing in it is worth sending any more.
#[must_use]
pub fn later(request: &ReportRequest, ms: f64) -> Option<ReportRequest> {
    let mut later = request.clone();
    let is_young = ms < OLDEST_MS;
    // whole milliseconds of a time above 0
    let ms = ms.clamp(0.0, OLDEST_MS) as u32;
    later.spans.retain_mut(|span| {
        span.ago_ms = span.ago_ms.saturating_add(ms);
        f64::from(span.ago_ms) <= OLDEST_MS
    });
    (!later.spans.is_empty() || later.place.is_some() && is_young).then_some(later)
}

impl Reporter {
    /// Somebody reads at another place.
    pub fn turn_to(&mut self, place: ReadingPlace) {
        self.place = Some(place);
    }

    /// What to report, when there is anything new; `now_ms` by the steady clock.
    pub fn report(&mut self, now_ms: f64) -> Option<(ReportRequest, OnItsWay)> {
        let stretches = self.meter.to_report(now_ms);
        let place = self.place.clone().filter(|place| self.told.as_ref() != Some(place));
        self.reported_ms = now_ms;
        if stretches.is_empty() && place.is_none() {
            return None;
        }
        let spans = stretches.iter().filter_map(|stretch| span(stretch, now_ms)).collect();
        let request = ReportRequest { spans, answers: Vec::new(), place: place.clone() };
        Some((request, OnItsWay { stretches, place, counted_ms: self.meter.counted_ms() }))
    }

    /// The same, when twenty seconds have passed since the last one.
    pub fn report_in_turn(&mut self, now_ms: f64) -> Option<(ReportRequest, OnItsWay)> {
        if now_ms - self.reported_ms < EVERY_MS { None } else { self.report(now_ms) }
    }

    /// The server has it.
    pub fn heard(&mut self, sent: &OnItsWay) {
        self.meter.reported(&sent.stretches);
        self.known_ms = self.known_ms.max(sent.counted_ms);
        self.lost = false;
        if sent.place.is_some() {
            self.told.clone_from(&sent.place);
        }
    }

    /// It got lost, or the server would not have it; what counts stays until the next report.
    pub fn lost(&mut self) {
        self.lost = true;
    }

    /// What the screen tells of a part, by the study as the server told it last: what it does not know yet comes on top. `None` when
    /// there is no such part.
    #[must_use]
    pub fn read(&self, study: &StudyView, part: usize, now_ms: f64) -> Option<Read> {
        let part = study.parts.get(part)?;
        let reading = study.credits.as_ref().and_then(|credits| credits.earned.iter().find(|earned| earned.by == "reading"));
        Some(Read {
            ms: part.amount + self.unknown_ms(),
            of_ms: part.of,
            today_ms: study.read_today_ms + self.unknown_ms(),
            per_day_ms: reading.and_then(|earned| earned.per_day),
            counting: self.meter.counting(now_ms),
            unreached: self.lost,
        })
    }

    /// Milliseconds that were counted and the server's amount does not hold yet.
    fn unknown_ms(&self) -> u64 {
        self.meter.counted_ms().saturating_sub(self.known_ms)
    }
}

/// A stretch as the server takes it: before now, and not longer than that.
fn span(stretch: &Stretch, now_ms: f64) -> Option<Span> {
    let ago_ms = (now_ms - stretch.from_ms).clamp(0.0, OLDEST_MS) as u32;
    let ms = (stretch.to_ms - stretch.from_ms).clamp(0.0, f64::from(ago_ms)) as u32;
    (ms > 0).then(|| Span { text: stretch.text.clone(), ago_ms, ms })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::study::{CreditsView, EarnedView, PartView};

    fn reading(until_s: u32) -> Reporter {
        let mut reporter = Reporter::default();
        reporter.meter.in_sight(0.0, true);
        reporter.meter.turn_to(0.0, Some("article:某法第一条"));
        reporter.meter.moved(0.0);
        read_on(&mut reporter, 0, until_s);
        reporter
    }

    fn read_on(reporter: &mut Reporter, from_s: u32, until_s: u32) {
        (from_s..=until_s).for_each(|second| reporter.meter.look(f64::from(second) * 1000.0));
    }

    fn place(anchor: &str) -> ReadingPlace {
        ReadingPlace { law: "某法".into(), anchor: anchor.into() }
    }

    #[test]
    fn a_report_says_how_long_ago_and_how_long() {
        let mut reporter = reading(20);
        reporter.turn_to(place("1"));
        let (request, sent) = reporter.report_in_turn(20_000.0).expect("a report");
        assert_eq!(request.spans, [Span { text: "article:某法第一条".into(), ago_ms: 20_000, ms: 20_000 }]);
        assert_eq!(request.place, Some(place("1")));
        assert_eq!(reporter.unknown_ms(), 20_000);
        reporter.heard(&sent);
        assert_eq!((reporter.unknown_ms(), reporter.report(20_000.0)), (0, None));
    }

    #[test]
    fn what_got_lost_is_said_again_with_what_came_since() {
        let mut reporter = reading(20);
        let _ = reporter.report_in_turn(20_000.0);
        reporter.lost();
        assert_eq!(reporter.report_in_turn(39_000.0), None, "not before another twenty seconds");
        read_on(&mut reporter, 21, 40);
        let (request, sent) = reporter.report_in_turn(40_000.0).expect("a report");
        assert_eq!(request.spans, [Span { text: "article:某法第一条".into(), ago_ms: 40_000, ms: 40_000 }]);
        assert!(reporter.lost);
        reporter.heard(&sent);
        assert!(!reporter.lost);
    }

    #[test]
    fn today_is_what_the_server_counted_on_every_device_and_what_came_since_here() {
        let mut reporter = reading(20);
        let study = |amount, read_today_ms| StudyView {
            parts: vec![PartView { amount, of: 60_000, ..PartView::default() }],
            read_today_ms,
            credits: Some(CreditsView {
                earned: vec![EarnedView { by: "reading".into(), per_day: Some(90), ..EarnedView::default() }],
                ..CreditsView::default()
            }),
            ..StudyView::default()
        };
        let read = |reporter: &Reporter, study: &StudyView| {
            let read = reporter.read(study, 0, 20_000.0).expect("a part");
            (read.ms, read.today_ms, read.per_day_ms)
        };
        // half an hour was read at the office, of which the part has nothing
        assert_eq!(read(&reporter, &study(5_000, 1_800_000)), (25_000, 1_820_000, Some(90)));
        let (_, sent) = reporter.report(20_000.0).expect("a report");
        reporter.heard(&sent);
        assert_eq!(read(&reporter, &study(25_000, 1_820_000)), (25_000, 1_820_000, Some(90)));
        assert_eq!(reporter.read(&study(0, 0), 1, 0.0), None);
    }

    #[test]
    fn the_last_report_of_a_text_may_come_late_and_what_is_too_old_is_left_out() {
        let mut reporter = reading(20);
        reporter.turn_to(place("1"));
        let (request, _) = reporter.report(20_000.0).expect("a report");
        let ago = |ms: f64| later(&request, ms).map(|request| request.spans.iter().map(|span| span.ago_ms).collect::<Vec<_>>());
        assert_eq!([ago(0.0), ago(60_000.0)], [Some(vec![20_000]), Some(vec![80_000])]);
        assert_eq!([ago(590_000.0), ago(600_000.0)], [Some(vec![]), None], "the place may still come, and then nothing");
    }

    #[test]
    fn a_place_is_told_once_and_again_when_it_is_another() {
        let mut reporter = Reporter::default();
        reporter.turn_to(place("1"));
        let (_, sent) = reporter.report(0.0).expect("a report");
        reporter.heard(&sent);
        reporter.turn_to(place("1"));
        assert_eq!(reporter.report(1.0), None);
        reporter.turn_to(place("2"));
        assert!(reporter.report(2.0).is_some());
    }
}
