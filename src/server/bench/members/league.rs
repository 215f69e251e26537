//! The league table of 20,000 members, all of whom have studied.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Result, ensure};
use domain::Moment;
use domain::rates::{Measure, Study};
use serde_json::{Value, json};
use server::school::School;
use server::store::Register as _;
use server::store::register::{SpanRow, StudyWrite};

use super::{MIDDLE, PEOPLE, Place, UNITS, median, number, refused};

/// So many league tables and rates are asked for.
const ANSWERS: usize = 25;
/// The shipped assignment that is studied.
const STUDIED: &str = "state-staff-exam";

/// The league table of a level, with everyone's study in it.
pub async fn measure(place: &Place) -> Result<Value> {
    let school = place.school(6, 20).await?;
    for chunk in (0..PEOPLE).collect::<Vec<_>>().chunks(4_000) {
        let writes: Vec<_> = chunk.iter().map(|n| place.store.study(studied(*n, school.now()))).collect();
        for write in writes {
            write.await?;
        }
    }
    let ask = async |school: &School| school.league(STUDIED, None, Measure::Completion, 2).await.map_err(refused);
    let began = Instant::now();
    ensure!(ask(&school).await?.lines.len() == MIDDLE, "another table");
    let freezing = began.elapsed();
    // as after a restart: the frozen roster is read once
    let school = place.school(6, 20).await?;
    let began = Instant::now();
    ask(&school).await?;
    let cold = began.elapsed();
    let (mut tables, mut rates, mut bounds) = (Vec::new(), Vec::new(), Vec::new());
    let counted: Vec<(usize, bool)> = (0..PEOPLE).map(|n| (n % UNITS % MIDDLE, is_done(n))).collect();
    for _ in 0..ANSWERS {
        let began = Instant::now();
        black_box(ask(&school).await?);
        tables.push(began.elapsed().as_secs_f64());
        let began = Instant::now();
        black_box(school.rates(STUDIED, None).await.map_err(refused)?);
        rates.push(began.elapsed().as_secs_f64());
        let began = Instant::now();
        black_box(count(black_box(&counted)));
        bounds.push(began.elapsed().as_secs_f64());
    }
    Ok(json!({
        "seconds": median(tables),
        "rates_seconds": median(rates),
        "cold_seconds": cold.as_secs_f64(),
        "freezing_seconds": freezing.as_secs_f64(),
        "limit_seconds": median(bounds),
    }))
}

/// The bound of a league table: members counted by unit, and units in the order of their shares.
fn count(members: &[(usize, bool)]) -> Vec<(usize, usize)> {
    let mut units = vec![(0, 0); MIDDLE];
    for (unit, is_done) in members {
        units[*unit].0 += usize::from(*is_done);
        units[*unit].1 += 1;
    }
    units.sort_by_key(|(done, of)| std::cmp::Reverse(done * PEOPLE / of.max(&1)));
    units
}

fn studied(n: usize, now: Moment) -> StudyWrite {
    let study = if is_done(n) { Study::Complete } else { Study::Some };
    StudyWrite {
        assignment: STUDIED.into(),
        member: number(n),
        now,
        spans: vec![SpanRow { text: "law/宪法@2018".into(), from: now, ms: 60_000 }],
        answers: Vec::new(),
        place: None,
        visit_gap_ms: 30 * 60_000,
        is_visit: true,
        judge: Arc::new(move |_| study),
    }
}

fn is_done(n: usize) -> bool {
    !n.is_multiple_of(3)
}
