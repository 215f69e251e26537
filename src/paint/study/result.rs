//! What a sitting came to: score, what may be done next, and each question once it may be looked at.

use super::exam::Keeping;
use super::{Route, frame, say};
use crate::shell::{button, note};
use crate::{escape, icon, review, words};
use domain::sitting::Answer;
use domain::{ChoiceSet, Citation, Kind, Mark};
use wire::api::Reviewed;
use wire::study::{ExamQuestion, ExamResult};

/// The screen of a sitting that was handed in.
#[must_use]
pub fn screen(result: &ExamResult) -> String {
    let zone = say::zone(result.zone_minutes);
    let stamp = match (&result.band, result.unmarked, result.passed) {
        (Some(band), 0, _) => format!("<span class=\"stamp\"><span class=\"vh\">等第：</span>{}</span>", escape(band)),
        (None, 0, true) => "<span class=\"stamp\">合格</span>".to_owned(),
        _ => String::new(),
    };
    let verdict = match (result.unmarked, result.passed) {
        (0, true) => format!("<p><span class=\"sign ok\">{}合格</span></p>", icon::TICK),
        (0, false) => format!(
            "<p><span class=\"sign no\">{}不合格</span>　<span class=\"dim\">{}分合格</span></p>",
            icon::CROSS,
            say::points(result.pass)
        ),
        (n, _) => note("wait", icon::CLOCK, &format!("还有{n}道简答题等人评阅"), "这里是已经评出来的分数，评完再看合格不合格。"),
    };
    let nth = if result.make_up { "补考".to_owned() } else { format!("第{}次考试", result.nth) };
    let by_server = match result.by_server {
        true => note("wait", icon::CLOCK, "时间到，已经自动交卷", "到时间以前保存的答案都算数。"),
        false => String::new(),
    };
    let main = format!(
        "<h2>{}</h2><div class=\"score\"><p data-score><b>{}</b> 分</p>{stamp}<p class=\"s dim\">满分{}分<br>用时{}<br>{nth}<br>{}交卷</p></div>{verdict}{by_server}{}{}",
        escape(&result.title.replace('\n', "")),
        say::points(result.score),
        say::points(result.out_of),
        words::span(result.used_ms),
        say::full(result.at_ms, zone),
        next(result),
        review_part(result, zone),
    );
    let foot = frame::link("", &Route::Task(result.assignment.clone()), "回到任务") + &onward(result);
    frame::below(&Route::Task(result.assignment.clone()), "考试结果", "", &main, &foot)
}

/// What may be done next.
fn next(result: &ExamResult) -> String {
    let says = &result.next.says;
    if says.is_empty() { String::new() } else { format!("<p>{}</p>", escape(says)) }
}

fn onward(result: &ExamResult) -> String {
    if result.certificate.is_some() {
        return frame::link("ink", &Route::Certificate(result.assignment.clone()), "看证书");
    }
    match (result.next.state.as_str(), result.next.make_up) {
        ("start", true) => frame::link("ink", &Route::Exam(result.assignment.clone()), "去补考"),
        ("start", false) if !result.passed => frame::link("ink", &Route::Exam(result.assignment.clone()), "再考一次"),
        ("start", false) => frame::link("", &Route::Exam(result.assignment.clone()), "再考一次"),
        _ => String::new(),
    }
}

fn review_part(result: &ExamResult, zone: domain::Zone) -> String {
    let Some((questions, reviewed)) = result.questions.as_ref().zip(result.review.as_ref()) else {
        return note(
            "",
            icon::LOCK,
            "现在还不能看答案",
            &format!("{}起可以看每道题的答案和解析。", say::full(result.review_from_ms, zone)),
        );
    };
    let marks: Vec<Mark> = reviewed.iter().map(mark).collect();
    let cells: String = marks.iter().enumerate().map(|(n, mark)| review::cell(n, *mark)).collect();
    let list: String = questions
        .iter()
        .zip(reviewed)
        .zip(&marks)
        .enumerate()
        .map(|(n, ((question, reviewed), mark))| details(n, question, reviewed, *mark))
        .collect();
    format!("<div class=\"cells num\">{cells}</div><section><h2>每道题</h2>{list}</section>")
}

fn mark(reviewed: &Reviewed) -> Mark {
    match reviewed.mark.as_str() {
        "right" => Mark::Right,
        "partly" => Mark::Partly,
        "blank" => Mark::Blank,
        _ => Mark::Wrong,
    }
}

fn details(n: usize, question: &ExamQuestion, reviewed: &Reviewed, mark: Mark) -> String {
    let Some(kind) = Kind::read(&question.kind) else { return short(n, question, reviewed) };
    let set = |places: &[u8]| ChoiceSet::of(&places.iter().map(|place| usize::from(*place)).collect::<Vec<_>>());
    let mut item = super::exam::item(kind, question);
    item.question.key = set(&reviewed.key);
    item.question.explain = reviewed.explain.clone();
    item.question.basis = reviewed.basis.iter().filter_map(|cited| Citation::parse(cited).ok()).collect();
    review::details(&item, n, Answer { given: set(&reviewed.given), flagged: false }, mark)
}

fn short(n: usize, question: &ExamQuestion, reviewed: &Reviewed) -> String {
    let explain =
        if reviewed.explain.is_empty() { String::new() } else { format!("<p><b>评分参考</b>　{}</p>", escape(&reviewed.explain)) };
    format!(
        "<details class=\"rev\" id=\"r{number}\" open><summary><b>{number}</b><span>{}</span><span class=\"end s nb\">{}分</span></summary><div class=\"stack\">{explain}</div></details>",
        escape(&question.stem),
        say::points(reviewed.points),
        number = n + 1,
    )
}

