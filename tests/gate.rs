//! A slow network: it lets every request through but those for WASM, and those once it is opened.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use anyhow::Result;

#[derive(Default)]
struct Latch {
    is_open: Mutex<bool>,
    opened: Condvar,
}

/// The gate. Its threads end with the connections they serve.
pub struct Gate {
    address: SocketAddr,
    latch: Arc<Latch>,
}

impl Gate {
    /// Puts a closed gate before a server.
    pub fn before(server: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let gate = Self { address: listener.local_addr()?, latch: Arc::default() };
        let latch = Arc::clone(&gate.latch);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let latch = Arc::clone(&latch);
                // a browser that hangs up in the middle is no fault
                thread::spawn(move || pass(client, server, &latch));
            }
        });
        Ok(gate)
    }

    /// Where it stands.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Lets WASM through from now on.
    pub fn open(&self) {
        *self.latch.is_open.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.latch.opened.notify_all();
    }
}

impl Latch {
    fn wait(&self) {
        let is_open = self.is_open.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.opened.wait_while(is_open, |is_open| !*is_open));
    }
}

/// Passes one request on, and the answer back; every request has a connection of its own.
fn pass(mut client: TcpStream, server: SocketAddr, latch: &Latch) -> io::Result<()> {
    let mut request = String::new();
    for line in BufReader::new(client.try_clone()?).lines() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if !line.to_ascii_lowercase().starts_with("connection:") {
            request += &line;
            request += "\r\n";
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    if path.ends_with(".wasm") {
        latch.wait();
    }
    let mut server = TcpStream::connect(server)?;
    server.write_all(format!("{request}Connection: close\r\n\r\n").as_bytes())?;
    io::copy(&mut server, &mut client)?;
    Ok(())
}
