//! Answers of exams saved in a second, through the router as a member's program sends them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE};
use axum::http::{Method, Request};
use domain::moment::DAY_MS;
use rusqlite::{Connection, params};
use serde_json::{Value, json};
use server::api::{self, Desk, Users};
use server::hall::Hall;
use server::metrics::Metrics;
use server::school::{Known, School};
use server::store::register::Session;
use server::store::sqlite::PRAGMAS;
use server::store::{Key, Store};
use server::throttle::{Rates, Throttle};
use sha2::{Digest as _, Sha256};
use tokio::task::JoinSet;
use tower::ServiceExt as _;
use wire::api::Endpoint as _;
use wire::study::{Change, SaveExam, SavedView, Saving, StartExamRequest};

use super::{Place, ROUNDS, median, number, refused};

/// So many members sit an exam at the same time, each saving so often.
const SITTING: usize = 5_000;
const EVERY_S: f64 = 5.0;
/// So many of their saves are on their way at a time.
const CALLERS: usize = 256;
const ROUND: Duration = Duration::from_secs(2);
/// The shipped assignment that is an exam without study before it.
const SAT: &str = "exam-by-rank";

/// Saves of many sittings at the same time, as many as go.
pub async fn measure(place: &Place) -> Result<Value> {
    let school = Arc::new(place.school(10, 12).await?);
    let members: Arc<Vec<(String, Saving)>> = Arc::new(sittings(&school).await?);
    let hall = Hall::open(Arc::clone(&place.store) as Arc<dyn Store>, Arc::clone(&place.sealer), place.clock(), &place.library).await?;
    let router = api::router(Desk {
        hall: Arc::new(hall),
        metrics: Arc::new(Metrics::new()?),
        throttle: Arc::new(Throttle::new(Rates::none())),
        users: Arc::new(Users::default()),
        school,
        is_secure: false,
    });
    let bare = Connection::open(place.folder.file())?;
    bare.execute_batch(PRAGMAS)?;
    let ids: Vec<Key> = members.iter().filter_map(|(_, saving)| Key::read(&saving.sitting)).collect();
    let (mut rates, mut bounds, mut batches) = (Vec::new(), Vec::new(), Vec::new());
    save_for(&router, &members, ROUND / 4).await?;
    for _ in 0..ROUNDS {
        let before = place.store.commits();
        rates.push(save_for(&router, &members, ROUND).await?);
        let after = place.store.commits();
        let batch = (after.1 - before.1) as f64 / (after.0 - before.0).max(1) as f64;
        batches.push(batch);
        bounds.push(update_for(&bare, &ids, batch.round().max(1.0) as usize)?);
    }
    let (rate, needed) = (median(rates), SITTING as f64 / EVERY_S);
    Ok(json!({
        "sittings": SITTING,
        "needed_per_s": needed,
        "per_s": rate,
        "share": needed / rate,
        "limit_per_s": median(bounds),
        "saves_in_a_commit": median(batches),
    }))
}

/// Members who have started a sitting: what their cookie holds, and a save of theirs.
async fn sittings(school: &Arc<School>) -> Result<Vec<(String, Saving)>> {
    let mut all = Vec::new();
    let mut starting = JoinSet::new();
    for n in 0..SITTING {
        if starting.len() == CALLERS {
            all.extend(starting.join_next().await.transpose()?.transpose()?);
        }
        let school = Arc::clone(school);
        starting.spawn(async move {
            let (cookie, now, member) = (format!("{n:043}"), school.now(), number(n));
            let token = Sha256::digest(&cookie).into();
            let session = Session { token, member: member.clone(), made: now, until: now.plus_ms(14 * DAY_MS), fresh: false };
            school.register().put_session(session.clone(), None).await?;
            let device = format!("{:032x}", n + 1);
            let known = Known { member, session, sessions: 1 };
            let started = school.start_exam(&known, SAT, &StartExamRequest { device: device.clone() }).await.map_err(refused)?;
            let saving = Saving { sitting: started.sitting, device, revision: started.revision, changes: Vec::new() };
            anyhow::Ok((format!("pufa-member={cookie}"), saving))
        });
    }
    while let Some(done) = starting.join_next().await {
        all.push(done??);
    }
    Ok(all)
}

/// Saves a second, over some time.
async fn save_for(router: &Router, members: &Arc<Vec<(String, Saving)>>, time: Duration) -> Result<f64> {
    let began = Instant::now();
    let mut callers = JoinSet::new();
    for caller in 0..CALLERS {
        let (router, members) = (router.clone(), Arc::clone(members));
        callers.spawn(async move {
            let mut saved = 0_usize;
            for (n, (cookie, saving)) in members.iter().enumerate().cycle().skip(caller).step_by(CALLERS) {
                if began.elapsed() >= time {
                    break;
                }
                let change = Change { n: u32::try_from((n + saved) % 50)?, given: vec![u8::try_from(saved % 2)?], ..Change::default() };
                save(&router, cookie, &Saving { changes: vec![change], ..saving.clone() }).await?;
                saved += 1;
            }
            anyhow::Ok(saved)
        });
    }
    let mut saved = 0;
    while let Some(done) = callers.join_next().await {
        saved += done??;
    }
    Ok(saved as f64 / began.elapsed().as_secs_f64())
}

async fn save(router: &Router, cookie: &str, saving: &Saving) -> Result<()> {
    let request = Request::builder().method(Method::POST).uri(SaveExam::PATH).header(CONTENT_TYPE, "application/json");
    let request = request.header(COOKIE, cookie).body(Body::from(serde_json::to_vec(saving)?))?;
    let response = router.clone().oneshot(request).await?;
    ensure!(response.status().is_success(), "refused: {}", response.status());
    let view: SavedView = serde_json::from_slice(&to_bytes(response.into_body(), usize::MAX).await?)?;
    ensure!(!view.handed_in, "the sitting is over");
    Ok(())
}

/// The bound of saves: rows updated a second, so many in a commit.
fn update_for(connection: &Connection, sittings: &[Key], batch: usize) -> Result<f64> {
    let began = Instant::now();
    let (mut updated, mut ids) = (0, sittings.iter().cycle());
    let flags = vec![0_u8; 50];
    while began.elapsed() < ROUND {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for id in ids.by_ref().take(batch) {
            connection
                .prepare_cached("UPDATE exam_sitting SET flags = ?2, saved = ?3 WHERE id = ?1")?
                .execute(params![id.0, flags, updated])?;
            updated += 1;
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(f64::from(updated) / began.elapsed().as_secs_f64())
}
