//! From the link to a prize.

use std::time::Instant;

use anyhow::{Result, ensure};
use e2e::{Bank, Counts, Device, GLANCE, Hall, PATIENCE};

use super::{PHONE, QUESTIONS};

#[tokio::test]
async fn a_citizen_plays_wins_and_claims_and_is_counted_once() -> Result<()> {
    let (bank, hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize?from=poster").await?;
    assert!(page.shows("[data-start]").await? && !page.shows("[data-practise]").await?);
    page.start().await?;
    let asked = page.answer_all(&bank, QUESTIONS, |n| n < 7).await?;
    assert_eq!(page.hand_in(QUESTIONS).await?, "70");
    page.review_agrees(&bank, &asked.iter().map(|asked| asked.stem.as_str()).collect::<Vec<_>>()).await?;
    assert!(page.text(".rev[open]").await?.contains(&asked[7].stem), "what went wrong lies open");
    page.says("#app .score", "今天还能答2次").await?;
    page.sees("[data-prize=final][data-state=not-yet]").await?;

    let code = page.win("luck").await?;
    assert_eq!(code.replace(' ', "").len(), 8, "{code}");
    page.says("#app", "一等奖：保温杯").await?;
    page.says("#app", "204室").await?;
    page.write("#field0", "1380000602").await?;
    page.press("[data-claim]").await?;
    page.says("#fault0", "手机号").await?;
    assert_eq!(page.attribute("#field0", "aria-invalid").await?.as_deref(), Some("true"));
    assert_eq!(hall.wins("prize")?, (1, 0));
    assert_eq!(page.claim(PHONE).await?, "138****6021");

    page.reload().await?;
    assert_eq!(page.text("[data-code]").await?, code);
    assert_eq!(page.text("[data-phone]").await?, "138****6021");
    page.press("[data-mine]").await?;
    page.says("[data-wins]", "保温杯").await?;
    page.says("[data-records]", "70").await?;
    assert_eq!(hall.counted("prize")?, Counts { participations: 1, participants: 1 });
    assert_eq!(hall.wins("prize")?, (1, 1));
    assert!(!hall.keeps(PHONE)?, "the number lies open on the server");
    assert!(!page.kept().await?.contains(PHONE), "the number stays on the phone");
    assert_eq!(page.complaints().await?, [""; 0]);
    Ok(())
}

#[tokio::test]
async fn a_number_that_was_given_can_be_changed() -> Result<()> {
    let (bank, hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.start().await?;
    page.answer_all(&bank, QUESTIONS, |_| true).await?;
    assert_eq!(page.hand_in(QUESTIONS).await?, "100");
    page.sees("[data-prize=final][data-state=entered]").await?;
    page.win("luck").await?;
    page.claim(PHONE).await?;
    page.press("[data-change]").await?;
    page.write("#field0", "13900001234").await?;
    page.press("[data-claim]").await?;
    page.says("[data-phone]", "139****1234").await?;
    assert_eq!(hall.wins("prize")?, (1, 1));

    // the next visit begins with what is still to be done
    page.press("[data-mine]").await?;
    page.visit("#").await?;
    page.press("[data-start]").await?;
    page.asked().await?;
    Ok(())
}

#[tokio::test]
async fn whoever_is_drawn_sees_it_and_claims() -> Result<()> {
    let (bank, mut hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.start().await?;
    page.answer_all(&bank, QUESTIONS, |_| true).await?;
    page.hand_in(QUESTIONS).await?;
    page.sees("[data-prize=final][data-state=entered]").await?;

    hall.close()?;
    let frozen = freeze(&hall).await?;
    ensure!(frozen.contains("1 people, 1 lots"), "{frozen}");
    let (drawn, said) = hall.pufa(&["draw", "run", "prize", "final", "--randomness", "大乐透 1 2 3 4 5"])?;
    ensure!(drawn, "{said}");
    page.reload().await?;
    page.says("[data-prize=final]", "特等奖").await?;
    page.press("[data-prize=final] a").await?;
    page.says("#app", "自行车").await?;
    assert_eq!(page.claim(PHONE).await?, "138****6021");
    assert_eq!(hall.wins("prize")?, (1, 1));
    Ok(())
}

/// Freezes the list as soon as nothing can enter it any more.
async fn freeze(hall: &Hall) -> Result<String> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let (done, said) = hall.pufa(&["draw", "freeze", "prize", "final"])?;
        if done {
            return Ok(said);
        }
        ensure!(said.contains("can be frozen after") && Instant::now() < deadline, "{said}");
        tokio::time::sleep(GLANCE).await;
    }
}
