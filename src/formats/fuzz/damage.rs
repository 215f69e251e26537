//! Input for readers: anything, and what is right with a few bytes changed, so that it gets past the door.

/// Bytes at places of a sample, and where to cut it.
pub type Damage = (Vec<(u16, u8)>, u16);

/// A sample with some damage.
pub fn damaged(sample: &[u8], (changes, cut): &Damage) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    if bytes.is_empty() {
        return bytes;
    }
    for (at, byte) in changes.iter().take(8) {
        let at = usize::from(*at) % bytes.len();
        bytes[at] = *byte;
    }
    if cut.is_multiple_of(4) {
        bytes.truncate(usize::from(*cut) % (bytes.len() + 1));
    }
    bytes
}

/// Feeds `read` with anything, and with samples that were damaged.
pub fn check(samples: &[Vec<u8>], read: impl Fn(&[u8])) {
    let read = std::panic::AssertUnwindSafe(read);
    bolero::check!().with_type::<(Vec<u8>, u8, Damage)>().for_each(|(anything, which, damage)| {
        read(anything);
        if let Some(sample) = samples.get(usize::from(*which) % samples.len().max(1)) {
            read(&damaged(sample, damage));
        }
    });
}
