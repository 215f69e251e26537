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

#[tokio::test]
async fn what_is_empty_late_lost_or_refused_holds_in_every_dress() -> Result<()> {
    let (bank, mut school, device) = (Bank::shipped()?, School::serve(Phase::Study)?, Device::new().await?);
    let mut looks = Looks::default();
    school.network().hold("/me");
    let page = device.open_page(&school, "study/").await?;
    page.sees(".opening").await?;
    looks.at("member-opening", &page).await?;
    school.network().mend();
    page.sign_in("甲厅", "1001", "88888888").await?;
    page.says("[data-says]", "对不上").await?;
    looks.at("member-sign-in-wrong", &page).await?;
    page.close().await?;

    let page = school.member(&device, "1001").await?;
    page.is_kept().await?;
    page.visit("#wrong").await?;
    page.says("#app", "错题本是空的").await?;
    looks.at("member-wrong-empty", &page).await?;
    for (name, hash, words) in [
        ("law-lacking", "#law/%E6%B8%94%E4%B8%9A%E6%B3%95", "还没有这部法律的原文"),
        ("certificate-none", "#certificate/state-staff-exam", "还没有证书"),
        ("result-none", "#result/00000000000000000000000000000000", "打不开"),
    ] {
        page.visit(hash).await?;
        page.says("#app", words).await?;
        looks.at(&format!("member-{name}"), &page).await?;
    }
    page.visit("#practise/state-staff-exam/3").await?;
    for n in 0..2 {
        let asked = page.asked().await?;
        page.answer(&if n == 0 { bank.wrong(&asked)? } else { bank.right(&asked)? }).await?;
        page.press("[data-answer]:not([disabled])").await?;
        page.sees("[data-told]").await?;
        looks.at(&format!("member-practise-{n}"), &page).await?;
        page.press("[data-onward]").await?;
    }
    page.visit("#wrong").await?;
    page.says("#app", "这7天").await?;
    looks.at("member-wrong-later", &page).await?;

    school.network().hold("/assignments");
    page.visit("#").await?;
    page.sees("#app[aria-busy]").await?;
    looks.at("member-tasks-late", &page).await?;
    school.network().mend();
    page.says("#app h1", "学习任务").await?;
    school.network().cut();
    for (name, hash) in [
        ("me", "#me"),
        ("tasks", "#"),
        ("task", "#task/state-staff-exam"),
        ("practise", "#practise/state-staff-exam/3"),
        ("reader", "#read/state-staff-exam/2/"),
        ("exam", "#exam/state-staff-exam"),
    ] {
        page.visit(hash).await?;
        page.says("#app", "没有打开").await?;
        looks.at(&format!("member-{name}-offline"), &page).await?;
    }
    page.shift_clock(1.0).await?;
    page.visit("#wrong").await?;
    page.press("[data-review]").await?;
    page.asked().await?;
    looks.at("member-review-offline", &page).await?;
    page.shift_clock(0.0).await?;
    school.network().mend();

    school.network().lose_answers("/study");
    page.visit("#practise/state-staff-exam/3").await?;
    let asked = page.asked().await?;
    page.answer(&bank.right(&asked)?).await?;
    page.press("[data-answer]:not([disabled])").await?;
    page.sees("[data-told]").await?;
    page.visit("#me").await?;
    page.press("[data-sign-out]").await?;
    page.sees("[data-sign-out-anyway]").await?;
    looks.at("member-sign-out-asks", &page).await?;
    school.network().mend();

    school.go_on_to(Phase::Exam)?;
    page.visit(&format!("#exam/{TASK}")).await?;
    page.press("[data-start-exam]").await?;
    page.sit(&bank, 3, |_| true).await?;
    school.network().cut();
    page.next().await?;
    page.answer(&[0]).await?;
    page.says("[data-keeping]", "网络断了").await?;
    looks.at("member-exam-offline", &page).await?;
    page.press("[data-sheet]").await?;
    page.press("[role=dialog] [data-check]").await?;
    page.sees("[data-hand-in]").await?;
    looks.at("member-exam-hand-in-offline", &page).await?;
    page.press("[data-hand-in]").await?;
    page.says("[data-waiting]", "已交卷").await?;
    looks.at("member-exam-waiting", &page).await?;
    looks.close()
}
