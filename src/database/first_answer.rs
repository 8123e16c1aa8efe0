//! The server's answer to the first packet of a login, before anybody has logged in: whether it takes connections at all.
//!
//! libpq passes a refusal on as text in the server's language. In the protocol it carries its SQLSTATE, so that a server that starts up,
//! or has no room, is known as such whatever it speaks. What comes after the password is not asked for here.

use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use crate::config::{Host, Target};

/// Neither the connection nor the answer is waited for longer.
const PATIENCE: Duration = Duration::from_secs(3);
/// Protocol 3.0.
const PROTOCOL: i32 = 3 << 16;
/// No refusal is longer.
const LONGEST: usize = 64 * 1024;

/// The SQLSTATE with which the first host that answers refuses to begin; none if none does.
pub fn refusal(target: &Target) -> Option<String> {
    target.hosts.iter().find_map(|host| ask(host, target).ok()).flatten()
}

fn ask(host: &Host, target: &Target) -> io::Result<Option<String>> {
    let port = host.port.unwrap_or(5432);
    if host.name.starts_with('/') {
        let stream = UnixStream::connect(format!("{}/.s.PGSQL.{port}", host.name))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        return exchange(stream, target);
    }
    let address = (host.name.as_str(), port).to_socket_addrs()?.next().ok_or(io::ErrorKind::NotFound)?;
    let stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    exchange(stream, target)
}

/// Sends the start-up packet and reads one message.
fn exchange(mut stream: impl Read + Write, target: &Target) -> io::Result<Option<String>> {
    let mut packet = PROTOCOL.to_be_bytes().to_vec();
    for text in ["user", &target.user, "database", &target.database, ""] {
        packet.extend_from_slice(text.as_bytes());
        packet.push(0);
    }
    let length = i32::try_from(packet.len() + 4).map_err(|_| io::ErrorKind::InvalidInput)?;
    stream.write_all(&[&length.to_be_bytes()[..], &packet].concat())?;
    let mut head = [0; 5];
    stream.read_exact(&mut head)?;
    let [kind, length @ ..] = head;
    let length = usize::try_from(i32::from_be_bytes(length)).unwrap_or(0).saturating_sub(4);
    if kind != b'E' || length > LONGEST {
        return Ok(None);
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(state(&body))
}

/// The field `C` of an ErrorResponse.
fn state(body: &[u8]) -> Option<String> {
    let field = body.split(|byte| *byte == 0).find_map(|field| field.strip_prefix(b"C"))?;
    String::from_utf8(field.to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_is_one_of_the_fields() {
        let body = "SSCHWERWIEGEND\0VFATAL\0C57P03\0Mdas Datenbanksystem startet\0\0";
        assert_eq!(state(body.as_bytes()).as_deref(), Some("57P03"));
        assert_eq!(state(b"\0"), None);
    }
}
