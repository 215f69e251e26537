//! What is counted of the server itself, in the form that Prometheus reads. No label says anything about a person.

use std::time::Duration;

use prometheus::{Encoder as _, Histogram, HistogramOpts, IntCounter, IntCounterVec, IntGauge, Opts, Registry, TextEncoder};
use wire::api::Code;

/// The counters.
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    problems: IntCounterVec,
    starts: IntCounterVec,
    hand_ins: IntCounterVec,
    seconds: Histogram,
    commits: IntGauge,
    writes: IntGauge,
}

impl Metrics {
    /// All at zero.
    ///
    /// # Errors
    /// When two counters have one name, which a test would have told.
    pub fn new() -> prometheus::Result<Self> {
        let registry = Registry::new();
        let counters = |name: &str, help: &str, label: &str| {
            let counters = IntCounterVec::new(Opts::new(name, help), &[label])?;
            registry.register(Box::new(counters.clone()))?;
            prometheus::Result::Ok(counters)
        };
        let gauge = |name: &str, help: &str| {
            let gauge = IntGauge::new(name, help)?;
            registry.register(Box::new(gauge.clone()))?;
            prometheus::Result::Ok(gauge)
        };
        let buckets = vec![0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5];
        let seconds =
            Histogram::with_opts(HistogramOpts::new("pufa_request_seconds", "How long requests of the API take").buckets(buckets))?;
        registry.register(Box::new(seconds.clone()))?;
        let problems = counters("pufa_problems_total", "Requests refused or failed, by code", "code")?;
        for code in Code::ALL {
            problems.with_label_values(&[code.word()]);
        }
        Ok(Self {
            requests: counters("pufa_requests_total", "Requests answered, by class of status", "status")?,
            starts: counters("pufa_starts_total", "Sittings started, by campaign", "campaign")?,
            hand_ins: counters("pufa_hand_ins_total", "Hand-ins answered, repeats among them, in time or late", "when")?,
            commits: gauge("pufa_store_commits", "Commits of the store since the start")?,
            writes: gauge("pufa_store_writes", "Writes in those commits")?,
            problems,
            seconds,
            registry,
        })
    }

    /// A request of the API was answered.
    pub fn answered(&self, status: u16, problem: Option<Code>, took: Duration) {
        let class = match status {
            ..200 => "1xx",
            200..300 => "2xx",
            300..400 => "3xx",
            400..500 => "4xx",
            _ => "5xx",
        };
        self.requests.with_label_values(&[class]).inc();
        self.seconds.observe(took.as_secs_f64());
        if let Some(code) = problem {
            self.problem(code).inc();
        }
    }

    /// How often a problem was answered.
    #[must_use]
    pub fn problem(&self, code: Code) -> IntCounter {
        self.problems.with_label_values(&[code.word()])
    }

    /// A sitting was started.
    pub fn started(&self, campaign: &str) {
        self.starts.with_label_values(&[campaign]).inc();
    }

    /// A hand-in was answered.
    pub fn handed_in(&self, late: bool) {
        self.hand_ins.with_label_values(&[if late { "late" } else { "in-time" }]).inc();
    }

    /// All of it as text; `commits` and `writes` are the store's own counts.
    #[must_use]
    pub fn text(&self, (commits, writes): (u64, u64)) -> String {
        self.commits.set(i64::try_from(commits).unwrap_or(i64::MAX));
        self.writes.set(i64::try_from(writes).unwrap_or(i64::MAX));
        let mut text = Vec::new();
        if let Err(why) = TextEncoder::new().encode(&self.registry.gather(), &mut text) {
            tracing::error!(%why, "metrics can't be written");
        }
        String::from_utf8(text).unwrap_or_default()
    }
}
