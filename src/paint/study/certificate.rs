//! A certificate as it is printed: one sheet, ink on white. The organiser's seal is pressed by hand; none is drawn.

use super::{Route, encode, frame, say};
use crate::shell::{button, note};
use crate::{escape, icon};
use wire::study::CertificateView;

/// The screen of the certificate of an assignment; `root` leads from the page to the site's root.
#[must_use]
pub fn screen(task: &str, view: &CertificateView, root: &str) -> String {
    let pdf = format!("{root}api/v1/assignments/{}/certificate.pdf", encode(task));
    let foot = format!("{}<a class=\"btn ink\" href=\"{pdf}\" download>{}存成PDF</a>", button("", "data-print", "打印"), icon::SAVE);
    frame::below(&Route::Task(task.to_owned()), "证书", "", &(gap(view) + &sheet(view)), &foot)
}

/// A name may have a character that the PDF can't show; the printed page does.
fn gap(view: &CertificateView) -> String {
    if view.pdf_lacks.is_empty() {
        return String::new();
    }
    let words = format!("PDF里的“{}”可能显示不出来。要纸质的，请点“打印”。", escape(&view.pdf_lacks));
    note("wait", icon::INFO, "名字里有生僻字", &words)
}

/// What stands there while a member has none.
#[must_use]
pub fn none(task: &str) -> String {
    let back = Route::Task(task.to_owned());
    let note = note("wait", icon::INFO, "还没有证书", "考试合格以后才有证书。");
    frame::below(&back, "证书", "", &note, &frame::link("", &back, "回到任务"))
}

fn sheet(view: &CertificateView) -> String {
    let zone = say::zone(view.zone_minutes);
    let band = if view.band.is_empty() { String::new() } else { format!("等第为<b>{}</b>，", escape(&view.band)) };
    let nth = match (view.make_up, view.counts.as_str()) {
        (true, _) => "补考".to_owned(),
        (false, "last") => format!("第{}次，取最后一次", view.nth),
        (false, "first") => format!("第{}次，取第一次", view.nth),
        (false, _) => format!("第{}次，取最好成绩", view.nth),
    };
    let cell = |name: &str, value: String| format!("<div><dt>{name}</dt><dd>{value}</dd></div>");
    let facts = [
        cell("单位", escape(&view.unit)),
        cell("考试时间", format!("{}至{}", say::full(view.started_ms, zone), say::time(view.at_ms, zone))),
        cell("试卷", format!("{}题，满分{}分，{}分合格", view.questions, say::points(view.out_of), say::points(view.pass))),
        cell("考试次数", nth),
    ]
    .concat();
    format!(
        "<article class=\"cert\"><header><span class=\"seal\" aria-hidden=\"true\">普法</span><p>{organiser}</p></header><div class=\"wenwu\"></div>\
         <h2>学法用法考试合格证书</h2><p class=\"no-of\">编号　{number}</p>\
         <div class=\"text\"><p><b>{name}</b>　同志：</p><p class=\"in\">您参加“{title}”，成绩<b> {score} </b>分，{band}准予合格。</p><p class=\"in\">特发此证。</p></div>\
         <dl>{facts}</dl>\
         <div class=\"sig\">{code}<p class=\"s\">{how}查证，只显示姓氏、单位和成绩：<br>{check}</p>\
         <div class=\"place\"><span>盖章处</span><p>{organiser}<br>{issued}</p></div></div>\
         <p class=\"s end-of\">盖章后有效，由主办单位负责解释。</p></article>",
        organiser = escape(&view.organiser),
        number = escape(&view.number),
        name = escape(&view.name),
        title = escape(&view.title.replace('\n', "")),
        score = say::points(view.score),
        code = code(&view.code),
        how = if view.code.is_empty() { "凭编号" } else { "扫码或凭编号" },
        check = escape(&view.check),
        issued = say::day(view.issued_ms, zone),
    )
}

/// The code to scan, with four light squares around it as ISO/IEC 18004 asks for; squares of a row that stand side by side are one.
fn code(rows: &[String]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        for run in row.as_bytes().chunk_by(|a, b| a == b) {
            if run.first() == Some(&b'1') {
                path += &format!("M{} {}h{w}v1h-{w}z", x + 4, y + 4, w = run.len());
            }
            x += run.len();
        }
    }
    let side = rows.len() + 8;
    format!("<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"查证的二维码\"><path d=\"{path}\"/></svg>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(band: &str, make_up: bool) -> String {
        let view = CertificateView {
            number: "XF2026-0183".into(),
            name: "王<某>".into(),
            score: 9200,
            band: band.into(),
            make_up,
            nth: 2,
            check: "https://pufa.example.cn/certificates/XF2026-0183".into(),
            zone_minutes: 480,
            ..CertificateView::default()
        };
        screen("year", &view, "../")
    }

    #[test]
    fn a_certificate_says_who_passed_how_and_where_it_is_checked() {
        let html = check("优秀", false);
        assert!(
            html.contains("王&lt;某&gt;")
                && html.contains("<b> 92 </b>分")
                && html.contains("等第为<b>优秀</b>")
                && html.contains("第2次，取最好成绩")
        );
        assert!(
            html.contains("https://pufa.example.cn/certificates/XF2026-0183")
                && html.contains("../api/v1/assignments/year/certificate.pdf")
        );
        assert!(html.contains("data-print"));
    }

    #[test]
    fn the_code_is_drawn_square_by_square_and_only_where_there_is_one() {
        assert_eq!(code(&[]), "");
        let html = code(&["101".into(), "011".into(), "000".into()]);
        assert!(html.contains("viewBox=\"0 0 11 11\"") && html.contains("d=\"M4 4h1v1h-1zM6 4h1v1h-1zM5 5h2v1h-2z\""), "{html}");
        assert!(!check("", false).contains("二维码") && check("", false).contains(">凭编号查证"));
        let view = CertificateView { code: vec!["1".into()], ..CertificateView::default() };
        assert!(screen("year", &view, "../").contains("扫码或凭编号查证"));
    }

    #[test]
    fn a_rare_character_is_told_before_the_pdf_is_taken() {
        let view = CertificateView { pdf_lacks: "𬱖".into(), ..CertificateView::default() };
        assert!(screen("year", &view, "../").contains("PDF里的“𬱖”可能"));
        assert!(!screen("year", &CertificateView::default(), "../").contains("生僻字"));
    }

    #[test]
    fn whoever_has_none_is_told_what_gives_one() {
        assert!(none("year").contains("还没有证书") && none("year").contains("#task/year"));
    }

    #[test]
    fn without_bands_none_is_named() {
        assert!(!check("", true).contains("等第") && check("", true).contains("补考"));
    }
}
