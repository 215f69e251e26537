//! One connection that is kept open, as cheap as can be: it shares the machine with the server that it measures.

use std::io;
use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Larger than any answer: a review of thirty questions is a tenth of it.
const ROOM: usize = 256 * 1024;
/// What most answers fit in.
const USUAL: usize = 16 * 1024;

/// A connection.
pub struct Line {
    address: SocketAddr,
    stream: Option<TcpStream>,
    out: Vec<u8>,
    input: Vec<u8>,
}

/// An answer, as it lies in the connection's memory.
pub struct Answer<'a> {
    /// 200, 404.
    pub status: u16,
    /// Without the head.
    pub body: &'a [u8],
}

/// All of a request but the body and its length.
pub struct Head(Vec<u8>);

impl Head {
    /// Asks for a page as a browser does.
    pub fn get(path: &str) -> Self {
        Self(format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-encoding: gzip, deflate, br\r\n").into_bytes())
    }

    /// Sends JSON.
    pub fn post(path: &str) -> Self {
        Self(format!("POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n").into_bytes())
    }
}

impl Line {
    /// A connection that is opened when it is first used.
    pub fn to(address: SocketAddr) -> Self {
        Self { address, stream: None, out: Vec::with_capacity(2048), input: vec![0; USUAL] }
    }

    /// Another connection to the same server.
    pub fn beside(&self) -> Self {
        Self::to(self.address)
    }

    /// Sends a request whose body is these parts, and waits for the answer.
    ///
    /// # Errors
    /// When the connection breaks; the next request opens a new one.
    pub async fn ask(&mut self, head: &Head, body: &[&[u8]]) -> io::Result<Answer<'_>> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(self.address).await?;
                stream.set_nodelay(true)?;
                stream
            }
        };
        self.out.clear();
        self.out.extend_from_slice(&head.0);
        let length: usize = body.iter().map(|part| part.len()).sum();
        if length > 0 {
            self.out.extend_from_slice(b"content-length: ");
            self.out.extend_from_slice(length.to_string().as_bytes());
            self.out.extend_from_slice(b"\r\n");
        }
        self.out.extend_from_slice(b"\r\n");
        body.iter().for_each(|part| self.out.extend_from_slice(part));
        stream.write_all(&self.out).await?;

        let mut filled = 0;
        let (status, from, to) = loop {
            if filled == self.input.len() {
                if filled >= ROOM {
                    return Err(io::Error::other("an answer is larger than any should be"));
                }
                self.input.resize(filled * 2, 0);
            }
            let read = stream.read(&mut self.input[filled..]).await?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            filled += read;
            let Some((status, from, length)) = read_head(&self.input[..filled])? else { continue };
            if filled >= from + length {
                break (status, from, from + length);
            }
        };
        self.stream = Some(stream);
        Ok(Answer { status, body: &self.input[from..to] })
    }
}

/// The status, where the body begins and how long it is; `None` when not all of the head is there.
fn read_head(bytes: &[u8]) -> io::Result<Option<(u16, usize, usize)>> {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let malformed = || io::Error::other("an answer has no status or no length");
    let status = bytes.get(9..12).and_then(number).ok_or_else(malformed)?;
    let head = &bytes[..end];
    let name = b"content-length: ";
    // servers write headers of their own last
    let at = head.windows(name.len()).rposition(|part| part.eq_ignore_ascii_case(name)).ok_or_else(malformed)? + name.len();
    let digits = head[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let length = number(&head[at..at + digits]).ok_or_else(malformed)?;
    Ok(Some((u16::try_from(status).unwrap_or(u16::MAX), end + 4, length)))
}

/// Decimal digits as a number.
fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The text of a member of a JSON object, found without reading the object: right as long as no text before it holds the name.
pub fn text<'a>(body: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let rest = after(body, name)?.strip_prefix(b"\"")?;
    Some(&rest[..rest.iter().position(|byte| *byte == b'"')?])
}

/// The whole number of a member of a JSON object, found in the same way.
pub fn whole(body: &[u8], name: &str) -> Option<i64> {
    let rest = after(body, name)?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
    std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
}

fn after<'a>(body: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let name = name.as_bytes();
    let is_member = |part: &[u8]| part[0] == b'"' && &part[1..=name.len()] == name && part.ends_with(b"\":");
    let at = body.windows(name.len() + 3).position(is_member)?;
    Some(&body[at + name.len() + 3..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_without_reading_the_rest() {
        let body = br#"{"sitting":"0198-ab","token":"a-_Z","at_ms":1795997100000,"score":-1,"review":["#;
        assert_eq!(text(body, "token"), Some(&b"a-_Z"[..]));
        assert_eq!(whole(body, "at_ms"), Some(1_795_997_100_000));
        assert_eq!(whole(body, "score"), Some(-1));
        assert_eq!((text(body, "code"), text(b"", "token")), (None, None));
    }

    #[test]
    fn a_head_is_read_when_all_of_it_is_there() {
        let whole = b"HTTP/1.1 409 Conflict\r\ncontent-type: a\r\nContent-Length: 12\r\ndate: x\r\n\r\n{\"code";
        assert_eq!(read_head(whole).expect("a head"), Some((409, whole.len() - 6, 12)));
        assert_eq!(read_head(&whole[..30]).expect("a part of one"), None);
        assert!(read_head(b"HTTP/1.1 200 OK\r\n\r\n").is_err());
    }
}
