//! A crowd: so many connections, each doing one piece of work after the other, as fast as they can or at a rate that does not wait.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use hdrhistogram::Histogram;
use tokio::task::LocalSet;

use crate::http::{self, Answer, Head, Line};

/// How much is done.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    /// So many pieces.
    Count(u64),
    /// Whatever is begun within so long.
    Over(Duration),
}

/// A crowd.
#[derive(Clone, Copy, Debug)]
pub struct Crowd {
    /// Whom it asks.
    pub address: SocketAddr,
    /// So many at the same time.
    pub connections: usize,
    /// Pieces begun a second, whether or not those before are done; `None` begins one when one is done.
    pub rate: Option<f64>,
    /// How much is done.
    pub until: Until,
}

/// One piece of work.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// Which, from 0.
    pub n: u64,
    /// When it was due: waiting for a free connection counts as waiting for the server.
    pub due: Instant,
}

/// What one kind of request came to.
pub struct Step {
    /// From due to answered, in microseconds.
    pub took: Histogram<u64>,
    /// Refusals by code, and broken connections.
    pub errors: BTreeMap<String, u64>,
}

/// What a crowd did.
pub struct Done {
    /// By kind of request.
    pub steps: BTreeMap<&'static str, Step>,
    /// From the first request to the last answer.
    pub took: Duration,
}

/// Where the members of a crowd take down what happened.
#[derive(Clone, Default)]
pub struct Notes(Rc<RefCell<BTreeMap<&'static str, Step>>>);

impl Default for Step {
    fn default() -> Self {
        // up to ten minutes; what takes longer counts as that
        Self { took: Histogram::new_with_max(600_000_000, 3).expect("three digits are few enough"), errors: BTreeMap::new() }
    }
}

impl Step {
    /// Answers that were no refusals.
    pub fn count(&self) -> u64 {
        self.took.len()
    }

    /// In milliseconds.
    pub fn quantile_ms(&self, quantile: f64) -> f64 {
        self.took.value_at_quantile(quantile) as f64 / 1000.0
    }
}

impl Done {
    /// One kind of request; an empty one when there was none.
    pub fn step(&mut self, name: &'static str) -> &Step {
        self.steps.entry(name).or_default()
    }

    /// Answers a second of one kind of request.
    pub fn per_s(&mut self, name: &'static str) -> f64 {
        let took = self.took.as_secs_f64();
        self.step(name).count() as f64 / took
    }

    /// Refusals and broken connections of every kind.
    pub fn errors(&self) -> u64 {
        self.steps.values().flat_map(|step| step.errors.values()).sum()
    }
}

impl Notes {
    /// Asks and takes down how long it took; an answer that is a refusal is none.
    pub async fn ask<'l>(&self, step: &'static str, since: Instant, line: &'l mut Line, head: &Head, body: &[&[u8]]) -> Option<Answer<'l>> {
        let answer = line.ask(head, body).await;
        let mut steps = self.0.borrow_mut();
        let step = steps.entry(step).or_default();
        let error = match answer {
            Ok(answer) if answer.status < 400 => {
                step.took.saturating_record(u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX));
                return Some(answer);
            }
            Ok(refused) => match http::text(refused.body, "code") {
                Some(code) => String::from_utf8_lossy(code).into_owned(),
                None => refused.status.to_string(),
            },
            Err(broken) => broken.kind().to_string(),
        };
        *step.errors.entry(error).or_default() += 1;
        None
    }
}

impl Crowd {
    /// Does it all on one thread and tells what it came to.
    ///
    /// # Errors
    /// When the system gives no runtime.
    pub fn run<W>(self, work: W) -> Result<Done>
    where
        W: AsyncFn(&mut Line, Turn, &Notes) + 'static,
    {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("starting the runtime")?;
        let (work, notes, next) = (Rc::new(work), Notes::default(), Rc::new(Cell::new(0)));
        let local = LocalSet::new();
        let began = Instant::now();
        for _ in 0..self.connections {
            let (work, notes, next) = (Rc::clone(&work), notes.clone(), Rc::clone(&next));
            local.spawn_local(async move {
                let mut line = Line::to(self.address);
                while let Some(turn) = self.turn(began, &next).await {
                    work(&mut line, turn, &notes).await;
                }
            });
        }
        runtime.block_on(local);
        let took = began.elapsed();
        Ok(Done { steps: notes.0.take(), took })
    }

    /// Waits for the next piece of work; `None` when all is done or begun.
    async fn turn(&self, began: Instant, next: &Cell<u64>) -> Option<Turn> {
        let n = next.get();
        let now = Instant::now();
        let due = self.rate.map_or(now, |rate| began + Duration::from_secs_f64(n as f64 / rate));
        let is_over = match self.until {
            Until::Count(count) => n >= count,
            Until::Over(time) => due > began + time,
        };
        if is_over {
            return None;
        }
        next.set(n + 1);
        if due > now {
            // the runtime's clock ticks in milliseconds: what it oversleeps counts against the server, what it wakes too early for nobody
            tokio::time::sleep_until(due.into()).await;
        }
        Some(Turn { n, due: due.min(Instant::now()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_answer_is_not_told_as_a_fast_one() {
        let mut step = Step::default();
        [900, 50_000, 4_000_000].into_iter().for_each(|us| step.took.saturating_record(us));
        assert_eq!(step.quantile_ms(0.5).round(), 50.0);
        assert_eq!((step.quantile_ms(0.99) / 100.0).round(), 40.0);
    }
}
