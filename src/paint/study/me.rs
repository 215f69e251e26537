//! Who is signed in, on how many devices, and the ways out.

use super::{Route, frame};
use crate::escape;
use crate::shell::button;
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
    fn what_the_roster_does_not_say_has_no_line() {
        assert!(check(1).contains("王&lt;某&gt;") && !check(1).contains("职级"));
    }
}
