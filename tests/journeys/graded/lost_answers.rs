//! The server hears the phone, and the phone never hears the answer.

use anyhow::{Context as _, Result};
use e2e::{Bank, Counts, Device, Hall};

use super::{PHONE, QUESTIONS};

#[tokio::test]
async fn a_hand_in_whose_answer_was_lost_gets_the_same_result_and_counts_once() -> Result<()> {
    let (bank, hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.start().await?;
    page.answer_all(&bank, QUESTIONS, |n| n < 6).await?;
    hall.network().lose_answers("/hand-in");
    page.hand_over(QUESTIONS).await?;
    page.waits().await?;
    assert_eq!(hall.counted("prize")?, ONE, "the server has it");
    page.reload().await?;
    page.waits().await?;

    // pressed while answers are still lost: once the network is mended, the page itself may be faster than a finger
    page.press("[data-send]").await?;
    page.waits().await?;
    hall.network().mend();
    assert_eq!(page.score().await?, "60");
    assert_eq!(hall.counted("prize")?, ONE);
    let answers: Vec<String> =
        hall.network().carried().into_iter().filter(|one| one.asked.ends_with("/hand-in")).map(|one| one.answer).collect();
    let bodies: Vec<_> = answers.iter().map(|answer| answer.split_once("\r\n\r\n").map(|(_, body)| body)).collect();
    assert!(bodies.len() > 1 && bodies.iter().all(|body| *body == bodies[0]), "{bodies:?}");
    Ok(())
}

const ONE: Counts = Counts { participations: 1, participants: 1 };

#[tokio::test]
async fn a_start_whose_answer_was_lost_gives_the_same_paper_again() -> Result<()> {
    let (hall, device) = (Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    hall.network().lose_answers("/sittings");
    page.press("[data-start]").await?;
    page.says("[data-told]", "没有网络，现在不能开始").await?;
    hall.network().mend();
    page.press("[data-retry]").await?;
    page.asked().await?;
    let carried = hall.network().carried();
    let papers: Vec<&str> = carried
        .iter()
        .filter(|one| one.asked == "POST /api/v1/sittings")
        .map(|one| one.answer.split_once("\"questions\":").map(|(_, questions)| questions).context("no questions"))
        .collect::<Result<_>>()?;
    assert!(papers.len() > 1 && papers.iter().all(|paper| *paper == papers[0]), "{papers:?}");
    Ok(())
}

#[tokio::test]
async fn a_prize_and_a_claim_whose_answers_were_lost_count_once() -> Result<()> {
    let (bank, hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.start().await?;
    page.answer_all(&bank, QUESTIONS, |_| true).await?;
    page.hand_in(QUESTIONS).await?;

    hall.network().lose_answers("/prizes");
    page.press("[data-try=luck]").await?;
    page.says("[data-prize=luck] [data-told]", "机会").await?;
    assert_eq!(hall.wins("prize")?, (1, 0), "the lot is drawn");
    hall.network().mend();
    page.win("luck").await?;
    assert_eq!(hall.wins("prize")?, (1, 0), "and not drawn twice");

    hall.network().lose_answers("/claims");
    page.write("#field0", PHONE).await?;
    page.press("[data-claim]").await?;
    page.says("[data-told]", "还没有登记上").await?;
    assert_eq!(hall.wins("prize")?, (1, 1));
    hall.network().mend();
    page.press("[data-claim]").await?;
    page.says("[data-phone]", "138****6021").await?;
    assert_eq!(hall.wins("prize")?, (1, 1));
    Ok(())
}
