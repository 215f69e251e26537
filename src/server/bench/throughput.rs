//! How many papers are drawn and sittings graded in a second, each beside a bound measured in the same run.
//! Called by `cargo xtask bench` with a campaign and its banks as files; prints one line of JSON.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Error, Result};
use domain::dice::Dice;
use domain::{Bank, Blueprint, ChoiceSet, Paper, grading, paper};

const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_millis(150);

fn main() -> Result<()> {
    // `cargo bench` adds `--bench`; `cargo test --benches` gives no files and only proves that this compiles.
    let files: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let [campaign, banks] = &files[..] else { return Ok(()) };
    let campaign = wire::campaign::read(&read(campaign)?)?;
    let banks = wire::site::unpack(&read(banks)?)?;
    let questions: usize = banks.iter().flat_map(|bank| &bank.topics).map(|topic| topic.questions.len()).sum();

    let draw = measure(|seed| draw(&banks, &campaign.blueprint, seed), |seed| shuffle(questions, seed));
    let papers: Vec<Paper> = (0..64).map(|seed| draw_paper(&banks, &campaign.blueprint, seed)).collect::<Result<_>>()?;
    let keys: Vec<Vec<Option<ChoiceSet>>> = papers.iter().map(keys).collect();
    let given: Vec<Vec<Option<ChoiceSet>>> = papers.iter().enumerate().map(|(n, paper)| answers(paper, n as u64)).collect();
    let at = |n: u64| usize::try_from(n % 64).unwrap_or_default();
    let grade = measure(
        |n| black_box(grading::grade(black_box(&papers[at(n)]), black_box(&given[at(n)]), campaign.scoring)).marks.len(),
        |n| usize::from(black_box(black_box(&keys[at(n)]) == black_box(&given[at(n)]))),
    );
    println!("{{\"questions\":{questions},\"items\":{},\"draw\":{},\"grade\":{}}}", campaign.blueprint.count(), json(draw), json(grade));
    Ok(())
}

fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("reading {path}"))
}

fn draw_paper(banks: &[Bank], blueprint: &Blueprint, seed: u64) -> Result<Paper> {
    paper::draw(banks, blueprint, seed, &[]).map_err(|shortage| Error::msg(shortage.to_string()))
}

fn draw(banks: &[Bank], blueprint: &Blueprint, seed: u64) -> usize {
    black_box(paper::draw(black_box(banks), blueprint, seed, &[])).map_or(0, |paper| paper.items.len())
}

/// The bound of a draw: numbers in place of the questions, put in a random order.
fn shuffle(questions: usize, seed: u64) -> usize {
    let mut numbers: Vec<usize> = (0..questions).collect();
    Dice::new(seed).shuffle(&mut numbers);
    black_box(&numbers).len()
}

fn keys(paper: &Paper) -> Vec<Option<ChoiceSet>> {
    paper.items.iter().map(|item| Some(item.question.key)).collect()
}

/// Four answers of five right, the others picked by chance.
fn answers(paper: &Paper, seed: u64) -> Vec<Option<ChoiceSet>> {
    let mut dice = Dice::new(seed);
    let mut answer = |key| if dice.below(5) > 0 { key } else { ChoiceSet::of(&[dice.below(4) as usize]) };
    paper.items.iter().map(|item| Some(answer(item.question.key))).collect()
}

/// Calls a second of the work and of its bound: the medians of rounds that take turns, so that both meet the same machine.
struct Rate {
    work: f64,
    bound: f64,
}

fn measure(work: impl Fn(u64) -> usize, bound: impl Fn(u64) -> usize) -> Rate {
    let (mut works, mut bounds) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        works.push(round(&work));
        bounds.push(round(&bound));
    }
    Rate { work: median(works), bound: median(bounds) }
}

fn round(call: impl Fn(u64) -> usize) -> f64 {
    let begun = Instant::now();
    let mut calls = 0_u64;
    while begun.elapsed() < ROUND {
        // The clock is asked once for many calls, so that it does not count.
        for _ in 0..100 {
            black_box(call(calls));
            calls += 1;
        }
    }
    calls as f64 / begun.elapsed().as_secs_f64()
}

fn median(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates[rates.len() / 2]
}

fn json(rate: Rate) -> String {
    format!("{{\"per_second\":{:.0},\"limit_per_second\":{:.0}}}", rate.work, rate.bound)
}
