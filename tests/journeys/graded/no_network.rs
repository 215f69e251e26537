//! The network is cut at each step of a graded sitting.

use anyhow::Result;
use e2e::{Bank, Counts, Device, Hall};

use super::{PHONE, QUESTIONS};

const ONE: Counts = Counts { participations: 1, participants: 1 };

#[tokio::test]
async fn a_start_without_a_network_says_so_and_can_be_tried_again() -> Result<()> {
    let (hall, device) = (Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    hall.network().cut();
    page.press("[data-start]").await?;
    page.says("[data-told]", "没有网络，现在不能开始").await?;
    hall.network().mend();
    page.press("[data-retry]").await?;
    page.asked().await?;
    Ok(())
}

#[tokio::test]
async fn a_hand_in_without_a_network_waits_and_goes_out_by_itself() -> Result<()> {
    let (bank, hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.start().await?;
    hall.network().cut();
    page.answer_all(&bank, QUESTIONS, |n| n < 8).await?;
    assert!(!page.shows("[data-told]").await?, "without a network nothing changes while one answers");
    page.hand_over(QUESTIONS).await?;
    page.waits().await?;
    page.press("[data-send]").await?;
    page.waits().await?;
    assert_eq!(hall.counted("prize")?.participations, 0);

    // nobody presses anything
    hall.network().mend();
    assert_eq!(page.score().await?, "80");
    assert_eq!(hall.counted("prize")?, ONE);
    let sent = hall.network().carried().into_iter().filter(|one| one.asked.ends_with("/hand-in")).count();
    assert_eq!(sent, 1, "it went out once, and no more");
    assert_eq!(page.complaints().await?, [""; 0]);
    Ok(())
}

#[tokio::test]
async fn a_hand_in_goes_out_as_soon_as_the_phone_hears_of_a_network() -> Result<()> {
    let (bank, hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.start().await?;
    page.go_offline().await?;
    page.answer_all(&bank, QUESTIONS, |n| n < 8).await?;
    page.hand_over(QUESTIONS).await?;
    page.waits().await?;
    // home again, and a second attempt must not come before the first
    page.press("[data-home]").await?;
    page.says("[data-told]", "上次的答卷还没送出").await?;
    page.press("[data-start]").await?;
    page.says("[data-told]", "送出以后才能再答一次").await?;
    page.go_online().await?;
    page.says("[data-told]", "上次的答卷已经送到").await?;
    page.press("[data-told] a").await?;
    assert_eq!(page.score().await?, "80");
    assert_eq!(hall.counted("prize")?, ONE);
    Ok(())
}

#[tokio::test]
async fn a_hand_in_that_waits_outlives_the_page_and_is_sent_by_the_next() -> Result<()> {
    let (bank, hall, mut device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.is_kept().await?;
    page.start().await?;
    page.answer_all(&bank, QUESTIONS, |n| n % 2 == 0).await?;
    hall.network().cut();
    page.hand_over(QUESTIONS).await?;
    page.waits().await?;
    page.reload().await?;
    page.waits().await?;
    device.kill(page).await?;

    let page = device.open(&hall, "prize").await?;
    page.says("[data-told]", "上次的答卷还没送出").await?;
    page.press("[data-told] a").await?;
    page.waits().await?;
    page.visit("#mine").await?;
    page.says("[data-records]", "还没送到").await?;
    device.kill(page).await?;

    hall.network().mend();
    let page = device.open(&hall, "prize").await?;
    page.says("[data-told]", "上次的答卷已经送到").await?;
    page.says("[data-told]", "得了50分").await?;
    page.visit("#mine").await?;
    page.says("[data-records]", "50").await?;
    assert_eq!(hall.counted("prize")?, ONE);
    Ok(())
}

#[tokio::test]
async fn a_prize_waits_for_the_network_and_so_does_its_claim() -> Result<()> {
    let (bank, hall, device) = (Bank::read()?, Hall::serve()?, Device::new().await?);
    let page = device.open(&hall, "prize").await?;
    page.start().await?;
    page.answer_all(&bank, QUESTIONS, |_| true).await?;
    page.hand_in(QUESTIONS).await?;

    hall.network().cut();
    page.press("[data-try=luck]").await?;
    page.says("[data-prize=luck] [data-told]", "没有连上网").await?;
    hall.network().mend();
    let code = page.win("luck").await?;

    hall.network().cut();
    page.write("#field0", PHONE).await?;
    page.press("[data-claim]").await?;
    page.says("[data-told]", "还没有登记上").await?;
    assert_eq!(page.run::<String>("return document.querySelector('#field0').value", serde_json::Value::Null).await?, PHONE);
    assert_eq!(page.text("[data-code]").await?, code);
    hall.network().mend();
    page.press("[data-claim]").await?;
    page.says("[data-phone]", "138****6021").await?;
    assert!(!page.shows("[data-told]").await?);
    assert_eq!(hall.wins("prize")?, (1, 1));
    Ok(())
}
