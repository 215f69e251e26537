//! What lies where in the keep: sittings, answers, participations and notes of one campaign, and the transactions on them.

mod served;

use crate::keep::{Change, Done, KeepError, Kept, Keys, Store};
use domain::attempts::Left;
use domain::campaign::Phase;
use domain::sitting::{Answer, Event, Purpose};
use domain::{Campaign, Item, Moment, Participation, Sitting};
use std::cell::RefCell;
use std::rc::Rc;
use wire::stored::{self, Progress};

/// The shelf of one campaign.
#[derive(Clone)]
pub struct Shelf {
    keep: Kept,
    campaign: Rc<Campaign>,
}

/// What a start came to.
#[derive(Debug)]
pub enum Started {
    /// The sitting that is open now: the new one, or one that already was.
    Open(Box<Sitting>, Progress),
    /// No attempt is left.
    NoneLeft(Left),
    /// The campaign is not open at that moment.
    NotOpen(Phase),
}

enum Tried {
    Started,
    Already(String),
    NoneLeft(Left),
    NotOpen(Phase),
}

/// What a page finds when it opens.
#[derive(Debug, Default)]
pub struct Found {
    /// The sitting left open, with the time used.
    pub open: Option<(Sitting, Progress)>,
    /// Every participation of this campaign on this device.
    pub participations: Vec<Participation>,
    /// What was asked of the person, by field.
    pub identity: Vec<String>,
    /// The device's key for this campaign; empty when it has none yet.
    pub person: String,
}

impl Shelf {
    /// The shelf of `campaign` in `keep`.
    pub fn new(keep: Kept, campaign: Rc<Campaign>) -> Self {
        Self { keep, campaign }
    }

    fn note(&self, name: &str) -> String {
        format!("{name}/{}", self.campaign.id)
    }

    fn open_key(&self) -> Keys {
        Keys::one(Store::Notes, self.note("open"))
    }

    fn participations_keys(&self) -> Keys {
        Keys::beginning(Store::Participations, format!("{}/", self.campaign.id))
    }

    fn read(&self, reads: Vec<Keys>) -> Done<Vec<Vec<String>>> {
        self.decide(reads, |found| (Vec::new(), found))
    }

