//! Browsers in which a member has signed in before: a cookie tells it, and the server keeps nothing of it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::hall::Refusal;
use crate::seal::Sealer;

/// So many members' marks a browser holds, the newest first: an office computer has several.
const MOST: usize = 8;

/// A browser, and the marks of those who have signed in there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Browser {
    id: [u8; 16],
    marks: Vec<[u8; 12]>,
}

impl Browser {
    /// One in which nobody has signed in.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new() -> Result<Self, Refusal> {
        let mut id = [0; 16];
        getrandom::fill(&mut id).map_err(Refusal::internal)?;
        Ok(Self { id, marks: Vec::new() })
    }

    /// What a cookie says; `None` when it is none of ours. Its marks may still be made up.
    pub fn read(cookie: &str) -> Option<Self> {
        let mut parts = cookie.split('.');
        let id = bytes(parts.next()?)?;
        let marks = parts.map(bytes).collect::<Option<Vec<_>>>()?;
        (marks.len() <= MOST).then_some(Self { id, marks })
    }

    /// The same as a cookie.
    pub fn cookie(&self) -> String {
        let marks = self.marks.iter().map(|mark| format!(".{}", URL_SAFE_NO_PAD.encode(mark)));
        std::iter::once(self.name()).chain(marks).collect()
    }

    /// What its tries are counted under.
    pub fn name(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.id)
    }

    /// Whether a member has signed in there.
    pub fn knows(&self, sealer: &Sealer, member: &str) -> bool {
        self.marks.contains(&self.mark(sealer, member))
    }

    /// The same with the mark of a member who has signed in there.
    pub fn with(mut self, sealer: &Sealer, member: &str) -> Self {
        let mark = self.mark(sealer, member);
        self.marks.retain(|other| *other != mark);
        self.marks.insert(0, mark);
        self.marks.truncate(MOST);
        self
    }

    /// Without the root key nobody can make one, and it tells nobody whose it is.
    fn mark(&self, sealer: &Sealer, member: &str) -> [u8; 12] {
        let print = sealer.fingerprint(&[b"browser of member", &self.id, member.as_bytes()]);
        std::array::from_fn(|n| print[n])
    }
}

fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_knows_the_last_eight_who_signed_in_there_and_nobody_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let sealer = Sealer::open(folder.path()).expect("keys");
        let browser = (0..9).fold(Browser::new().expect("random"), |browser, n| browser.with(&sealer, &n.to_string()));
        let again = Browser::read(&browser.with(&sealer, "8").cookie()).expect("ours");
        let known: Vec<u8> = (0..=9).filter(|n| again.knows(&sealer, &n.to_string())).collect();
        assert_eq!(known, [1, 2, 3, 4, 5, 6, 7, 8]);
        let stolen = Browser { id: Browser::new().expect("random").id, marks: again.marks };
        assert!(!stolen.knows(&sealer, "8"), "a mark is good in its browser only");
        for odd in ["", "x", "AAAA", &format!("{}.AAAA", stolen.name())] {
            assert_eq!(Browser::read(odd), None, "{odd}");
        }
    }
}
