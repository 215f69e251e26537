//! The page where anyone checks the number of a certificate, painted by the server when it is asked for.

use domain::certificate::{Fault, Number};
use domain::{Moment, Points, Zone, region};
use wire::study::CertificateCheck;

use crate::page::{Assets, Kind, Page};
use crate::shell::note;
use crate::{escape, icon};

/// Whole numbers are 19 characters; whoever pastes more than this typed no number.
const LONGEST: usize = 40;

/// On paper stands what was found, and nothing to tap. No phone that answers questions loads these rules, so they are not in the kit.
const PRINT: &str = "@media print{.ask,.tool{display:none}.page{min-height:0;max-width:none}}";

/// The whole page: what was found; else what is wrong with the number as it was typed, or that there is no such certificate; and a form
/// for a number. With nothing typed it is the form alone. The page lies in a folder of the site, so `assets.root` is `../`.
#[must_use]
pub fn certificate_page(found: Option<&CertificateCheck>, number_as_typed: &str, assets: &Assets) -> String {
    let typed: String = number_as_typed.trim().chars().take(LONGEST).collect();
    let answer = match found {
        Some(found) => self::found(found),
        None if typed.is_empty() => String::new(),
        None => match Number::read(number_as_typed) {
            Ok(number) => unknown(number),
            Err(fault) => malformed(fault),
        },
    };
    let typed = if found.is_some() { "" } else { &typed };
    let body = format!(
        "<div class=\"page\"><header class=\"bar\"><span class=\"seal\" aria-hidden=\"true\">普法</span><span class=\"s\">普法答题</span>\
         <button class=\"tool end\" type=\"button\" data-type-size>{}<span>字号</span></button></header>\
         <main><h1>证书查证</h1><div class=\"wenwu\"></div>{answer}{}</main></div>",
        icon::SIZE,
        form(typed, found.is_some())
    );
    Page {
        title: "证书查证", description: "凭证书上的编号，查证学法考试合格证书。", body: &body, kind: Kind::Form, ..Page::default()
    }
    .paint(&Assets { css: format!("{}{PRINT}", assets.css), ..assets.clone() })
}

fn found(check: &CertificateCheck) -> String {
    let zone = i16::try_from(check.zone_minutes).ok().and_then(Zone::east).unwrap_or(Zone::CHINA);
    let at = zone.wall(Moment(check.at_ms));
    let unit: Vec<&str> = region::parts(&check.unit).collect();
    let mut score = format!("{}分", Points::hundredths(check.score));
    if !check.band.is_empty() {
        score += &format!("，{}", check.band);
    }
    let facts = [
        ("编号", check.number.clone()),
        ("姓名", check.name.clone()),
        ("单位", unit.join(" ")),
        ("考试", check.title.replace('\n', "")),
        ("成绩", score),
        ("交卷日期", format!("{}年{}月{}日", at.year, at.month, at.day)),
        ("主办单位", check.organiser.clone()),
    ];
    let facts: String = facts.iter().map(|(name, fact)| format!("<div><dt>{name}</dt><dd>{}</dd></div>", escape(fact))).collect();
    let head = note("ok", icon::TICK, "查到了这份证书", "请核对纸面上的内容和下面是否一致。姓名没有全部显示。");
    format!("{head}<dl class=\"kv\">{facts}</dl>")
}

fn unknown(number: Number) -> String {
    note(
        "no",
        icon::CROSS,
        "没有查到这份证书",
        &format!(
            "编号 <span class=\"nb\">{number}</span> 的写法是对的，但是这里没有发过这样的证书。请核对年份，再看看证书上印的查证网址是不是这里；仍然查不到的，请问主办单位。"
        ),
    )
}

