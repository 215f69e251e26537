//! Who is signed in, on how many devices, and the ways out.

use super::{Route, frame};
use crate::shell::{button, note};
use crate::{escape, icon};
use wire::study::MemberView;

/// The screen of the member.
#[must_use]
pub fn screen(me: &MemberView) -> String {
    let fact = |name: &str, value: &str| match value {
        "" => String::new(),
        value => format!("<div><dt>{name}</dt><dd>{}</dd></div>", escape(value)),
    };
    let others = match me.sessions.saturating_sub(1) {
        0 => "只在这台设备上登录着。".to_owned(),
        others => format!("还在另外{others}台设备上登录着。不认得的话，请全部退出，再改密码。"),
    };
    let main = format!(
        "<dl class=\"kv\">{}{}{}{}</dl>\
         <section class=\"stack\"><h2>登录</h2><p class=\"dim\">{others}</p>\
         <p class=\"row\">{}{}</p><p class=\"row\">{}</p>\
         <p class=\"s dim\">公用的电脑，用完请退出。</p></section>",
        fact("姓名", &me.name),
        fact("人员编号", &me.number),
        fact("单位", &me.unit),
        fact("职级", &me.rank),
        button("", "data-sign-out", "退出登录"),
        if me.sessions > 1 { button("", "data-sign-out-everywhere", "全部退出") } else { String::new() },
        frame::link("", &Route::Password, "改密码"),
    );
    frame::main_screen(&Route::Me, &me.unit, "我的", &main)
}

/// Asks before somebody signs out whose records would be lost; `everywhere` is whether all of their sessions are to end.
#[must_use]
pub fn ask(waiting: usize, everywhere: bool) -> String {
    let (again, anyway) = match everywhere {
        true => ("data-sign-out-everywhere", "data-sign-out-anyway=\"everywhere\""),
        false => ("data-sign-out", "data-sign-out-anyway"),
    };
    let words = "做过的题、复习的记录还只在这台设备上，服务器没有收到。退出会把它们删掉，找不回来。仍要退出吗？";
    format!(
        "<div role=\"alert\">{}</div><p class=\"row\">{}{}</p>",
        note("wait", icon::OFFLINE, &format!("还有{waiting}条记录没有送达"), words),
        button("ink", again, "再送一次"),
        button("", anyway, "仍要退出"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sessions: u32) -> String {
        screen(&MemberView {
            name: "王<某>".into(), number: "0183".into(), unit: "某县/财政局".into(), sessions, ..MemberView::default()
        })
    }

    #[test]
    fn signing_out_everywhere_is_offered_where_there_is_another_device() {
        assert!(!check(1).contains("data-sign-out-everywhere") && check(1).contains("只在这台设备"));
        assert!(check(3).contains("data-sign-out-everywhere") && check(3).contains("另外2台"));
    }

    #[test]
    fn whoever_would_lose_something_is_told_how_much_and_asked() {
        let html = ask(3, false);
        assert!(html.contains("还有3条记录没有送达") && html.contains("仍要退出"));
        assert!(html.contains("data-sign-out>再送一次") && html.contains("data-sign-out-anyway>"));
        assert!(ask(3, true).contains("data-sign-out-everywhere>") && ask(3, true).contains("data-sign-out-anyway=\"everywhere\""));
    }

    #[test]
    fn what_the_roster_does_not_say_has_no_line() {
        assert!(check(1).contains("王&lt;某&gt;") && !check(1).contains("职级"));
    }
}
