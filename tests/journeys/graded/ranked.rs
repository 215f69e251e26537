//! A contest where time counts, and where one says first who one is.

use std::time::{Duration, Instant};

use anyhow::Result;
use e2e::{Asked, Bank, Counts, Device, Hall, Page};

const QUESTIONS: usize = 20;
const LIMIT: Duration = Duration::from_secs(1800);
const ONE: Counts = Counts { participations: 1, participants: 1 };

#[tokio::test]
async fn a_second_phone_goes_on_from_the_first_start_and_no_other_start_follows() -> Result<()> {
    let (bank, hall) = (Bank::read()?, Hall::serve()?);
    let (first, second) = (Device::new().await?, Device::new().await?);
    let page = first.open(&hall, "ranked").await?;
    page.press("[data-start]").await?;
    page.write("#field0", "张三").await?;
    page.press("[data-continue]").await?;
    page.says("#fault1", "这一项要填").await?;
    let asked = go_on_as(&page, "20260042").await?;
    let started = Instant::now();
    page.answer(&bank.right(&asked)?).await?;
    page.leaves(LIMIT, started).await?;
    page.close().await?;

    let there = second.open(&hall, "ranked").await?;
    there.press("[data-start]").await?;
    there.write("#field0", "张三").await?;
    let same = go_on_as(&there, "20260042").await?;
    assert_eq!(same.stem, asked.stem, "it is the same paper");
    assert_eq!(same.picked(), [0; 0], "answers stay on the phone where they were given");
    there.leaves(LIMIT, started).await?;
    there.answer_all(&bank, QUESTIONS, |n| n < 18).await?;
    assert_eq!(there.hand_in(QUESTIONS).await?, "90");
    there.says("#app .score", "优秀").await?;
    there.sees("[data-prize=top][data-state=ranked]").await?;
    there.says("#app .score", "答题次数用完了").await?;
    assert_eq!(hall.counted("ranked")?, ONE);

    // the first phone learns what became of the sitting
    let here = first.open(&hall, "ranked").await?;
    here.asked().await?;
    here.hand_in(QUESTIONS).await?;
    assert_eq!(here.score().await?, "90", "the first hand-in counts");
    assert_eq!(hall.counted("ranked")?, ONE);

    let third = Device::new().await?;
    let late = third.open(&hall, "ranked").await?;
    late.press("[data-start]").await?;
    late.write("#field0", "张三").await?;
    late.write("#field1", "20260042").await?;
    late.press("[data-continue]").await?;
    late.says("[data-told]", "次数").await?;
    assert!(!hall.keeps("20260042")? && !hall.keeps("张三")?, "who somebody is lies open on the server");
    Ok(())
}

async fn go_on_as(page: &Page, number: &str) -> Result<Asked> {
    page.write("#field1", number).await?;
    page.press("[data-continue]").await?;
    page.asked().await
}
