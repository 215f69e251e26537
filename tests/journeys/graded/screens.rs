//! Every screen that only a graded campaign has, in every dress.

use anyhow::Result;
use e2e::{Bank, Device, Hall};

use super::{PHONE, QUESTIONS};
use crate::looks::Looks;

#[tokio::test]
async fn no_screen_of_a_prize_has_a_serious_fault() -> Result<()> {
    let (bank, hall, device, mut looks) = (Bank::read()?, Hall::serve()?, Device::new().await?, Looks::default());
    let page = device.open(&hall, "prize").await?;
    looks.at("graded-landing", &page).await?;
    page.start().await?;
    page.answer_all(&bank, QUESTIONS, |_| true).await?;
    page.hand_in(QUESTIONS).await?;
    page.sees("[data-try=luck]").await?;
    looks.at("graded-result", &page).await?;
    hall.network().cut();
    page.press("[data-try=luck]").await?;
    page.sees("[data-prize] [data-told]").await?;
    page.run::<serde_json::Value>("document.querySelector('[data-prize]').scrollIntoView()", serde_json::Value::Null).await?;
    looks.at("graded-result-no-network", &page).await?;
    hall.network().mend();
    page.win("luck").await?;
    looks.at("claim", &page).await?;
    page.press("[data-claim]").await?;
    page.sees("#fault0").await?;
    looks.at("claim-fault", &page).await?;
    page.claim(PHONE).await?;
    looks.at("claimed", &page).await?;
    page.press("[data-mine]").await?;
    page.sees("[data-wins] li").await?;
    looks.at("graded-mine", &page).await?;
    page.visit("#win/final").await?;
    page.says("#app", "还没有查到中奖记录").await?;
    looks.at("win-unknown", &page).await?;
    looks.close()
}

#[tokio::test]
async fn no_screen_of_a_hand_in_on_its_way_has_a_serious_fault() -> Result<()> {
    let (bank, mut hall, device, mut looks) = (Bank::read()?, Hall::serve()?, Device::new().await?, Looks::default());
    let page = device.open(&hall, "ranked").await?;
    looks.at("graded-landing-ranked", &page).await?;
    page.press("[data-start]").await?;
    page.sees("#field1").await?;
    looks.at("identity-personal", &page).await?;
    page.close().await?;

    let page = device.open(&hall, "prize").await?;
    hall.network().cut();
    page.press("[data-start]").await?;
    page.sees("[data-told]").await?;
    looks.at("graded-landing-no-network", &page).await?;
    hall.network().mend();
    page.press("[data-retry]").await?;
    page.hand_in(QUESTIONS).await?;
    page.press("[data-again]").await?;
    page.asked_at(0).await?;
    page.answer_all(&bank, QUESTIONS, |_| false).await?;
    page.review().await?;
    looks.at("graded-hand-in", &page).await?;
    hall.network().cut();
    page.press("[data-hand-in]").await?;
    page.waits().await?;
    looks.at("waiting", &page).await?;
    page.press("[data-home]").await?;
    page.says("[data-told]", "还没送出").await?;
    looks.at("graded-landing-waiting", &page).await?;
    page.visit("#mine").await?;
    page.says("[data-records]", "还没送到").await?;
    looks.at("graded-mine-waiting", &page).await?;

    // the organiser allows one a day now, and it was handed in
    hall.change(&|text| text.replace("attempts-per-day = 3", "attempts-per-day = 1"))?;
    hall.network().mend();
    page.says("[data-records]", "没有交上").await?;
    looks.at("graded-mine-refused", &page).await?;
    page.press("[data-records] a").await?;
    page.sees("[data-refused]").await?;
    looks.at("refused", &page).await?;
    looks.close()
}
