//! A campaign: a public prize quiz with its window, limits, rules and words, as its organiser published it.

mod deadline;

use crate::attempts::Attempts;
use crate::dice::mix;
use crate::grading::Scoring;
use crate::{Award, Blueprint, Moment, Points, Zone, award};

/// What a campaign file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// The file's name without `.toml`, and the last part of the link: small letters, digits and hyphens.
    pub id: String,
    /// Its title; a line break in it is kept.
    pub title: String,
    /// What it is held for, such as 2026年“宪法宣传周”; may be empty.
    pub occasion: String,
    /// Who holds it.
    pub organiser: String,
    /// From when it may be played.
    pub opens: Moment,
    /// Until when a sitting may be started.
    pub closes: Moment,
    /// Whose days and hours limits and tallies go by.
    pub zone: Zone,
    /// The round's name in tallies.
    pub round: String,
    /// Where its papers are drawn and graded.
    pub grading: Grading,
    /// How its papers are drawn.
    pub blueprint: Blueprint,
    /// How its papers are scored.
    pub scoring: Scoring,
    /// How often one person may hand in.
    pub attempts: Attempts,
    /// Milliseconds for one sitting; `None` is as long as one likes.
    pub limit_ms: Option<i64>,
    /// What a server allows beyond the limit.
    pub lateness: Lateness,
    /// Whether a first start is kept although no ranking asks for it, so that nobody gets more time by starting again.
    pub timed: bool,
    /// Whether questions of a campaign that a server grades may also be given out with their keys, for practice.
    pub open_questions: bool,
    /// The score from which a sitting passes; `None` when the campaign knows no passing.
    pub pass: Option<Points>,
    /// Named bands, the highest first: 优秀 from 90.
    pub bands: Vec<Band>,
    /// What is asked of a person, and when.
    pub identity: Identity,
    /// What a server gives, and to whom; on a device nobody can win.
    pub awards: Vec<Award>,
    /// Whether who has won once wins nothing more in this campaign. In one draw or ranking nobody ever wins twice.
    pub one_win: bool,
    /// Until when what was won may be claimed, and how long personal data is kept after that.
    pub claims: Claims,
    /// What the landing lists as prizes.
    pub prizes: Vec<Prize>,
    /// One line on who is entitled to the prizes and when they are drawn.
    pub prize_note: String,
    /// The rules, a sentence each.
    pub rules: Vec<String>,
    /// Whether a landing comes first; without one the link opens the first question.
    pub landing: bool,
    /// Whether one device serves many people (现场答题机): then each start is another person.
    pub kiosk: bool,
    /// What the organiser's page asks for; `None` and there is no such page.
    pub pin: Option<PinCheck>,
}

/// Where papers are drawn and graded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grading {
    /// On the device, which then holds the key: practice, kiosks, static hosting.
    #[default]
    Device,
    /// On the server, which gives no key away before hand-in.
    Server,
}

/// What a server allows beyond the limit of a sitting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lateness {
    /// Milliseconds that a slow network may take and the sitting is still in time.
    pub grace_ms: i64,
    /// Milliseconds after its limit until which a sitting that waited for a network is accepted, marked late.
    pub late_ms: i64,
}

impl Default for Lateness {
    /// Five seconds of grace; a day to find a network.
    fn default() -> Self {
        Self { grace_ms: 5_000, late_ms: 86_400_000 }
    }
}

/// How long winners have, and how long their personal data is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// Days after a win until which it may be claimed.
    pub days: u32,
    /// Days after the last day to claim after which phone numbers and the like are deleted.
    pub kept_days: u32,
    /// Where and when prizes are handed out; a line for the screen, may be empty.
    pub place: String,
}

impl Default for Claims {
    /// Thirty days each.
    fn default() -> Self {
        Self { days: 30, kept_days: 30, place: String::new() }
    }
}

/// A named band of scores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// 优秀, 良好, 合格.
    pub name: String,
    /// The least score in it.
    pub from: Points,
}

/// A tier of prizes, as the landing lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prize {
    /// 一等奖.
    pub tier: String,
    /// What it is.
    pub what: String,
    /// How many there are.
    pub quantity: u32,
}

