//! The network between a server and its devices, as a journey wants it: slow, cut, or one that loses answers. It remembers what went over it.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::Result;

/// The network. Its threads end with the connections they serve.
pub struct Network {
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// A request and what the server answered to it.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Method and address: `GET /c/prize/`.
    pub asked: String,
    /// Head and body of the answer, as text.
    pub answer: String,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    server: SocketAddr,
    is_cut: bool,
    held: Option<&'static str>,
    lost: Option<&'static str>,
    carried: Vec<Exchange>,
}

impl Network {
    /// Lays a network before a server; it lets everything through.
    pub(crate) fn before(server: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let state = State { server, is_cut: false, held: None, lost: None, carried: Vec::new() };
        let network =
            Self { address: listener.local_addr()?, shared: Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() }) };
        let shared = Arc::clone(&network.shared);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                // a browser that hangs up in the middle is no fault
                thread::spawn(move || shared.carry(client));
            }
        });
        Ok(network)
    }

    /// Where devices find it.
    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on it leads to another server.
    pub(crate) fn lead_to(&self, server: SocketAddr) {
        self.shared.look().server = server;
    }

    /// Nothing gets through any more, and what is under way is lost.
    pub fn cut(&self) {
        self.change(|state| state.is_cut = true);
    }

    /// What is asked for at addresses that end like this waits.
    pub fn hold(&self, end: &'static str) {
        self.change(|state| state.held = Some(end));
    }

    /// What is asked for at addresses that end like this reaches the server, and its answers reach nobody.
    pub fn lose_answers(&self, end: &'static str) {
        self.change(|state| state.lost = Some(end));
    }

    /// Everything gets through again.
    pub fn mend(&self) {
        self.change(|state| (state.is_cut, state.held, state.lost) = (false, None, None));
    }

    /// What the server was asked and answered so far, whether or not the answer arrived.
    #[must_use]
    pub fn carried(&self) -> Vec<Exchange> {
        self.shared.look().carried.clone()
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.shared.look());
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn look(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Carries one request and the answer to it; every request has a connection of its own.
    fn carry(&self, mut client: TcpStream) -> io::Result<()> {
        let request = Request::read(&client)?;
        let held = |state: &mut State| state.held.is_some_and(|end| request.asked.ends_with(end));
        let state = self.changed.wait_while(self.look(), held).unwrap_or_else(PoisonError::into_inner);
        let (server, is_cut) = (state.server, state.is_cut);
        drop(state);
        if is_cut {
            return client.shutdown(Shutdown::Both);
        }
        let mut server = TcpStream::connect(server)?;
        server.write_all(&request.bytes)?;
        let mut answer = Vec::new();
        server.read_to_end(&mut answer)?;
        let mut state = self.look();
        let is_lost = state.is_cut || state.lost.is_some_and(|end| request.asked.ends_with(end));
        state.carried.push(Exchange { asked: request.asked, answer: String::from_utf8_lossy(&answer).into_owned() });
        drop(state);
        if is_lost { client.shutdown(Shutdown::Both) } else { client.write_all(&answer) }
    }
}

/// A request on its way.
struct Request {
    asked: String,
    bytes: Vec<u8>,
}

impl Request {
    /// Reads one, and asks the server in its name to answer plainly, once.
    fn read(client: &TcpStream) -> io::Result<Self> {
        let mut client = BufReader::new(client);
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            client.read_line(&mut line)?;
            let (name, value) = line.trim_end().split_once(": ").unwrap_or((line.trim_end(), ""));
            match name.to_ascii_lowercase().as_str() {
                "" => break,
                "connection" | "accept-encoding" => continue,
                "content-length" => length = value.parse().unwrap_or(0),
                _ => {}
            }
            head += &line;
        }
        // what stands behind a question mark says whom a page is for, and is no part of where it asks
        let asked = head.split(' ').take(2).map(|word| word.split('?').next().unwrap_or(word)).collect::<Vec<_>>().join(" ");
        let mut body = vec![0; length];
        client.read_exact(&mut body)?;
        let bytes = [format!("{head}Connection: close\r\n\r\n").into_bytes(), body].concat();
        Ok(Self { asked, bytes })
    }
}
