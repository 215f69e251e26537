//! `pufa tally roster`: how many members of the roster took part in a campaign that goes by it, of how many there are today. The roster
//! of a campaign is never frozen, and every answer says so: a rate of yesterday may have another denominator.

use std::collections::{BTreeMap, BTreeSet};

use domain::moment::Day;
use domain::roster::Roster;
use domain::{Campaign, Zone};
use serde_json::{Value, json};

use super::Rate;
use super::export::Rows;
use crate::command::{Lang, TallyRoster};
use crate::errand::office::{Office, wall};
use crate::errand::roster::unit;
use crate::errand::table::table;
use crate::hall::of_member;
use crate::outcome::{Done, Failure, Report};
use crate::school::unsealed;
use crate::seal::Sealer;
use crate::store::{Key, Register as _};

pub fn roster(errand: &TallyRoster, office: &Office) -> Done {
    let campaign = office.campaign(&errand.campaign)?;
    if !campaign.identity.roster {
        let id = &campaign.id;
        return Err(Failure::wrong(
            "no-roster-identity",
            format!("the campaign `{id}` does not go by the roster, so nobody can tell which members took part"),
            format!("活动 `{id}` 没有按花名册核对身份，无法统计哪些人参加了"),
        ));
    }
    let (store, sealer) = (office.store()?, office.sealer()?);
    let number = office.number(&store, &campaign)?;
    let taken = office.now();
    let mut took_part = BTreeSet::new();
    let mut rows = Rows::of(office, store.as_ref(), number);
    while let Some(page) = rows.next()? {
        took_part.extend(page.into_iter().map(|(participant, _)| participant));
    }
    let roster = unsealed(office.wait(store.roster())?, &sealer);
    let on = Zone::CHINA.day(taken);
    let shares = Shares::of(&roster, &campaign.id, on, &took_part, &sealer);
    let shown = match &errand.unit {
        Some(named) => roster.view(&unit(&roster, named)?),
        None => roster,
    };
    let report =
        Shown { campaign: &campaign, taken: wall(&campaign, taken), on, roster: &shown, shares: &shares, is_part: errand.unit.is_some() };
    Ok(Report::fine(report.text(office.lang), report.json()))
}

/// Members of a unit and all below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Share {
    members: u64,
    took_part: u64,
    exempt: u64,
    exempt_took_part: u64,
}

impl Share {
    fn rate(self) -> Rate {
        Rate { of: self.took_part, out_of: self.members }
    }
}

/// The shares of all units by code, and of the whole.
struct Shares {
    all: Share,
    units: BTreeMap<String, Share>,
    /// Who took part and is no member today.
    others: u64,
}

impl Shares {
    /// Everyone counts where they are today, wherever they were when they took part.
    fn of(roster: &Roster, campaign: &str, today: Day, took_part: &BTreeSet<Key>, sealer: &Sealer) -> Self {
        let mut shares = Self { all: Share::default(), units: BTreeMap::new(), others: took_part.len() as u64 };
        for member in roster.members() {
            let Some(spell) = member.on(today) else { continue };
            let took_part = u64::from(took_part.contains(&of_member(sealer, campaign, &member.number)));
            shares.others -= took_part;
            let count = |share: &mut Share| match spell.exempt {
                None => (share.members, share.took_part) = (share.members + 1, share.took_part + took_part),
                Some(_) => (share.exempt, share.exempt_took_part) = (share.exempt + 1, share.exempt_took_part + took_part),
            };
            count(&mut shares.all);
            for unit in roster.units.upwards(&spell.unit) {
                count(shares.units.entry(unit.code.clone()).or_default());
            }
        }
        shares
    }

    fn unit(&self, code: &str) -> Share {
        self.units.get(code).copied().unwrap_or_default()
    }
}

struct Shown<'a> {
    campaign: &'a Campaign,
    taken: String,
    /// The day of the roster.
    on: Day,
    roster: &'a Roster,
    shares: &'a Shares,
    /// Whether only one unit was asked for; then nothing is said of the whole.
    is_part: bool,
}

impl Shown<'_> {
    fn text(&self, lang: Lang) -> String {
        let title = self.campaign.title.replace('\n', "");
        let mut text = format!("{title}（{}）\n{}  {}\n", self.campaign.id, lang.pick("taken", "统计时间"), self.taken);
        let on = self.on;
        text += &lang.pick(
            format!("the roster is that of {on} and not frozen; the denominators change with it\n"),
            format!("花名册按 {on} 的算，没有定下来，分母会随人员变动\n"),
        );
        if !self.is_part {
            let all = self.shares.all;
            text += &format!("{}  {}\n", lang.pick("took part / members", "参加人数/应参加人数"), all.rate());
            text += &format!("{}  {}\n", lang.pick("no members any more", "已不在花名册"), self.shares.others);
        }
        let row = |(unit, level): (&domain::roster::Unit, usize)| {
            let share = self.shares.unit(&unit.code);
            let name = format!("{}{}", "\u{3000}".repeat(level - 1), unit.name);
            let exempt = format!("{}/{}", share.exempt_took_part, share.exempt);
            vec![name, unit.code.clone(), share.took_part.to_string(), share.members.to_string(), share.rate().to_string(), exempt]
        };
        let rows: Vec<_> = self.roster.units.outline().into_iter().map(row).collect();
        let headings = lang.pick(
            ["unit", "code", "took part", "members", "rate", "exempt (took part/all)"],
            ["单位", "编码", "参加", "应参加", "参加率", "免考（参加/全部）"],
        );
        text + "\n" + &table(&headings, &[2, 3], &rows)
    }

    fn json(&self) -> Value {
        let units = self.roster.units.outline().into_iter().map(|(unit, level)| {
            let mut object = share(self.shares.unit(&unit.code));
            object["code"] = json!(unit.code);
            object["name"] = json!(unit.name);
            object["level"] = json!(level);
            object
        });
        let mut object = json!({
            "campaign": self.campaign.id, "taken": self.taken, "roster_on": self.on.to_string(), "frozen": false,
            "units": units.collect::<Vec<_>>(),
        });
        if !self.is_part {
            object["all"] = share(self.shares.all);
            object["no_members_any_more"] = json!(self.shares.others);
        }
        object
    }
}

fn share(share: Share) -> Value {
    let rate = share.rate();
    json!({
        "numerator": rate.of,
        "denominator": rate.out_of,
        "rate": rate.value(),
        "exempt": share.exempt,
        "exempt_took_part": share.exempt_took_part,
    })
}
