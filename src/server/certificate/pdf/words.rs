//! What the sheet says.

use domain::moment::WallTime;
use domain::{Moment, Points, Zone, region};
use wire::study::CertificateView;

/// What the sheet is, after the title of what was sat.
pub const SHEET: &str = "合格证书";
/// The last line.
pub const LAST: &str = "盖章后有效，由主办单位负责解释。";

/// The title of what was sat, in one line.
pub fn title(view: &CertificateView) -> String {
    view.title.replace('\n', "").trim_end_matches(SHEET).to_owned()
}

/// The text: paragraphs of words, some of them bold.
pub fn text(view: &CertificateView) -> [Vec<(String, bool)>; 3] {
    let plain = |text: &str| (text.to_owned(), false);
    let bold = |text: &str| (text.to_owned(), true);
    let mut sat =
        vec![plain(&format!("　　您参加{}，成绩", title(view))), bold(&Points::hundredths(view.score).to_string()), plain("分，")];
    if !view.band.is_empty() {
        sat.extend([plain("等第为"), bold(&view.band), plain("，")]);
    }
    sat.push(plain("准予合格。"));
    [vec![bold(&view.name), plain("　同志：")], sat, vec![plain("　　特发此证。")]]
}

/// The table: names and facts, two a row.
pub fn table(view: &CertificateView) -> [[(&'static str, String); 2]; 2] {
    let unit: Vec<&str> = region::parts(&view.unit).collect();
    let [out_of, pass] = [view.out_of, view.pass].map(Points::hundredths);
    let paper = format!("{}题，满分{out_of}分，{pass}分合格", view.questions);
    let which = if view.make_up { "补考".to_owned() } else { format!("第{}次", view.nth) };
    let counts = match view.counts.as_str() {
        "best" => "，取最好成绩",
        "last" => "，取最后一次成绩",
        "first" => "，取第一次成绩",
        _ => "",
    };
    [[("单位", unit.join(" ")), ("考试时间", when(view))], [("试卷", paper), ("考试次数", format!("{which}{counts}"))]]
}

/// From when to when it was sat: the day once, where it was one.
fn when(view: &CertificateView) -> String {
    let (from, to) = (wall(view.started_ms, view.zone_minutes), wall(view.at_ms, view.zone_minutes));
    let day = |at: WallTime| format!("{}年{}月{}日", at.year, at.month, at.day);
    let hour = |at: WallTime| format!("{}:{:02}", at.hour, at.minute);
    let other = if day(from) == day(to) { String::new() } else { day(to) };
    format!("{}{}—{other}{}", day(from), hour(from), hour(to))
}

/// 2026年12月7日.
pub fn date(ms: i64, zone_minutes: i32) -> String {
    let at = wall(ms, zone_minutes);
    format!("{}年{}月{}日", at.year, at.month, at.day)
}

/// A moment by the certificate's own clock; by China's where that is none.
pub fn wall(ms: i64, zone_minutes: i32) -> WallTime {
    let zone = i16::try_from(zone_minutes).ok().and_then(Zone::east).unwrap_or(Zone::CHINA);
    zone.wall(Moment(ms))
}

/// How anyone checks it, in two lines.
pub fn how_to_check(by_code: bool) -> [&'static str; 2] {
    [if by_code { "扫码或凭编号查证" } else { "凭编号到答题网站查证" }, "查证页只显示姓氏、单位和成绩"]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sitting_over_midnight_says_both_days() {
        let zone = Zone::CHINA;
        let at = |day, hour| zone.moment(2026, 11, day, hour, 5, 0).expect("a moment").0;
        let check = |started_ms, at_ms, expected| {
            assert_eq!(when(&CertificateView { started_ms, at_ms, zone_minutes: 480, ..CertificateView::default() }), expected);
        };
        check(at(24, 10), at(24, 11), "2026年11月24日10:05—11:05");
        check(at(24, 23), at(25, 0), "2026年11月24日23:05—2026年11月25日0:05");
    }

    #[test]
    fn the_text_names_a_band_only_where_there_is_one() {
        let said = |band: &str| {
            let view = CertificateView { title: "学法\n考试".into(), score: 9200, band: band.into(), ..CertificateView::default() };
            text(&view)[1].iter().map(|(text, _)| text.as_str()).collect::<String>()
        };
        assert_eq!(said("优秀"), "　　您参加学法考试，成绩92分，等第为优秀，准予合格。");
        assert_eq!(said(""), "　　您参加学法考试，成绩92分，准予合格。");
    }

    #[test]
    fn the_table_says_which_sitting_counts_and_names_a_make_up() {
        let which = |nth, make_up, counts: &str| {
            table(&CertificateView { nth, make_up, counts: counts.into(), ..CertificateView::default() })[1][1].1.clone()
        };
        assert_eq!(which(2, false, "best"), "第2次，取最好成绩");
        assert_eq!(which(1, false, "first"), "第1次，取第一次成绩");
        assert_eq!(which(3, true, "last"), "补考，取最后一次成绩");
    }
}
