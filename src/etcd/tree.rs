//! The manager's key tree for container registries: keys and values in, registries out.
//!
//! Below `/sorna/NAMESPACE/config/docker/registry/` the manager of 24.03 and before keeps, for each host,
//!
//! ```text
//! HOST                  the URL
//! HOST/type             docker, harbor, harbor2, …; docker where it is absent
//! HOST/project          names, separated by commas
//! HOST/username
//! HOST/password
//! HOST/ssl_verify       1, 0, yes, no, …; older ones write ssl-verify; true where it is absent
//! ```
//!
//! HOST is percent-encoded, port included: `cr.example.com%3A8443`.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use crate::config::Secret;

/// A key's value, in bytes, as etcd gives both.
pub type Pair = (Vec<u8>, Vec<u8>);

/// What etcd says of one host.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Registry {
    /// The host, decoded.
    pub name: String,
    /// Where it is.
    pub url: Option<String>,
    /// Its type.
    pub kind: Option<String>,
    /// Its projects, separated by commas.
    pub project: Option<String>,
    /// Who logs in there.
    pub username: Option<String>,
    /// And with what.
    pub password: Option<Secret>,
    /// Whether its certificate is verified.
    pub ssl_verify: Option<bool>,
}

impl Registry {
    /// How many projects it names.
    pub fn projects(&self) -> usize {
        let names = self.project.as_deref().unwrap_or_default().split(',');
        names.filter(|name| !name.trim().is_empty()).count()
    }
}

/// A key that cannot be understood. Never shows a value that may be a secret.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("etcd, {key}: {problem}")]
pub struct Error {
    key: String,
    problem: String,
}

/// What every key of a namespace's registries begins with.
pub fn prefix(namespace: &str) -> String {
    format!("/sorna/{namespace}/config/docker/registry/")
}

/// The registries that the pairs below [`prefix`] stand for, by host.
pub fn registries(prefix: &str, pairs: &[Pair]) -> Result<Vec<Registry>, Error> {
    let mut hosts: BTreeMap<String, BTreeMap<String, &str>> = BTreeMap::new();
    for (key, value) in pairs {
        let wrong =
            |problem: &str| Error { key: String::from_utf8_lossy(key).into_owned(), problem: problem.to_owned() };
        let text = std::str::from_utf8(key).map_err(|_| wrong("the key is not UTF-8"))?;
        let Some(below) = text.strip_prefix(prefix) else { continue };
        let (host, field) = below.split_once('/').unwrap_or((below, ""));
        // Neither a host without a name nor what is deeper down is anything that the manager writes.
        if host.is_empty() || field.contains('/') {
            continue;
        }
        let decode = |text: &str| percent_decode_str(text).decode_utf8().map(|text| text.into_owned());
        let (Ok(host), Ok(field)) = (decode(host), decode(field)) else {
            return Err(wrong("the key is not UTF-8 once it is decoded"));
        };
        let value = std::str::from_utf8(value).map_err(|_| wrong("the value is not UTF-8"))?;
        hosts.entry(host).or_default().insert(field, value);
    }
    hosts.into_iter().map(|(name, fields)| registry(prefix, name, &fields)).collect()
}

fn registry(prefix: &str, name: String, fields: &BTreeMap<String, &str>) -> Result<Registry, Error> {
    let text = |field: &str| fields.get(field).map(|value| (*value).to_owned());
    let ssl_verify = ["ssl_verify", "ssl-verify"].into_iter().find_map(|field| Some((field, fields.get(field)?)));
    let ssl_verify = match ssl_verify {
        None => None,
        Some((field, value)) => Some(truth(value).ok_or_else(|| Error {
            key: format!("{prefix}{name}/{field}"),
            problem: format!("{value:?} is neither yes nor no"),
        })?),
    };
    Ok(Registry {
        url: text(""),
        kind: text("type"),
        project: text("project"),
        // The manager takes no empty name; an empty password it does.
        username: text("username").filter(|username| !username.is_empty()),
        password: text("password").map(Secret::new),
        ssl_verify,
        name,
    })
}

