//! What lies on the shelf of a campaign that a server grades: tickets, hand-ins that wait, and where a person stands.

use super::{Shelf, row};
use crate::keep::{Change, Done, KeepError, Keys, Store};
use domain::Sitting;
use domain::sitting::{Event, Purpose, State, Waiting};
use std::rc::Rc;
use wire::served::{self, Standing, Ticket};
use wire::stored::{self, Progress};

fn ticket_key(id: &str) -> String {
    ["ticket/", id].concat()
}

fn put_sitting(sitting: &Sitting) -> Change {
    Change::Put(Store::Sittings, sitting.id.clone(), stored::write_sitting(sitting))
}

fn put_ticket(id: &str, ticket: &Ticket) -> Change {
    Change::Put(Store::Notes, ticket_key(id), served::write_ticket(ticket))
}

fn read_ticket(found: &[String]) -> Option<Ticket> {
    found.first().and_then(|text| served::read_ticket(text).ok())
}

impl Shelf {
    fn waiting_key(&self, id: &str) -> String {
        [&self.note("waiting"), "/", id].concat()
    }

    fn standing_key(&self, person: &str) -> String {
        [&self.note("standing"), "/", person].concat()
    }

    /// Keeps a sitting that the server started, with its ticket, and makes it the open one. Where another page was first, or
    /// the server gave out a sitting once more that is kept already, what is kept comes back.
    ///
    /// # Errors
    /// [`KeepError`], and then nothing was kept.
    pub async fn start_served(&self, new: Sitting, progress: Progress, ticket: Ticket) -> Result<(Sitting, Progress), KeepError> {
        if let Some(open) = self.find().await?.open.filter(|(sitting, _)| sitting.is_open()) {
            return Ok(open);
        }
        let open = self.note("open");
        let (id, started) = (new.id.clone(), new.clone());
        let again = self.decide(vec![Keys::one(Store::Sittings, id.clone())], move |found| {
            let kept = found[0].first().and_then(|text| stored::read_sitting(text).ok());
            let mut changes = vec![put_ticket(&id, &ticket)];
            if kept.as_ref().is_none_or(Sitting::is_open) {
                changes.push(Change::Put(Store::Notes, open, id.clone()));
            }
            if kept.is_none() {
                changes.push(put_sitting(&started));
                changes.push(Change::Put(Store::Answers, format!("{id}/progress"), stored::write_progress(progress)));
            }
            (changes, kept.is_some())
        });
        if again.await? {
            return Ok(self.open_sitting(&new.id).await?.map_or((new, progress), |(kept, _)| (kept, progress)));
        }
        Ok((new, progress))
    }

    /// The ticket of a sitting.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn ticket(&self, id: &str) -> Done<Option<Ticket>> {
        self.look(vec![Keys::one(Store::Notes, ticket_key(id))], |found| read_ticket(&found[0]))
    }

    /// Hands in on the device: nothing changes any more, and from now on it waits to be sent.
    /// `unkept` names the questions whose answer in `sitting` is newer than what is kept.
    /// A sitting that another page already handed in comes back as that page left it.
    ///
    /// # Errors
    /// [`KeepError`], and then it is still open.
    pub fn close(&self, sitting: Sitting, unkept: Vec<usize>, waiting: Waiting, ticket: Option<Ticket>) -> Done<Sitting> {
        let mut beside = vec![Change::Put(Store::Notes, self.waiting_key(&sitting.id), sitting.id.clone())];
        beside.extend(ticket.map(|ticket| put_ticket(&sitting.id, &ticket)));
        self.end(sitting, unkept, Event::Closed(waiting), beside)
    }

    /// Ids of the hand-ins that wait, the oldest first.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn waiting(&self) -> Done<Vec<String>> {
        self.look(vec![Keys::beginning(Store::Notes, self.waiting_key(""))], |mut found| found.pop().unwrap_or_default())
    }

    /// A hand-in that waits, with its ticket; nothing when it waits no more.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn waiting_one(&self, id: &str) -> Done<Option<(Sitting, Option<Ticket>)>> {
        let waits = Change::Delete(Keys::one(Store::Notes, self.waiting_key(id)));
        self.decide(vec![Keys::one(Store::Sittings, id), Keys::one(Store::Notes, ticket_key(id))], |found| {
            let sitting = found[0].first().and_then(|text| stored::read_sitting(text).ok());
            match sitting.filter(|sitting| matches!(sitting.state, State::Waiting(_))) {
                Some(sitting) => (Vec::new(), Some((sitting, read_ticket(&found[1])))),
                // a note that points at what was settled or can't be read is of no use
                None => (vec![waits], None),
            }
        })
    }

    /// Keeps what came of a hand-in that waited, with its participation when it was taken. What another page kept first comes back.
    ///
    /// # Errors
    /// [`KeepError`], and then it still waits.
    pub fn settled(&self, done: Sitting) -> Done<Sitting> {
        let campaign = Rc::clone(&self.campaign);
        let waits = Change::Delete(Keys::one(Store::Notes, self.waiting_key(&done.id)));
        self.decide(vec![Keys::one(Store::Sittings, done.id.clone())], move |found| {
            let kept = found[0].first().and_then(|text| stored::read_sitting(text).ok());
            if let Some(kept) = kept.filter(|kept| kept.handed_in().is_some()) {
                return (vec![waits], kept);
            }
            let mut changes = vec![waits, put_sitting(&done)];
            changes.extend(row(&campaign, &done));
            (changes, done)
        })
    }

    /// The token of the newest counted sitting of a person that the server took.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn newest_token(&self, person: &str) -> Done<Option<String>> {
        let (this, person) = (self.clone(), person.to_owned());
        Box::pin(async move {
            let taken = |s: &&Sitting| s.purpose == Purpose::Counted && s.participant == person && s.handed_in().is_some();
            let id = this.sittings().await?.iter().rfind(taken).map(|sitting| sitting.id.clone());
            let Some(id) = id else { return Ok(None) };
            Ok(this.ticket(&id).await?.map(|ticket| ticket.token))
        })
    }

    /// Where a person stood when the server last told; an empty one when it never did.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn standing(&self, person: &str) -> Done<Standing> {
        let key = self.standing_key(person);
        let person = person.to_owned();
        self.look(vec![Keys::one(Store::Notes, key)], move |found| {
            let kept = found[0].first().and_then(|text| served::read_standing(text).ok());
            kept.filter(|kept| kept.person == person).unwrap_or_default()
        })
    }

    /// Keeps where a person stands.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn stand(&self, standing: &Standing) -> Done<()> {
        self.write(vec![Change::Put(Store::Notes, self.standing_key(&standing.person), served::write_standing(standing))])
    }
}
