//! One assignment: what is missing, its parts, credits, exam, sittings and rules.

use super::{Route, frame, say, tasks};
use crate::{escape, icon};
use wire::study::{CreditsView, EarnedView, ExamView, PartView, SittingLine, StudyView, TaskView};

/// The screen.
#[must_use]
pub fn screen(task: &TaskView) -> String {
    let main = format!(
        "<div class=\"task lead\">{}<div><h2>{}</h2><p class=\"s dim\">{}</p>{}</div></div>{}{}{}",
        tasks::ring(task.percent),
        escape(&task.title.replace('\n', "")),
        escape(&task.organiser),
        tasks::until(task),
        task.study.as_ref().map_or_else(String::new, |study| study_section(task, study)),
        task.exam.as_ref().map_or_else(String::new, |exam| exam_section(task, exam)),
        rules(&task.rules),
    );
    let foot = tasks::action(task).map_or_else(String::new, |(to, word)| frame::link("ink", &to, word));
    frame::below(&Route::Tasks, "学习任务", "", &main, &foot)
}

/// The rules, a sentence each.
#[must_use]
pub fn rules(rules: &[String]) -> String {
    let lines: String = rules.iter().map(|rule| format!("<li>{}</li>", escape(rule))).collect();
    if lines.is_empty() { lines } else { format!("<section><h2>规则</h2><ol class=\"rules\">{lines}</ol></section>") }
}

fn study_section(task: &TaskView, study: &StudyView) -> String {
    let zone = say::zone(task.zone_minutes);
    let window = format!(
        "<p class=\"s dim\">{}至{}</p>",
        say::moment(study.window.opens_ms, task.now_ms, zone),
        say::moment(study.window.closes_ms, task.now_ms, zone)
    );
    let state = match study.met {
        true => format!("<p><span class=\"sign ok\">{}学习要求已经达到</span></p>", icon::TICK),
        false => {
            let missing: String = study.missing.iter().map(|missing| format!("<li>{}</li>", escape(missing))).collect();
            format!("<div class=\"note wait\">{}<span><b>还差这些</b><ul>{missing}</ul></span></div>", icon::INFO)
        }
    };
    let parts: String = study.parts.iter().enumerate().map(|(at, view)| part(&task.id, at, view)).collect();
    let electives = match study.electives {
        0 => String::new(),
        n => format!("<p class=\"s dim\">选学的里面要完成{n}项。</p>"),
    };
    let credits = study.credits.as_ref().map_or_else(String::new, credits);
    format!("<section class=\"stack\"><h2>学习</h2>{window}{state}<ul class=\"list\">{parts}</ul>{electives}{credits}</section>")
}

fn part(task: &str, at: usize, part: &PartView) -> String {
    let practise = part.kind == "practise";
    let sign = match (part.done, part.elective) {
        (true, _) => format!("<span class=\"sign ok\">{}完成</span>　", icon::TICK),
        (false, true) => "<span class=\"badge\">选学</span>　".to_owned(),
        (false, false) => String::new(),
    };
    let amount = match practise {
        false => format!("已读{}，要{}", say::minutes(part.amount), say::minutes(part.of)),
        true => {
            let right = match (part.right_percent, part.amount) {
                (0, _) | (_, 0) => String::new(),
                (asked, answered) => format!("，答对{}%，要{asked}%", u64::from(part.right) * 100 / answered),
            };
            format!("已练{}题，要{}题{right}", part.amount, part.of)
        }
    };
    let texts: String = part
        .texts
        .iter()
        .map(|text| {
            let to = Route::Read { task: task.to_owned(), part: at, key: text.key.clone() };
            match text.there {
                true => format!("<li><a class=\"link\" href=\"{}\">{}{}</a></li>", to.href(), icon::BOOK, escape(&text.title)),
                false => format!("<li class=\"dim\">{}　原文还没放上来</li>", escape(&text.title)),
            }
        })
        .collect();
    let texts = if texts.is_empty() { texts } else { format!("<ul class=\"s texts\">{texts}</ul>") };
    let word = match (practise, part.done) {
        (true, false) => "去练习",
        (true, true) => "再练练",
        (false, false) => "去学习",
        (false, true) => "再看看",
    };
    format!(
        "<li><div><b>{}</b><p class=\"s dim\">{sign}{amount}</p>{texts}</div><a class=\"link end nb\" href=\"{}\">{word}<span class=\"vh\">：{}</span></a></li>",
        escape(&part.title),
        tasks::part_route(task, at, part).href(),
        escape(&part.title),
    )
}

