//! etcd's v3 API through its JSON gateway: one login, one range, each with a time limit.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::json;
use ureq::Agent;
use ureq::http::StatusCode;

use super::tree::Pair;
use crate::config::{Credentials, Etcd, Host};

/// For one connection.
const CONNECT: Duration = Duration::from_secs(2);
/// For everything: names, connections, login and answer, of all addresses together.
const TOTAL: Duration = Duration::from_secs(5);
/// No list of registries is larger.
const LARGEST: u64 = 64 << 20;

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody was there in time.
    #[error("no answer from etcd at {0}")]
    NoAnswer(String),
    /// etcd does not let us read.
    #[error("etcd at {address} refuses: {said}")]
    Refused {
        /// Who.
        address: String,
        /// In its own words.
        said: String,
    },
    /// Something else listens there.
    #[error("what answers at {address} is not etcd's v3 gateway, which etcd 3.4 and newer have: {what}")]
    NotEtcd {
        /// Where.
        address: String,
        /// What it said instead.
        what: String,
    },
}

/// Everything whose key begins with `prefix`, from the first address that answers; and that address.
pub fn range(etcd: &Etcd, prefix: &str) -> Result<(String, Vec<Pair>), Error> {
    let until = Instant::now() + TOTAL;
    let mut silent = Vec::new();
    for host in &etcd.hosts {
        let session = Session { address: address(host), until, agent: agent() };
        match session.range(etcd.credentials.as_ref(), prefix) {
            Ok(pairs) => return Ok((session.address, pairs)),
            Err(Error::NoAnswer(why)) => silent.push(format!("{} ({why})", session.address)),
            Err(failure) => return Err(failure),
        }
    }
    Err(Error::NoAnswer(silent.join(", ")))
}

/// As URLs have it.
pub fn address(host: &Host) -> String {
    let port = host.port.unwrap_or(2379);
    if host.name.contains(':') { format!("[{}]:{port}", host.name) } else { format!("{}:{port}", host.name) }
}

fn agent() -> Agent {
    // Status codes are etcd's to explain. Redirections and proxies would carry the password elsewhere.
    let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).proxy(None);
    config.user_agent("backend.ai").build().into()
}

/// One address, and the time that is left for all.
struct Session {
    address: String,
    until: Instant,
    agent: Agent,
}

#[derive(Deserialize)]
struct Token {
    token: String,
}

#[derive(Deserialize)]
struct Range {
    // Every answer of etcd's has one.
    #[serde(rename = "header")]
    _header: IgnoredAny,
    #[serde(default)]
    kvs: Vec<KeyValue>,
}

#[derive(Deserialize)]
struct KeyValue {
    key: String,
    // Left out where it is empty.
    #[serde(default)]
    value: String,
}

/// A gRPC status as the gateways write it: newer ones without `error`.
#[derive(Debug, Deserialize)]
struct Status {
    code: i32,
    message: Option<String>,
    error: Option<String>,
}

/// gRPC's numbers.
mod code {
    pub const DEADLINE_EXCEEDED: i32 = 4;
    pub const FAILED_PRECONDITION: i32 = 9;
    pub const UNAVAILABLE: i32 = 14;
}

/// What came back.
enum Answer<T> {
    Good(T),
    Bad { code: i32, said: String },
}

impl Session {
    fn range(&self, credentials: Option<&Credentials>, prefix: &str) -> Result<Vec<Pair>, Error> {
        let token = match credentials {
            Some(credentials) => self.log_in(credentials)?,
            None => None,
        };
        let mut end = prefix.as_bytes().to_vec();
        // The first key that does not begin with the prefix, whose last byte is a slash.
        if let Some(last) = end.last_mut() {
            *last += 1;
        }
        let request = json!({ "key": BASE64.encode(prefix), "range_end": BASE64.encode(end) });
        match self.post::<Range>("/v3/kv/range", token.as_deref(), &request)? {
            Answer::Good(range) => range.kvs.iter().map(|pair| self.pair(pair)).collect(),
            Answer::Bad { said, .. } => Err(self.refused(said)),
        }
    }