/// Handing in is on its way: where the answers are meanwhile, and a way to try at once. `by_time` when time is out.
#[must_use]
pub fn waiting(task: &str, by_time: bool, keeping: &Keeping) -> String {
    let main = format!("<div role=\"status\" data-waiting>{}</div>", on_its_way(by_time, keeping));
    frame::below(&Route::Task(task.to_owned()), "交卷", "", &main, &button("ink", "data-hand-in-again", "现在再送"))
}

/// How far handing in is.
#[must_use]
pub fn on_its_way(by_time: bool, keeping: &Keeping) -> String {
    let waits = matches!(keeping, Keeping::Unreached | Keeping::Refused(_) | Keeping::SignedOut | Keeping::PageOnly);
    let head = match (by_time, waits) {
        (true, true) => "时间到，等网络送达",
        (true, false) => "时间到，正在交卷",
        (false, true) => "已交卷，等网络送达",
        (false, false) => "正在交卷",
    };
    let words = match keeping {
        Keeping::Unreached => "网络断了，答案在这台设备上，不能再改。连上网自动送；关掉页面也不要紧，再打开接着送。考试时间到了还没送到的，服务器按已经保存的答案交卷。".to_owned(),
        Keeping::Refused(words) => format!("还没有送到：{}答案在这台设备上，过一会儿自动再送。", escape(words)),
        Keeping::SignedOut => "登录过期了，还没有送到。请重新登录，登录以后自动送。".to_owned(),
        Keeping::PageOnly => "还没有送到，答案只在这个页面里，请不要关掉页面。连上网自动送。".to_owned(),
        _ => "请稍等，不要关掉页面。".to_owned(),
    };
    let (class, sign) = if waits { ("wait", icon::OFFLINE) } else { ("", icon::CLOCK) };
    let again = match keeping {
        Keeping::SignedOut => format!("<br>{}", button("", "data-sign-in-again", "重新登录")),
        _ => String::new(),
    };
    note(class, sign, head, &(words + &again))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::study::NextView;

    fn check(change: impl FnOnce(&mut ExamResult)) -> String {
        let next = NextView { says: "还能考1次".into(), state: "start".into(), ..NextView::default() };
        let mut result = ExamResult {
            assignment: "year".into(),
            title: "年度".into(),
            nth: 2,
            score: 5850,
            out_of: 10_000,
            pass: 6000,
            used_ms: 4_020_000,
            zone_minutes: 480,
            review_from_ms: 1_796_000_000_000,
            next,
            ..ExamResult::default()
        };
        change(&mut result);
        screen(&result)
    }

    #[test]
    fn a_score_says_whether_it_passes_and_what_comes_next() {
        let html = check(|_| ());
        assert!(html.contains("<b>58.5</b> 分") && html.contains("不合格") && html.contains("再考一次") && html.contains("第2次考试"));
        assert!(html.contains("现在还不能看答案") && html.contains("2026年"));
        let passed = check(|result| (result.passed, result.band, result.certificate) = (true, Some("优秀".into()), Some("XF1".into())));
        assert!(passed.contains("等第：</span>优秀") && passed.contains("#certificate/year"));
    }

    #[test]
    fn times_go_by_the_clock_of_the_assignment() {
        // 2027-06-01 00:10 in Beijing, two hours earlier in Ürümqi
        let at = |zone_minutes| check(|result| (result.zone_minutes, result.at_ms) = (zone_minutes, 1_811_779_800_000));
        assert!(at(480).contains("2027年6月1日0:10交卷"), "{}", at(480));
        assert!(at(360).contains("2027年5月31日22:10交卷"), "{}", at(360));
    }

    #[test]
    fn what_waits_to_be_marked_says_neither_pass_nor_fail() {
        let html = check(|result| result.unmarked = 1);
        assert!(html.contains("还有1道简答题等人评阅") && !html.contains("不合格</span>"));
    }

    #[test]
    fn a_review_shows_each_question_with_its_key() {
        let html = check(|result| {
            let question = |kind: &str, choices: &[&str]| ExamQuestion {
                kind: kind.into(),
                stem: "问".into(),
                choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
                points: 200,
            };
            let reviewed = |mark: &str, given: &[u8], key: &[u8]| Reviewed {
                question: String::new(),
                mark: mark.into(),
                points: 100,
                given: given.to_vec(),
                key: key.to_vec(),
                explain: "因为".into(),
                basis: vec!["民法典第10条".into()],
            };
            result.questions = Some(vec![question("single", &["甲", "乙"]), question("short", &[])]);
            result.review = Some(vec![reviewed("wrong", &[0], &[1]), reviewed("wrong", &[], &[])]);
        });
        assert!(html.contains("选错") && html.contains("正确") && html.contains("《民法典》第十条") && html.contains("评分参考"));
    }

    #[test]
    fn while_handing_in_waits_it_says_where_the_answers_are() {
        let offline = waiting("year", false, &Keeping::Unreached);
        assert!(offline.contains("已交卷，等网络送达") && offline.contains("答案在这台设备上，不能再改。连上网自动送"));
        assert!(waiting("year", false, &Keeping::OnItsWay).contains("正在交卷"));
        assert!(waiting("year", true, &Keeping::Unreached).contains("时间到，等网络送达"));
        assert!(waiting("year", false, &Keeping::PageOnly).contains("请不要关掉页面"));
        assert!(waiting("year", true, &Keeping::SignedOut).contains("data-sign-in-again"));
    }
}