fn credits(credits: &CreditsView) -> String {
    let rows: String = credits.earned.iter().map(earned).collect();
    format!(
        "<h2>学分</h2><p>已得<b>{}</b>分，要<b>{}</b>分</p><table class=\"plain\"><thead><tr><th scope=\"col\">来自</th><th scope=\"col\">算数的</th><th scope=\"col\">学分</th></tr></thead>\
         <tbody>{rows}<tr><th scope=\"row\">合计</th><td></td><td>{}</td></tr></tbody></table>",
        say::points(credits.total),
        say::points(credits.threshold),
        say::points(credits.total),
    )
}

fn earned(earned: &EarnedView) -> String {
    let amount = |amount: u64| match earned.by.as_str() {
        "reading" => say::minutes(amount),
        "visits" => format!("{amount}次"),
        _ => format!("{amount}题"),
    };
    let name = match earned.by.as_str() {
        "reading" => "阅读",
        "visits" => "登录",
        "practice" => "练习",
        other => other,
    };
    let most = [("一天最多算", earned.per_day), ("一共最多算", earned.full)];
    let most: String = most
        .into_iter()
        .filter_map(|(word, most)| most.map(|most| format!("<br><span class=\"dim\">{word}{}</span>", amount(most))))
        .collect();
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}{most}</td><td>{}</td></tr>",
        escape(name),
        amount(earned.amount),
        say::points(earned.points)
    )
}

/// What an exam is, in the words of its facts.
#[must_use]
pub fn exam_facts(exam: &ExamView) -> String {
    let bands: String = exam.bands.iter().map(|band| format!("，{}分{}", say::points(band.from), escape(&band.name))).collect();
    let counts = match exam.counts.as_str() {
        "last" => "取最后一次",
        "first" => "取第一次",
        _ => "取最好成绩",
    };
    let counts = if exam.attempts > 1 { format!("，{counts}") } else { String::new() };
    format!(
        "{}题，满分{}分，{}分合格{bands}。一次{}，可以考{}次{counts}。",
        exam.questions,
        say::points(exam.out_of),
        say::points(exam.pass),
        say::minutes(u64::try_from(exam.limit_ms).unwrap_or_default()),
        exam.attempts,
    )
}

fn exam_section(task: &TaskView, exam: &ExamView) -> String {
    let zone = say::zone(task.zone_minutes);
    let window = |window: wire::study::WindowView| {
        format!("{}至{}", say::moment(window.opens_ms, task.now_ms, zone), say::moment(window.closes_ms, task.now_ms, zone))
    };
    let make_up = exam.make_up.map_or_else(String::new, |make_up| format!("<p class=\"s dim\">补考：{}</p>", window(make_up)));
    let sittings: String = exam.sittings.iter().map(|sitting| line(task, sitting)).collect();
    let sittings = if sittings.is_empty() { sittings } else { format!("<h3>考过的</h3><ul class=\"list\">{sittings}</ul>") };
    let certificate = task.certificate.as_ref().map_or_else(String::new, |number| {
        format!(
            "<p class=\"row between\"><span>证书　<span class=\"nb\">{}</span></span><a class=\"link nb\" href=\"{}\">看证书</a></p>",
            escape(number),
            Route::Certificate(task.id.clone()).href()
        )
    });
    format!(
        "<section class=\"stack\"><h2>考试</h2><p class=\"s dim\">{}</p>{make_up}<p>{}</p><p><b>{}</b></p>{sittings}{certificate}</section>",
        window(exam.window),
        exam_facts(exam),
        escape(&exam.next.says),
    )
}

