//! What a person is told when something is not as it should be: what happened, and what to do.

use crate::keep::KeepError;
use crate::play::Notice;
use domain::attempts::Left;
use domain::campaign::Phase;
use paint::icon;
use paint::shell::button;

/// The note for a notice.
pub fn html(notice: &Notice) -> String {
    let (class, sign, head, words) = say(notice);
    let retry = if matches!(notice, Notice::NoBank | Notice::BadBank) {
        format!("<br>{}", button("", "data-retry", "再试一次"))
    } else {
        String::new()
    };
    format!("<div data-told role=\"alert\">{}</div>", paint::shell::note(class, sign, head, &format!("{words}{retry}")))
}

fn say(notice: &Notice) -> (&str, &str, &str, &str) {
    match notice {
        Notice::Said(said) => (said.class, said.icon, &said.head, &said.words),
        Notice::NotKept(KeepError::Full) | Notice::Unsaved(KeepError::Full) => {
            ("wait", icon::WARN, "这台设备存满了", "答案暂时只在这个页面里，请不要关掉页面。清出一些空间再打开，就能保存了。")
        }
        Notice::NotKept(KeepError::Blocked) => (
            "wait",
            icon::WARN,
            "另一个页面还开着旧版本",
            "请关掉其他打开这个活动的页面，再刷新这一页。现在也可以答，只是关掉页面就不记得了。",
        ),
        Notice::NotKept(_) => {
            ("wait", icon::WARN, "这个浏览器不让保存", "可以照常答题，但关掉页面就不记得了。请不要中途关掉页面，也不要用无痕模式。")
        }
        Notice::Unsaved(_) => ("wait", icon::WARN, "刚才没有保存成功", "还在这个页面里，请不要关掉页面，正在一次次再存。"),
        Notice::NoFile => ("no", icon::WARN, "文件没有存成", "请换一个浏览器再试，比如手机自带的浏览器。"),
        Notice::NoBank => ("no", icon::OFFLINE, "题目没有下载下来", "可能是网络不好。请连上网，再试一次。"),
        Notice::BadBank => ("no", icon::WARN, "题库有问题，出不了题", "请刷新页面再试。还是不行，请告诉主办单位。"),
        Notice::NoneLeft(Left::NoneToday) => ("wait", icon::CLOCK, "今天的次数用完了", "明天再来。错题在“我的答题”里可以再练。"),
        Notice::NoneLeft(_) => ("wait", icon::INFO, "答题次数用完了", "您的成绩都记下了，在“我的答题”里可以看。"),
        Notice::NotOpen(Phase::Soon) => ("wait", icon::CLOCK, "还没开始", "到了开始的时间再来，现在可以先练一练。"),
        Notice::NotOpen(_) => ("wait", icon::LOCK, "已经结束", "不能再开始新的答题了，还可以继续练习。"),
        Notice::OutOfTime => ("wait", icon::CLOCK, "时间到，已经自动交卷", "已选的答案都算数。"),
        Notice::NoSuchResult => ("wait", icon::INFO, "这台设备上没有这次答题", "成绩只存在答题的那台设备上。"),
    }
}
