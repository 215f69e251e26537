//! `cargo xtask serve`: builds what changed, then serves it.

use std::io::IsTerminal as _;
use std::net::{IpAddr, SocketAddr, TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::command::Serve;
use crate::kit::{self, Current};
use crate::qr;
use crate::run;
use crate::sizes::Sizes;
use crate::wasm;
use crate::workspace::Workspace;

/// The campaign whose link is shown, where there is one of this name.
const DEMO: &str = "demo";

/// Builds and serves until a signal ends it.
///
/// # Errors
/// When something can't be built, or the port is taken.
pub fn run(workspace: &Workspace, options: Serve) -> Result<()> {
    let address = free_address(options.host, options.port)?;
    let questions = options.questions.unwrap_or_else(|| workspace.root.join("questions"));
    build_kit(workspace)?;
    run::step("building the server", || build_server(workspace))?;
    show_links(&questions, address)?;
    let mut server = Command::new(server(workspace));
    server.arg("serve").arg("--questions").arg(questions).arg("--data").arg(workspace.root.join("data"));
    server.args(["--host", &address.ip().to_string(), "--port", &address.port().to_string()]);
    become_server(server)
}

/// Builds the server in release form, with the kit in it.
///
/// # Errors
/// When it doesn't compile.
pub fn build_server(workspace: &Workspace) -> Result<()> {
    run::run(cargo_for_server(workspace).args(["build", "--release", "--package", "server"]))
}

/// Cargo, told where the kit is: whoever builds the server in release form without it would have it built again the next time.
pub fn cargo_for_server(workspace: &Workspace) -> Command {
    let mut cargo = run::cargo(&workspace.root);
    cargo.env("PUFA_KIT", kit::folder(workspace));
    cargo
}

/// Where [`build_server`] leaves the server.
pub fn server(workspace: &Workspace) -> PathBuf {
    workspace.target.join("release").join(format!("pufa{}", std::env::consts::EXE_SUFFIX))
}

fn build_kit(workspace: &Workspace) -> Result<()> {
    let built = run::step("building the programs for browsers", || wasm::build::build(workspace))?;
    let Current { kit, is_new } = kit::current(workspace, &built)?;
    if is_new {
        let sizes = Sizes::of(&kit);
        print!("\n{sizes}\n");
        if let Err(error) = sizes.check(|program| workspace.first_visit_budget(program)) {
            eprintln!("dist would refuse this: {error}");
        }
    }
    Ok(())
}

/// The address to serve at, known to be free before anything is built.
fn free_address(host: IpAddr, port: u16) -> Result<SocketAddr> {
    let listener =
        TcpListener::bind((host, port)).with_context(|| format!("port {port} on {host} can't be had; choose another with --port"))?;
    Ok(listener.local_addr()?)
}

fn show_links(questions: &Path, address: SocketAddr) -> Result<()> {
    let (library, _) = press::library::read(questions)?;
    let campaigns: Vec<String> = library.campaigns.into_iter().map(|campaign| campaign.id).collect();
    let Some(first) = campaigns.iter().find(|id| *id == DEMO).or(campaigns.first()) else { return Ok(()) };
    let link = |id: &str| format!("http://{}/c/{id}/", SocketAddr::new(reachable(address.ip()), address.port()));
    println!();
    // White on black whatever the terminal's colours are: not every phone reads a code that is the other way round.
    let (on, off) = if std::io::stdout().is_terminal() { ("\x1b[97;40m", "\x1b[0m") } else { ("", "") };
    for line in qr::lines(&link(first))? {
        println!("  {on}{line}{off}");
    }
    println!("\n  {}", link(first));
    for other in campaigns.iter().filter(|id| *id != first) {
        println!("  {}", link(other));
    }
    if address.ip().is_loopback() {
        println!("  for phones on the same network: cargo xtask serve --host 0.0.0.0");
    }
    println!();
    Ok(())
}

/// For "every address", the one that others on the network reach. Nothing is sent: connecting a datagram socket only chooses a way.
fn reachable(ip: IpAddr) -> IpAddr {
    if !ip.is_unspecified() {
        return ip;
    }
    let way_out = || -> std::io::Result<IpAddr> {
        let socket = UdpSocket::bind((ip, 0))?;
        // An address for documentation (RFC 5737, RFC 3849): any will do.
        socket.connect(if ip.is_ipv4() { "192.0.2.1:9" } else { "[2001:db8::1]:9" })?;
        Ok(socket.local_addr()?.ip())
    };
    way_out().unwrap_or(ip)
}

/// Hands this process over to the server, so that a signal to the one reaches the other.
#[cfg(unix)]
fn become_server(mut server: Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(server.exec()).context("the server can't be started")
}

#[cfg(not(unix))]
fn become_server(mut server: Command) -> Result<()> {
    run::run(&mut server)
}
