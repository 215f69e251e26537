//! What a person does in a quiz: starts, says where they belong, answers, hands in, reads the score.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use domain::Citation;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::bank::Bank;
use crate::device::{GLANCE, PATIENCE};
use crate::page::Page;

/// The question on the screen.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Asked {
    /// Which it is, from 0.
    pub n: usize,
    /// Its words.
    pub stem: String,
    /// What can be picked, in the order of the screen.
    pub choices: Vec<Choice>,
}

/// A choice on the screen.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Choice {
    /// What stands for it when it is picked: its place in the bank, or as shown where a server draws.
    pub place: usize,
    /// Its words.
    pub words: String,
    /// Whether it is picked.
    pub picked: bool,
}

impl Asked {
    /// The places of what is picked.
    #[must_use]
    pub fn picked(&self) -> Vec<usize> {
        let mut places: Vec<usize> = self.choices.iter().filter(|choice| choice.picked).map(|choice| choice.place).collect();
        places.sort_unstable();
        places
    }
}

const ASKED: &str = r#"
    const stem = [...document.querySelectorAll("[data-q]")].find((stem) => stem.checkVisibility());
    if (!stem || (arguments[0] !== null && Number(stem.dataset.q) !== arguments[0])) return null;
    const choices = [...stem.closest(".q").querySelectorAll("[data-choice]")];
    return { n: Number(stem.dataset.q), stem: stem.textContent.trim(), choices: choices.map((input) => ({ place: Number(input.dataset.choice), words: input.closest(".choice").querySelector(".key + span").textContent.trim(), picked: input.checked })) };
"#;

impl Page {
    /// Presses 开始答题 where nothing is asked, up to the first question.
    ///
    /// # Errors
    /// When no question comes.
    pub async fn start(&self) -> Result<Asked> {
        self.press("[data-start]").await?;
        self.asked().await
    }

    /// Presses 开始答题 and says where one belongs, up to the first question.
    ///
    /// # Errors
    /// When no question comes.
    pub async fn start_as(&self, region: &str, second: &str) -> Result<Asked> {
        self.press("[data-start]").await?;
        self.pick_region(region).await?;
        self.write("#field1", second).await?;
        self.press("[data-continue]").await?;
        self.asked().await
    }

    /// Goes down the cascade to a region such as 某市/某旗/城关镇.
    ///
    /// # Errors
    /// When a step of it can't be picked.
    pub async fn pick_region(&self, region: &str) -> Result<()> {
        for (at, _) in region.match_indices('/') {
            self.press(&format!("[data-into=\"{}\"]", &region[..at])).await?;
        }
        self.press(&format!("[type=radio][value=\"{region}\"]")).await
    }

    /// The question on the screen, as soon as there is one.
    ///
    /// # Errors
    /// When none comes.
    pub async fn asked(&self) -> Result<Asked> {
        self.wait("a question", ASKED, Value::Null).await
    }

    /// The question of that number, as soon as it is on the screen.
    ///
    /// # Errors
    /// When it never is.
    pub async fn asked_at(&self, n: usize) -> Result<Asked> {
        self.wait(&format!("question {n}"), ASKED, json!(n)).await
    }

    /// Makes these choices the picked ones.
    ///
    /// # Errors
    /// When one can't be picked.
    pub async fn answer(&self, places: &[usize]) -> Result<()> {
        for choice in self.asked().await?.choices {
            let wanted = places.contains(&choice.place);
            if wanted != choice.picked {
                self.press(&format!("[data-choice=\"{}\"]", choice.place)).await?;
            }
        }
        Ok(())
    }

    /// Waits until exactly these choices of the question on the screen are the picked ones.
    ///
    /// # Errors
    /// When they never are.
    pub async fn picked(&self, places: &[usize]) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = self.asked().await?.picked();
            if found == places {
                return Ok(());
            }
            ensure!(Instant::now() < deadline, "{found:?} is picked in place of {places:?}");
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Goes to the next question.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn next(&self) -> Result<Asked> {
        let n = self.asked().await?.n;
        self.press("[data-next]").await?;
        self.asked_at(n + 1).await
    }

    /// Goes to any question, by the answer sheet.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn go_to(&self, n: usize) -> Result<Asked> {
        self.press("[data-sheet]").await?;
        self.press(&format!(".sheet [data-to=\"{n}\"]")).await?;
        self.asked_at(n).await
    }

    /// Goes to what is seen before handing in, by the answer sheet.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn review(&self) -> Result<()> {
        self.press("[data-sheet]").await?;
        self.press(".sheet [data-check]").await?;
        self.wait("the summary", "return location.hash === '#hand-in'", Value::Null).await.map(|_: bool| ())?;
        self.sees("[data-hand-in]").await
    }

    /// Presses 交卷 on the last question, and once more where blanks are told first; waits for the score.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn hand_in(&self, questions: usize) -> Result<String> {
        self.hand_over(questions).await?;
        self.score().await
    }

    /// Presses 交卷 on the last question, and once more where blanks are told first.
    ///
    /// # Errors
    /// When there is nothing to press.
    pub async fn hand_over(&self, questions: usize) -> Result<()> {
        if self.asked().await?.n + 1 < questions {
            self.go_to(questions - 1).await?;
        }
        self.press("[data-next]").await?;
        let at: String =
            self.wait("the summary or the result", "return location.hash.match(/^#(hand-in|result)/)?.[1] ?? null", Value::Null).await?;
        if at == "hand-in" {
            self.press("[data-hand-in]").await?;
        }
        Ok(())
    }

    /// The score on the screen, as it is written.
    ///
    /// # Errors
    /// When there is none.
    pub async fn score(&self) -> Result<String> {
        let text = self.text("[data-score]").await?;
        Ok(text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect())
    }

    /// Answers the questions from the one on the screen to the last: right where `is_right` says so, wrong elsewhere.
    ///
    /// # Errors
    /// When a question is not in the bank, or can't be answered.
    pub async fn answer_all(&self, bank: &Bank, questions: usize, is_right: impl Fn(usize) -> bool) -> Result<Vec<Asked>> {
        let mut all = Vec::new();
        loop {
            let asked = self.asked().await?;
            let places = if is_right(asked.n) { bank.right(&asked)? } else { bank.wrong(&asked)? };
            self.answer(&places).await?;
            let is_last = asked.n + 1 == questions;
            all.push(asked);
            if is_last {
                return Ok(all);
            }
            self.next().await?;
        }
    }

    /// Holds the review on the screen against the bank: each question with all its choices, the explanation and what it cites.
    ///
    /// # Errors
    /// When something of it is missing.
    pub async fn review_agrees(&self, bank: &Bank, stems: &[&str]) -> Result<()> {
        let reviews = self.texts(".rev").await?;
        ensure!(reviews.len() == stems.len(), "{} questions were asked, {} are reviewed", stems.len(), reviews.len());
        for stem in stems {
            let review = reviews.iter().find(|review| review.contains(stem)).with_context(|| format!("no review of `{stem}`"))?;
            let question = bank.find(stem)?;
            let cited = question.basis.iter().map(Citation::on_screen);
            for words in question.choices.iter().cloned().chain(cited).chain([question.explain.clone()]) {
                ensure!(review.contains(&words), "no `{words}` in `{review}`");
            }
        }
        Ok(())
    }

    /// What the person is being told.
    ///
    /// # Errors
    /// When nothing is told.
    pub async fn told(&self) -> Result<String> {
        self.text("[data-told]").await
    }
}
