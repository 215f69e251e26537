//! Who counts as one person where the campaign asks for something that tells people apart.

use domain::Campaign;
use domain::dice::mix;

/// A key of the person for one campaign, made of a phone or card number: the same on every device, so that bundles of
/// several devices count a person once. It hides the number from a glance; whoever tries all numbers can find it.
#[must_use]
pub fn of(campaign: &str, number: &str) -> String {
    let half = |start: u64| campaign.bytes().chain([0]).chain(number.trim().bytes()).fold(start, |sum, byte| mix(sum ^ u64::from(byte)));
    format!("{:016x}{:016x}", half(0x7075_6661), half(0x7065_7273_6f6e))
}

/// Who is at a device with this key after these answers: whoever the number tells apart, else whoever has the device.
#[must_use]
pub fn at(campaign: &Campaign, key: &str, identity: &[String]) -> String {
    let told_apart = campaign.identity.fields.iter().zip(identity).find(|(field, answer)| field.kind.identifies() && !answer.is_empty());
    told_apart.map_or_else(|| key.to_owned(), |(_, number)| of(&campaign.id, number))
}

#[cfg(test)]
mod tests {
    use super::{at, of};
    use domain::Campaign;
    use domain::campaign::{Field, FieldKind, Identity};

    #[test]
    fn two_numbers_at_one_device_are_two_people() {
        let field = |kind| Field { kind, label: String::new(), required: false };
        let fields = vec![field(FieldKind::Name), field(FieldKind::Number)];
        let campaign = Campaign { identity: Identity { fields, ..Identity::default() }, ..Campaign::default() };
        let who = |number: &str| at(&campaign, "key", &["某".to_owned(), number.to_owned()]);
        assert_ne!(who("1"), who("2"));
        assert_eq!(who("1"), who("1"));
        assert_eq!((who("").as_str(), at(&campaign, "key", &[]).as_str()), ("key", "key"));
    }

    #[test]
    fn a_number_is_one_person_in_one_campaign() {
        assert_eq!(of("a", "13800006021"), of("a", " 13800006021 "));
        assert_ne!(of("a", "13800006021"), of("b", "13800006021"));
        assert_ne!(of("a", "13800006021"), of("a", "13800006022"));
    }
}
