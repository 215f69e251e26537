//! Study on the phone that goes on at the office computer.

use anyhow::Result;
use e2e::{Device, Phase, School};

use super::TASK;

#[tokio::test]
async fn who_reads_on_the_phone_goes_on_at_the_office_computer_where_they_were() -> Result<()> {
    let (school, phone, office) = (School::serve(Phase::Study)?, Device::new().await?, Device::new().await?);
    let page = school.member(&phone, "1001").await?;
    // the second part is a whole law
    page.visit(&format!("#read/{TASK}/2/")).await?;
    page.sees("article[data-block=\"1\"]").await?;
    page.press("[data-chapters]").await?;
    page.write("#jump", "33").await?;
    page.press("[data-jump] [type=submit]").await?;
    page.wait::<bool>(
        "article 33 on the screen",
        "return document.querySelector('article[data-block=\"33\"]').getBoundingClientRect().top < innerHeight",
        serde_json::Value::Null,
    )
    .await?;
    page.read_until("[data-counted] .sign.ok").await?;
    page.visit("#").await?;
    page.says("#app h1", "学习任务").await?;

    let desk = school.elsewhere(&office, "1001").await?;
    desk.visit(&format!("#read/{TASK}/2/")).await?;
    desk.sees("[data-here]").await?;
    desk.sees("[data-counted] .sign.ok").await?;
    // reading went on from there
    let near = "return Number(document.querySelector('[data-here]').nextElementSibling.dataset.block) >= 33";
    desk.wait::<bool>("the place of the phone", near, serde_json::Value::Null).await?;
    Ok(())
}

#[tokio::test]
async fn nobody_gets_in_with_a_wrong_password_and_signing_out_everywhere_ends_both() -> Result<()> {
    let (school, phone, office) = (School::serve(Phase::Study)?, Device::new().await?, Device::new().await?);
    let stranger = office.open_page(&school, "study/").await?;
    stranger.sign_in("甲厅", "1001", "88888888").await?;
    stranger.says("[data-says]", "对不上").await?;
    let page = school.member(&phone, "1001").await?;
    let desk = school.elsewhere(&office, "1001").await?;
    page.visit("#me").await?;
    page.press("[data-sign-out-everywhere]").await?;
    page.sees("[data-sign-in]").await?;
    desk.visit("#").await?;
    desk.visit("#me").await?;
    desk.sees("[data-sign-in]").await?;
    Ok(())
}
