//! Where in the member's page one is: all of it stands in the hash, so that links lead to screens and the back button works.

/// A place in the member's page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// The assignments that are due.
    #[default]
    Tasks,
    /// One assignment, by its id.
    Task(String),
    /// A text that a part asks to read.
    Read {
        /// Id of the assignment.
        task: String,
        /// Which of its parts, counted from 0.
        part: usize,
        /// The key of the text, as `wire::study::TextRef` has it; empty for the first one of the part.
        key: String,
    },
    /// A law that a question cites, at an article or paragraph.
    Law {
        /// Its short name: 民法典.
        law: String,
        /// `1048` or `1048-p2`; empty for where it was read last.
        anchor: String,
    },
    /// Practice that a part asks for.
    Practise {
        /// Id of the assignment.
        task: String,
        /// Which of its parts, counted from 0.
        part: usize,
    },
    /// The wrong book.
    Wrong,
    /// Before an exam: its rules and what may be done, by the id of its assignment.
    Exam(String),
    /// A question of the open sitting.
    Question {
        /// Id of the assignment.
        task: String,
        /// Which question, counted from 0.
        at: usize,
    },
    /// What is blank and flagged, before handing in, by the id of the assignment.
    HandIn(String),
    /// A sitting that was handed in, by its id.
    Result(String),
    /// The certificate of an assignment, by its id.
    Certificate(String),
    /// Who is signed in, and where.
    Me,
    /// Signing in.
    SignIn,
    /// Setting a password.
    Password,
}

impl Route {
    /// Reads a hash with or without its `#`; what is no place is the list of assignments.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let hash = decode(hash.strip_prefix('#').unwrap_or(hash));
        let (head, rest) = hash.split_once('/').unwrap_or((&hash, ""));
        let text = |text: &str| text.to_owned();
        // a part or question is counted from 1 in addresses
        let number = |text: &str| text.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let found = match (head, rest) {
            ("wrong", "") => Some(Self::Wrong),
            ("me", "") => Some(Self::Me),
            ("sign-in", "") => Some(Self::SignIn),
            ("password", "") => Some(Self::Password),
            (_, "") => None,
            ("task", id) => Some(Self::Task(text(id))),
            ("result", id) => Some(Self::Result(text(id))),
            ("certificate", id) => Some(Self::Certificate(text(id))),
            ("law", place) => {
                let (law, anchor) = place.split_once('/').unwrap_or((place, ""));
                Some(Self::Law { law: text(law), anchor: text(anchor) }).filter(|_| !law.is_empty())
            }
            ("read", place) => {
                let (task, place) = place.split_once('/').unwrap_or((place, ""));
                let (part, key) = place.split_once('/').unwrap_or((place, ""));
                number(part).map(|part| Self::Read { task: text(task), part, key: text(key) })
            }
            ("practise", place) => {
                place.split_once('/').and_then(|(task, part)| number(part).map(|part| Self::Practise { task: text(task), part }))
            }
            ("exam", place) => match place.split_once('/') {
                None => Some(Self::Exam(text(place))),
                Some((task, "hand-in")) => Some(Self::HandIn(text(task))),
                Some((task, question)) => question.strip_prefix("q/").and_then(number).map(|at| Self::Question { task: text(task), at }),
            },
            _ => None,
        };
        found.unwrap_or_default()
    }

    /// The hash that leads here, all of it ASCII.
    #[must_use]
    pub fn href(&self) -> String {
        encode(&match self {
            Self::Tasks => "#".to_owned(),
            Self::Task(id) => format!("#task/{id}"),
            Self::Read { task, part, key } if key.is_empty() => format!("#read/{task}/{}", part + 1),
            Self::Read { task, part, key } => format!("#read/{task}/{}/{key}", part + 1),
            Self::Law { law, anchor } if anchor.is_empty() => format!("#law/{law}"),
            Self::Law { law, anchor } => format!("#law/{law}/{anchor}"),
            Self::Practise { task, part } => format!("#practise/{task}/{}", part + 1),
            Self::Wrong => "#wrong".to_owned(),
            Self::Exam(id) => format!("#exam/{id}"),
            Self::Question { task, at } => format!("#exam/{task}/q/{}", at + 1),
            Self::HandIn(id) => format!("#exam/{id}/hand-in"),
            Self::Result(id) => format!("#result/{id}"),
            Self::Certificate(id) => format!("#certificate/{id}"),
            Self::Me => "#me".to_owned(),
            Self::SignIn => "#sign-in".to_owned(),
            Self::Password => "#password".to_owned(),
        })
    }
}

/// A text for an address: all but ASCII letters, digits and a few harmless marks as percent signs and hexadecimal digits.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b':' | b'#' => address.push(char::from(byte)),
            _ => address += &format!("%{byte:02X}"),
        }
    }
    address
}

/// The text of an address; a percent sign that begins nothing stays one.
fn decode(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let coded = match (first, after) {
            (b'%', [high, low, ..]) => digit(*high).zip(digit(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        bytes.push(coded.unwrap_or(*first));
        rest = if coded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(route: &Route, href: &str) {
        assert_eq!(route.href(), href);
        assert_eq!(&Route::parse(href), route, "{href}");
    }

    #[test]
    fn every_place_leads_to_itself() {
        let id = || "year-2026".to_owned();
        check(&Route::Tasks, "#");
        check(&Route::Task(id()), "#task/year-2026");
        check(&Route::Read { task: id(), part: 0, key: String::new() }, "#read/year-2026/1");
        let notes = "notes:constitution/rights".to_owned();
        check(&Route::Read { task: id(), part: 2, key: notes }, "#read/year-2026/3/notes:constitution/rights");
        check(&Route::Read { task: id(), part: 0, key: "law:宪法".into() }, "#read/year-2026/1/law:%E5%AE%AA%E6%B3%95");
        let law = |anchor: &str| Route::Law { law: "民法典".into(), anchor: anchor.into() };
        check(&law(""), "#law/%E6%B0%91%E6%B3%95%E5%85%B8");
        check(&law("1048-p2"), "#law/%E6%B0%91%E6%B3%95%E5%85%B8/1048-p2");
        check(&Route::Practise { task: id(), part: 1 }, "#practise/year-2026/2");
        check(&Route::Wrong, "#wrong");
        check(&Route::Exam(id()), "#exam/year-2026");
        check(&Route::Question { task: id(), at: 17 }, "#exam/year-2026/q/18");
        check(&Route::HandIn(id()), "#exam/year-2026/hand-in");
        check(&Route::Result("0123abcd".into()), "#result/0123abcd");
        check(&Route::Certificate(id()), "#certificate/year-2026");
        check(&Route::Me, "#me");
        check(&Route::SignIn, "#sign-in");
        check(&Route::Password, "#password");
        check(&Route::Task("百分之百%25 d".into()), "#task/%E7%99%BE%E5%88%86%E4%B9%8B%E7%99%BE%2525%20d");
    }

    #[test]
    fn an_address_that_a_browser_left_in_chinese_leads_to_the_same() {
        assert_eq!(Route::parse("#law/民法典/1048"), Route::Law { law: "民法典".into(), anchor: "1048".into() });
    }

    #[test]
    fn what_is_no_place_is_the_list_of_assignments() {
        for hash in ["", "#", "#nowhere", "#task/", "#exam/a/q/0", "#exam/a/b", "#read/a", "#read/a/x", "#practise/a", "#me/x", "#law/"] {
            assert_eq!(Route::parse(hash), Route::Tasks, "{hash}");
        }
        assert_eq!(Route::parse("#task/50%"), Route::Task("50%".into()));
    }
}
