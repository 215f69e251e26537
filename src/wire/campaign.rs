//! A campaign as the page carries it, so that the program needs no request to know its rules. What only a server decides,
//! such as awards, is not in it; of claims it says how long personal data is kept.

use crate::sheet::{Damaged, Row, Writer, rows};
use domain::attempts::Attempts;
use domain::blueprint::Way;
use domain::campaign::{Band, Claims, Field, FieldKind, Grading, PinCheck, Prize};
use domain::grading::{PaperRule, PartRule};
use domain::{Campaign, Kind, Moment, Points, Section, Zone};

const WHAT: &str = "pufa-campaign";
const VERSION: u32 = 1;

/// Writes a campaign.
#[must_use]
pub fn write(campaign: &Campaign) -> String {
    let mut sheet = Writer::new(WHAT, VERSION);
    let points = |p: Points| i64::from(p.as_hundredths());
    sheet
        .row("id")
        .text(&campaign.id)
        .text(&campaign.title)
        .text(&campaign.occasion)
        .text(&campaign.organiser)
        .text(&campaign.round)
        .text(&campaign.prize_note);
    sheet.row("window").number(campaign.opens.0).number(campaign.closes.0).number(campaign.zone.minutes());
    let (part, each) = match campaign.scoring.part {
        PartRule::AllOrNothing => (0, 0),
        PartRule::PerChoice(each) => (1, points(each)),
        PartRule::Share => (2, 0),
    };
    let full = i64::from(campaign.scoring.paper == PaperRule::FullMarksOnly);
    sheet.row("score").number(part).number(each).number(full).maybe(campaign.pass.map(points));
    sheet.row("limits").maybe(campaign.attempts.per_day).maybe(campaign.attempts.total).maybe(campaign.limit_ms);
    // a hash of 64 bits goes through as its two's complement
    sheet
        .row("ways")
        .number(i64::from(campaign.blueprint.way == Way::Fixed))
        .number(i64::from(campaign.landing))
        .number(i64::from(campaign.kiosk))
        .number(i64::from(campaign.grading == Grading::Server))
        .maybe(campaign.pin.map(|pin| pin.0.cast_signed()));
    for section in &campaign.blueprint.sections {
        let kinds: Vec<&str> = section.kinds.iter().map(|kind| kind.word()).collect();
        let levels: Vec<String> = section.levels.iter().map(ToString::to_string).collect();
        sheet
            .row("section")
            .number(section.count as i64)
            .number(points(section.points))
            .list(&section.banks)
            .list(&kinds)
            .list(&section.topics)
            .list(&levels);
    }
    for band in &campaign.bands {
        sheet.row("band").text(&band.name).number(points(band.from));
    }
    for prize in &campaign.prizes {
        sheet.row("prize").text(&prize.tier).text(&prize.what).number(prize.quantity);
    }
    sheet.row("rules").list(&campaign.rules);
    sheet.row("regions").list(&campaign.identity.regions);
    for (row, fields) in [("field", &campaign.identity.fields), ("of-winners", &campaign.identity.of_winners)] {
        for field in fields {
            sheet.row(row).text(field.kind.word()).text(&field.label).number(i64::from(field.required));
        }
    }
    if campaign.identity.roster {
        sheet.row("roster");
    }
    if campaign.grading == Grading::Server {
        sheet.row("kept").number(campaign.claims.kept_days);
    }
    sheet.finish()
}

/// Reads what [`write()`] wrote.
///
/// # Errors
/// [`Damaged`] when it was cut off or is of another version.
pub fn read(text: &str) -> Result<Campaign, Damaged> {
    let mut campaign = Campaign::default();
    for (name, mut row) in rows(text, WHAT, VERSION)? {
        read_row(&mut campaign, name, &mut row)?;
    }
    if campaign.id.is_empty() { Err(Damaged) } else { Ok(campaign) }
}

