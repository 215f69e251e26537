//! A server where members study and sit an exam: R9 as it is shipped, in days of now, with a roster of a few.

use std::fs;
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use domain::numeral;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::bank::Bank;
use crate::device::{Device, GLANCE};
use crate::hall::{Hall, copy, now, written};
use crate::page::Page;

const HOUR_MS: i64 = 3_600_000;

/// Who is in the roster.
const ROSTER: &str = "编号,姓名,单位,职级\n1001,王小明,某省/甲厅,科级\n1002,李大为,某省/甲厅,处级\n1003,欧阳青,某省/乙厅,科级\n";

/// Where the assignment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Study counts, the exam is to come.
    Study,
    /// The exam is open.
    Exam,
    /// The exam is over, and there is a make-up for who failed.
    MakeUp,
    /// All is over.
    Over,
}

/// A server with one assignment, `state-staff-exam`.
pub struct School {
    hall: Hall,
    first: Vec<(String, String)>,
}

impl School {
    /// Starts a server, takes the roster in, and makes first passwords.
    ///
    /// # Errors
    /// When one of it fails.
    pub fn serve(phase: Phase) -> Result<Self> {
        let folder = TempDir::with_prefix("pufa-school-")?;
        let questions = folder.path().join("questions");
        copy(&crate::given::shipped(), &questions, &|text| text)?;
        for other in ["before-appointment", "exam-by-rank", "study-credits"] {
            fs::remove_file(questions.join(format!("assignments/{other}.toml")))?;
        }
        let file = questions.join("assignments/state-staff-exam.toml");
        fs::write(&file, dated(&shorter(&fs::read_to_string(&file)?), phase)?)?;
        lay_laws(&questions.join("laws"))?;
        let mut school = Self { hall: Hall::of(questions, folder)?, first: Vec::new() };
        school.take_roster()?;
        Ok(school)
    }

    fn take_roster(&mut self) -> Result<()> {
        let (list, slips) = (self.hall.folder().join("roster.csv"), self.hall.folder().join("slips.csv"));
        fs::write(&list, ROSTER)?;
        let (list, slips) = (list.to_string_lossy().into_owned(), slips.to_string_lossy().into_owned());
        let (taken, said) = self.hall.office(&["roster", "import", &list, "--on", "2020-01-01", "--accept"])?;
        ensure!(taken, "the roster was not taken: {said}");
        let (made, said) = self.hall.office(&["roster", "passwords", "--out", &slips])?;
        ensure!(made, "no passwords were made: {said}");
        let text = fs::read_to_string(&slips)?;
        let slip = |line: &str| {
            let cells: Vec<&str> = line.split(',').collect();
            Some((cells.get(1)?.to_string(), cells.get(3)?.to_string()))
        };
        self.first = text.lines().skip(1).filter_map(slip).collect();
        Ok(())
    }

    /// Time goes on to another phase; the server is started again to hear of it.
    ///
    /// # Errors
    /// When a file can't be written, or the server does not start.
    pub fn go_on_to(&mut self, phase: Phase) -> Result<()> {
        let is_it = |text: &str| text.starts_with("# 国家工作人员年度学法用法考试");
        let now = dated("", phase);
        now?;
        self.hall.change(&|text| if is_it(&text) { dated(&text, phase).unwrap_or(text) } else { text })
    }

    /// So many minutes pass for every exam that was begun, as far as the server knows.
    ///
    /// # Errors
    /// When it can't be written down.
    pub fn pass_in_exams(&self, minutes: i64) -> Result<()> {
        let ms = minutes * 60_000;
        let book = self.hall.book()?;
        book.busy_timeout(std::time::Duration::from_secs(10))?;
        let changed = book.execute("UPDATE exam_sitting SET started = started - ?1, ends = ends - ?1, at = at - ?1", [ms])?;
        ensure!(changed > 0, "no exam was begun");
        Ok(())
    }

    /// The first password of a member.
    ///
    /// # Errors
    /// When they have none.
    pub fn first_password(&self, number: &str) -> Result<&str> {
        let found = self.first.iter().find(|(known, _)| known == number);
        Ok(&found.with_context(|| format!("{number} has no first password"))?.1)
    }

    /// Opens the members' page on a device, signs in for the first time and sets a password.
    ///
    /// # Errors
    /// When the list of assignments does not come.
    pub async fn member(&self, device: &Device, number: &str) -> Result<Page> {
        let page = device.open_page(&self.hall, "study/").await?;
        page.sign_in("甲厅", number, self.first_password(number)?).await?;
        page.write("#new", &own(number)).await?;
        page.write("#again", &own(number)).await?;
        page.press("[data-set-password] [type=submit]").await?;
        page.says("#app h1", "学习任务").await?;
        Ok(page)
    }

    /// Opens the members' page on another device of a member.
    ///
    /// # Errors
    /// When the list of assignments does not come.
    pub async fn elsewhere(&self, device: &Device, number: &str) -> Result<Page> {
        let page = device.open_page(&self.hall, "study/").await?;
        page.sign_in("某省", number, &own(number)).await?;
        page.says("#app h1", "学习任务").await?;
        Ok(page)
    }
}

