//! Where to connect, whatever file or variable it came from.

use std::collections::BTreeMap;

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
    /// The connection string for libpq, keywords only: a URL would be read by another grammar, and quoted in errors.
    pub fn conninfo(&self) -> Secret {
        self.conninfo_for(&self.database)
    }

    /// The same server, another database.
    pub fn conninfo_for(&self, database: &str) -> Secret {
        let join = |parts: Vec<String>| parts.join(",");
        let hosts = join(self.hosts.iter().map(|host| host.name.clone()).collect());
        let ports = join(self.hosts.iter().map(|host| host.port.unwrap_or(5432).to_string()).collect());
        let mut pairs =
            vec![("host", hosts), ("port", ports), ("user", self.user.clone()), ("dbname", database.to_owned())];
        if let Some(password) = &self.password {
            pairs.push(("password", password.expose().to_owned()));
        }
        pairs.extend(self.parameters.iter().map(|(keyword, value)| (keyword.as_str(), value.clone())));
        let words: Vec<String> = pairs.iter().map(|(keyword, value)| format!("{keyword}={}", quote(value))).collect();
        Secret::new(words.join(" "))
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
        assert_eq!(
            target.conninfo().expose(),
            r"host='::1,/run/pg' port='5432,5433' user='o\'hara' dbname='my db' password='p\\ w\'d' sslmode='prefer'"
        );
    }
}