    // boxed, as all that is awaited in several places: a future is otherwise compiled into each of them
    fn decide<T: 'static>(&self, reads: Vec<Keys>, decide: impl FnOnce(Vec<Vec<String>>) -> (Vec<Change>, T) + 'static) -> Done<T> {
        let slot = Rc::new(RefCell::new(None));
        let filled = Rc::clone(&slot);
        let decide = Box::new(move |found| {
            let (changes, value) = decide(found);
            *filled.borrow_mut() = Some(value);
            changes
        });
        let done = self.keep.transact(reads, decide);
        Box::pin(async move {
            done.await?;
            let value = slot.borrow_mut().take();
            value.ok_or_else(|| KeepError::Failed(String::new()))
        })
    }

    fn look<T: 'static>(&self, reads: Vec<Keys>, look: impl FnOnce(Vec<Vec<String>>) -> T + 'static) -> Done<T> {
        self.decide(reads, |found| (Vec::new(), look(found)))
    }

    fn write(&self, changes: Vec<Change>) -> Done<()> {
        self.keep.transact(Vec::new(), Box::new(|_| changes))
    }

    /// All that a page needs when it opens. What can't be read any more is as if it were not there.
    ///
    /// # Errors
    /// [`KeepError`] when the keep does not open.
    pub fn find(&self) -> Done<Found> {
        let this = self.clone();
        Box::pin(async move {
            let notes = [this.note("open"), this.note("identity"), this.note("person")].map(|key| Keys::one(Store::Notes, key));
            let [open, identity, person] = notes;
            let found = this.read(vec![open, identity, person, this.participations_keys()]).await?;
            let mut found = found.into_iter();
            let mut next = || found.next().unwrap_or_default();
            let (open, identity, person) = (next().pop(), next().pop(), next().pop());
            let participations = participations(&next());
            let open = match open {
                Some(id) => this.open_sitting(&id).await?,
                None => None,
            };
            let identity = identity.map(|text| text.split('\t').map(str::to_owned).collect()).unwrap_or_default();
            let identity = this.still_fits(identity);
            Ok(Found { open, participations, identity, person: person.unwrap_or_default() })
        })
    }

    /// Answers given before, if they answer what the campaign asks now; none otherwise, and it asks again.
    fn still_fits(&self, identity: Vec<String>) -> Vec<String> {
        let asked = &self.campaign.identity;
        let fits = asked.fields.len() == identity.len()
            && asked.fields.iter().zip(&identity).all(|(field, given)| field.check(given, asked).is_ok());
        if fits { identity } else { Vec::new() }
    }

    /// The open sitting with that id as it stands now, answers of every page included.
    ///
    /// # Errors
    /// [`KeepError`] when the keep does not open.
    pub fn open_sitting(&self, id: &str) -> Done<Option<(Sitting, Progress)>> {
        let reads = vec![Keys::one(Store::Sittings, id), Keys::beginning(Store::Answers, format!("{id}/"))];
        self.look(reads, |found| assemble(&found[0], &found[1]))
    }

    /// Keeps a new sitting and makes it the open one, unless one is open already or no attempt is left.
    ///
    /// # Errors
    /// [`KeepError`], and then nothing was started.
    pub async fn start(&self, new: Sitting, progress: Progress) -> Result<Started, KeepError> {
        match self.try_start(new.clone(), progress).await? {
            Tried::Started => Ok(Started::Open(Box::new(new), progress)),
            Tried::NoneLeft(left) => Ok(Started::NoneLeft(left)),
            Tried::NotOpen(phase) => Ok(Started::NotOpen(phase)),
            Tried::Already(id) => match self.open_sitting(&id).await? {
                Some((sitting, progress)) if sitting.is_open() => Ok(Started::Open(Box::new(sitting), progress)),
                // the note points at something that can't be read: it must not bar the way for ever
                _ => {
                    self.write(vec![
                        Change::Delete(self.open_key()),
                        Change::Put(Store::Sittings, new.id.clone(), stored::write_sitting(&new)),
                        Change::Put(Store::Notes, self.note("open"), new.id.clone()),
                    ])
                    .await?;
                    Ok(Started::Open(Box::new(new), progress))
                }
            },
        }
    }

    fn try_start(&self, new: Sitting, progress: Progress) -> Done<Tried> {
        let campaign = Rc::clone(&self.campaign);
        let open = self.note("open");
        self.decide(vec![self.open_key(), self.participations_keys()], move |found| {
            if let Some(id) = found[0].first() {
                return (Vec::new(), Tried::Already(id.clone()));
            }
            let phase = campaign.phase(new.started);
            if phase != Phase::Open {
                return (Vec::new(), Tried::NotOpen(phase));
            }
            let starts: Vec<Moment> = found[1]
                .iter()
                .filter_map(|text| stored::read_participation(text).ok())
                .filter(|(_, p)| p.participant == new.participant)
                .map(|(_, p)| started(&p))
                .collect();
            let left = campaign.attempts.left(&starts, new.started, campaign.zone);
            if !left.may_start() {
                return (Vec::new(), Tried::NoneLeft(left));
            }
            let changes = vec![
                Change::Put(Store::Sittings, new.id.clone(), stored::write_sitting(&new)),
                Change::Put(Store::Answers, format!("{}/progress", new.id), stored::write_progress(progress)),
                Change::Put(Store::Notes, open, new.id.clone()),
            ];
            (changes, Tried::Started)
        })
    }

    /// Keeps answers and where the person is.
    ///
    /// # Errors
    /// [`KeepError`], and then the answers are only on the screen.
    pub fn answers(&self, id: &str, answers: &[(usize, Answer)], progress: Progress) -> Done<()> {
        let put = |key: String, text| Change::Put(Store::Answers, key, text);
        let mut changes = vec![put(format!("{id}/progress"), stored::write_progress(progress))];
        changes.extend(answers.iter().map(|(n, answer)| put(format!("{id}/{n:04}"), stored::write_answer(*n, *answer))));
        self.write(changes)
    }

    /// Drops an open sitting as if it had never been started.
    ///
    /// # Errors
    /// [`KeepError`], and then it is still open.
    pub fn abandon(&self, id: &str) -> Done<()> {
        let gone = [self.open_key(), Keys::one(Store::Sittings, id), Keys::beginning(Store::Answers, format!("{id}/"))];
        self.write(gone.map(Change::Delete).to_vec())
    }

    /// Hands in: grades what every page answered, keeps the sitting and its participation, and lets go of the open one.
    /// `unkept` names the questions whose answer in `sitting` is newer than what is kept.
    /// A sitting that another page already handed in comes back as that page left it.
    ///
    /// # Errors
    /// [`KeepError`], and then it is still open.
    pub fn hand_in(&self, sitting: Sitting, unkept: Vec<usize>, event: Event) -> Done<Sitting> {
        self.end(sitting, unkept, event, Vec::new())
    }

    /// Ends a sitting as the event says, with what is to be kept beside it.
    fn end(&self, sitting: Sitting, unkept: Vec<usize>, event: Event, beside: Vec<Change>) -> Done<Sitting> {
        let id = sitting.id.clone();
        let reads = vec![Keys::one(Store::Sittings, id.clone()), Keys::beginning(Store::Answers, format!("{id}/"))];
        let campaign = Rc::clone(&self.campaign);
        let open = self.open_key();
        self.decide(reads, move |found| {
            let kept = found[0].first().and_then(|text| stored::read_sitting(text).ok());
            if let Some(kept) = kept.filter(|kept| !kept.is_open()) {
                return (Vec::new(), kept);
            }
            // what is kept of any page comes over what this page holds, but for what this page could not keep
            let mut done = sitting;
            let held = done.answers.clone();
            overlay(&mut done, &found[1]);
            unkept.into_iter().filter(|n| *n < held.len()).for_each(|n| done.answers[n] = held[n]);
            done.apply(event);
            let mut changes = beside;
            changes.push(Change::Put(Store::Sittings, id.clone(), stored::write_sitting(&done)));
            changes.push(Change::Delete(Keys::beginning(Store::Answers, format!("{id}/"))));
            if done.purpose == Purpose::Counted {
                changes.push(Change::Delete(open));
            }
            changes.extend(row(&campaign, &done));
            (changes, done)
        })
    }

    /// The sittings of this campaign that are not open, oldest first.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn sittings(&self) -> Done<Vec<Sitting>> {
        let campaign = Rc::clone(&self.campaign);
        self.look(vec![Keys::all(Store::Sittings)], move |found| {
            let mine = |sitting: &Sitting| sitting.campaign == campaign.id && !sitting.is_open();
            found[0].iter().filter_map(|text| stored::read_sitting(text).ok()).filter(mine).collect()
        })
    }

    /// The names of the questions that a person was asked, once for each time.
    ///
    /// # Errors
    /// [`KeepError`].
    pub async fn seen(&self, participant: &str) -> Result<Vec<String>, KeepError> {
        let sittings = self.sittings().await?;
        let of_person = sittings.iter().filter(|sitting| sitting.participant == participant);
        Ok(of_person.flat_map(|sitting| &sitting.paper.items).map(Item::name).collect())
    }

    /// Every participation of this campaign on this device.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn participations(&self) -> Done<Vec<Participation>> {
        self.look(vec![self.participations_keys()], |found| participations(&found[0]))
    }

    /// Keeps what the person answered, and the device's key, unless there is one already: of two pages that each made one, the first
    /// one's stays. What is kept comes back.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn identify(&self, key: &str, identity: &[String]) -> Done<String> {
        let identity: Vec<String> = identity.iter().map(|answer| answer.replace(['\t', '\n'], " ")).collect();
        let mut changes = vec![Change::Put(Store::Notes, self.note("identity"), identity.join("\t"))];
        let (note, key) = (self.note("person"), key.to_owned());
        self.decide(vec![Keys::one(Store::Notes, note.clone())], move |mut found| {
            if let Some(kept) = found[0].pop().filter(|kept| !kept.is_empty()) {
                return (changes, kept);
            }
            if !key.is_empty() {
                changes.push(Change::Put(Store::Notes, note, key.clone()));
            }
            (changes, key)
        })
    }

    /// Every text of every store, for whoever wants to see what is kept.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn everything(&self) -> Done<Vec<(Store, Vec<String>)>> {
        self.look(Store::ALL.map(Keys::all).to_vec(), |found| Store::ALL.into_iter().zip(found).collect())
    }

    /// Deletes all that this device keeps, of every campaign.
    ///
    /// # Errors
    /// [`KeepError`].
    pub fn forget(&self) -> Done<()> {
        self.write(Store::ALL.map(|store| Change::Delete(Keys::all(store))).to_vec())
    }
}

