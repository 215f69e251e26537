//! The organiser's counts of this device: 人次, 人数 and the breakdowns, as numbers and bars.

use crate::shell::{self, button, note};
use crate::{escape, icon, words};
use domain::tally::{By, Counts, Tally};
use domain::{Campaign, Moment};

/// The screen that asks for the PIN; `wrong` after one that was not it.
#[must_use]
pub fn ask(campaign: &Campaign, wrong: bool) -> String {
    let main = if campaign.pin.is_none() {
        note("", icon::INFO, "这个活动没有设口令", "在活动文件里写上 organiser-pin，这里就能看统计。")
    } else {
        let (class, words) = if wrong { (" err", format!("{}口令不对，请再输一次", icon::WARN)) } else { ("", String::new()) };
        format!(
            "<form class=\"stack\" data-pin-form><label class=\"asked\" for=\"pin\"><b>口令</b></label><span class=\"field{class}\"><input id=\"pin\" type=\"password\" inputmode=\"numeric\" autocomplete=\"off\" data-pin aria-invalid=\"{wrong}\" aria-describedby=\"pin-fault\"></span>\
             <p class=\"s sign no\" id=\"pin-fault\" role=\"alert\">{words}</p><p class=\"row\"><button class=\"btn ink\" type=\"submit\" data-open>看统计</button></p></form>"
        )
    };
    shell::screen("主办单位", "", &main, "")
}

/// The counts.
#[must_use]
pub fn counts(campaign: &Campaign, tally: &Tally, taken: Moment) -> String {
    let all = tally.counts();
    let passes = campaign
        .pass
        .map_or_else(String::new, |pass| format!("<div><dt>合格（满{pass}分）</dt><dd><b data-passes>{}</b>人次</dd></div>", all.passes));
    let tables: String = By::ALL.into_iter().map(|by| table(by, &tally.by(by, campaign.zone), all.participations)).collect();
    let main = format!(
        "<p class=\"dim\">截至{}，只是这台设备上的。几台设备的数，用下面的数据文件合在一起，同一次答题只算一次。</p>\
         <dl class=\"facts\"><div><dt>参加</dt><dd><b data-participations>{}</b>人次</dd></div><div><dt>参加人数</dt><dd><b data-participants>{}</b>人</dd></div>{passes}</dl>\
         <p class=\"row\">{}</p><p class=\"row tools\">{}{}</p>{tables}",
        words::date_and_time(taken, campaign.zone),
        all.participations,
        all.participants,
        button("ink", "data-csv", "统计表 CSV"),
        button("", "data-rows", "明细 CSV"),
        button("", "data-bundle", "数据文件 JSON"),
    );
    shell::screen("主办单位", "", &main, "")
}

/// What is told where nothing is kept.
#[must_use]
pub fn not_kept() -> String {
    shell::screen("主办单位", "", &note("no", icon::WARN, "读不到这台设备上的记录", "请关掉无痕模式，用平时答题的那个浏览器打开。"), "")
}

/// What is told when the browser gives no file.
#[must_use]
pub fn no_file() -> String {
    shell::screen("主办单位", "", &note("no", icon::WARN, "文件没有存成", "请换一个浏览器再试，比如手机自带的浏览器。"), "")
}

/// Bars are SVG, so that their width needs no style of its own.
fn table(by: By, groups: &[(String, Counts)], all: u64) -> String {
    let most = groups.iter().map(|(_, counts)| counts.participations).max().unwrap_or(0).max(1);
    let rows: String = groups
        .iter()
        .map(|(name, counts)| {
            let share = counts.participations * 100 / most;
            format!(
                "<li><span class=\"row between\"><span>{}</span><span class=\"nb\">{}人次　{}人</span></span><svg class=\"meter\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{share}\" height=\"1\"/></svg></li>",
                escape(&by.shown(name)),
                counts.participations,
                counts.participants
            )
        })
        .collect();
    format!(
        "<section data-by=\"{}\"><h2>按{}</h2><ul class=\"bars s\">{rows}</ul><p class=\"s dim\">合计{all}人次</p></section>",
        by.word(),
        by.on_screen()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Participation, Points};

    #[test]
    fn every_table_ends_in_the_headline() {
        let mut tally = Tally::default();
        for n in 0..3 {
            tally.add(Participation {
                sitting: n.to_string(),
                participant: "p".into(),
                round: "1".into(),
                at: Moment(0),
                score: Points::whole(80),
                out_of: Points::whole(100),
                passed: true,
                used_ms: 1,
                region: "<某旗>".into(),
                unit: String::new(),
                channel: String::new(),
            });
        }
        let html = table(By::Region, &tally.by(By::Region, domain::Zone::CHINA), 3);
        assert!(html.contains("&lt;某旗&gt;") && html.contains("3人次　1人") && html.contains("合计3人次"));
    }
}
