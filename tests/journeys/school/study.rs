//! Study on the phone that goes on at the office computer.

use anyhow::Result;
use e2e::{Bank, Device, Page, Phase, School};

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

/// Answers questions of the practice wrong, so many in a row.
async fn practise_wrong(page: &Page, bank: &Bank, count: usize) -> Result<()> {
    page.visit(&format!("#practise/{TASK}/3")).await?;
    for _ in 0..count {
        let asked = page.asked().await?;
        page.answer(&bank.wrong(&asked)?).await?;
        page.press("[data-answer]:not([disabled])").await?;
        page.says("[data-told]", "错题本").await?;
        page.press("[data-onward]").await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_due_in_the_wrong_book_opens_without_a_network_and_goes_out_when_it_is_back() -> Result<()> {
    let (bank, school, device) = (Bank::shipped()?, School::serve(Phase::Study)?, Device::new().await?);
    let page = school.member(&device, "1001").await?;
    page.is_kept().await?;
    practise_wrong(&page, &bank, 2).await?;
    page.visit("#wrong").await?;
    page.says("#app", "过十分钟再来做").await?;
    school.network().cut();
    page.shift_clock(1.0).await?;
    page.reload().await?;
    page.is_ready().await?;
    page.says("#app", "今天有2题要复习").await?;
    page.press("[data-review]").await?;
    for _ in 0..2 {
        let asked = page.asked().await?;
        page.answer(&bank.right(&asked)?).await?;
        page.press("[data-answer]:not([disabled])").await?;
        page.says("[data-told]", "答对了").await?;
        page.press("[data-onward]").await?;
    }
    page.visit("#wrong").await?;
    page.press("a[href=\"#wrong\"]").await?;
    page.says("#app", "还有记录只在这台设备上").await?;
    // what needs the server says so, and leaves the way to what does not
    page.visit("#").await?;
    page.says("#app", "没有打开").await?;
    school.network().mend();
    page.press("[data-retry]").await?;
    page.says("article", "国家工作人员年度学法用法考试").await?;
    page.visit("#wrong").await?;
    let sent = "return !document.querySelector('#app').innerText.includes('只在这台设备上') && location.hash === '#wrong'";
    page.wait::<bool>("all of it sent", sent, serde_json::Value::Null).await?;
    assert_eq!(page.complaints().await?, [] as [String; 0]);
    Ok(())
}

#[tokio::test]
async fn nothing_unsent_is_lost_by_signing_out_unasked() -> Result<()> {
    let (bank, school, device) = (Bank::shipped()?, School::serve(Phase::Study)?, Device::new().await?);
    let page = school.member(&device, "1001").await?;
    school.network().lose_answers("/study");
    practise_wrong(&page, &bank, 1).await?;
    page.visit("#me").await?;
    page.press("[data-sign-out]").await?;
    page.says("[data-notice]", "还有1条记录没有送达").await?;
    page.sees("[data-sign-out-anyway]").await?;
    let sent = || school.network().carried().iter().filter(|one| one.asked.ends_with("/study")).count();
    let before = sent();
    school.network().mend();
    page.press("[data-notice] [data-sign-out]").await?;
    page.sees("[data-sign-in]").await?;
    assert!(sent() > before, "what waited was sent before the session ended");
    Ok(())
}

#[tokio::test]
async fn larger_letters_leave_the_line_that_is_read_where_it_is() -> Result<()> {
    let (school, device) = (School::serve(Phase::Study)?, Device::new().await?);
    let page = school.member(&device, "1001").await?;
    page.visit(&format!("#read/{TASK}/2/")).await?;
    page.press("[data-chapters]").await?;
    page.write("#jump", "40").await?;
    page.press("[data-jump] [type=submit]").await?;
    let at_top =
        "const box = document.querySelector('article[data-block=\"40\"]').getBoundingClientRect(); return box.top < 60 && box.bottom > 0";
    page.wait::<bool>("article 40 at the top", at_top, serde_json::Value::Null).await?;
    for _ in 0..3 {
        page.press(".tools [data-type-size]").await?;
        assert!(page.run::<bool>(at_top, serde_json::Value::Null).await?, "article 40 went away");
    }
    Ok(())
}