fn read_row(campaign: &mut Campaign, name: &str, row: &mut Row<'_>) -> Result<(), Damaged> {
    let points = |n: i64| u32::try_from(n).map(Points::hundredths).map_err(|_| Damaged);
    let narrow = |n: Option<i64>| n.map(|n| u32::try_from(n).map_err(|_| Damaged)).transpose();
    match name {
        "id" => {
            (campaign.id, campaign.title, campaign.occasion) = (row.text()?, row.text()?, row.text()?);
            (campaign.organiser, campaign.round, campaign.prize_note) = (row.text()?, row.text()?, row.text()?);
        }
        "window" => {
            (campaign.opens, campaign.closes) = (Moment(row.number()?), Moment(row.number()?));
            campaign.zone = Zone::east(row.narrow()?).ok_or(Damaged)?;
        }
        "score" => {
            let (part, each) = (row.number()?, points(row.number()?)?);
            campaign.scoring.part = match part {
                0 => PartRule::AllOrNothing,
                1 => PartRule::PerChoice(each),
                _ => PartRule::Share,
            };
            if row.number()? == 1 {
                campaign.scoring.paper = PaperRule::FullMarksOnly;
            }
            campaign.pass = row.maybe()?.map(points).transpose()?;
        }
        "limits" => {
            campaign.attempts = Attempts { per_day: narrow(row.maybe()?)?, total: narrow(row.maybe()?)? };
            campaign.limit_ms = row.maybe()?;
        }
        "ways" => {
            campaign.blueprint.way = if row.number()? == 1 { Way::Fixed } else { Way::Random };
            (campaign.landing, campaign.kiosk) = (row.number()? == 1, row.number()? == 1);
            campaign.grading = if row.number()? == 1 { Grading::Server } else { Grading::Device };
            campaign.pin = row.maybe()?.map(|bits| PinCheck(bits.cast_unsigned()));
        }
        "section" => {
            let (count, points) = (row.narrow()?, points(row.number()?)?);
            let banks = row.list()?;
            let kinds = row.list()?.iter().map(|word| Kind::read(word).ok_or(Damaged)).collect::<Result<_, _>>()?;
            let topics = row.list()?;
            let levels = row.list()?.iter().map(|level| level.parse().map_err(|_| Damaged)).collect::<Result<_, _>>()?;
            campaign.blueprint.sections.push(Section { banks, kinds, topics, levels, count, points });
        }
        "band" => campaign.bands.push(Band { name: row.text()?, from: points(row.number()?)? }),
        "prize" => campaign.prizes.push(Prize { tier: row.text()?, what: row.text()?, quantity: row.narrow()? }),
        "rules" => campaign.rules = row.list()?,
        "regions" => campaign.identity.regions = row.list()?,
        "field" | "of-winners" => {
            let kind = FieldKind::read(&row.text()?).ok_or(Damaged)?;
            let field = Field { kind, label: row.text()?, required: row.number()? == 1 };
            if name == "field" { campaign.identity.fields.push(field) } else { campaign.identity.of_winners.push(field) }
        }
        "roster" => campaign.identity.roster = true,
        "kept" => campaign.claims = Claims { kept_days: row.narrow()?, ..Claims::default() },
        _ => return Err(Damaged),
    }
    Ok(())
}

#[cfg(test)]
pub mod tests {
    //! One campaign that says everything a campaign can say.

    use super::*;
    use domain::Blueprint;
    use domain::campaign::Identity;
    use domain::grading::Scoring;

    /// It draws singles of level 1–2 … from the bank `constitution`, but no kind named single.
    pub fn campaign() -> Campaign {
        Campaign {
            id: "demo".into(),
            title: "民族法治知识\n有奖竞答".into(),
            occasion: "宪法宣传周".into(),
            organiser: "某旗".into(),
            opens: Moment(1),
            closes: Moment(2),
            zone: Zone::CHINA,
            round: "1".into(),
            grading: Grading::Server,
            blueprint: Blueprint {
                way: Way::Fixed,
                sections: vec![Section {
                    banks: vec!["constitution".into()],
                    kinds: vec![Kind::Judge, Kind::Multiple],
                    topics: vec![],
                    levels: vec![1, 2],
                    count: 2,
                    points: Points::hundredths(250),
                }],
            },
            scoring: Scoring { part: PartRule::PerChoice(Points::hundredths(50)), paper: PaperRule::FullMarksOnly },
            attempts: Attempts { per_day: Some(3), total: None },
            limit_ms: Some(300_000),
            pass: Some(Points::whole(3)),
            bands: vec![Band { name: "优秀".into(), from: Points::whole(4) }],
            identity: Identity {
                fields: vec![Field { kind: FieldKind::Region, label: "地区".into(), required: true }],
                of_winners: vec![Field { kind: FieldKind::Phone, label: "手机".into(), required: false }],
                regions: vec!["某市/某旗".into()],
                roster: true,
            },
            prizes: vec![Prize { tier: "一等奖".into(), what: "伞".into(), quantity: 3 }],
            prize_note: "满60分".into(),
            rules: vec!["一".into(), "二".into()],
            landing: false,
            kiosk: true,
            pin: Some(PinCheck::of("demo", "2468")),
            claims: Claims { kept_days: 60, ..Claims::default() },
            ..Campaign::default()
        }
    }

    #[test]
    fn a_campaign_comes_back_whole() {
        assert_eq!(read(&write(&campaign())), Ok(campaign()));
        assert_eq!(read("pufa-campaign\t1"), Err(Damaged));
    }
}
