//! Without a finger and without eyes: by the keys alone, and as a screen reader is told.

use anyhow::{Context as _, Result};
use e2e::{Asked, Bank, Device, Page, Site};
use serde_json::{Value, json};
use thirtyfour::Key;

const QUESTIONS: usize = 10;

#[tokio::test]
async fn the_keyboard_alone_leads_from_the_landing_to_the_result() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "open").await?;
    page.tab_to("[data-start]").await?;
    page.keys(Key::Enter).await?;

    page.tab_to("#field0").await?;
    page.keys("城关").await?;
    page.sees("[type=radio][value$=\"城关镇\"]").await?;
    page.tab_to("[type=radio]").await?;
    page.keys(Key::Space).await?;
    page.tab_to("#field1").await?;
    page.keys("旗中医院").await?;
    page.tab_to("[data-continue]").await?;
    page.keys(Key::Enter).await?;

    for n in 0..QUESTIONS {
        let asked = page.asked_at(n).await?;
        page.has_focus_on("[data-q]").await?;
        if n != 4 {
            answer_by_keys(&page, &asked, &bank.right(&asked)?).await?;
        }
        page.tab_to("[data-next]").await?;
        page.keys(Key::Enter).await?;
    }
    // the summary leads back to the one that is blank
    page.tab_to("main .list [data-to]").await?;
    page.keys(Key::Enter).await?;
    let asked = page.asked_at(4).await?;
    page.has_focus_on("[data-q]").await?;
    answer_by_keys(&page, &asked, &bank.right(&asked)?).await?;
    page.tab_to("[data-sheet]").await?;
    page.keys(Key::Enter).await?;
    page.tab_to(".sheet [data-check]").await?;
    page.keys(Key::Enter).await?;
    page.tab_to("[data-hand-in]").await?;
    page.keys(Key::Enter).await?;
    assert_eq!(page.score().await?, "100");

    page.tab_to(".rev summary").await?;
    page.keys(Key::Enter).await?;
    page.sees(".rev[open]").await?;
    page.tab_to("[data-home]").await?;
    page.keys(Key::Enter).await?;
    page.sees("[data-start]").await
}

/// Arrows among choices of which one is right, Space on each where several are.
async fn answer_by_keys(page: &Page, asked: &Asked, right: &[usize]) -> Result<()> {
    page.tab_to("[data-choice]").await?;
    if page.attribute(".q [data-choice]", "type").await?.as_deref() == Some("radio") {
        let down = asked.choices.iter().position(|choice| right.contains(&choice.place)).context("the right choice is not shown")?;
        page.keys(Key::Space).await?;
        for _ in 0..down {
            page.keys(Key::Down).await?;
        }
    } else {
        for choice in &asked.choices {
            if right.contains(&choice.place) {
                page.keys(Key::Space).await?;
            }
            page.keys(Key::Tab).await?;
        }
    }
    page.picked(right).await
}

#[tokio::test]
async fn the_answer_sheet_holds_the_focus_and_gives_it_back() -> Result<()> {
    let (site, device) = (Site::serve()?, Device::new().await?);
    let page = device.open(&site, "plain").await?;
    page.start().await?;
    page.tab_to("[data-sheet]").await?;
    page.keys(Key::Enter).await?;
    page.has_focus_on(".sheet, .sheet *").await?;
    for _ in 0..15 {
        page.keys(Key::Tab).await?;
        let outside: bool =
            page.run("return document.activeElement !== document.body && !document.activeElement.closest('.sheet')", Value::Null).await?;
        assert!(!outside, "Tab leads out of the open sheet");
    }
    page.keys(Key::Escape).await?;
    page.has_focus_on("[data-sheet]").await?;
    assert!(!page.shows(".sheet").await?);
    Ok(())
}

#[tokio::test]
async fn a_screen_reader_is_told_the_question_and_its_choices() -> Result<()> {
    let (bank, site, device) = (Bank::read()?, Site::serve()?, Device::new().await?);
    let page = device.open(&site, "plain").await?;
    page.start().await?;
    for (n, (group, choice)) in
        [("radiogroup", "radio"), ("radiogroup", "radio"), ("group", "checkbox"), ("radiogroup", "radio")].into_iter().enumerate()
    {
        let asked = page.go_to(n).await?;
        let told = told(&page).await?;
        assert!(told.contains(&(group.into(), asked.stem.clone())), "no {group} `{}` in {told:?}", asked.stem);
        assert!(told.contains(&("heading".into(), asked.stem.clone())));
        for words in &bank.find(&asked.stem)?.choices {
            let is_told = told.iter().any(|(role, name)| role == choice && name.contains(words));
            assert!(is_told, "no {choice} `{words}` in {told:?}");
        }
        let nameless: Vec<_> = told
            .iter()
            .filter(|(role, name)| ["button", "link", "radio", "checkbox"].contains(&role.as_str()) && name.is_empty())
            .collect();
        assert!(nameless.is_empty(), "{nameless:?}");
    }
    Ok(())
}

/// Role and name of all that assistive technology is told of.
async fn told(page: &Page) -> Result<Vec<(String, String)>> {
    let tree = page.cdp("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().context("there is no accessibility tree")?;
    let word = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
    Ok(nodes.iter().filter(|node| node["ignored"] == json!(false)).map(|node| (word(&node["role"]), word(&node["name"]))).collect())
}
