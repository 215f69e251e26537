//! What flags say about settings, whatever command they stand with.

use crate::command::{DataFlags, ServeFlags, StoreFlags};

/// Flags by the name of their setting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The config file that was named.
    pub config: Option<String>,
    flags: Vec<(&'static str, String)>,
}

impl Given {
    /// What a flag says.
    #[must_use]
    pub fn flag(&self, key: &str) -> Option<&str> {
        self.flags.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str())
    }

    fn add(&mut self, key: &'static str, value: Option<&String>) {
        self.flags.extend(value.map(|value| (key, value.clone())));
    }
}

impl From<&DataFlags> for Given {
    fn from(flags: &DataFlags) -> Self {
        let mut given = Self { config: flags.config.clone(), flags: Vec::new() };
        given.add("data", flags.data.as_ref());
        given
    }
}

impl From<&StoreFlags> for Given {
    fn from(flags: &StoreFlags) -> Self {
        let mut given = Self::from(&flags.place);
        given.add("questions", flags.questions.as_ref());
        given
    }
}

impl From<&ServeFlags> for Given {
    fn from(flags: &ServeFlags) -> Self {
        let mut given = Self::from(&flags.store);
        let none = flags.no_throttle.then(|| "0/0".to_owned());
        for (key, value) in [
            ("site", &flags.site),
            ("host", &flags.host),
            ("port", &flags.port),
            ("metrics", &flags.metrics),
            ("public-address", &flags.public_address),
            ("rate-sitting", flags.rate_sitting.as_ref().map_or(&none, |_| &flags.rate_sitting)),
            ("rate-device", flags.rate_device.as_ref().map_or(&none, |_| &flags.rate_device)),
            ("rate-campaign", flags.rate_campaign.as_ref().map_or(&none, |_| &flags.rate_campaign)),
            ("rate-address", flags.rate_address.as_ref().map_or(&none, |_| &flags.rate_address)),
            ("phone-codes", &flags.phone_codes),
            ("phone-codes-token", &flags.phone_codes_token),
            ("log", &flags.log),
            ("log-format", &flags.log_format),
        ] {
            given.add(key, value.as_ref());
        }
        given.add("trust-proxy", flags.trust_proxy.then(|| "true".to_owned()).as_ref());
        given
    }
}
