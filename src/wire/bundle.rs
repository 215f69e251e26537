//! The bundle: one device's participations of one campaign as a JSON file, to be merged with those of other devices.

use domain::{Moment, Tally, Zone};
use std::fmt::Write as _;

/// What the file's `format` says.
pub const FORMAT: &str = "pufa-participations";
/// What the file's `version` says.
pub const VERSION: u32 = 1;

/// The participations of one campaign on one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// Id of the campaign.
    pub campaign: String,
    /// Its title.
    pub title: String,
    /// Its zone: days and hours go by it.
    pub zone: Zone,
    /// When it was taken off the device.
    pub taken: Moment,
    /// What it holds.
    pub tally: Tally,
}

impl Bundle {
    /// The file's text.
    #[must_use]
    pub fn write(&self) -> String {
        let mut json = format!(
            "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"campaign\":{},\"title\":{},\"zone\":\"{}\",\"taken_ms\":{},\"participations\":[",
            text(&self.campaign),
            text(&self.title),
            self.zone,
            self.taken.0
        );
        for (n, p) in self.tally.rows().enumerate() {
            let comma = if n == 0 { "" } else { "," };
            let _ = write!(
                json,
                "{comma}\n{{\"sitting\":{},\"participant\":{},\"round\":{},\"at_ms\":{},\"score_hundredths\":{},\"out_of_hundredths\":{},\"passed\":{},\"used_ms\":{},\"region\":{},\"unit\":{},\"channel\":{}}}",
                text(&p.sitting),
                text(&p.participant),
                text(&p.round),
                p.at.0,
                p.score.as_hundredths(),
                p.out_of.as_hundredths(),
                p.passed,
                p.used_ms,
                text(&p.region),
                text(&p.unit),
                text(&p.channel)
            );
        }
        json += "\n]}\n";
        json
    }
}

/// A text as a JSON string.
pub(crate) fn text(plain: &str) -> String {
    let mut json = String::from("\"");
    for c in plain.chars() {
        match c {
            '"' | '\\' => json.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(json, "\\u{:04x}", u32::from(c));
            }
            c => json.push(c),
        }
    }
    json.push('"');
    json
}

#[cfg(feature = "json")]
mod read {
    use super::{Bundle, FORMAT, VERSION};
    use domain::{Moment, Participation, Points, Tally, Zone};
    use serde::Deserialize;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        format: String,
        version: u32,
        campaign: String,
        title: String,
        zone: String,
        taken_ms: i64,
        participations: Vec<Row>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
        sitting: String,
        participant: String,
        round: String,
        at_ms: i64,
        score_hundredths: u32,
        out_of_hundredths: u32,
        passed: bool,
        used_ms: i64,
        region: String,
        unit: String,
        channel: String,
    }

    impl Bundle {
        /// Reads what [`Bundle::write`] wrote.
        ///
        /// # Errors
        /// A sentence on what is wrong, with line and column where the JSON itself is broken.
        pub fn read(json: &str) -> Result<Self, String> {
            let file: File = serde_json::from_str(json.trim_start_matches('\u{feff}'))
                .map_err(|why| format!("not a bundle of participations: {why}; export it again from the organiser's page"))?;
            if file.format != FORMAT || file.version != VERSION {
                return Err(format!("`format` is {} version {}; this program reads {FORMAT} version {VERSION}", file.format, file.version));
            }
            let zone =
                Zone::read(&file.zone).ok_or_else(|| format!("`zone` {} is not known; it must be an offset such as +08:00", file.zone))?;
            let mut tally = Tally::default();
            for row in file.participations {
                tally.add(Participation {
                    sitting: row.sitting,
                    participant: row.participant,
                    round: row.round,
                    at: Moment(row.at_ms),
                    score: Points::hundredths(row.score_hundredths),
                    out_of: Points::hundredths(row.out_of_hundredths),
                    passed: row.passed,
                    used_ms: row.used_ms,
                    region: row.region,
                    unit: row.unit,
                    channel: row.channel,
                });
            }
            Ok(Self { campaign: file.campaign, title: file.title, zone, taken: Moment(file.taken_ms), tally })
        }
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;
    use domain::{Participation, Points};

    #[test]
    fn a_bundle_reads_back_as_it_was() {
        let mut tally = Tally::default();
        for (n, unit) in ["\"引号\"\\", "换\n行", "<b>"].into_iter().enumerate() {
            tally.add(Participation {
                sitting: format!("s{n}"),
                participant: "p".into(),
                round: "1".into(),
                at: Moment(n as i64),
                score: Points::hundredths(8750),
                out_of: Points::whole(100),
                passed: n == 1,
                used_ms: 5,
                region: String::new(),
                unit: unit.into(),
                channel: "a\u{7}".into(),
            });
        }
        let bundle = Bundle { campaign: "demo".into(), title: "竞答".into(), zone: Zone::CHINA, taken: Moment(7), tally };
        assert_eq!(Bundle::read(&bundle.write()), Ok(bundle));
    }

    #[test]
    fn a_foreign_file_is_refused_with_a_word() {
        for json in [
            "",
            "[]",
            "{\"format\":\"x\"}",
            "{\"format\":\"pufa-participations\",\"version\":2,\"campaign\":\"\",\"title\":\"\",\"zone\":\"+08:00\",\"taken_ms\":0,\"participations\":[]}",
        ] {
            assert!(Bundle::read(json).is_err(), "{json}");
        }
    }
}