/// What is asked of a person, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// What is asked before the first sitting, in this order.
    pub fields: Vec<Field>,
    /// What is asked of winners only, in this order.
    pub of_winners: Vec<Field>,
    /// Regions to pick from, as paths.
    pub regions: Vec<String>,
    /// Whether only members of the roster may start, each by number and name; only a server can tell.
    pub roster: bool,
}

/// One thing that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// What kind of answer it takes.
    pub kind: FieldKind,
    /// What the screen calls it.
    pub label: String,
    /// Whether one may go on without it.
    pub required: bool,
}

/// What kind of answer a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldKind {
    /// A region of the campaign's list, by cascade.
    Region,
    /// A unit, in one's own words.
    Unit,
    /// A name.
    Name,
    /// A mobile number: 11 digits, the first is 1.
    Phone,
    /// A student, staff or card number: letters and digits; where it is one of the roster, whatever lists write.
    Number,
}

impl FieldKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Region, Self::Unit, Self::Name, Self::Phone, Self::Number];

    /// The word that files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Unit => "unit",
            Self::Name => "name",
            Self::Phone => "phone",
            Self::Number => "number",
        }
    }

    /// The kind that `word` names.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What the screen calls it unless the campaign says otherwise.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Region => "所在地区",
            Self::Unit => "单位",
            Self::Name => "姓名",
            Self::Phone => "手机号",
            Self::Number => "编号",
        }
    }

    /// Whether it tells one person from another, so that it makes 人数 in place of the device.
    #[must_use]
    pub fn identifies(self) -> bool {
        matches!(self, Self::Phone | Self::Number)
    }
}

/// Why an answer to a field is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldFault {
    /// It is required and empty.
    Missing,
    /// A mobile number has 11 digits; this one has so many.
    PhoneLength(usize),
    /// A mobile number is digits, the first a 1.
    NoPhone,
    /// A number is letters and digits.
    NoNumber,
    /// No such region in the campaign's list.
    NoRegion,
    /// Longer than 60 characters.
    TooLong,
}

impl Field {
    /// Whether `given` will do as an answer to this field of `identity`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, given: &str, identity: &Identity) -> Result<(), FieldFault> {
        let given = given.trim();
        if given.is_empty() {
            return if self.required { Err(FieldFault::Missing) } else { Ok(()) };
        }
        let length = given.chars().count();
        match self.kind {
            _ if length > 60 => Err(FieldFault::TooLong),
            FieldKind::Region if !identity.regions.iter().any(|path| path == given) => Err(FieldFault::NoRegion),
            FieldKind::Phone if !given.bytes().all(|b| b.is_ascii_digit()) => Err(FieldFault::NoPhone),
            FieldKind::Phone if length != 11 => Err(FieldFault::PhoneLength(length)),
            FieldKind::Phone if !given.starts_with('1') => Err(FieldFault::NoPhone),
            FieldKind::Number if !identity.roster && !given.chars().all(|c| c.is_ascii_alphanumeric()) => Err(FieldFault::NoNumber),
            _ => Ok(()),
        }
    }
}

/// Whether a campaign can be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// 还没开始.
    Soon,
    /// 正在进行.
    Open,
    /// 已经结束.
    Closed,
}

/// A check of the organiser's PIN that does not hold the PIN in plain sight.
/// It is a curtain, not a lock: the counts lie on the device, and whoever can read its storage can read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinCheck(pub u64);

impl PinCheck {
    /// The check of `pin` for the campaign called `campaign`.
    #[must_use]
    pub fn of(campaign: &str, pin: &str) -> Self {
        let start = campaign.bytes().chain([0]).chain(pin.bytes()).fold(0x70_75_66_61, |sum, byte| mix(sum ^ u64::from(byte)));
        // slow on purpose: some 100,000 rounds make trying all short PINs a matter of minutes, not of a blink
        Self((0..100_000).fold(start, |sum, round| mix(sum ^ round)))
    }
}

