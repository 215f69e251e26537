//! 总览: what was counted, when, what it came to, and charts of it.

use domain::tally::By;
use rust_xlsxwriter::{Chart, ChartType, Worksheet, XlsxError};

use super::groups::{quotient, rate};
use super::workbook::{Looks, Workbook};
use crate::errand::office::wall;
use crate::errand::tally::Group;

/// So many regions are in the chart, those with the most 人次.
const REGIONS: usize = 15;
/// Where the table of those regions stands.
const REGIONS_COLUMN: u16 = 12;

pub fn write(sheet: &mut Worksheet, about: &Workbook<'_>, rows: u64, looks: &Looks) -> Result<(), XlsxError> {
    let (campaign, figures, all) = (about.campaign, about.figures, about.figures.all);
    sheet.set_column_width(0, 14)?.set_column_range_width(1, 4, 13)?.set_column_width(5, 60)?;
    sheet.write_string_with_format(0, 0, campaign.title.replace('\n', ""), &looks.title)?;
    let mut row = 1;
    for (label, value) in [
        ("主办单位", campaign.organiser.clone()),
        ("活动编号", campaign.id.clone()),
        ("活动时间", format!("{} 至 {}", wall(campaign, campaign.opens), wall(campaign, campaign.closes))),
        ("统计时间", wall(campaign, figures.taken)),
        ("统计范围", scope(about, rows)),
    ] {
        sheet.write_string(row, 0, label)?;
        sheet.write_string(row, 1, value)?;
        row += 1;
    }
    row += 1;
    for (column, heading) in (0..).zip(["项目", "分子", "分母", "数值", "", "说明"]) {
        sheet.write_string_with_format(row, column, heading, &looks.heading)?;
    }
    for (label, value, note) in [
        ("人次", all.participations, "已接受的交卷；同一次答题无论送来几遍只计一次"),
        ("人数", all.participants, "按活动的身份规则去重后的参加者，至少交卷一次"),
        ("合格人次", all.passes, "达到合格分的人次"),
        ("逾期人次", all.late, "超过答题时限（含宽限）才送达的人次，已计入人次"),
    ] {
        row += 1;
        if label == "合格人次" && !figures.has_pass_mark {
            sheet.write_string(row, 0, label)?;
            sheet.write_string_with_format(row, 5, "本活动没有设合格分", &looks.note)?;
            continue;
        }
        sheet.write_string(row, 0, label)?;
        sheet.write_number(row, 3, value as f64)?;
        sheet.write_string_with_format(row, 5, note, &looks.note)?;
    }
    let pass = figures.has_pass_mark.then_some(("合格率", all.pass_rate(), "合格人次 ÷ 人次"));
    for (label, value, note) in pass.into_iter().chain([("逾期率", all.late_rate(), "逾期人次 ÷ 人次")]) {
        row += 1;
        sheet.write_string(row, 0, label)?;
        rate(sheet, row, 1, value, looks)?;
        sheet.write_string_with_format(row, 5, note, &looks.note)?;
    }
    row += 1;
    let each = all.per_person();
    sheet.write_string(row, 0, "人均人次")?;
    sheet.write_number(row, 1, each.of as f64)?;
    sheet.write_number(row, 2, each.out_of as f64)?;
    sheet.write_formula_with_format(row, 3, quotient(row, 1, each), &looks.ratio)?;
    sheet.write_string_with_format(row, 5, "人次 ÷ 人数", &looks.note)?;
    charts(sheet, about, row + 2, looks)
}

/// What the figures hold and what they don't, so that a letter can say it.
fn scope(about: &Workbook<'_>, rows: u64) -> String {
    let (campaign, figures) = (about.campaign, about.figures);
    let settles = wall(campaign, campaign.settles());
    let state = if figures.taken > campaign.settles() {
        format!("已过最后交卷时限（{settles}），数字不再变动")
    } else {
        format!("{settles} 之前仍可能有交卷送达，数字还会变动")
    };
    let counted = figures.all.participations;
    let more = match rows.checked_sub(counted) {
        Some(0) => format!("明细 {rows} 行，与人次一致"),
        Some(more) => format!("明细 {rows} 行，其中 {more} 行是统计时间之后、写出期间送达的"),
        None => format!("明细 {rows} 行，少于人次 {counted}，请用 pufa tally rebuild --check 核对"),
    };
    format!("本活动全部已接受的交卷；{state}；{more}")
}

fn charts(sheet: &mut Worksheet, about: &Workbook<'_>, top: u32, looks: &Looks) -> Result<(), XlsxError> {
    let count = |by: By| about.figures.by(by).count() as u32;
    let mut row = top;
    let mut place = |sheet: &mut Worksheet, chart: &mut Chart| {
        chart.set_width(900).set_height(320);
        sheet.insert_chart(row, 0, chart)?;
        row += 17;
        Ok::<_, XlsxError>(())
    };
    if count(By::Day) > 0 {
        let mut chart = Chart::new(ChartType::Column);
        for (column, name) in [(1, "人次"), (2, "人数")] {
            let last = count(By::Day);
            chart.add_series().set_name(name).set_categories(("按日", 1, 0, last, 0)).set_values(("按日", 1, column, last, column));
        }
        chart.title().set_name("每日人次、人数");
        place(sheet, &mut chart)?;
    }
    if count(By::Score) > 0 {
        let mut chart = Chart::new(ChartType::Column);
        let last = count(By::Score);
        chart.add_series().set_name("人次").set_categories(("得分分布", 1, 0, last, 0)).set_values(("得分分布", 1, 1, last, 1));
        chart.title().set_name("得分分布（人次）");
        chart.legend().set_hidden();
        place(sheet, &mut chart)?;
    }
    let mut regions: Vec<&Group> = about.figures.by(By::Region).collect();
    regions.sort_by(|a, b| b.sums.participations.cmp(&a.sums.participations).then_with(|| a.name.cmp(&b.name)));
    regions.truncate(REGIONS);
    if regions.len() > 1 {
        sheet.set_column_width(REGIONS_COLUMN, 28)?;
        sheet.write_string_with_format(top, REGIONS_COLUMN, "人次最多的地区", &looks.heading)?;
        sheet.write_string_with_format(top, REGIONS_COLUMN + 1, "人次", &looks.heading)?;
        let last = top + regions.len() as u32;
        for (row, region) in (top + 1..).zip(&regions) {
            sheet.write_string(row, REGIONS_COLUMN, By::Region.shown(&region.name))?;
            sheet.write_number(row, REGIONS_COLUMN + 1, region.sums.participations as f64)?;
        }
        let column = REGIONS_COLUMN;
        let mut chart = Chart::new(ChartType::Bar);
        let series = chart.add_series().set_name("人次");
        series.set_categories(("总览", top + 1, column, last, column)).set_values(("总览", top + 1, column + 1, last, column + 1));
        chart.title().set_name("人次最多的地区");
        chart.legend().set_hidden();
        // the first one on top, as in the table
        chart.y_axis().set_reverse();
        place(sheet, &mut chart)?;
    }
    Ok(())
}
