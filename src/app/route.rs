//! Where in a campaign one is. The path says which campaign; the hash says where in it.

/// A place in a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The landing, painted by the page itself.
    Landing,
    /// What the campaign asks of a person.
    Identity,
    /// Question `n` of the open sitting, counted from 0.
    Question(usize),
    /// What is blank and flagged, before handing in.
    HandIn,
    /// A sitting that was handed in, by its id.
    Result(String),
    /// What was won, by its claim code.
    Win(String),
    /// One's own sittings, wrong book and privacy.
    Mine,
    /// The organiser's counts.
    Organiser,
}

impl Route {
    /// Reads a hash with or without its `#`; what is no place is the landing.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let hash = hash.strip_prefix('#').unwrap_or(hash);
        match hash.split_once('/').unwrap_or((hash, "")) {
            ("identity", "") => Self::Identity,
            ("hand-in", "") => Self::HandIn,
            ("mine", "") => Self::Mine,
            ("organiser", "") => Self::Organiser,
            ("win", code) if !code.is_empty() => Self::Win(code.to_owned()),
            ("result", id) if !id.is_empty() => Self::Result(id.to_owned()),
            ("q", n) => n.parse().ok().and_then(|n: usize| n.checked_sub(1)).map_or(Self::Landing, Self::Question),
            _ => Self::Landing,
        }
    }

    /// The hash that leads here.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Self::Landing => "#".into(),
            Self::Identity => "#identity".into(),
            Self::Question(n) => format!("#q/{}", n + 1),
            Self::HandIn => "#hand-in".into(),
            Self::Result(id) => format!("#result/{id}"),
            Self::Win(code) => format!("#win/{code}"),
            Self::Mine => "#mine".into(),
            Self::Organiser => "#organiser".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_leads_to_itself() {
        for route in [
            Route::Landing,
            Route::Identity,
            Route::Question(0),
            Route::Question(41),
            Route::HandIn,
            Route::Result("01-ab".into()),
            Route::Win("7K4M29QX".into()),
            Route::Mine,
            Route::Organiser,
        ] {
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn what_is_no_place_is_the_landing() {
        for hash in ["", "#", "#q/0", "#q/x", "#result/", "#win/", "#nowhere", "#mine/x"] {
            assert_eq!(Route::parse(hash), Route::Landing, "{hash}");
        }
    }
}