impl Default for Campaign {
    /// A campaign that says nothing and never opens: what is read or tested fills in the rest.
    fn default() -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            occasion: String::new(),
            organiser: String::new(),
            opens: Moment(0),
            closes: Moment(0),
            zone: Zone::CHINA,
            round: String::from("1"),
            grading: Grading::Device,
            blueprint: Blueprint::default(),
            scoring: Scoring::default(),
            attempts: Attempts::default(),
            limit_ms: None,
            lateness: Lateness::default(),
            timed: false,
            open_questions: false,
            pass: None,
            bands: Vec::new(),
            identity: Identity::default(),
            awards: Vec::new(),
            one_win: true,
            claims: Claims::default(),
            prizes: Vec::new(),
            prize_note: String::new(),
            rules: Vec::new(),
            landing: true,
            kiosk: false,
            pin: None,
        }
    }
}

impl Campaign {
    /// Whether it can be played at `now`: from the opening moment on, up to but not including the closing one.
    #[must_use]
    pub fn phase(&self, now: Moment) -> Phase {
        if now < self.opens {
            Phase::Soon
        } else if now < self.closes {
            Phase::Open
        } else {
            Phase::Closed
        }
    }

    /// Whether the time used decides something, so that a first start is kept and a second one goes on from it.
    #[must_use]
    pub fn time_counts(&self) -> bool {
        self.timed || self.awards.iter().any(|award| award.way == award::Way::Rank)
    }

    /// Whether a score passes; with no pass mark none does.
    #[must_use]
    pub fn passes(&self, score: Points) -> bool {
        self.pass.is_some_and(|least| score >= least)
    }

    /// The name of the band that a score falls in.
    #[must_use]
    pub fn band(&self, score: Points) -> Option<&str> {
        self.bands.iter().filter(|band| score >= band.from).max_by_key(|band| band.from).map(|band| band.name.as_str())
    }

    /// Whether its link opens the first question rather than a landing: nothing is asked first, and there is one paper to open with
    /// that need not stay with a server until somebody starts.
    #[must_use]
    pub fn opens_with_a_question(&self) -> bool {
        !self.landing && self.grading == Grading::Device && self.has_one_paper() && self.identity.fields.is_empty()
    }

    /// Whether everyone gets the same paper, so that it can be painted before any program runs.
    #[must_use]
    pub fn has_one_paper(&self) -> bool {
        self.blueprint.way == crate::blueprint::Way::Fixed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: FieldKind, required: bool, given: &str) -> Result<(), FieldFault> {
        let field = Field { kind, label: String::new(), required };
        field.check(given, &Identity { regions: vec!["某旗/河湾街道".into()], ..Identity::default() })
    }

    #[test]
    fn a_field_takes_what_it_asks_for() {
        assert_eq!(check(FieldKind::Phone, true, " 13800006021 "), Ok(()));
        assert_eq!(check(FieldKind::Phone, true, "1380000602"), Err(FieldFault::PhoneLength(10)));
        assert_eq!(check(FieldKind::Phone, true, "23800006021"), Err(FieldFault::NoPhone));
        assert_eq!(check(FieldKind::Phone, true, ""), Err(FieldFault::Missing));
        assert_eq!(check(FieldKind::Phone, false, "  "), Ok(()));
        assert_eq!(check(FieldKind::Region, true, "某旗/河湾街道"), Ok(()));
        assert_eq!(check(FieldKind::Region, true, "某旗"), Err(FieldFault::NoRegion));
        assert_eq!(check(FieldKind::Number, true, "A-1"), Err(FieldFault::NoNumber));
        assert_eq!(check(FieldKind::Unit, true, &"长".repeat(61)), Err(FieldFault::TooLong));
    }

    #[test]
    fn a_number_of_the_roster_is_taken_as_lists_write_it() {
        let field = Field { kind: FieldKind::Number, label: String::new(), required: true };
        let by_roster = Identity { roster: true, ..Identity::default() };
        for number in ["A-1", "司法_007", "１２/3", "a.b@c"] {
            assert_eq!((field.check(number, &by_roster), check(FieldKind::Number, true, number)), (Ok(()), Err(FieldFault::NoNumber)));
        }
        assert_eq!(field.check(&"1".repeat(61), &by_roster), Err(FieldFault::TooLong));
    }

    #[test]
    fn a_pin_is_checked_for_its_own_campaign() {
        assert_eq!(PinCheck::of("demo", "2468"), PinCheck::of("demo", "2468"));
        assert_ne!(PinCheck::of("demo", "2468"), PinCheck::of("demo", "2469"));
        assert_ne!(PinCheck::of("demo", "2468"), PinCheck::of("other", "2468"));
    }
}
