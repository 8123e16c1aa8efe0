//! Where to connect, whatever file or variable it came from.

use std::collections::BTreeMap;

use super::keywords::KEYWORDS;
use super::secret::Secret;

/// One server address.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Host {
    /// A host name, an address without brackets, or the directory of a socket.
    pub name: String,
    /// 5432 where absent.
    pub port: Option<u16>,
}

/// A database as libpq keywords. Two targets are equal when they name the same database, user and parameters.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Target {
    /// At least one.
    pub hosts: Vec<Host>,
    /// The role.
    pub user: String,
    /// Absent: libpq looks into PGPASSFILE or ~/.pgpass.
    pub password: Option<Secret>,
    /// The literal name of the database.
    pub database: String,
    /// libpq keyword → value, such as `sslmode`.
    pub parameters: BTreeMap<String, String>,
}

impl Target {
    /// The same for who wants to write: several hosts are a primary and its standbys, of which none takes a write.
    pub fn primary(&self) -> Target {
        let mut target = self.clone();
        if self.hosts.len() > 1 {
            target.parameters.entry("target_session_attrs".to_owned()).or_insert_with(|| "read-write".to_owned());
        }
        target
    }

    /// The connection string for libpq, keywords only: a URL would be read by another grammar, and quoted in errors.
    pub fn conninfo(&self) -> Secret {
        self.conninfo_for(&self.database)
    }

    /// The same without a password, for programs that take it from elsewhere: this may be shown.
    pub fn conninfo_without_password(&self) -> String {
        self.words(&self.database, None)
    }

    /// The same server, another database.
    pub fn conninfo_for(&self, database: &str) -> Secret {
        // An empty password is none, and keeps libpq from PGPASSWORD; it still looks into its password file.
        Secret::new(self.words(database, Some(self.password.as_ref().map_or("", Secret::expose))))
    }

    fn words(&self, database: &str, password: Option<&str>) -> String {
        let join = |parts: Vec<String>| parts.join(",");
        let hosts = join(self.hosts.iter().map(|host| host.name.clone()).collect());
        let ports = join(self.hosts.iter().map(|host| host.port.unwrap_or(5432).to_string()).collect());
        let mut pairs =
            vec![("host", hosts), ("port", ports), ("user", self.user.clone()), ("dbname", database.to_owned())];
        pairs.extend(password.map(|password| ("password", password.to_owned())));
        // libpq takes a variable only for a keyword that is absent.
        let absent = KEYWORDS.iter().filter(|keyword| !self.parameters.contains_key(keyword.name));
        pairs.extend(absent.filter_map(|keyword| Some((keyword.name, keyword.default?.to_owned()))));
        pairs.extend(self.parameters.iter().map(|(keyword, value)| (keyword.as_str(), value.clone())));
        let words: Vec<String> = pairs.iter().map(|(keyword, value)| format!("{keyword}={}", quote(value))).collect();
        words.join(" ")
    }
}

/// libpq's quoting of a value in a connection string.
fn quote(value: &str) -> String {
    format!("'{}'", value.replace('\\', r"\\").replace('\'', r"\'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conninfo_quotes_every_value() {
        let target = Target {
            hosts: vec![Host { name: "::1".into(), port: None }, Host { name: "/run/pg".into(), port: Some(5433) }],
            user: "o'hara".into(),
            password: Some(Secret::new(r"p\ w'd")),
            database: "my db".into(),
            parameters: BTreeMap::from([("sslmode".into(), "prefer".into())]),
        };
        let conninfo = target.conninfo();
        let start = r"host='::1,/run/pg' port='5432,5433' user='o\'hara' dbname='my db' password='p\\ w\'d' ";
        assert!(conninfo.expose().starts_with(start));
        assert!(conninfo.expose().ends_with(" sslmode='prefer'"));
        assert_eq!(conninfo.expose().matches(" sslmode=").count(), 1);
        // What is not said has a default of the program's, not of a variable's.
        assert!(conninfo.expose().contains(" connect_timeout='10' "));
        let without = conninfo.expose().replace(r" password='p\\ w\'d'", "");
        assert_eq!(target.conninfo_without_password(), without);
        assert_eq!(target.conninfo_for("other").expose(), conninfo.expose().replace("my db", "other"));
    }

    #[test]
    fn of_several_hosts_the_primary_takes_writes_unless_it_is_said_otherwise() {
        let host = |name: &str| Host { name: name.into(), port: None };
        let mut target = Target {
            hosts: vec![host("a")],
            user: "u".into(),
            password: None,
            database: "d".into(),
            parameters: BTreeMap::new(),
        };
        assert_eq!(target.primary(), target);
        target.hosts.push(host("b"));
        assert_eq!(target.primary().parameters["target_session_attrs"], "read-write");
        target.parameters.insert("target_session_attrs".into(), "any".into());
        assert_eq!(target.primary(), target);
    }
}
