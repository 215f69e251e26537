//! Exams that are interrupted.

use std::time::{Duration, Instant};

use anyhow::Result;
use e2e::{Bank, Device, Page, Phase, School};

use super::TASK;

const LIMIT: Duration = Duration::from_secs(90 * 60);

#[tokio::test]
async fn a_computer_dies_in_minute_forty_and_the_exam_goes_on_elsewhere_with_the_right_time_left() -> Result<()> {
    let (bank, school, mut office, phone) = (Bank::shipped()?, School::serve(Phase::Exam)?, Device::new().await?, Device::new().await?);
    let page = school.member(&office, "1001").await?;
    page.visit(&format!("#exam/{TASK}")).await?;
    page.press("[data-start-exam]").await?;
    let asked = page.asked().await?;
    let started = Instant::now();
    page.leaves(LIMIT, started).await?;
    page.sit(&bank, 20, |_| true).await?;
    page.says("[data-keeping]", "已保存").await?;
    office.kill(page).await?;
    school.pass_in_exams(40)?;

    let page = school.elsewhere(&phone, "1001").await?;
    page.says("#app", "接着考试").await?;
    page.visit(&format!("#exam/{TASK}")).await?;
    page.press("[data-start-exam]").await?;
    page.leaves(LIMIT - Duration::from_secs(40 * 60), started).await?;
    page.visit(&format!("#exam/{TASK}/q/1")).await?;
    assert_eq!(page.asked_at(0).await?.stem, asked.stem);
    page.picked(&bank.right(&asked)?).await?;
    page.visit(&format!("#exam/{TASK}/q/21")).await?;
    page.asked_at(20).await?;
    page.sit(&bank, 50, |_| true).await?;
    assert_eq!(page.hand_exam_in().await?, "100");
    Ok(())
}

/// Answers five questions, loses the network, answers the rest, 40 in all rightly, and presses 交卷.
async fn hands_in_without_a_network(page: &Page, school: &School, bank: &Bank) -> Result<()> {
    page.visit(&format!("#exam/{TASK}")).await?;
    page.press("[data-start-exam]").await?;
    page.sit(bank, 5, |_| true).await?;
    page.says("[data-keeping]", "已保存").await?;
    school.network().cut();
    page.next().await?;
    page.sit(bank, 50, |n| n < 40).await?;
    page.says("[data-keeping]", "没保存，网络断了，答案在这台设备上").await?;
    page.press("[data-sheet]").await?;
    page.press("[role=dialog] [data-check]").await?;
    page.press("[data-hand-in]").await
}

#[tokio::test]
async fn who_loses_the_network_goes_on_and_hands_in_when_it_is_back() -> Result<()> {
    let (bank, school, device) = (Bank::shipped()?, School::serve(Phase::Exam)?, Device::new().await?);
    let page = school.member(&device, "1001").await?;
    hands_in_without_a_network(&page, &school, &bank).await?;
    page.sees("[data-waiting]").await?;
    school.network().mend();
    page.press("[data-hand-in-again]").await?;
    assert_eq!(page.text("[data-score] b").await?, "80");
    Ok(())
}

#[tokio::test]
async fn a_hand_in_without_a_network_outlives_the_page_and_nothing_can_be_changed_any_more() -> Result<()> {
    let (bank, school, device) = (Bank::shipped()?, School::serve(Phase::Exam)?, Device::new().await?);
    let page = school.member(&device, "1001").await?;
    page.is_kept().await?;
    hands_in_without_a_network(&page, &school, &bank).await?;
    page.says("[data-waiting]", "已交卷，等网络送达").await?;

    page.reload().await?;
    page.is_ready().await?;
    page.says("[data-waiting]", "已交卷，等网络送达").await?;
    page.visit(&format!("#exam/{TASK}/q/1")).await?;
    page.says("[data-waiting]", "已交卷，等网络送达").await?;
    assert!(!page.shows("[data-choice]").await?);
    // nobody presses anything
    school.network().mend();
    assert_eq!(page.text("[data-score] b").await?, "80");
    assert_eq!(page.complaints().await?, [] as [String; 0]);
    Ok(())
}

#[tokio::test]
async fn who_failed_sits_the_make_up() -> Result<()> {
    let (bank, mut school, device) = (Bank::shipped()?, School::serve(Phase::Exam)?, Device::new().await?);
    let page = school.member(&device, "1002").await?;
    page.visit(&format!("#exam/{TASK}")).await?;
    page.press("[data-start-exam]").await?;
    page.sit(&bank, 3, |_| true).await?;
    assert_eq!(page.hand_exam_in().await?, "6");
    page.says("#app", "不合格").await?;
    school.pass_in_exams(60)?;
    school.go_on_to(Phase::MakeUp)?;
    page.visit(&format!("#exam/{TASK}")).await?;
    page.says("[data-start-exam]", "补考").await?;
    page.press("[data-start-exam]").await?;
    page.sit(&bank, 50, |n| n < 35).await?;
    assert_eq!(page.hand_exam_in().await?, "70");
    page.visit(&format!("#task/{TASK}")).await?;
    page.says("#app", "补考").await?;
    Ok(())
}
