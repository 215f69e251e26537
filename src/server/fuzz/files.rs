//! Files: campaigns and banks as people write them, sheets as we write them, and what is published of a draw.

use domain::award::Standing;
use domain::draw::{DrawRecord, EntryList, RankingList, RankingRecord, Who};
use domain::read::{SourceFile, library};

const CAMPAIGN: &str = include_str!("../../../tests/questions/campaigns/prize.toml");
const BANK: &str = include_str!("../../../tests/questions/t/bank.toml");
const TOPIC: &str = include_str!("../../../tests/questions/t/several.toml");

fn files(campaign: &str, topic: &str) -> Vec<SourceFile> {
    [("campaigns/prize.toml", campaign), ("t/bank.toml", BANK), ("t/several.toml", topic)]
        .map(|(path, text)| SourceFile { path: path.into(), text: text.into() })
        .to_vec()
}

#[test]
fn a_campaign_file_is_read_or_told_what_is_wrong() {
    super::check(&[CAMPAIGN.as_bytes().to_vec()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let (library, issues) = library(&files(&text, TOPIC));
        assert!(!library.campaigns.is_empty() || !issues.is_empty());
        assert!(issues.iter().all(|issue| issue.line > 0 && !issue.text.is_empty()));
    });
}

#[test]
fn a_bank_file_is_read_or_told_what_is_wrong() {
    super::check(&[TOPIC.as_bytes().to_vec()], |bytes| {
        let (_, issues) = library(&files(CAMPAIGN, &String::from_utf8_lossy(bytes)));
        assert!(issues.iter().all(|issue| issue.line > 0 && !issue.text.is_empty()));
    });
}

#[test]
fn sheets_are_read_or_damaged() {
    let (library, _) = library(&files(CAMPAIGN, TOPIC));
    let campaign = wire::campaign::write(&library.campaigns[0]);
    let banks = wire::site::pack(&library.campaigns[0], &library.banks);
    super::check(&[campaign.into_bytes(), banks.into_bytes()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        if let Ok(campaign) = wire::campaign::read(&text) {
            assert_eq!(wire::campaign::read(&wire::campaign::write(&campaign)), Ok(campaign));
        }
        let _ = wire::site::unpack(&text);
        let _ = wire::stored::read_sitting(&text);
        let _ = wire::stored::read_participation(&text);
        let _ = wire::bundle::Bundle::read(&text);
    });
}

#[test]
fn what_is_published_of_a_draw_is_read_or_refused_with_its_line() {
    let (library, _) = library(&files(CAMPAIGN, TOPIC));
    let award = &library.campaigns[0].awards[1];
    let who = |n: u8| (domain::draw::Who([n; 16]), u32::from(n));
    let list = EntryList::freeze("prize", award, &[], domain::Moment(1_795_997_100_000), (1..4).map(who));
    let record = domain::draw::draw(&list, "public randomness", &[]);
    let standing =
        |n: u8| Standing { participant: Who([n; 16]), score: domain::Points::whole(u32::from(n)), used_ms: 5, at: domain::Moment(6) };
    let ranking = RankingList::freeze("prize", award, domain::Moment(9), (1..4).map(standing).collect());
    let ranked = RankingRecord::of(&ranking, &[]);
    let samples =
        [list.write().into_bytes(), record.write().into_bytes(), ranking.write().into_bytes(), ranked.write().as_bytes().to_vec()];
    super::check(&samples, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        match RankingList::read(&text) {
            Ok(ranking) => assert_eq!(RankingList::read(&ranking.write()), Ok(ranking)),
            Err(why) => assert!(why.line > 0 && !why.text.is_empty()),
        }
        match RankingRecord::verify(&text, &ranking) {
            // others may have been left out than here; whoever was, it is a record of this list
            Ok(()) => assert!(RankingRecord::is_one(&text)),
            Err(faults) => assert!(!faults.is_empty()),
        }
        match EntryList::read(&text) {
            Ok(list) => assert_eq!(EntryList::read(&list.write()), Ok(list)),
            Err(why) => assert!(why.line > 0 && !why.text.is_empty()),
        }
        match DrawRecord::read(&text) {
            Ok(record) => drop(domain::draw::verify(&record, &list)),
            Err(why) => assert!(why.line > 0 && !why.text.is_empty()),
        }
    });
}
