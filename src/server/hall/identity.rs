//! Who someone is, by the campaign's identity rule, and what of it may rest in a row.

use domain::Campaign;
use domain::campaign::{Field, FieldKind, Identity};
use domain::moment::Day;
use domain::roster::Roster;
use wire::api::{Code, FieldAnswer};

use super::Refusal;
use crate::seal::Sealer;
use crate::store::Key;

/// A person as rows know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What makes 人数.
    pub participant: Key,
    /// Which device they sit at.
    pub device: Key,
    /// Region path; empty when not asked.
    pub region: String,
    /// Unit; empty when not given.
    pub unit: String,
    /// What else was asked, one `field<TAB>answer` a line; never in a row.
    pub personal: String,
}

/// The roster, and the day for which it is asked.
#[derive(Clone, Copy, Debug)]
pub struct Roll<'a> {
    /// Units and members.
    pub roster: &'a Roster,
    /// Today.
    pub on: Day,
}

/// What somebody reads whom the roster does not know by this number and name.
const NO_MEMBER: &str = "编号和姓名与花名册对不上，请核对后再填。还不行，请找本单位管理员。";

/// Checks what was answered before the start, and finds out who it is.
///
/// # Errors
/// [`Code::BadDevice`], or [`Code::BadField`] with the field.
pub fn person(
    sealer: &Sealer,
    campaign: &Campaign,
    device: &str,
    answers: &[FieldAnswer],
    roll: Option<Roll<'_>>,
) -> Result<Person, Refusal> {
    let key = Key::read(device).ok_or(Code::BadDevice)?;
    let mut person = Person {
        participant: of_device(sealer, campaign, key),
        device: of_device(sealer, campaign, key),
        region: String::new(),
        unit: String::new(),
        personal: String::new(),
    };
    let answers = checked(&campaign.identity.fields, &campaign.identity, answers)?;
    if campaign.identity.roster {
        let Roll { roster, on } = roll.ok_or_else(|| Refusal::internal("the campaign goes by a roster, and there is none"))?;
        let said = |kind| answers.iter().find(|(asked, _)| *asked == kind).map_or("", |(_, answer)| answer.as_str());
        // the same words for a number nobody has and for a name that is another's: nobody learns here who is a member
        let refusal = || Refusal { words: Some(NO_MEMBER), ..Refusal::of_field(FieldKind::Number) };
        let (member, spell) = roster.told(said(FieldKind::Number), said(FieldKind::Name), on).ok_or_else(refusal)?;
        person.participant = of_member(sealer, &campaign.id, &member.number);
        person.unit = roster.units.path(&spell.unit);
        person.region = said(FieldKind::Region).to_owned();
        return Ok(person);
    }
    for (kind, answer) in answers {
        match kind {
            FieldKind::Region => person.region = answer,
            FieldKind::Unit => person.unit = answer,
            FieldKind::Name | FieldKind::Phone | FieldKind::Number => {
                if kind.identifies() && !answer.is_empty() {
                    person.participant = of_number(sealer, campaign, kind, &answer);
                }
                person.personal += &format!("{}\t{answer}\n", kind.word());
            }
        }
    }
    Ok(person)
}

/// Fields of an identity with their answers.
///
/// # Errors
/// [`Code::BadField`] with the field.
pub fn checked(fields: &[Field], identity: &Identity, answers: &[FieldAnswer]) -> Result<Vec<(FieldKind, String)>, Refusal> {
    let check = |field: &Field| {
        let given = answers.iter().find(|one| one.field == field.kind.word()).map_or("", |one| one.answer.trim());
        // a line or a tab would be another answer where answers are kept as lines
        let plain = !given.contains(char::is_control);
        match field.check(given, identity) {
            Ok(()) if plain => Ok((field.kind, given.to_owned())),
            _ => Err(Refusal::of_field(field.kind)),
        }
    };
    fields.iter().map(check).collect()
}

/// Its first six bytes stay, as the moment at which the device made it: so the rows of new participants lie beside each other.
fn of_device(sealer: &Sealer, campaign: &Campaign, device: Key) -> Key {
    let print = sealer.fingerprint(&[b"device", campaign.id.as_bytes(), &device.0]);
    let mut key = [0; 16];
    key[..6].copy_from_slice(&device.0[..6]);
    key[6..].copy_from_slice(&print[..10]);
    Key(key)
}

/// The same person on every device; without the root key nobody can try numbers.
fn of_number(sealer: &Sealer, campaign: &Campaign, kind: FieldKind, number: &str) -> Key {
    // a17 and A17 are one card
    let number = number.to_ascii_uppercase();
    let print = sealer.fingerprint(&[b"person", campaign.id.as_bytes(), kind.word().as_bytes(), number.as_bytes()]);
    let mut key = [0; 16];
    key.copy_from_slice(&print[..16]);
    Key(key)
}

/// The same member on every device and in every unit they move to. A member's number is in a space of its own: whoever typed the same
/// digits as a card number is somebody else.
#[must_use]
pub fn of_member(sealer: &Sealer, campaign: &str, number: &str) -> Key {
    let print = sealer.fingerprint(&[b"member", campaign.as_bytes(), number.as_bytes()]);
    let mut key = [0; 16];
    key.copy_from_slice(&print[..16]);
    Key(key)
}