/// The words that the manager understands.
fn truth(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "t" | "true" | "y" | "yes" | "on" | "1" | "1.0" => Some(true),
        "false" | "n" | "no" | "off" | "0" | "none" | "0.0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREFIX: &str = "/sorna/local/config/docker/registry/";

    fn read(pairs: &[(&str, &str)]) -> Result<Vec<Registry>, Error> {
        let pairs: Vec<Pair> =
            pairs.iter().map(|(key, value)| (format!("{PREFIX}{key}").into(), (*value).into())).collect();
        registries(&prefix("local"), &pairs)
    }

    #[test]
    fn a_host_with_everything_and_one_with_nothing() {
        let read = read(&[
            ("cr.backend.ai", "https://cr.backend.ai"),
            ("cr.backend.ai/password", "s3cret"),
            ("cr.backend.ai/project", "stable, ,community"),
            ("cr.backend.ai/ssl_verify", "0"),
            ("cr.backend.ai/type", "harbor2"),
            ("cr.backend.ai/username", "robot$x"),
            ("index.docker.io", "https://registry-1.docker.io"),
        ])
        .unwrap();
        let full = Registry {
            name: "cr.backend.ai".into(),
            url: Some("https://cr.backend.ai".into()),
            kind: Some("harbor2".into()),
            project: Some("stable, ,community".into()),
            username: Some("robot$x".into()),
            password: Some(Secret::new("s3cret")),
            ssl_verify: Some(false),
        };
        let bare = Registry {
            name: "index.docker.io".into(),
            url: Some("https://registry-1.docker.io".into()),
            ..Registry::default()
        };
        assert_eq!((full.projects(), bare.projects()), (2, 0));
        assert!(!format!("{full:?}").contains("s3cret"));
        assert_eq!(read, [full, bare]);
    }

    #[test]
    fn hosts_and_fields_are_percent_decoded_and_values_are_not() {
        let read = read(&[
            ("cr.example.com%3A8443", "http://cr.example.com:8443/%41"),
            ("cr.example.com%3A8443/pro%6Aect", "a%2Cb"),
            ("h%2Fp%C3%A4", "x"),
            ("100%", "y"),
        ])
        .unwrap();
        let seen: Vec<_> = read.iter().map(|it| (it.name.as_str(), it.url.as_deref(), it.project.as_deref())).collect();
        assert_eq!(
            seen,
            [
                ("100%", Some("y"), None),
                ("cr.example.com:8443", Some("http://cr.example.com:8443/%41"), Some("a%2Cb")),
                ("h/pä", Some("x"), None),
            ]
        );
    }

    #[test]
    fn a_host_in_two_spellings_is_one() {
        let read = read(&[("a%3A1", "u"), ("a:1/type", "harbor")]).unwrap();
        assert_eq!((read.len(), read[0].url.as_deref(), read[0].kind.as_deref()), (1, Some("u"), Some("harbor")));
    }

    #[test]
    fn words_for_yes_and_no() {
        for (word, expected) in
            [("1", true), ("YES", true), ("true", true), ("on", true), ("0", false), ("No", false), ("off", false)]
        {
            assert_eq!(read(&[("h", "u"), ("h/ssl-verify", word)]).unwrap()[0].ssl_verify, Some(expected), "{word}");
        }
        // The newer spelling counts.
        assert_eq!(read(&[("h/ssl-verify", "no"), ("h/ssl_verify", "yes")]).unwrap()[0].ssl_verify, Some(true));
        let error = read(&[("h", "u"), ("h/ssl-verify", "maybe")]).unwrap_err();
        assert_eq!(error.to_string(), format!("etcd, {PREFIX}h/ssl-verify: \"maybe\" is neither yes nor no"));
    }

    #[test]
    fn what_is_not_a_registrys_is_passed_by() {
        assert_eq!(read(&[]).unwrap(), []);
        assert_eq!(read(&[("", "x"), ("/type", "x"), ("h/a/b", "x")]).unwrap(), []);
        let pairs = [(b"/sorna/local/config/docker/registry2/h".to_vec(), b"x".to_vec())];
        assert_eq!(registries(PREFIX, &pairs).unwrap(), []);
        assert_eq!(read(&[("h", "u"), ("h/extra", "{}")]).unwrap().len(), 1);
    }

    #[test]
    fn credentials_may_be_empty() {
        let read = read(&[("h", "u"), ("h/username", ""), ("h/password", "")]).unwrap();
        assert_eq!(read[0].username, None);
        assert_eq!(read[0].password.as_ref().map(Secret::expose), Some(""));
    }

    #[test]
    fn what_is_not_utf_8_is_told_without_the_value() {
        let pair = (format!("{PREFIX}h/password").into_bytes(), b"s3cret\xff".to_vec());
        let error = registries(PREFIX, &[pair]).unwrap_err();
        assert_eq!(error.to_string(), format!("etcd, {PREFIX}h/password: the value is not UTF-8"));
        assert!(read(&[("h%FF", "u")]).unwrap_err().to_string().contains("not UTF-8 once"));
    }
}
