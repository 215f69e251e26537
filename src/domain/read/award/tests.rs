//! Awards read as a notice says them, and each fault is told by its line.

use super::super::{SourceFile, library};
use super::*;

const BANK: &str = "id = \"b\"\ntitle = \"题库\"\nversion = \"1\"\nlaws = [\"宪法\"]\n";
const QUESTION: &str = "[[question]]\nid = \"q\"\nkind = \"single\"\nstem = \"问？\"\nchoices = [\"甲\", \"乙\"]\nkey = \"A\"\nexplain = \"因为。\"\nbasis = [\"宪法第一条\"]\nlevel = 1\n";

const EVERYTHING: &str = r#"
title = "知识竞答"
organiser = "某旗司法局"
opens = 2026-11-30T08:00:00
closes = 2026-12-06T20:00:00
time-limit-minutes = 5
grading = "server"
grace-seconds = 10
late-hours = 12
one-win-each = false

[[section]]
bank = "b"
count = 1
points = 10

[claim]
days = 15
kept-days = 20
place = "204室"

[[award]]
id = "luck"
title = "红包"
give = "instant"
right-days = 5
in-a-row = true
[[award.tier]]
name = "一等奖"
what = "20元"
quantity = 20
per-day = 5
one-in = 50
[[award.tier]]
name = "二等奖"
what = "5元"
quantity = 100

[[award]]
id = "daily"
title = "每日抽奖"
give = "draw"
full-marks = true
each-time = true
at = 2026-11-30T21:00:00
daily = true
if-too-few = "carry"
[[award.tier]]
name = "幸运奖"
what = "雨伞"
quantity = 50

[[award]]
id = "last"
title = "总抽奖"
give = "draw"
points-each = 5
at = 2026-12-07T13:00:00Z
[[award.tier]]
name = "特等奖"
what = "自行车"
quantity = 1

[[award]]
id = "top"
title = "排名奖"
give = "rank"
score-from = 6
if-too-few = "lapse"
[[award.tier]]
name = "第一名"
what = "奖状"
quantity = 1
"#;

fn read(text: &str) -> (Campaign, Vec<Issue>) {
    let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
    let (mut library, issues) = library(&[file("b/bank.toml", BANK), file("b/t.toml", QUESTION), file("campaigns/prize.toml", text)]);
    (library.campaigns.pop().expect("a campaign"), issues)
}

fn at(day: u8, hour: u8) -> Moment {
    Zone::CHINA.moment(2026, 12, day, hour, 0, 0).expect("a day")
}

#[test]
fn a_file_can_say_everything() {
    let (campaign, issues) = read(EVERYTHING);
    assert_eq!(issues, []);
    assert_eq!((campaign.grading, campaign.one_win), (Grading::Server, false));
    assert_eq!(campaign.lateness, Lateness { grace_ms: 10_000, late_ms: 12 * 3_600_000 });
    assert_eq!(campaign.claims, Claims { days: 15, kept_days: 20, place: "204室".into() });
    let [luck, daily, last, top] = &campaign.awards[..] else { panic!("{:?}", campaign.awards) };
    assert_eq!((luck.id.as_str(), luck.title.as_str(), luck.way), ("luck", "红包", Way::Instant));
    assert_eq!(luck.entitled, Entitled::RightDays { days: 5, in_a_row: true });
    let tier = |name: &str, what: &str, quantity, per_day, one_in| Tier { name: name.into(), what: what.into(), quantity, per_day, one_in };
    assert_eq!(luck.tiers, [tier("一等奖", "20元", 20, Some(5), 50), tier("二等奖", "5元", 100, None, 1)]);
    let first = Zone::CHINA.moment(2026, 11, 30, 21, 0, 0).expect("a day");
    assert_eq!((daily.way, daily.too_few), (Way::Draw { at: first, daily: true }, TooFew::Carry));
    assert_eq!(daily.entitled, Entitled::FullMarks { each: true });
    assert_eq!((last.way, last.too_few), (Way::Draw { at: at(7, 21), daily: false }, TooFew::Lapse));
    assert_eq!(last.entitled, Entitled::Points { each: Points::whole(5) });
    assert_eq!((top.way, top.entitled), (Way::Rank, Entitled::Score { from: Points::whole(6), each: false }));
    let prizes: Vec<_> = campaign.prizes.iter().map(|prize| (prize.tier.as_str(), prize.quantity)).collect();
    assert_eq!(prizes, [("红包 一等奖", 20), ("红包 二等奖", 100), ("每日抽奖 幸运奖", 50), ("总抽奖 特等奖", 1), ("排名奖 第一名", 1)]);
}

#[test]
fn without_awards_nothing_is_different() {
    let text = EVERYTHING.split("[claim]").next().expect("a head");
    let plain = text.replace("grading = \"server\"\ngrace-seconds = 10\nlate-hours = 12\none-win-each = false\n", "");
    let (campaign, issues) = read(&plain);
    assert_eq!(issues, []);
    let Campaign { grading, lateness, claims, one_win, awards, prizes, .. } = campaign;
    assert_eq!((grading, lateness, claims), (Grading::Device, Lateness::default(), Claims::default()));
    assert!(one_win && awards.is_empty() && prizes.is_empty());
}

