//! The real server with the journeys' own questions.

use std::net::SocketAddr;

use anyhow::{Context as _, Result};

use crate::given;
use crate::network::Network;
use crate::running::Running;

/// A site that is served on a port of its own.
pub struct Site {
    server: Option<Running>,
    network: Option<Network>,
    address: String,
}

impl Site {
    /// Starts the server.
    ///
    /// # Errors
    /// When it does not start.
    pub fn serve() -> Result<Self> {
        let mut command = given::serve()?;
        command.arg("--site").arg(given::site()?).args(["--port", "0"]);
        let (server, address) = Running::start_and_hear(&mut command, "listening on ")?;
        Ok(Self { server: Some(server), network: None, address })
    }

    /// Starts the server behind a network that lets everything through but the program.
    ///
    /// # Errors
    /// When it does not start.
    pub fn serve_without_program() -> Result<Self> {
        let Self { server, address, .. } = Self::serve()?;
        let network = Network::before(socket(&address)?)?;
        network.hold(".wasm");
        Ok(Self { server, address: network.address(), network: Some(network) })
    }

    /// What is found at an address.
    pub(crate) fn at(address: String) -> Self {
        Self { server: None, network: None, address }
    }

    /// Now the program arrives.
    pub fn let_program_through(&self) {
        if let Some(network) = &self.network {
            network.mend();
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

/// Where a server that told its address can be reached.
pub(crate) fn socket(address: &str) -> Result<SocketAddr> {
    Ok(address.strip_prefix("http://").context("the server's address is not plain HTTP")?.parse()?)
}