fn malformed(fault: Fault) -> String {
    let words = match fault {
        Fault::Length(0) => "请输入证书上“编号”后面的全部字符。".to_owned(),
        Fault::Length(length) => format!("编号除了开头的 XF，应有13个字符，现在是{length}个。请看看有没有少打或者多打。"),
        Fault::Character { place, character } => format!(
            "第{place}个字符“{}”不会出现在这里（横线和空格不算）。编号由 XF、4位年份和数字、大写字母组成，没有字母 U。",
            escape(&character.to_string())
        ),
        Fault::Check => "编号里有字符打错了，或者有两个字符打反了。请对着证书再看一遍，常见的是 8 和 B、5 和 S、2 和 Z。".to_owned(),
    };
    note("wait", icon::WARN, "编号不对", &words)
}

fn form(typed: &str, again: bool) -> String {
    let (head, word) = if again { ("再查一份", "查证") } else { ("证书编号", "查证") };
    format!(
        "<section class=\"ask\"><form class=\"stack\" method=\"get\" action=\"./\" role=\"search\"><label class=\"asked\" for=\"number\"><b>{head}</b>\
         <span class=\"s dim\">　大小写、横线都可以不管</span></label><span class=\"field\"><input id=\"number\" name=\"number\" type=\"text\" required \
         maxlength=\"{LONGEST}\" autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" placeholder=\"如 XF2027-0000-0000-Q\" value=\"{}\"></span>\
         <p class=\"row\"><button class=\"btn ink\" type=\"submit\">{word}</button></p></form></section>",
        escape(typed)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: &str = "XF2027-0000-0000-Q";

    fn certificate() -> CertificateCheck {
        CertificateCheck {
            number: NUMBER.into(),
            title: "2027年度\n学法考试".into(),
            organiser: "某旗司法局".into(),
            unit: "某旗/<旗财政局>".into(),
            name: "王**".into(),
            score: 9250,
            band: "优秀".into(),
            at_ms: 1_795_489_920_000,
            zone_minutes: 480,
        }
    }

    fn check(found: Option<&CertificateCheck>, typed: &str, words: &[&str], not: &[&str]) {
        let page = certificate_page(found, typed, &Assets { root: "../".into(), ..Assets::default() });
        for words in words {
            assert!(page.contains(words), "`{words}` is in {page}");
        }
        for words in not {
            assert!(!page.contains(words), "`{words}` is not in {page}");
        }
    }

    #[test]
    fn a_certificate_is_shown_with_all_that_anyone_may_know() {
        let words = ["查到了", NUMBER, "王**", "某旗 &lt;旗财政局&gt;", "2027年度学法考试", "92.5分，优秀", "2026年11月24日", "某旗司法局"];
        check(Some(&certificate()), NUMBER, &words, &["<旗财政局>", "没有查到"]);
        let without = CertificateCheck { band: String::new(), ..certificate() };
        check(Some(&without), NUMBER, &["<dd>92.5分</dd>"], &[]);
    }

    #[test]
    fn an_unknown_number_is_told_from_one_that_is_wrong() {
        check(None, "xf2027 00000000q", &["没有查到这份证书", NUMBER], &["编号不对"]);
        check(None, "XF2027-0000-0000-R", &["编号不对", "打反了", "value=\"XF2027-0000-0000-R\""], &["没有查到"]);
        check(None, "XF2027-0000", &["应有13个字符，现在是8个"], &[]);
        check(None, "XF2027-00U0-0000-Q", &["第9个字符“U”"], &[]);
        check(None, "\"<b>", &["第1个字符“&quot;”", "value=\"&quot;&lt;b&gt;\""], &["\"<b>"]);
        check(None, "---", &["请输入证书上"], &[]);
    }

    #[test]
    fn with_nothing_typed_it_is_the_form_alone() {
        let form = ["action=\"./\"", "name=\"number\"", "form-action 'self'", "content=\"noindex\"", "href=\"../icon.svg\""];
        check(None, "  ", &form, &["class=\"note", "wasm-unsafe-eval"]);
    }

    #[test]
    fn however_much_is_pasted_little_comes_back() {
        let page = certificate_page(None, &"9".repeat(5_000), &Assets::default());
        assert!(page.contains("现在是5000个") && page.len() < 8_000);
    }
}