fn participations(texts: &[String]) -> Vec<Participation> {
    texts.iter().filter_map(|text| stored::read_participation(text).ok()).map(|(_, p)| p).collect()
}

/// When a participation's sitting was started: hand-in less the time used.
#[must_use]
pub fn started(p: &Participation) -> Moment {
    Moment(p.at.0 - p.used_ms)
}

/// A sitting with the answers kept beside it. A sitting that was handed in carries its own.
fn assemble(sitting: &[String], beside: &[String]) -> Option<(Sitting, Progress)> {
    let mut sitting = stored::read_sitting(sitting.first()?).ok()?;
    let mut progress = Progress { at: sitting.at, used_ms: 0, seen: sitting.started };
    if !sitting.is_open() {
        return Some((sitting, progress));
    }
    progress = overlay(&mut sitting, beside).unwrap_or(progress);
    sitting.apply(Event::Moved { n: progress.at });
    Some((sitting, progress))
}

/// Lays the answers kept beside a sitting over it; where the person was, if that is kept.
fn overlay(sitting: &mut Sitting, beside: &[String]) -> Option<Progress> {
    let mut progress = None;
    for text in beside {
        if let Ok(kept) = stored::read_progress(text) {
            progress = Some(kept);
        } else if let Ok((n, answer)) = stored::read_answer(text) {
            sitting.apply(Event::Answered { n, given: answer.given });
            sitting.apply(Event::Flagged { n, flagged: answer.flagged });
        }
    }
    progress
}

/// The row that a handed-in sitting adds to the counts.
fn row(campaign: &Campaign, sitting: &Sitting) -> Option<Change> {
    let counted = participation(campaign, sitting)?;
    let key = format!("{}/{}", campaign.id, sitting.id);
    Some(Change::Put(Store::Participations, key, stored::write_participation(&campaign.id, &counted)))
}

/// What a handed-in sitting adds to the counts; nothing when it was practice.
fn participation(campaign: &Campaign, sitting: &Sitting) -> Option<Participation> {
    let hand_in = sitting.handed_in().filter(|_| sitting.purpose == Purpose::Counted)?;
    Some(Participation {
        sitting: sitting.id.clone(),
        participant: sitting.participant.clone(),
        round: sitting.round.clone(),
        at: hand_in.at,
        score: hand_in.outcome.score,
        out_of: hand_in.outcome.out_of,
        passed: campaign.passes(hand_in.outcome.score),
        used_ms: hand_in.used_ms,
        region: sitting.place.region.clone(),
        unit: sitting.place.unit.clone(),
        channel: sitting.place.channel.clone(),
    })
}

#[cfg(test)]
mod tests;
