//! Faults of accessibility on a page, in each type size, by day and by night.

use std::fs;

use anyhow::Result;
use serde_json::{Value, json};

use crate::given;
use crate::page::Page;

/// A type size that a person can choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 标准.
    Standard,
    /// 大.
    Large,
    /// 特大.
    Larger,
}

/// Whether the device is set to light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Size {
    /// Every size.
    pub const ALL: [Self; 3] = [Self::Standard, Self::Large, Self::Larger];

    /// What `<html data-size>` says; nothing for the standard size.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "",
            Self::Large => "l",
            Self::Larger => "xl",
        }
    }
}

impl Scheme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// What style sheets call it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

const FAULTS: &str = r#"
    return axe.run(document, { resultTypes: ["violations"] }).then((found) => found.violations
        .filter((fault) => ["serious", "critical"].includes(fault.impact))
        .map((fault) => `${fault.id}: ${fault.nodes.slice(0, 4).map((node) => `${node.target} ${node.any[0]?.message ?? ""}`).join(" | ")}`));
"#;

impl Page {
    /// Shows the page in a size and a scheme, and waits until nothing moves any more.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn dress(&self, size: Size, scheme: Scheme) -> Result<()> {
        let features =
            json!([{ "name": "prefers-color-scheme", "value": scheme.word() }, { "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        let script = r#"
            const root = document.documentElement;
            if (arguments[0]) root.setAttribute("data-size", arguments[0]);
            else root.removeAttribute("data-size");
        "#;
        self.run::<Value>(script, json!(size.word())).await?;
        let still = "return document.getAnimations().every((moving) => moving.playState !== 'running' || moving.effect.getTiming().iterations === Infinity)";
        self.wait("the page to stand still", still, Value::Null).await.map(|_: bool| ())
    }

    /// Serious and critical faults as axe-core finds them.
    ///
    /// # Errors
    /// When axe-core can't be run.
    pub async fn faults(&self) -> Result<Vec<String>> {
        if !self.run::<bool>("return 'axe' in window", Value::Null).await? {
            self.run::<Value>(&fs::read_to_string(given::axe()?)?, Value::Null).await?;
        }
        self.run(FAULTS, Value::Null).await
    }
}
