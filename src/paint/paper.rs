//! A paper that is the same for everyone, painted whole: the first question in sight, the others waiting in a template.

use crate::landing::OLD;
use crate::question;
use domain::sitting::Answer;
use domain::{Bank, Campaign, paper};

/// The inside of the painted page, and the other questions; `None` when the paper differs from person to person or can't be drawn.
pub fn first_question(campaign: &Campaign, banks: &[Bank]) -> Option<(String, String)> {
    if !campaign.has_one_paper() {
        return None;
    }
    let paper = paper::draw(banks, &campaign.blueprint, 0, &[]).ok()?;
    let blank = vec![Answer::default(); paper.items.len()];
    let mut questions =
        paper.items.iter().enumerate().map(|(n, item)| question::block(item, n, Answer::default(), campaign.scoring, n > 0));
    let first = questions.next()?;
    let others: String = questions.collect();
    let frame = question::Frame { at: 0, answers: &blank, left_ms: campaign.limit_ms };
    Some((question::screen(frame, &format!("{OLD}{first}")), others))
}
