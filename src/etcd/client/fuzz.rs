//! What etcd, or whatever answers in its place, may say: HTTP status and text, then keys and values.

use std::time::Instant;

use base64::Engine as _;
use ureq::http::StatusCode;

use super::{Answer, BASE64, Range, Session, Token, agent};
use crate::etcd::tree;
use crate::fuzz::json_values::MARKS;
use crate::fuzz::{Corpus, run};

const PREFIX: &str = "/sorna/local/config/docker/registry/";

/// A key below the prefix and its value, a pair a line.
const PAIRS: &str = "cr.example.com%3A8443 https://cr.example.com:8443\ncr.example.com%3A8443/type harbor2\n\
    cr.example.com%3A8443/project stable, ,community\ncr.example.com%3A8443/username robot$x\ncr.example.com%3A8443/password p\n\
    h%C3%A4/ssl_verify no\nh%C3%A4 http://h\nold/ssl-verify yes\nold ";

/// The answer to a range.
fn range(pairs: &[u8]) -> Vec<u8> {
    let pairs = pairs.split(|byte| *byte == b'\n').map(|pair| {
        let at = pair.iter().position(|byte| *byte == b' ').unwrap_or(pair.len());
        let (key, value) = (&pair[..at], pair.get(at + 1..).unwrap_or_default());
        format!(
            r#"{{"key":"{}","value":"{}"}}"#,
            BASE64.encode([PREFIX.as_bytes(), key].concat()),
            BASE64.encode(value)
        )
    });
    format!(r#"{{"header":{{"revision":"4"}},"kvs":[{}],"count":"6"}}"#, pairs.collect::<Vec<_>>().join(","))
        .into_bytes()
}

#[test]
fn etcd_answers() {
    let session = Session { address: "h:2379".into(), until: Instant::now(), agent: agent() };
    let answers = [
        range(PAIRS.as_bytes()),
        range(b"h http://h"),
        br#"{"header":{}}"#.to_vec(),
        br#"{"error":"etcdserver: user name is empty","message":"etcdserver: user name is empty","code":3}"#.to_vec(),
        br#"{"code":14, "message":"unavailable", "details":[]}"#.to_vec(),
        br#"{"header":{},"token":"abc.1"}"#.to_vec(),
    ];
    let pieces = ["null", "\"kvs\"", "\"header\"", "\"code\"", "\"token\"", "\\ud800", "\\u0000", "="];
    let answers = Corpus::new(answers, &[MARKS, &pieces].concat());
    let words = [
        "/",
        "%",
        "%FF",
        "%2F",
        "ssl_verify",
        "ssl-verify",
        "project",
        ",",
        "\n",
        " ",
        "yes",
        "maybe",
        "ä",
        "\0",
        "cr.example.com",
    ];
    run("etcd answers", &Corpus::new([PAIRS], &words), |input, random| {
        let answer = if random.bool() { range(input) } else { answers.input(random) };
        let status = *random.choice(&[200, 200, 200, 400, 401, 503, 301]).unwrap();
        let status = StatusCode::from_u16(status).unwrap();
        let text = String::from_utf8_lossy(&answer);
        let _ = session.understand::<Token>(status, &text).map_err(|error| error.to_string());
        match session.understand::<Range>(status, &text).map_err(|error| error.to_string())? {
            Answer::Good(range) => {
                let pairs = range.kvs.iter().map(|pair| session.pair(pair)).collect::<Result<Vec<_>, _>>();
                let pairs = pairs.map_err(|error| error.to_string())?;
                let registries = tree::registries(PREFIX, &pairs).map_err(|error| error.to_string())?;
                let _ = registries.iter().map(tree::Registry::projects).sum::<usize>();
                Ok(())
            }
            Answer::Bad { said, .. } => Err(session.refused(said).to_string()),
        }
    });
}