#[test]
fn prizes_of_the_file_stay_as_they_are() {
    let (campaign, issues) = read(&format!("{EVERYTHING}\n[[prize]]\ntier = \"奖\"\nwhat = \"伞\"\nquantity = 3\n"));
    assert_eq!(issues, []);
    assert_eq!(campaign.prizes, [Prize { tier: "奖".into(), what: "伞".into(), quantity: 3 }]);
}

#[test]
fn faults_of_awards_are_told_by_line() {
    for (from, to, code) in [
        ("grading = \"server\"", "grading = \"phone\"", "unknown-word"),
        ("grading = \"server\"", "grading = \"device\"", "award-on-device"),
        ("grading = \"server\"", "grading = \"server\"\npaper = \"fixed\"\nlanding = false", "landing"),
        ("grace-seconds = 10", "grace-seconds = 1000", "wrong-number"),
        ("late-hours = 12", "late-hours = \"12\"", "wrong-number"),
        ("one-win-each = false", "one-win-each = 1", "wrong-type"),
        ("place = \"204室\"", "places = \"204室\"", "unknown-field"),
        ("days = 15", "days = 0", "wrong-number"),
        ("id = \"luck\"\n", "", "missing-field"),
        ("id = \"luck\"", "id = \"Luck\"", "award-id"),
        ("id = \"daily\"", "id = \"luck\"", "duplicate-id"),
        ("title = \"红包\"\n", "", "missing-field"),
        ("give = \"instant\"\n", "", "missing-field"),
        ("give = \"instant\"", "give = \"later\"", "unknown-word"),
        ("right-days = 5\nin-a-row = true", "right-days = 5\nscore-from = 6", "entitlement"),
        ("right-days = 5\nin-a-row = true\n", "", "entitlement"),
        ("right-days = 5\nin-a-row = true", "full-marks = false", "entitlement"),
        ("right-days = 5\nin-a-row = true", "full-marks = true\nin-a-row = true", "needless"),
        ("right-days = 5", "right-days = 5\neach-time = true", "needless"),
        ("right-days = 5", "right-days = 9", "too-many-days"),
        ("right-days = 5\nin-a-row = true", "score-from = 60", "score-too-high"),
        ("points-each = 5", "points-each = 0", "wrong-points"),
        ("points-each = 5", "points-each = 5\nshare-for-a-chance = true", "unknown-field"),
        ("in-a-row = true", "in-a-row = true\nat = 2026-12-07T20:00:00", "needless"),
        ("in-a-row = true", "in-a-row = true\ndaily = true", "needless"),
        ("at = 2026-12-07T13:00:00Z\n", "", "missing-field"),
        ("at = 2026-12-07T13:00:00Z", "at = \"12月7日\"", "moment"),
        ("at = 2026-12-07T13:00:00Z", "at = 2026-12-06T20:00:00", "draw-too-early"),
        ("at = 2026-11-30T21:00:00", "at = 2026-11-29T21:00:00", "draw-too-early"),
        ("at = 2026-12-07T13:00:00Z", "at = 2026-12-07T13:00:00Z\nif-too-few = \"carry\"", "needless"),
        ("if-too-few = \"lapse\"", "if-too-few = \"share\"", "unknown-word"),
        ("score-from = 6\n", "full-marks = true\n", "needless"),
        ("score-from = 6\n", "score-from = 60\n", "score-too-high"),
        ("per-day = 5", "per-day = 21", "per-day"),
        ("one-in = 50", "one-in = 0", "wrong-number"),
        ("quantity = 50", "quantity = 50\none-in = 2", "needless"),
        ("quantity = 50\n", "", "missing-field"),
        ("quantity = 50", "quantity = 50\nodds = 2", "unknown-field"),
        ("what = \"雨伞\"", "what = \"\"", "empty"),
        ("[[award.tier]]\nname = \"第一名\"\nwhat = \"奖状\"\nquantity = 1\n", "", "no-tier"),
    ] {
        assert!(EVERYTHING.contains(from), "{from}");
        let text = EVERYTHING.replacen(from, to, 1);
        let (_, issues) = read(&text);
        let codes: Vec<_> = issues.iter().map(|issue| issue.code).collect();
        assert_eq!(codes, [code], "{to}: {issues:?}");
        // it stands where the text was changed, or at the head of the award that lacks something
        let line = EVERYTHING[..EVERYTHING.find(from).expect("found above")].lines().count();
        assert!((line.saturating_sub(7)..line + 4).contains(&issues[0].line) || code == "award-on-device", "{from}: {}", issues[0]);
    }
}

#[test]
fn what_only_a_server_minds_needs_one() {
    let head = EVERYTHING.split("[[award]]").next().expect("a head").replace("grading = \"server\"\n", "");
    let (_, issues) = read(&head);
    assert_eq!(issues.iter().map(|issue| issue.code).collect::<Vec<_>>(), ["server-only"]);
}

#[test]
fn a_draw_that_is_too_early_says_from_when_it_may_be() {
    let (_, issues) = read(&EVERYTHING.replace("2026-12-07T13:00:00Z", "2026-12-06T20:00:00"));
    assert!(issues[0].text.contains("2026-12-06T20:06:00"), "{}", issues[0]);
}
