//! The bank data of a site: what a device needs to draw a campaign's papers.

use crate::question;
use crate::sheet::{Damaged, Writer, rows};
use domain::{Bank, Campaign, Topic};

const WHAT: &str = "pufa-banks";
const VERSION: u32 = 1;

/// The questions that the campaign's papers can be drawn from, and no others.
#[must_use]
pub fn pack(campaign: &Campaign, banks: &[Bank]) -> String {
    let mut sheet = Writer::new(WHAT, VERSION);
    for bank in banks {
        let fits =
            |topic: &Topic, q: &domain::Question| campaign.blueprint.sections.iter().any(|section| section.fits(&bank.id, &topic.id, q));
        if !bank.topics.iter().any(|topic| topic.questions.iter().any(|q| fits(topic, q))) {
            continue;
        }
        sheet.row("bank").text(&bank.id).text(&bank.title).text(&bank.version).list(&bank.laws);
        for topic in &bank.topics {
            sheet.row("topic").text(&topic.id).text(&topic.title);
            for found in topic.questions.iter().filter(|q| fits(topic, q)) {
                question::write(&mut sheet.row("q"), found);
            }
        }
    }
    sheet.finish()
}

/// Reads what [`pack`] wrote.
///
/// # Errors
/// [`Damaged`] when it was cut off or is of another version.
pub fn unpack(text: &str) -> Result<Vec<Bank>, Damaged> {
    let mut banks: Vec<Bank> = Vec::new();
    for (name, mut row) in rows(text, WHAT, VERSION)? {
        match name {
            "bank" => banks.push(Bank { id: row.text()?, title: row.text()?, version: row.text()?, laws: row.list()?, topics: Vec::new() }),
            "topic" => banks.last_mut().ok_or(Damaged)?.topics.push(Topic { id: row.text()?, title: row.text()?, questions: Vec::new() }),
            "q" => banks.last_mut().and_then(|bank| bank.topics.last_mut()).ok_or(Damaged)?.questions.push(question::read(&mut row)?),
            _ => return Err(Damaged),
        }
    }
    Ok(banks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::tests::campaign;
    use domain::{ChoiceSet, Citation, Kind, Question};

    #[test]
    fn a_device_gets_the_questions_it_can_be_asked() {
        let question = |id: &str, kind| Question {
            id: id.into(),
            kind,
            stem: "行首\t制表 <b>".into(),
            choices: if kind == Kind::Judge { vec!["对".into(), "错".into()] } else { vec!["甲".into(), "乙\n丙".into()] },
            key: ChoiceSet::FALSE,
            explain: "因为".into(),
            basis: vec![Citation::parse("《宪法》第1条").expect("a citation")],
            level: 2,
        };
        let topic = Topic {
            id: "t".into(),
            title: "总纲".into(),
            questions: vec![question("1", Kind::Judge), question("2", Kind::Multiple), question("3", Kind::Single)],
        };
        let bank = |id: &str| Bank {
            id: id.into(),
            title: "宪法".into(),
            version: "1".into(),
            laws: vec!["宪法".into()],
            topics: vec![topic.clone()],
        };
        let mut wanted = bank("constitution");
        wanted.topics[0].questions.pop();
        let packed = pack(&campaign(), &[bank("constitution"), bank("not-asked")]);
        assert_eq!(unpack(&packed), Ok(vec![wanted]));
        assert_eq!(unpack(&packed[..packed.len() - 3]), Err(Damaged));
    }
}
