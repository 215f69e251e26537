//! A page that dies, as pages do on phones that need the memory.

use std::time::{Duration, Instant};

use anyhow::Result;
use e2e::{Bank, Device, Site};

const QUESTIONS: usize = 10;
const LIMIT: Duration = Duration::from_secs(300);

#[tokio::test]
async fn a_page_killed_after_every_answer_resumes_with_all_of_them_and_the_right_time() -> Result<()> {
    let (bank, site, mut device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let mut page = device.open(&site, "open").await?;
    page.start_as("外地", "").await?;
    let started = Instant::now();

    for n in 0..QUESTIONS {
        let question = page.asked_at(n).await?;
        let answer = if n % 2 == 0 { bank.right(&question)? } else { bank.wrong(&question)? };
        page.answer(&answer).await?;
        device.kill(page).await?;

        page = device.open(&site, "open").await?;
        let resumed = page.asked_at(n).await?;
        assert_eq!((&resumed.stem, resumed.picked()), (&question.stem, answer), "question {n}");
        page.leaves(LIMIT, started).await?;
        page.press("[data-sheet]").await?;
        page.sees(".sheet [data-to]").await?;
        assert_eq!(page.texts(".sheet [data-to].blank").await?.len(), QUESTIONS - n - 1);
        page.press(&format!(".sheet [data-to=\"{n}\"]")).await?;
        if n + 1 < QUESTIONS {
            page.next().await?;
        }
    }
    assert_eq!(page.hand_in(QUESTIONS).await?, "50");
    Ok(())
}
