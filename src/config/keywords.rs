//! The one table of connection parameters: what libpq calls them, which variable would set them, what they are where nobody says, and
//! what they mean in a URL.

/// What becomes of a parameter of a URL.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Meaning {
    /// `ssl`, `sslmode`.
    Ssl,
    /// libpq's keyword of the same name, which asyncpg knows too.
    Same,
    /// libpq's keyword of the same name, on which asyncpg fails.
    LibpqOnly,
    /// asyncpg's, in seconds; libpq's `connect_timeout`.
    Timeout,
    /// Matters to the client library alone.
    ClientOnly,
    /// Would change what the file says, or cannot be said in a URL.
    Refused,
    /// libpq's, of which a URL knows nothing.
    NotInUrl,
}

use Meaning::{ClientOnly, LibpqOnly, NotInUrl, Refused, Same, Ssl, Timeout};

/// One parameter.
#[derive(Clone, Copy, Debug)]
pub struct Keyword {
    /// Its name.
    pub name: &'static str,
    /// In a URL.
    pub meaning: Meaning,
    /// The variable from which libpq would take it; only for a keyword that is absent.
    pub variable: Option<&'static str>,
    /// What it gets where nothing was said; an empty value is libpq's own default. Keywords that libpq 15 does not know have none, as
    /// it refuses them.
    pub default: Option<&'static str>,
}

const fn keyword(name: &'static str, meaning: Meaning) -> Keyword {
    Keyword { name, meaning, variable: None, default: None }
}

const fn set(name: &'static str, meaning: Meaning, default: &'static str) -> Keyword {
    Keyword { name, meaning, variable: None, default: Some(default) }
}

const fn shielded(name: &'static str, meaning: Meaning, variable: &'static str, default: &'static str) -> Keyword {
    Keyword { name, meaning, variable: Some(variable), default: Some(default) }
}

/// All of them, by name.
pub const KEYWORDS: &[Keyword] = &[
    shielded("application_name", LibpqOnly, "PGAPPNAME", "backend.ai"),
    keyword("async_fallback", ClientOnly),
    shielded("channel_binding", LibpqOnly, "PGCHANNELBINDING", "prefer"),
    shielded("client_encoding", NotInUrl, "PGCLIENTENCODING", "UTF8"),
    keyword("command_timeout", ClientOnly),
    // libpq would wait for ever.
    shielded("connect_timeout", LibpqOnly, "PGCONNECT_TIMEOUT", "10"),
    keyword("direct_tls", Refused),
    // asyncpg does not encrypt with GSSAPI either.
    shielded("gssencmode", LibpqOnly, "PGGSSENCMODE", "disable"),
    shielded("gsslib", Same, "PGGSSLIB", ""),
    shielded("hostaddr", NotInUrl, "PGHOSTADDR", ""),
    keyword("keepalives", LibpqOnly),
    // A server that vanished in the middle is noticed within a minute, not after the two hours of the system.
    set("keepalives_count", LibpqOnly, "3"),
    set("keepalives_idle", LibpqOnly, "30"),
    set("keepalives_interval", LibpqOnly, "10"),
    shielded("krbsrvname", Same, "PGKRBSRVNAME", "postgres"),
    shielded("options", LibpqOnly, "PGOPTIONS", ""),
    keyword("passfile", Same),
    keyword("prepared_statement_cache_size", ClientOnly),
    keyword("prepared_statement_name_func", ClientOnly),
    shielded("requirepeer", LibpqOnly, "PGREQUIREPEER", ""),
    keyword("server_settings", Refused),
    keyword("service", Refused),
    keyword("servicefile", Refused),
    keyword("ssl", Ssl),
    shielded("ssl_max_protocol_version", LibpqOnly, "PGSSLMAXPROTOCOLVERSION", ""),
    shielded("ssl_min_protocol_version", LibpqOnly, "PGSSLMINPROTOCOLVERSION", "TLSv1.2"),
    shielded("sslcert", LibpqOnly, "PGSSLCERT", ""),
    shielded("sslcompression", NotInUrl, "PGSSLCOMPRESSION", "0"),
    shielded("sslcrl", LibpqOnly, "PGSSLCRL", ""),
    shielded("sslcrldir", NotInUrl, "PGSSLCRLDIR", ""),
    shielded("sslkey", LibpqOnly, "PGSSLKEY", ""),
    shielded("sslmode", Ssl, "PGSSLMODE", "prefer"),
    keyword("sslpassword", Refused),
    shielded("sslrootcert", LibpqOnly, "PGSSLROOTCERT", ""),
    shielded("sslsni", LibpqOnly, "PGSSLSNI", "1"),
    keyword("statement_cache_size", ClientOnly),
    shielded("target_session_attrs", Same, "PGTARGETSESSIONATTRS", "any"),
    set("tcp_user_timeout", LibpqOnly, "60000"),
    keyword("timeout", Timeout),
];

/// What a parameter of a URL means, if it is known there.
pub fn in_url(name: &str) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|keyword| keyword.name == name && keyword.meaning != NotInUrl)
}

/// Whether libpq would read a variable that does not count here.
pub fn is_shielded(variable: &str) -> bool {
    ["PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE"].contains(&variable)
        || KEYWORDS.iter().any(|keyword| keyword.variable == Some(variable))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_there_once_and_in_its_place() {
        assert!(KEYWORDS.is_sorted_by(|a, b| a.name < b.name));
    }
}