impl Deref for School {
    type Target = Hall;

    fn deref(&self) -> &Hall {
        &self.hall
    }
}

impl DerefMut for School {
    fn deref_mut(&mut self) -> &mut Hall {
        &mut self.hall
    }
}

fn own(number: &str) -> String {
    format!("学法守法用法{number}")
}

/// The same with less to study: a journey reads for a minute.
fn shorter(text: &str) -> String {
    text.replace("minutes = 20\n", "minutes = 1\n")
        .replace("minutes = 15\n", "minutes = 1\n")
        .replace("minutes = 5\n", "minutes = 1\n")
        .replace("count = 20\nright-percent", "count = 4\nright-percent")
        .replace("count = 8\nelective", "count = 2\nelective")
}

/// The file with the days of a phase in place of its own.
fn dated(text: &str, phase: Phase) -> Result<String> {
    let now = now()?;
    let at = |hours: i64| written(now.plus_ms(hours * HOUR_MS));
    // study and exam as hours from now
    let (study, exam) = match phase {
        Phase::Study => ((-2, 2), (3, 5)),
        Phase::Exam => ((-30, -25), (-3, 3)),
        Phase::MakeUp | Phase::Over => ((-30, -25), (-20, 0)),
    };
    let ended = written(now.plus_ms(-1_000));
    let exam_closes = if exam.1 == 0 { ended } else { at(exam.1) };
    let mut dates = [at(study.0), at(study.1), at(exam.0), exam_closes].into_iter();
    let mut roster_on = false;
    let mut lines = Vec::new();
    let mut in_make_up = false;
    for line in text.lines() {
        in_make_up = line == "[exam.make-up]" || (in_make_up && !line.starts_with('['));
        if in_make_up {
            continue;
        }
        lines.push(match line.split_once(" = ") {
            Some(("roster-on", _)) => {
                roster_on = true;
                "roster-on = 2020-01-02".to_owned()
            }
            Some((key @ ("opens" | "closes"), _)) => format!("{key} = {}", dates.next().context("a window too many")?),
            _ => line.to_owned(),
        });
    }
    ensure!(text.is_empty() || roster_on, "the file says no day of its roster");
    if phase == Phase::MakeUp {
        lines.push(format!("[exam.make-up]\nopens = {}\ncloses = {}", at(0), at(3)));
    }
    Ok(lines.join("\n") + "\n")
}

/// Texts of the laws that are read: what they say matters to no journey.
fn lay_laws(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (name, last) in [("宪法-2018", 143), ("法治宣传教育法-2025", 65), ("公务员法-2018", 113)] {
        let mut text = format!("{name}（供测试）\n某年某月某日通过\n序言\n这里是序言，供测试。\n第一章 总则\n");
        for n in 1..=last {
            text += &format!("第{}条 这是第{n}条，供测试用。国家、社会和公民都要遵守。\n本条还有第二款，也供测试用。\n", numeral::write(n));
        }
        fs::write(folder.join(format!("{name}.txt")), text)?;
    }
    Ok(())
}

impl Page {
    /// Fills in the form and signs in; what comes next is for the caller to look at.
    ///
    /// # Errors
    /// When there is no form.
    pub async fn sign_in(&self, unit: &str, number: &str, password: &str) -> Result<()> {
        self.is_ready().await?;
        for (field, text) in [("#unit", unit), ("#number", number), ("#password", password)] {
            self.write(field, text).await?;
        }
        self.press("[data-sign-in] [type=submit]").await
    }

    /// Answers the questions of an exam from the one on the screen on, up to one before `until`; those for which `is_right` says so
    /// right, the others not at all.
    ///
    /// # Errors
    /// When a question does not come.
    pub async fn sit(&self, bank: &Bank, until: usize, is_right: impl Fn(usize) -> bool) -> Result<()> {
        let mut asked = self.asked().await?;
        loop {
            if is_right(asked.n) {
                self.answer(&bank.right(&asked)?).await?;
            }
            if asked.n + 1 >= until {
                return Ok(());
            }
            asked = self.next().await?;
        }
    }

    /// Looks an exam over and hands it in; the score.
    ///
    /// # Errors
    /// When no result comes.
    pub async fn hand_exam_in(&self) -> Result<String> {
        self.press("[data-sheet]").await?;
        self.press("[role=dialog] [data-check]").await?;
        self.press("[data-hand-in]").await?;
        self.text("[data-score] b").await
    }

    /// Reads, as somebody does who scrolls now and then, until something that matches can be seen.
    ///
    /// # Errors
    /// When that takes more than three minutes.
    pub async fn read_until(&self, selector: &str) -> Result<()> {
        let begun = Instant::now();
        let mut down = true;
        while !self.shows(selector).await? {
            ensure!(begun.elapsed().as_secs() < 180, "three minutes of reading did not lead to {selector}");
            self.run::<Value>("window.scrollBy(0, arguments[0])", json!(if down { 40 } else { -40 })).await?;
            self.keys(thirtyfour::Key::Down).await?;
            down = !down;
            tokio::time::sleep(GLANCE * 50).await;
        }
        Ok(())
    }
}
