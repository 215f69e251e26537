//! `cargo xtask torture`: kills a server under load, starts it again on what is left, and looks whether everything that it
//! acknowledged is there, once. A killed process loses no page that it gave to the system, so this proves the order of things
//! (durable first, acknowledged then) and that every transaction is whole; a power cut it can only stand in for.

mod ledger;
mod remains;

use std::cell::RefCell;
use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use domain::dice::Dice;

use crate::command;
use crate::crowd::{Crowd, Notes, Turn, Until};
use crate::http::Line;
use crate::play::{Open, Play};
use crate::report;
use crate::running::Running;
use ledger::{Ledger, Receipt};

/// The kill comes after this, so that there is something under way, …
const SOONEST_MS: u32 = 50;
/// … and before this.
const LATEST_MS: u32 = 1_500;
/// One in so many hand-ins is sent on two connections at once.
const TWICE: u64 = 16;
/// One in so many people, once heard, plays a second time: what is then written stands beside rows that are there.
const AGAIN: u64 = 8;

/// Kills and looks, as often as told.
///
/// # Errors
/// When something that was acknowledged is missing or twice, or counters and rows differ; the folder with the data is kept then.
pub fn run(options: &command::Torture) -> Result<()> {
    ensure!(options.connections >= 2, "a torture takes connections");
    let seed = options.seed.map_or_else(report::fresh_seed, Ok)?;
    let data = tempfile::tempdir().context("making a folder for data")?;
    println!("seed {seed}: the same seed kills at the same moments");
    let done = rounds(options, seed, data.path());
    if done.is_err() {
        eprintln!("what is left is in {}", data.keep().display());
    }
    done
}

fn rounds(options: &command::Torture, seed: u64, data: &std::path::Path) -> Result<()> {
    let began = Instant::now();
    let mut dice = Dice::new(seed);
    let play = Play::new(&options.program.questions, &options.campaign, report::fresh_seed()?)?;
    let mut ledger = Ledger::default();
    for round in 1..=options.times {
        let running = options.program.start(data)?;
        replay(&play, &running, options.connections, &mut ledger)?;
        let moment = Duration::from_millis(u64::from(SOONEST_MS + dice.below(LATEST_MS - SOONEST_MS)));
        load_and_kill(&play, running, options.connections, moment, &mut ledger)?;
        let found = remains::inspect(data, &options.program.questions, &options.campaign, &mut ledger)
            .with_context(|| format!("after kill {round} of seed {seed}, {} ms into the load", moment.as_millis()))?;
        println!("kill {round:>3} after {:>5} ms: {found}", moment.as_millis());
    }
    let running = options.program.start(data)?;
    replay(&play, &running, options.connections, &mut ledger)?;
    running.kill()?;
    let found = remains::inspect(data, &options.program.questions, &options.campaign, &mut ledger)?;
    println!("{} kills in {:.0} s, nothing lost, nothing twice: {found}", options.times, began.elapsed().as_secs_f64());
    Ok(())
}

/// Sends again what was acknowledged before the last kill: the answer is the first one.
fn replay(play: &Play, running: &Running, connections: usize, ledger: &mut Ledger) -> Result<()> {
    let sent = Rc::new(ledger.acknowledged());
    let crowd = Crowd { address: running.address, connections, rate: None, until: Until::Count(sent.len() as u64) };
    let faults = Rc::new(RefCell::new(Vec::new()));
    let (play, heard, replayed) = (play.clone(), Rc::clone(&faults), Rc::clone(&sent));
    crowd.run(async move |line: &mut Line, turn: Turn, notes: &Notes| {
        let Some((open, first)) = usize::try_from(turn.n).ok().and_then(|n| replayed.get(n)) else { return };
        let again = play.hand_in(line, turn.due, notes, open).await.and_then(Receipt::read);
        if again != Some(*first) {
            heard.borrow_mut().push(format!("sitting {} was acknowledged as {first:?} and is answered with {again:?} now", first.sitting));
        }
    })?;
    let faults = faults.take();
    ensure!(faults.is_empty(), "{} hand-ins are answered differently after a kill, first of all:\n{}", faults.len(), faults[0]);
    ledger.replayed();
    Ok(())
}

fn load_and_kill(play: &Play, running: Running, connections: usize, moment: Duration, ledger: &mut Ledger) -> Result<()> {
    let crowd = Crowd { address: running.address, connections, rate: None, until: Until::Over(moment + Duration::from_millis(20)) };
    let killer = thread::spawn(move || {
        thread::sleep(moment);
        running.kill()
    });
    let shared = Rc::new(RefCell::new(std::mem::take(ledger)));
    let (play, notes_of) = (play.clone(), Rc::clone(&shared));
    crowd.run(async move |line: &mut Line, turn: Turn, notes: &Notes| {
        let device = play.device();
        for _ in 0..if turn.n.is_multiple_of(AGAIN) { 2 } else { 1 } {
            let Some(open) = play.start_as(line, turn.due, notes, &device).await else { return };
            let place = notes_of.borrow_mut().sent(open.clone());
            let answers = hand_in(&play, line, turn, notes, &open).await;
            let is_heard = !answers.is_empty();
            notes_of.borrow_mut().answered(place, answers);
            if !is_heard {
                return;
            }
        }
    })?;
    *ledger = shared.take();
    killer.join().map_err(|_| anyhow::anyhow!("the thread that kills has panicked"))?
}

/// Hands in, now and then twice at once; every answer that comes is given back.
async fn hand_in(play: &Play, line: &mut Line, turn: Turn, notes: &Notes, open: &Open) -> Vec<Receipt> {
    let read = |body: Option<&[u8]>| body.and_then(Receipt::read);
    if !turn.n.is_multiple_of(TWICE) {
        return read(play.hand_in(line, turn.due, notes, open).await).into_iter().collect();
    }
    let mut other = line.beside();
    let (first, second) = tokio::join!(play.hand_in(line, turn.due, notes, open), play.hand_in(&mut other, turn.due, notes, open));
    read(first).into_iter().chain(read(second)).collect()
}
