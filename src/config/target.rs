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

/// Variable, keyword and the value that the keyword gets where nothing was said: libpq takes a variable only for a keyword that is
/// absent. An empty value is libpq's own default. Keywords that libpq 15 does not know are left out, as it refuses them.
const SHIELD: &[(&str, &str, &str)] = &[
    ("PGHOSTADDR", "hostaddr", ""),
    ("PGOPTIONS", "options", ""),
    ("PGAPPNAME", "application_name", "backend.ai"),
    ("PGCLIENTENCODING", "client_encoding", "UTF8"),
    ("PGSSLMODE", "sslmode", "prefer"),
    ("PGSSLCOMPRESSION", "sslcompression", "0"),
    ("PGSSLCERT", "sslcert", ""),
    ("PGSSLKEY", "sslkey", ""),
    ("PGSSLROOTCERT", "sslrootcert", ""),
    ("PGSSLCRL", "sslcrl", ""),
    ("PGSSLCRLDIR", "sslcrldir", ""),
    ("PGSSLSNI", "sslsni", "1"),
    ("PGSSLMINPROTOCOLVERSION", "ssl_min_protocol_version", "TLSv1.2"),
    ("PGSSLMAXPROTOCOLVERSION", "ssl_max_protocol_version", ""),
    ("PGREQUIREPEER", "requirepeer", ""),
    ("PGCHANNELBINDING", "channel_binding", "prefer"),
    // asyncpg does not encrypt with GSSAPI either.
    ("PGGSSENCMODE", "gssencmode", "disable"),
    ("PGKRBSRVNAME", "krbsrvname", "postgres"),
    ("PGGSSLIB", "gsslib", ""),
    // asyncpg's default, in seconds
    ("PGCONNECT_TIMEOUT", "connect_timeout", "60"),
    ("PGTARGETSESSIONATTRS", "target_session_attrs", "any"),
];

/// The variables that do not count though libpq would read them.
pub(super) fn is_shielded(variable: &str) -> bool {
    ["PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE"].contains(&variable)
        || SHIELD.iter().any(|(name, _, _)| *name == variable)
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
        let shield = SHIELD.iter().filter(|(_, keyword, _)| !self.parameters.contains_key(*keyword));
        pairs.extend(shield.map(|(_, keyword, value)| (*keyword, (*value).to_owned())));
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
        assert!(!target.conninfo_without_password().contains("password"));
    }
}
