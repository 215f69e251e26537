//! Signing in and setting a password. The page itself says only that it opens: whether anybody is signed in the program finds out, and a
//! form that goes again would be pressed in vain.

use super::{Route, frame};
use crate::shell::{button, note};
use crate::{escape, icon};

/// How a member proves who they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// By their password, or the one-time first one.
    #[default]
    Password,
    /// By a code that is sent to their phone.
    Code,
}

/// The form as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// What was written as unit.
    pub unit: String,
    /// What was written as number.
    pub number: String,
    /// How they prove who they are.
    pub by: By,
    /// What went wrong, in the words of the screen; empty when nothing did.
    pub wrong: String,
    /// What else is to be known, such as that a code was sent; empty when there is nothing.
    pub told: String,
}

/// The screen to sign in at.
#[must_use]
pub fn screen(form: &Form) -> String {
    let (secret, other) = match form.by {
        By::Password => (
            field("password", "密码", "", "type=\"password\" autocomplete=\"current-password\" maxlength=\"200\"", ""),
            ("data-by-code", "用手机验证码登录"),
        ),
        By::Code => (
            field(
                "code",
                "验证码",
                "",
                "inputmode=\"numeric\" autocomplete=\"one-time-code\" maxlength=\"12\"",
                &button("", "data-send-code", "发验证码"),
            ),
            ("data-by-password", "用密码登录"),
        ),
    };
    let main = format!(
        "<h1 tabindex=\"-1\">登录</h1><p class=\"dim\">单位人员学法用法</p><div class=\"wenwu\"></div>\
         <form class=\"stack\" data-sign-in><div data-says role=\"alert\">{}</div>{}{}{secret}<p class=\"row\">{}</p></form>\
         <p class=\"row end\"><button class=\"link\" type=\"button\" {}>{}</button></p>\
         <p class=\"s dim\">第一次登录，请用单位发的一次性密码，登录后设自己的密码。忘了密码，请找单位的管理员重发。</p>",
        says(&form.wrong, &form.told),
        field("unit", "单位名称或代码", &form.unit, "autocomplete=\"organization\" maxlength=\"120\"", ""),
        field("number", "人员编号", &form.number, "autocomplete=\"username\" maxlength=\"60\"", ""),
        submit("登录"),
        other.0,
        other.1,
    );
    format!("<div class=\"page\">{}<main class=\"form\">{main}</main></div>", frame::bar("普法答题"))
}

/// What the page itself shows until the program knows who is there.
#[must_use]
pub fn opening() -> String {
    let main =
        format!("<h1 tabindex=\"-1\">学法用法</h1><div class=\"wenwu\"></div>{LOST}<p class=\"opening dim\" role=\"status\">正在打开</p>");
    format!("<div class=\"page\">{}<main class=\"form\">{main}</main></div>", frame::bar("普法答题"))
}

/// Shown by the page itself where the program does not come.
const LOST: &str = "<p class=\"note no\" data-old-notice>这个浏览器太旧，打不开学习任务。请换一个新一点的浏览器。</p>\
    <div class=\"note wait\" data-lost-notice hidden><span><b>网页没有下载完</b>请连上网，再试一次。<br><button class=\"btn\" type=\"button\" data-reload>再试一次</button></span></div>";

/// The screen to set a password at: `first` right after a one-time password. The present one is asked for where they have one of their
/// own; who only ever signed in by code has none.
#[must_use]
pub fn password(first: bool, has_password: bool, wrong: &str) -> String {
    let present = match has_password && !first {
        false => String::new(),
        true => field("present", "现在的密码", "", "type=\"password\" autocomplete=\"current-password\" maxlength=\"200\"", ""),
    };
    let new = "type=\"password\" autocomplete=\"new-password\" maxlength=\"200\"";
    let form = format!(
        "<form class=\"stack\" data-set-password><div data-says role=\"alert\">{}</div>{present}{}{}<p class=\"s dim\" id=\"rule\">8位以上，不能是编号、姓名或把它们写两遍，也不能是12345678这样连着的、88888888这样重复的。</p><p class=\"row\">{}</p></form>\
         <p class=\"s dim\">设好以后，别的设备都要重新登录。</p>",
        says(wrong, ""),
        field("new", "新密码", "", &format!("{new} aria-describedby=\"rule\""), ""),
        field("again", "再写一次新密码", "", new, ""),
        submit("设好密码"),
    );
    if first {
        return format!(
            "<div class=\"page\">{}<main class=\"form\"><h1 tabindex=\"-1\">设自己的密码</h1><p class=\"dim\">先设好密码，再开始学习</p><div class=\"wenwu\"></div>{form}</main></div>",
            frame::bar("普法答题")
        );
    }
    frame::below(&Route::Me, "改密码", "", &form, "")
}

/// What is said over a form: what went wrong, or else what is to be known.
#[must_use]
pub fn says(wrong: &str, told: &str) -> String {
    let (class, sign, words) = match (wrong, told) {
        ("", "") => return String::new(),
        ("", told) => ("", icon::INFO, told),
        (wrong, _) => ("no", icon::WARN, wrong),
    };
    note(class, sign, "", &escape(words))
}

/// A field with its label; `beside` stands at its end.
fn field(name: &str, label: &str, value: &str, more: &str, beside: &str) -> String {
    format!(
        "<div><label class=\"asked\" for=\"{name}\">{label}</label><div class=\"row\"><span class=\"field\"><input id=\"{name}\" name=\"{name}\" value=\"{}\" required {more}></span>{beside}</div></div>",
        escape(value)
    )
}

fn submit(word: &str) -> String {
    format!("<button class=\"btn ink\" type=\"submit\">{word}</button>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(form: &Form) -> String {
        screen(form)
    }

    #[test]
    fn what_went_wrong_is_said_and_what_was_written_stays() {
        let html = check(&Form { unit: "某县<财政局>".into(), number: "0183".into(), wrong: "对不上".into(), ..Form::default() });
        assert!(html.contains("role=\"alert\"") && html.contains("对不上"));
        assert!(html.contains("value=\"某县&lt;财政局&gt;\"") && html.contains("value=\"0183\""));
    }

    #[test]
    fn a_code_or_a_password_is_asked_for_and_never_both() {
        let (password, code) = (check(&Form::default()), check(&Form { by: By::Code, ..Form::default() }));
        assert!(password.contains("id=\"password\"") && !password.contains("id=\"code\""));
        assert!(code.contains("id=\"code\"") && !code.contains("id=\"password\"") && code.contains("data-send-code"));
    }

    #[test]
    fn until_it_is_known_who_is_there_nobody_is_asked() {
        assert!(opening().contains("正在打开") && !opening().contains("<form"));
        assert!(opening().contains("data-lost-notice") && opening().contains("data-old-notice"));
    }

    #[test]
    fn whoever_came_with_a_one_time_password_is_not_asked_for_it_again() {
        assert!(!password(true, false, "").contains("id=\"present\""));
        assert!(password(false, true, "").contains("id=\"present\""));
    }

    #[test]
    fn whoever_came_by_code_and_never_had_a_password_is_asked_for_none() {
        assert!(!password(false, false, "").contains("id=\"present\""));
    }
}
