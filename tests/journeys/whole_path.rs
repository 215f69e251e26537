//! From the link to the result.

use anyhow::Result;
use e2e::{Bank, Device, Site};

const QUESTIONS: usize = 10;
const POINTS_EACH: usize = 10;

#[tokio::test]
async fn a_citizen_plays_from_the_link_to_a_score_that_the_bank_confirms() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "open?from=poster").await?;
    page.start_as("某市/某旗/城关镇", "旗中医院").await?;

    let (mut right, mut asked) = (0, Vec::new());
    for n in 0..QUESTIONS {
        let question = page.asked_at(n).await?;
        match n % 3 {
            0 => {
                page.answer(&bank.right(&question)?).await?;
                right += 1;
            }
            1 => page.answer(&bank.wrong(&question)?).await?,
            _ => {}
        }
        asked.push(question.stem);
        if n + 1 < QUESTIONS {
            page.next().await?;
        }
    }
    let score = page.hand_in(QUESTIONS).await?;
    assert_eq!(score, (right * POINTS_EACH).to_string());

    page.review_agrees(&bank, &asked.iter().map(String::as_str).collect::<Vec<_>>()).await?;
    // what went wrong lies open, what went right opens at a press
    let wrong = bank.find(&asked[1])?;
    assert!(page.text(".rev[open]").await?.contains(&wrong.explain));
    page.press(".rev:not([open]) summary").await?;
    let open = page.texts(".rev[open]").await?;
    assert_eq!(open.len(), QUESTIONS - right + 1);

    page.press("[data-home]").await?;
    page.sees("[data-start]").await?;
    page.visit("#mine").await?;
    assert!(page.text("[data-records]").await?.contains(&score));
    assert_eq!(page.complaints().await?, [""; 0]);
    Ok(())
}

#[tokio::test]
async fn what_went_wrong_can_be_practised_until_it_is_right() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "plain").await?;
    page.start().await?;
    page.answer_all(&bank, 5, |n| n != 1 && n != 3).await?;
    page.hand_in(5).await?;

    page.visit("#mine").await?;
    page.press("[data-review]").await?;
    page.answer_all(&bank, 2, |_| true).await?;
    page.hand_in(2).await?;
    page.visit("#mine").await?;
    page.says("#app .card", "错题本是空的").await?;
    assert_eq!(page.counts().await?.participations, 1, "practice is never counted");
    Ok(())
}

#[tokio::test]
async fn who_deletes_what_is_kept_finds_nothing_of_it() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "plain").await?;
    page.start().await?;
    page.answer_all(&bank, 5, |_| true).await?;
    page.hand_in(5).await?;

    page.visit("#mine").await?;
    let kept = String::from_utf8(device.download(&page, "[data-export]").await?)?;
    assert!(kept.contains("plain"), "the export does not hold the sitting: {kept}");
    page.press("[data-delete]").await?;
    page.sees("[data-records]").await?;
    page.press("[data-delete]").await?;
    page.wait::<bool>(
        "a new page",
        "return !document.querySelector('[data-records]') && document.documentElement.hasAttribute('data-ready')",
        serde_json::Value::Null,
    )
    .await?;
    page.visit("#mine").await?;
    page.sees("#app .card").await?;
    assert!(!page.shows("[data-records]").await?);
    assert_eq!(page.counts().await?.participations, 0);
    Ok(())
}
