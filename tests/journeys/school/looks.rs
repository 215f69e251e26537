//! Every screen of a member in every dress: type sizes, day and night, and faults of accessibility.

use anyhow::Result;
use e2e::{Bank, Device, Phase, School};

use super::TASK;
use crate::looks::Looks;

#[tokio::test]
async fn every_screen_of_a_member_holds_in_every_dress() -> Result<()> {
    let (bank, mut school, device) = (Bank::shipped()?, School::serve(Phase::Study)?, Device::new().await?);
    let mut looks = Looks::default();
    let form = device.open_page(&school, "study/").await?;
    form.is_ready().await?;
    looks.at("member-sign-in", &form).await?;
    form.close().await?;
    let page = school.member(&device, "1001").await?;
    let sights = [
        ("tasks", "#", "#app h1"),
        ("task", "#task/state-staff-exam", "#app h2"),
        ("practise", "#practise/state-staff-exam/3", "[data-q]"),
        ("reader", "#read/state-staff-exam/2/", "article[data-block]"),
        ("notes", "#read/state-staff-exam/4/", "#app h1"),
        ("wrong", "#wrong", "#app h1"),
        ("me", "#me", "[data-sign-out]"),
        ("exam-barred", "#exam/state-staff-exam", "#app h2"),
    ];
    for (name, hash, mark) in sights {
        page.visit(hash).await?;
        page.sees(mark).await?;
        looks.at(&format!("member-{name}"), &page).await?;
    }
    school.go_on_to(Phase::Exam)?;
    page.visit("#").await?;
    page.says("#app h1", "学习任务").await?;
    page.visit(&format!("#exam/{TASK}")).await?;
    page.sees("[data-start-exam]").await?;
    looks.at("member-exam-start", &page).await?;
    page.press("[data-start-exam]").await?;
    page.sit(&bank, 30, |n| n < 30).await?;
    looks.at("member-exam-question", &page).await?;
    page.press("[data-sheet]").await?;
    looks.at("member-exam-sheet", &page).await?;
    page.press("[role=dialog] [data-check]").await?;
    page.sees("[data-hand-in]").await?;
    looks.at("member-exam-hand-in", &page).await?;
    page.press("[data-hand-in]").await?;
    page.sees("[data-score]").await?;
    looks.at("member-exam-result", &page).await?;
    page.visit(&format!("#certificate/{TASK}")).await?;
    page.says("#app", "王小明").await?;
    looks.at("member-certificate", &page).await?;
    looks.close()
}