    /// A token; none where etcd wants no login.
    fn log_in(&self, credentials: &Credentials) -> Result<Option<String>, Error> {
        let request = json!({ "name": credentials.user, "password": credentials.password.expose() });
        match self.post::<Token>("/v3/auth/authenticate", None, &request)? {
            Answer::Good(answer) => Ok(Some(answer.token)),
            Answer::Bad { code: code::FAILED_PRECONDITION, said } if said.contains("not enabled") => Ok(None),
            Answer::Bad { said, .. } => Err(self.refused(said)),
        }
    }

    fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&str>,
        body: &serde_json::Value,
    ) -> Result<Answer<T>, Error> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Error::NoAnswer("no time left".to_owned()));
        }
        let mut request = self
            .agent
            .post(format!("http://{}{path}", self.address))
            .config()
            .timeout_global(Some(left))
            .timeout_resolve(Some(CONNECT.min(left)))
            .timeout_connect(Some(CONNECT.min(left)))
            .build()
            .header("Content-Type", "application/json");
        if let Some(token) = token {
            request = request.header("Authorization", token);
        }
        let mut response = request.send(body.to_string()).map_err(|error| self.failure(error))?;
        let text = response.body_mut().with_config().limit(LARGEST).read_to_string();
        let text = text.map_err(|error| self.failure(error))?;
        self.understand(response.status(), &text)
    }

    /// What an answer says, whoever gave it.
    fn understand<T: DeserializeOwned>(&self, status: StatusCode, text: &str) -> Result<Answer<T>, Error> {
        if status.is_success() {
            return serde_json::from_str(text)
                .map(Answer::Good)
                .map_err(|_| self.not_etcd("the answer to a v3 request is not one".to_owned()));
        }
        match serde_json::from_str::<Status>(text) {
            Ok(Status { code, message, error }) => {
                let said = message.or(error).unwrap_or_else(|| status.to_string());
                match code {
                    code::UNAVAILABLE | code::DEADLINE_EXCEEDED => Err(Error::NoAnswer(said)),
                    _ => Ok(Answer::Bad { code, said }),
                }
            }
            Err(_) => Err(self.not_etcd(format!("HTTP status {status}"))),
        }
    }

    fn pair(&self, pair: &KeyValue) -> Result<Pair, Error> {
        let decode =
            |text: &str| BASE64.decode(text).map_err(|_| self.not_etcd("a key or value is not base64".to_owned()));
        Ok((decode(&pair.key)?, decode(&pair.value)?))
    }

    fn refused(&self, said: String) -> Error {
        Error::Refused { address: self.address.clone(), said }
    }

    fn not_etcd(&self, what: String) -> Error {
        Error::NotEtcd { address: self.address.clone(), what }
    }

    fn failure(&self, error: ureq::Error) -> Error {
        let why = match error {
            ureq::Error::Timeout(_) => "not in time".to_owned(),
            ureq::Error::HostNotFound => "the name has no address".to_owned(),
            ureq::Error::ConnectionFailed => "no connection".to_owned(),
            ureq::Error::Io(error) if error.kind() != ErrorKind::InvalidData => error.kind().to_string(),
            error => return self.not_etcd(error.to_string()),
        };
        Error::NoAnswer(why)
    }
}

#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_as_urls_have_them() {
        let host = |name: &str, port| Host { name: name.into(), port };
        assert_eq!(address(&host("h", Some(8120))), "h:8120");
        assert_eq!(address(&host("::1", None)), "[::1]:2379");
    }

    #[test]
    fn errors_of_older_and_newer_gateways() {
        for text in [
            r#"{"error":"user name is empty","code":3}"#,
            r#"{"error":"user name is empty","message":"user name is empty","code":3}"#,
            r#"{"code":3, "message":"user name is empty", "details":[]}"#,
        ] {
            let status: Status = serde_json::from_str(text).unwrap();
            assert_eq!((status.code, status.message.or(status.error).as_deref()), (3, Some("user name is empty")));
        }
    }

    #[test]
    fn an_empty_value_is_left_out_of_the_answer_and_a_header_never() {
        let range: Range =
            serde_json::from_str(r#"{"header":{"revision":"4"},"kvs":[{"key":"YQ=="}],"count":"1"}"#).unwrap();
        assert_eq!(range.kvs[0].value, "");
        assert!(serde_json::from_str::<Range>(r#"{"header":{}}"#).unwrap().kvs.is_empty());
        assert!(serde_json::from_str::<Range>("{}").is_err());
    }
}
