//! R9 to its end: study, thrice the exam, the best counts, a certificate that anyone can check.

use anyhow::Result;
use e2e::{Bank, Device, Phase, School};

use super::TASK;

#[tokio::test]
async fn a_member_studies_sits_thrice_and_gets_a_certificate_that_anyone_can_check() -> Result<()> {
    let (bank, mut school, device) = (Bank::shipped()?, School::serve(Phase::Study)?, Device::new().await?);
    let page = school.member(&device, "1001").await?;
    page.says("article", "国家工作人员年度学法用法考试").await?;

    // what is practised is looked over by the server
    page.visit(&format!("#practise/{TASK}/3")).await?;
    for _ in 0..4 {
        let asked = page.asked().await?;
        page.answer(&bank.right(&asked)?).await?;
        page.press("[data-answer]:not([disabled])").await?;
        page.says("[data-told]", "对").await?;
        page.press("[data-onward]").await?;
    }
    // and what is read is counted while somebody is there
    page.visit(&format!("#read/{TASK}/1/")).await?;
    page.read_until("[data-counted] .sign.ok").await?;

    school.go_on_to(Phase::Exam)?;
    let mut scores = Vec::new();
    for right in [10, 50, 30] {
        page.visit("#").await?;
        page.says("#app h1", "学习任务").await?;
        page.visit(&format!("#exam/{TASK}")).await?;
        page.press("[data-start-exam]").await?;
        page.sit(&bank, 50, |n| n < right).await?;
        scores.push(page.hand_exam_in().await?);
    }
    assert_eq!(scores, ["20", "100", "60"]);
    page.visit(&format!("#task/{TASK}")).await?;
    page.says("#app", "优秀").await?;
    page.visit(&format!("#certificate/{TASK}")).await?;
    page.says("#app", "王小明").await?;
    let number =
        page.run::<String>("return document.querySelector('#app').innerText.match(/XF[0-9A-Z-]+/)[0]", serde_json::Value::Null).await?;

    let stranger = Device::new().await?;
    let check = stranger.open_page(&school, &format!("certificates/{number}")).await?;
    check.says("main", "王**").await?;
    check.says("main", "100分，优秀").await?;
    assert!(!check.text("main").await?.contains("王小明"));
    let check = stranger.open_page(&school, "certificates/XF2027-0000-0000-X").await?;
    check.sees("form").await?;
    assert_eq!(page.complaints().await?, [] as [String; 0]);
    Ok(())
}
