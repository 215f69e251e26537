//! `pufa prize`: what was won, and handing it out. Numbers are masked; one winner's can be shown, and that is written down first.

mod person;

use domain::Campaign;
use serde_json::{Value, json};

use super::office::{Office, wall};
use super::table::table;
use crate::command::{Prize, PrizeList, PrizeRedeem, PrizeStateWord};
use crate::outcome::{Done, Failure, Report};
use crate::settings::Given;
use crate::store::{CampaignNo, Sqlite, Store as _, Win, WinFilter, WinState};
use person::Person;

pub fn run(errand: &Prize, office: impl FnOnce(Given) -> Result<Office, Failure>) -> Done {
    match errand {
        Prize::List(errand) => {
            let prizes = Prizes::open(&errand.campaign, office(Given::from(&errand.store))?)?;
            match &errand.reveal {
                Some(code) => prizes.reveal(code),
                None => prizes.list(errand),
            }
        }
        Prize::Redeem(errand) => Prizes::open(&errand.campaign, office(Given::from(&errand.store))?)?.redeem(errand),
    }
}

struct Prizes {
    office: Office,
    store: std::sync::Arc<Sqlite>,
    campaign: Campaign,
    no: CampaignNo,
}

impl Prizes {
    fn open(campaign: &str, office: Office) -> Result<Self, Failure> {
        let campaign = office.campaign(campaign)?;
        let store = office.store()?;
        let no = office.number(&store, &campaign)?;
        Ok(Self { office, store, campaign, no })
    }

    fn wins(&self, award: Option<String>) -> Result<Vec<Win>, Failure> {
        self.office.wait(self.store.wins(WinFilter { campaign: self.no, participant: None, award }))
    }

    fn list(&self, errand: &PrizeList) -> Done {
        if let Some(award) = &errand.award {
            super::office::award(&self.campaign, award)?;
        }
        let mut wins = self.wins(errand.award.clone())?;
        wins.retain(|win| errand.state.is_none_or(|state| self.state(win) == state));
        let lang = self.office.lang;
        let (mut rows, mut objects): (Vec<Vec<String>>, Vec<Value>) = Default::default();
        for win in &wins {
            let person = self.person(win)?.masked();
            let mut object = self.about(win);
            object["name"] = json!(person.name);
            object["phone"] = json!(person.phone);
            objects.push(object);
            let shown = [&win.code, &win.tier_name, &win.what].map(Clone::clone);
            let when = [self.state_shown(win), wall(&self.campaign, win.won), wall(&self.campaign, win.claim_until)];
            rows.push(shown.into_iter().chain(when).chain([person.name.unwrap_or_default(), person.phone.unwrap_or_default()]).collect());
        }
        let headings = lang.pick(
            ["code", "tier", "prize", "state", "won", "to claim until", "name", "phone"],
            ["领奖码", "奖级", "奖品", "状态", "中奖时间", "领奖截止", "姓名", "手机号"],
        );
        let mut text = table(&headings, &[], &rows);
        text += &lang.pick(format!("{} in all\n", rows.len()), format!("共 {} 项\n", rows.len()));
        Ok(Report::fine(text, json!({ "campaign": self.campaign.id, "prizes": objects })))
    }

    /// Shows who won, to call them. First it is written down that it was asked for: without that nothing is shown.
    fn reveal(&self, code: &str) -> Done {
        let win = self.find(code)?;
        self.office.audit("prize-reveal", &json!({ "campaign": self.campaign.id, "code": win.code }))?;
        let person = self.person(&win)?;
        let lang = self.office.lang;
        let mut text = format!("{}  {}  {}  {}\n", win.code, win.tier_name, win.what, self.state_shown(&win));
        if person == Person::default() {
            text += lang.pick(
                "nothing is kept of this winner: they left nothing yet, or its time is over and it was deleted\n",
                "没有这位中奖者的信息：还没有登记，或保存期已过、已经删除\n",
            );
        }
        for (label, value) in [
            (lang.pick("name", "姓名"), &person.name),
            (lang.pick("phone", "手机号"), &person.phone),
            (lang.pick("number", "编号"), &person.number),
        ] {
            text += &value.as_ref().map(|value| format!("{label}  {value}\n")).unwrap_or_default();
        }
        text += lang.pick("that this was shown is written in audit.log\n", "本次查看已记入 audit.log\n");
        let mut object = self.about(&win);
        object["name"] = json!(person.name);
        object["phone"] = json!(person.phone);
        object["number"] = json!(person.number);
        Ok(Report::fine(text, object))
    }

