//! The real server with the journeys' own questions.

use std::process::Command;

use anyhow::{Context as _, Result};

use crate::gate::Gate;
use crate::given;
use crate::running::Running;

/// A site that is served on a port of its own.
pub struct Site {
    server: Option<Running>,
    gate: Option<Gate>,
    address: String,
}

impl Site {
    /// Starts the server.
    ///
    /// # Errors
    /// When it does not start.
    pub fn serve() -> Result<Self> {
        let mut command = Command::new(given::server()?);
        command.arg("serve").arg("--site").arg(given::site()?).args(["--port", "0"]);
        let (server, address) = Running::start_and_hear(&mut command, "listening on ")?;
        Ok(Self { server: Some(server), gate: None, address })
    }

    /// Starts the server behind a network that lets everything through but the program.
    ///
    /// # Errors
    /// When it does not start.
    pub fn serve_without_program() -> Result<Self> {
        let mut site = Self::serve()?;
        let to = site.address.strip_prefix("http://").context("the server's address is not plain HTTP")?.parse()?;
        let gate = Gate::before(to)?;
        site.address = format!("http://{}", gate.address());
        site.gate = Some(gate);
        Ok(site)
    }

    /// Now the program arrives.
    pub fn let_program_through(&self) {
        if let Some(gate) = &self.gate {
            gate.open();
        }
    }

    /// There is no network any more.
    pub fn stop(&mut self) {
        self.server = None;
    }

    /// The origin of every page.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.address
    }

    /// The address of a link such as `open` or `open?from=poster`; the empty link is the list of campaigns.
    #[must_use]
    pub fn address(&self, link: &str) -> String {
        let (campaign, rest) = link.find(['?', '#']).map_or((link, ""), |at| link.split_at(at));
        match campaign {
            "" => format!("{}/{rest}", self.address),
            campaign => format!("{}/c/{campaign}/{rest}", self.address),
        }
    }
}
