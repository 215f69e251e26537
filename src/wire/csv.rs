//! A tally as a table for spreadsheets: UTF-8 with a byte order mark, and no cell that a spreadsheet would run as a formula.

use domain::tally::{By, Counts, Tally};
use domain::{Moment, Points, Zone};
use std::borrow::Cow;
use std::fmt::Write as _;

/// One row of a table of totals.
#[derive(Clone, Copy, Debug)]
pub struct Totals<'a> {
    /// By what; `None` is all of the campaign.
    pub by: Option<By>,
    /// The group's name; empty for all, and for what was not given.
    pub name: &'a str,
    /// What it came to.
    pub counts: Counts,
    /// Whether the campaign knows passing; without it a pass rate says nothing.
    pub has_pass_mark: bool,
    /// How many came late; `None` on a device, which knows no late ones.
    pub late: Option<u64>,
}

/// Headline and every breakdown, one row a group: 分组, 名称, 人次, 人数, 合格人次, 合格率; last, what was counted and when it was taken.
#[must_use]
pub fn tally_csv(tally: &Tally, zone: Zone, title: &str, taken: Moment) -> String {
    let groups: Vec<_> = By::ALL.into_iter().map(|by| (by, tally.by(by, zone))).collect();
    let totals = |by, name, counts: Counts| Totals { by, name, counts, has_pass_mark: tally.counts().passes > 0, late: None };
    let groups = groups.iter().flat_map(|(by, groups)| groups.iter().map(|(name, counts)| totals(Some(*by), name.as_str(), *counts)));
    totals_csv(totals(None, "", tally.counts()), groups, zone, title, taken)
}

/// The same table of counts that were kept, in the order they are given; with 逾期人次 and 逾期率 where they are known. A rate's numerator
/// and denominator stand in its row; without a denominator there is none.
pub fn totals_csv<'a>(all: Totals<'a>, groups: impl IntoIterator<Item = Totals<'a>>, zone: Zone, title: &str, taken: Moment) -> String {
    let mut csv = String::from("\u{feff}分组,名称,人次,人数,合格人次,合格率");
    csv.push_str(if all.late.is_some() { ",逾期人次,逾期率\r\n" } else { "\r\n" });
    row(&mut csv, all);
    groups.into_iter().for_each(|group| row(&mut csv, group));
    let rest = if all.late.is_some() { ",,,,,," } else { ",,,," };
    let _ = write!(csv, "活动,{}{rest}\r\n统计时间,{}{rest}\r\n", cell(title), clock_time(taken, zone));
    csv
}

fn row(csv: &mut String, Totals { by, name, counts, has_pass_mark, late }: Totals<'_>) {
    let group = by.map_or("合计", By::on_screen);
    let name = if by.is_some() && name.is_empty() { "未填" } else { name };
    let Counts { participations, participants, passes } = counts;
    let _ = write!(
        csv,
        "{},{},{participations},{participants},{passes},{}",
        cell(group),
        cell(name),
        if has_pass_mark { rate(passes, participations) } else { String::new() }
    );
    if let Some(late) = late {
        let _ = write!(csv, ",{late},{}", rate(late, participations));
    }
    csv.push_str("\r\n");
}

/// A rate in per cent, to the tenth, half up; nothing without a denominator.
fn rate(of: u64, out_of: u64) -> String {
    if out_of == 0 {
        return String::new();
    }
    let tenths = (of * 2000 + out_of) / (out_of * 2);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// A moment as a clock on the wall of a zone shows it, to the minute: 2026-12-04 08:30.
#[must_use]
pub fn clock_time(at: Moment, zone: Zone) -> String {
    let wall = zone.wall(at);
    format!("{} {:02}:{:02}", zone.day(at), wall.hour, wall.minute)
}

/// One row a participation, by sitting id, for whoever checks the totals.
#[must_use]
pub fn rows_csv(tally: &Tally, zone: Zone) -> String {
    let mut csv = String::from("\u{feff}编号,参加者,轮次,交卷时间,得分,满分,合格,用时秒,地区,单位,来源\r\n");
    let points = |p: Points| p.to_string();
    for p in tally.rows() {
        let at = clock_time(p.at, zone);
        let passed = if p.passed { "是" } else { "否" };
        let cells = [
            &p.sitting,
            &p.participant,
            &p.round,
            &at,
            &points(p.score),
            &points(p.out_of),
            passed,
            &(p.used_ms / 1000).to_string(),
            &p.region,
            &p.unit,
            &p.channel,
        ];
        line(&mut csv, &cells);
    }
    csv
}

/// One line of a table, each cell quoted where it must be; a table begins with a byte order mark.
pub fn line(csv: &mut String, cells: &[&str]) {
    for (n, text) in cells.iter().enumerate() {
        if n > 0 {
            csv.push(',');
        }
        csv.push_str(&cell(text));
    }
    csv.push_str("\r\n");
}

/// Quotes what needs quoting, and puts an apostrophe before what a spreadsheet would take for a formula (OWASP, CSV injection).
fn cell(text: &str) -> Cow<'_, str> {
    let runs = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || text.starts_with(['\t', '\r', '\n']);
    let safe = if runs { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) };
    if safe.contains(['"', ',', '\r', '\n']) { Cow::Owned(format!("\"{}\"", safe.replace('"', "\"\""))) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Participation;

    #[test]
    fn no_cell_runs_as_a_formula() {
        for (text, safe) in
            [("=1+1", "'=1+1"), ("@x", "'@x"), (" -2", "' -2"), ("旗中医院", "旗中医院"), ("a,\"b\"", "\"a,\"\"b\"\"\""), ("\t=x", "'\t=x")]
        {
            assert_eq!(cell(text), safe);
        }
    }

    #[test]
    fn a_rate_is_rounded_and_needs_a_denominator() {
        for (of, out_of, shown) in [(0, 0, ""), (0, 7, "0.0%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (1, 2000, "0.1%"), (7, 7, "100.0%")] {
            assert_eq!(rate(of, out_of), shown);
        }
    }

    #[test]
    fn the_table_opens_with_a_mark_and_the_headline() {
        let mut tally = Tally::default();
        tally.add(Participation {
            sitting: "s".into(),
            participant: "p".into(),
            round: "1".into(),
            at: Moment(0),
            score: Points::whole(80),
            out_of: Points::whole(100),
            passed: true,
            used_ms: 1,
            region: "某市/某旗".into(),
            unit: String::new(),
            channel: "=x".into(),
        });
        let csv = tally_csv(&tally, Zone::CHINA, "竞答", Moment(0));
        assert!(
            csv.starts_with("\u{feff}分组,名称,人次,人数,合格人次,合格率\r\n合计,,1,1,1,100.0%\r\n日期,1970-01-01,1,1,1,100.0%\r\n"),
            "{csv}"
        );
        assert!(
            csv.contains("单位,未填,1,1,1,100.0%\r\n")
                && csv.contains("来源,'=x,1,1,1,100.0%\r\n")
                && csv.ends_with("活动,竞答,,,,\r\n统计时间,1970-01-01 08:00,,,,\r\n")
        );
        assert_eq!(rows_csv(&tally, Zone::CHINA).lines().count(), 2);
    }
}