    fn redeem(&self, errand: &PrizeRedeem) -> Done {
        let win = self.find(&errand.code)?;
        let (code, lang) = (&win.code, self.office.lang);
        match (win.state, self.state(&win)) {
            (WinState::Redeemed(at), _) => {
                let at = wall(&self.campaign, at);
                return Err(Failure::of(
                    "redeemed-before",
                    format!("{code} was handed out on {at}; don't hand it out again"),
                    format!("{code} 已于 {at} 发放，不要重复发放"),
                ));
            }
            (_, PrizeStateWord::Lapsed) => {
                let until = wall(&self.campaign, win.claim_until);
                return Err(Failure::of(
                    "lapsed",
                    format!("{code} could be claimed until {until}, and nobody did; it is not handed out any more"),
                    format!("{code} 的领奖截止时间是 {until}，未登记，不再发放"),
                ));
            }
            _ => {}
        }
        // what can't be written down is not handed out
        self.office.audit("prize-redeem", &json!({ "campaign": self.campaign.id, "code": code }))?;
        let redeemed = self.office.wait(self.store.redeem(self.no, code, self.office.now()))?.ok_or_else(|| self.unknown(code))?;
        // two counters may hand out the same code at once: the first one has it
        if !redeemed.now {
            self.office.audit("prize-redeem-refused", &json!({ "campaign": self.campaign.id, "code": code }))?;
            return self.redeem(errand);
        }
        let redeemed = redeemed.win;
        let text = lang.pick(
            format!("{code}: hand out {} ({})\n", redeemed.what, redeemed.tier_name),
            format!("{code}：请发放 {}（{}）\n", redeemed.what, redeemed.tier_name),
        );
        Ok(Report::fine(text, self.about(&redeemed)))
    }

    /// A win by its claim code, as people write it: small letters and gaps are fine.
    fn find(&self, code: &str) -> Result<Win, Failure> {
        let code: String = code.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
        self.wins(None)?.into_iter().find(|win| win.code == code).ok_or_else(|| self.unknown(&code))
    }

    fn unknown(&self, code: &str) -> Failure {
        let campaign = &self.campaign.id;
        Failure::of(
            "unknown-code",
            format!("nobody has won {code} in `{campaign}`; compare it with what the phone shows"),
            format!("`{campaign}` 里没有领奖码 {code}；请与手机上显示的核对"),
        )
    }

    /// What a winner left when claiming, and what they had left before the start.
    fn person(&self, win: &Win) -> Result<Person, Failure> {
        let before = self.office.wait(self.store.detail(self.no, win.participant))?;
        let sealed: Vec<&Vec<u8>> = win.detail.iter().chain(&before).collect();
        if sealed.is_empty() {
            return Ok(Person::default());
        }
        let sealer = self.office.sealer()?;
        sealed.into_iter().try_fold(Person::default(), |person, sealed| Ok(person.or(Person::unseal(&sealer, sealed)?)))
    }

    fn state(&self, win: &Win) -> PrizeStateWord {
        match win.state {
            WinState::Redeemed(_) => PrizeStateWord::Redeemed,
            WinState::Claimed(_) => PrizeStateWord::Claimed,
            WinState::Open if self.office.now() > win.claim_until => PrizeStateWord::Lapsed,
            WinState::Open => PrizeStateWord::Open,
        }
    }

    fn state_shown(&self, win: &Win) -> String {
        let (en, zh) = match self.state(win) {
            PrizeStateWord::Open => ("open", "未登记"),
            PrizeStateWord::Claimed => ("claimed", "已登记"),
            PrizeStateWord::Redeemed => ("redeemed", "已发放"),
            PrizeStateWord::Lapsed => ("lapsed", "已过期"),
        };
        self.office.lang.pick(en, zh).to_owned()
    }

    fn about(&self, win: &Win) -> Value {
        let state = match self.state(win) {
            PrizeStateWord::Open => "open",
            PrizeStateWord::Claimed => "claimed",
            PrizeStateWord::Redeemed => "redeemed",
            PrizeStateWord::Lapsed => "lapsed",
        };
        json!({
            "code": win.code,
            "award": win.award,
            "nth": win.nth + 1,
            "tier": win.tier + 1,
            "tier_name": win.tier_name,
            "what": win.what,
            "participant": win.participant.hex(),
            "won_ms": win.won.0,
            "claim_until_ms": win.claim_until.0,
            "state": state,
        })
    }
}
