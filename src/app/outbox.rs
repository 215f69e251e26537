//! Hand-ins on their way: what was handed in on the device is sent until the server took it or said no, and counts once.

use crate::keep::KeepError;
use crate::server::{Server, Trouble};
use crate::shelf::Shelf;
use domain::sitting::{HandIn, Revealed};
use domain::{ChoiceSet, Citation, Mark, Moment, Outcome, Points, Sitting};
use wire::api::{Code, HandInRequest, HandedIn, Reviewed};

/// What came of sending one hand-in.
#[derive(Clone, Debug, PartialEq)]
pub enum Sent {
    /// The server took it, now or before.
    Taken(Box<Sitting>, Box<HandedIn>),
    /// The server would not take it.
    Refused(Box<Sitting>),
    /// It still waits, and why.
    Waits(Trouble),
    /// It does not wait any more: another page sent it.
    Gone,
}

/// Sends the hand-in of the sitting with that id; `now` is what the server's clock shows, as far as it is known.
///
/// # Errors
/// [`KeepError`] when the keep can't be read. What the server answered and the keep would not take is answered all the same;
/// then the hand-in still lies there, is sent again, and is answered as before.
pub async fn send(shelf: &Shelf, server: &dyn Server, id: &str, now: Moment) -> Result<Sent, KeepError> {
    let Some((mut sitting, ticket)) = shelf.waiting_one(id).await? else { return Ok(Sent::Gone) };
    let over = ticket.as_ref().is_none_or(|ticket| ticket.until < now);
    let answer = match ticket {
        Some(ticket) => server.hand_in(&HandInRequest { token: ticket.token, answers: places(&sitting) }).await,
        None => Err(Trouble::No(Box::new(Code::TokenChanged.into()))),
    };
    let answer = answer.map_err(|trouble| match trouble {
        // what was left out by mistake may come back, until it would be too late anyway
        Trouble::Later { slip: Some(no), .. } if over => Trouble::No(no),
        trouble => trouble,
    });
    let taken = match answer {
        Err(later @ Trouble::Later { .. }) => return Ok(Sent::Waits(later)),
        Err(Trouble::No(problem)) => {
            let why = if problem.detail.is_empty() { Code::BadAnswers.detail().to_owned() } else { problem.detail };
            sitting.refuse(why);
            None
        }
        Ok(answer) => {
            settle(&mut sitting, &answer);
            Some(Box::new(answer))
        }
    };
    let kept = Box::new(shelf.settled(sitting.clone()).await.unwrap_or(sitting));
    Ok(match taken {
        Some(answer) => Sent::Taken(kept, answer),
        None => Sent::Refused(kept),
    })
}

/// The places picked, question by question, as shown: this paper was never in another order.
fn places(sitting: &Sitting) -> Vec<Vec<u8>> {
    sitting.answers.iter().map(|answer| answer.given.places().filter_map(|place| u8::try_from(place).ok()).collect()).collect()
}

fn settle(sitting: &mut Sitting, answer: &HandedIn) {
    let outcome = Outcome {
        marks: answer.review.iter().map(|one| (mark(&one.mark), Points::hundredths(one.points))).collect(),
        score: Points::hundredths(answer.score),
        out_of: Points::hundredths(answer.out_of),
    };
    let out_of_time = matches!(sitting.state, domain::sitting::State::Waiting(waiting) if waiting.out_of_time);
    let hand_in = HandIn { at: Moment(answer.at_ms), used_ms: answer.used_ms, out_of_time, late: answer.late, outcome };
    sitting.settle(hand_in, answer.review.iter().map(revealed).collect());
}

fn mark(word: &str) -> Mark {
    match word {
        "right" => Mark::Right,
        "partly" => Mark::Partly,
        "blank" => Mark::Blank,
        _ => Mark::Wrong,
    }
}

fn revealed(one: &Reviewed) -> Revealed {
    let set = |places: &[u8]| places.iter().fold(ChoiceSet::default(), |set, place| set.with(usize::from(*place)));
    let (bank, id) = one.question.split_once('/').unwrap_or(("", &one.question));
    Revealed {
        bank: bank.to_owned(),
        id: id.to_owned(),
        given: set(&one.given),
        key: set(&one.key),
        explain: one.explain.clone(),
        basis: one.basis.iter().filter_map(|text| Citation::parse(text).ok()).collect(),
    }
}

#[cfg(test)]
mod tests;