fn line(task: &TaskView, sitting: &SittingLine) -> String {
    let name = if sitting.make_up { "补考".to_owned() } else { format!("第{}次", sitting.nth) };
    let when = say::moment(sitting.at_ms.unwrap_or(sitting.started_ms), task.now_ms, say::zone(task.zone_minutes));
    let (score, to) = match (sitting.at_ms, sitting.score) {
        (None, _) => ("正在考".to_owned(), Route::Exam(task.id.clone())),
        (Some(_), None) => ("交了，等评阅".to_owned(), Route::Result(sitting.sitting.clone())),
        (Some(_), Some(score)) => {
            let verdict = if sitting.passed { "合格" } else { "不合格" };
            (format!("{}分，{verdict}", say::points(score)), Route::Result(sitting.sitting.clone()))
        }
    };
    let by_server = if sitting.by_server { "，到时间自动交" } else { "" };
    let word = if sitting.at_ms.is_some() { "看结果" } else { "接着考" };
    format!(
        "<li><span><b>{name}</b>　{score}<br><span class=\"s dim\">{when}{by_server}</span></span><a class=\"link end nb\" href=\"{}\">{word}</a></li>",
        to.href()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::study::{NextView, TextRef};

    fn check(change: impl FnOnce(&mut TaskView)) -> String {
        let read = PartView {
            title: "宪法原文".into(),
            kind: "read".into(),
            texts: vec![
                TextRef { key: "law:宪法".into(), title: "宪法".into(), there: true },
                TextRef { title: "民法典".into(), ..TextRef::default() },
            ],
            amount: 720_000,
            of: 1_800_000,
            ..PartView::default()
        };
        let practise = PartView {
            title: "练题".into(),
            kind: "practise".into(),
            amount: 20,
            of: 50,
            right: 15,
            right_percent: 80,
            elective: true,
            ..PartView::default()
        };
        let earned = |by: &str, amount, per_day| EarnedView { by: by.into(), amount, per_day, points: 120, ..EarnedView::default() };
        let credits = CreditsView {
            total: 360,
            threshold: 1000,
            earned: vec![earned("reading", 7_200_000, Some(1_800_000)), earned("visits", 3, None)],
        };
        let study =
            StudyView {
                parts: vec![read, practise], missing: vec!["还差学分6.4".into()], credits: Some(credits), ..StudyView::default()
            };
        let exam = ExamView {
            questions: 50,
            out_of: 10_000,
            pass: 6000,
            limit_ms: 5_400_000,
            attempts: 3,
            counts: "best".into(),
            next: NextView { says: "可以考试，还能考2次".into(), state: "start".into(), ..NextView::default() },
            sittings: vec![SittingLine {
                nth: 1,
                at_ms: Some(1),
                score: Some(5850),
                sitting: "ab".into(),
                by_server: true,
                ..SittingLine::default()
            }],
            ..ExamView::default()
        };
        let mut task = TaskView {
            id: "year".into(),
            title: "年度".into(),
            study: Some(study),
            exam: Some(exam),
            rules: vec!["闭卷".into()],
            ..TaskView::default()
        };
        change(&mut task);
        screen(&task)
    }

    #[test]
    fn parts_say_how_far_they_are_and_lead_to_their_texts() {
        let html = check(|_| ());
        assert!(
            html.contains("已读12分钟，要30分钟")
                && html.contains("#read/year/1/law:%E5%AE%AA%E6%B3%95")
                && html.contains("原文还没放上来")
        );
        assert!(html.contains("已练20题，要50题，答对75%，要80%") && html.contains("选学"));
    }

    #[test]
    fn credits_stand_by_measure_with_their_total() {
        let html = check(|_| ());
        assert!(
            html.contains("已得<b>3.6</b>分，要<b>10</b>分")
                && html.contains("120分钟")
                && html.contains("一天最多算30分钟")
                && html.contains("3次")
        );
    }

    #[test]
    fn an_exam_shows_its_facts_and_its_sittings() {
        let html = check(|_| ());
        assert!(html.contains("50题，满分100分，60分合格。一次90分钟，可以考3次，取最好成绩。"));
        assert!(html.contains("58.5分，不合格") && html.contains("到时间自动交") && html.contains("#result/ab") && html.contains("闭卷"));
    }

    #[test]
    fn what_is_met_is_said_instead_of_what_is_missing() {
        let html = check(|task| {
            if let Some(study) = &mut task.study {
                study.met = true;
            }
        });
        assert!(html.contains("学习要求已经达到") && !html.contains("还差这些"));
    }
}
