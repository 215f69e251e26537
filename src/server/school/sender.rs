//! How one-time codes reach phones: into the log, into a file, or to an address that sends short messages.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use serde_json::json;

/// How codes are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Senders {
    /// They are not: members sign in with passwords.
    #[default]
    None,
    /// A line in the log each, for trying it out.
    Log,
    /// A line of JSON in a file each, for whoever sends messages by hand or by a program of their own.
    File(PathBuf),
    /// A POST of JSON to an address, such as a gateway for short messages.
    Http {
        /// The address, `https://…`; `http://` only to this machine.
        address: String,
        /// What stands behind `Authorization: Bearer`; empty for none.
        token: String,
    },
}

/// Something that sends a code.
pub trait Sender {
    /// Sends `code` to `phone`.
    ///
    /// # Errors
    /// Why it could not, for the log.
    fn send(&self, phone: &str, code: &str) -> Result<(), String>;
}

/// So long a gateway may take.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

impl Senders {
    /// Whether codes can be sent at all.
    #[must_use]
    pub fn is_there(&self) -> bool {
        *self != Self::None
    }
}

impl Sender for Senders {
    fn send(&self, phone: &str, code: &str) -> Result<(), String> {
        let text = format!("验证码 {code}，5分钟内有效。请不要告诉别人。");
        match self {
            Self::None => Err("no sender is configured".to_owned()),
            Self::Log => {
                tracing::info!(phone = crate::hall::mask(phone), code, "a code for signing in");
                Ok(())
            }
            Self::File(path) => {
                let line = json!({ "phone": phone, "code": code, "text": text });
                let mut options = OpenOptions::new();
                options.append(true).create(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let written = options.open(path).and_then(|mut file| writeln!(file, "{line}"));
                written.map_err(|why| format!("writing `{}`: {why}", path.display()))
            }
            Self::Http { address, token } => {
                let agent = ureq::Agent::from(ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).max_redirects(0).build());
                let mut request = agent.post(address).header("content-type", "application/json");
                if !token.is_empty() {
                    request = request.header("authorization", format!("Bearer {token}"));
                }
                let body = json!({ "phone": phone, "code": code, "text": text }).to_string();
                request.send(&body).map(drop).map_err(|why| why.to_string())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader, Read as _, Write as _};

    use super::*;

    #[test]
    fn a_file_gets_a_line_for_each_code() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("codes.jsonl");
        let sender = Senders::File(path.clone());
        sender.send("13800006021", "123456").expect("sent");
        sender.send("13800006022", "654321").expect("sent");
        let text = std::fs::read_to_string(path).expect("a file");
        let codes: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!((codes.len(), &codes[0]["phone"], &codes[1]["code"]), (2, &json!("13800006021"), &json!("654321")));
    }

    #[test]
    fn a_gateway_gets_a_post_with_the_token() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/sms", listener.local_addr().expect("an address"));
        let gateway = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
            let (mut head, mut length) = (String::new(), 0);
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).expect("a line");
                if let Some(n) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = n.trim().parse().expect("a length");
                }
                head += &line;
                if line.trim().is_empty() {
                    break;
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).expect("a body");
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").expect("answered");
            (head, String::from_utf8(body).expect("text"))
        });
        Senders::Http { address, token: "geheim".into() }.send("13800006021", "123456").expect("sent");
        let (head, body) = gateway.join().expect("a request");
        assert!(head.starts_with("POST /sms ") && head.to_ascii_lowercase().contains("authorization: bearer geheim"), "{head}");
        assert!(body.contains("\"code\":\"123456\"") && body.contains("\"phone\":\"13800006021\""), "{body}");
    }
}
