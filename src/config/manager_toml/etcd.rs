//! The `[etcd]` table: where the manager's etcd is, and how to log in there.

use toml::de::DeValue;

use super::{Placed, address, each, filled, host_and_port, pair_of, string};
use crate::config::alembic_ini::ParseError;
use crate::config::error::Problem;
use crate::config::{Host, Secret};

/// What `[etcd]` says; absent where it says nothing, or still what the sample says.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct EtcdTable {
    /// `namespace`
    pub namespace: Option<Placed<String>>,
    /// `addr`, one or several
    pub addr: Option<Placed<Vec<Host>>>,
    /// `user`; an empty one is none
    pub user: Option<String>,
    /// `password`
    pub password: Option<Secret>,
}

/// Reads the text of a file.
pub fn parse(text: &str) -> Result<EtcdTable, ParseError> {
    let mut read = EtcdTable::default();
    each(text, "etcd", |key, value, at| read.take(key, value, at))?;
    Ok(read)
}

impl EtcdTable {
    fn take(&mut self, key: &str, value: &DeValue<'_>, at: (usize, usize)) -> Result<(), Problem> {
        match key {
            "namespace" | "addr" if value.as_str().is_some_and(is_sample) => {}
            "namespace" => self.namespace = Some((filled("namespace", value)?, at)),
            "addr" => self.addr = Some((addresses(value)?, at)),
            "user" => self.user = Some(string("user", value)?).filter(|user| !user.is_empty()),
            "password" => self.password = Some(Secret::new(string("password", value)?)),
            _ => {}
        }
        Ok(())
    }
}

/// Nobody who upgrades a database has filled `[etcd]` in for this program's sake.
fn is_sample(text: &str) -> bool {
    ["{NS}", "{ETCDADDR}"].iter().any(|word| text.contains(word))
}

/// The forms of `[db].addr`, or a list of them.
fn addresses(value: &DeValue<'_>) -> Result<Vec<Host>, Problem> {
    let hosts = match value {
        DeValue::Array(items) => match pair_of(items) {
            Ok(host) => vec![host],
            Err(_) => items.iter().map(|item| address(item.get_ref())).collect::<Result<_, _>>()?,
        },
        _ => vec![address(value)?],
    };
    if hosts.is_empty() { Err(Problem::Address) } else { hosts.into_iter().map(on_the_network).collect() }
}

/// `HOST:PORT`, as BACKEND_ETCD_ADDR holds it.
pub fn network_address(text: &str) -> Result<Host, Problem> {
    on_the_network(host_and_port(text)?)
}

/// etcd listens on no socket file.
fn on_the_network(host: Host) -> Result<Host, Problem> {
    if host.name.starts_with('/') { Err(Problem::Address) } else { Ok(host) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn etcd(text: &str) -> Result<EtcdTable, Problem> {
        parse(&format!("[etcd]\n{text}")).map_err(|fault| fault.problem)
    }

    fn hosts(text: &str) -> Result<Vec<String>, Problem> {
        let (hosts, _) = etcd(&format!("addr = {text}"))?.addr.expect("an address");
        Ok(hosts.iter().map(|host| format!("{}|{}", host.name, host.port.unwrap_or_default())).collect())
    }

    #[test]
    fn one_address_or_several_in_every_form() {
        for (text, expected) in [
            (r#""h:8120""#, vec!["h|8120"]),
            (r#"{ host = "h", port = 8120 }"#, vec!["h|8120"]),
            (r#"["h", 8120]"#, vec!["h|8120"]),
            (r#"["h", "8120"]"#, vec!["h|8120"]),
            (r#""[::1]:8120""#, vec!["::1|8120"]),
            (r#"["h1:1", "h2:2"]"#, vec!["h1|1", "h2|2"]),
            (r#"[{ host = "h1", port = 1 }, ["h2", 2], "h3:3"]"#, vec!["h1|1", "h2|2", "h3|3"]),
            (r#"[["h1", 1]]"#, vec!["h1|1"]),
        ] {
            assert_eq!(hosts(text).unwrap(), expected, "{text}");
        }
        for text in
            [r#""h""#, "[]", r#"["h", 0]"#, r#"["h1:1", "h2"]"#, r#""/run/etcd:1""#, "8120", r#"["h1", 1, "h2", 2]"#]
        {
            assert_eq!(hosts(text), Err(Problem::Address), "{text}");
        }
    }

    #[test]
    fn the_rest_is_literal_and_other_tables_do_not_matter() {
        let text = "[db]\naddr = 1\n[etcd]\nnamespace = \"a b\"\nuser = \"ü\"\npassword = \" @:\\n\"\nx = 1\n";
        let read = parse(text).unwrap();
        assert_eq!(read.namespace, Some(("a b".into(), (4, 13))));
        assert_eq!((read.addr, read.user.as_deref()), (None, Some("ü")));
        assert_eq!(read.password.unwrap().expose(), " @:\n");
        assert_eq!(etcd("user = \"\"").unwrap().user, None);
        assert_eq!(parse("[db]\n").unwrap(), EtcdTable::default());
    }

    #[test]
    fn what_the_sample_says_counts_as_nothing() {
        assert_eq!(etcd("namespace = \"{NS}\"\naddr = \"{ETCDADDR}\"").unwrap(), EtcdTable::default());
    }

    #[test]
    fn refusals() {
        assert_eq!(etcd("namespace = \"\""), Err(Problem::EmptyValue("namespace")));
        assert!(matches!(etcd("password = 1"), Err(Problem::WrongType { .. })));
        let fault = parse("[etcd]\npassword = \"a\"hunter2\n").unwrap_err();
        assert!(!format!("{fault:?}{}", fault.problem).contains("hunter2"), "{fault:?}");
    }
}
