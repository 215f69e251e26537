//! What a phone could know before it hands in, if somebody looked.

use anyhow::{Result, ensure};
use e2e::{Asked, Bank, Device, Hall};

use super::QUESTIONS;

#[tokio::test]
async fn nothing_that_reaches_a_phone_before_the_hand_in_tells_what_is_right() -> Result<()> {
    let (bank, hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.is_kept().await?;
    page.start().await?;
    let asked = page.answer_all(&bank, QUESTIONS, |_| true).await?;
    page.review().await?;

    let carried = hall.network().carried();
    assert!(carried.iter().any(|one| one.asked.ends_with(".wasm")) && carried.iter().any(|one| one.answer.contains(&asked[0].stem)));
    for one in &carried {
        tells_no_key(&bank, &asked, &one.asked, &one.answer)?;
    }
    tells_no_key(&bank, &asked, "the keep", &page.kept().await?)?;

    page.press("[data-hand-in]").await?;
    page.score().await?;
    let why = &bank.find(&asked[0].stem)?.explain;
    assert!(page.kept().await?.contains(why), "after the hand-in it is there, so it would have been found");
    assert!(hall.network().carried().iter().any(|one| one.answer.contains(why)));
    Ok(())
}

/// No explanation, no law, and no question but those that were asked.
fn tells_no_key(bank: &Bank, asked: &[Asked], place: &str, text: &str) -> Result<()> {
    for question in bank.questions() {
        ensure!(!text.contains(&question.explain), "{place} explains `{}`", question.stem);
        let is_asked = asked.iter().any(|asked| asked.stem == question.stem);
        ensure!(is_asked || !text.contains(&question.stem), "{place} holds `{}`, which was not asked", question.stem);
    }
    ensure!(!text.contains("第一条第二款"), "{place} cites the law");
    Ok(())
}
