//! Why a configuration could not be used: the place, the problem and the remedy. All wording stands here.
//!
//! Of a URL nothing is quoted that may be a part of the password: of one that cannot be read, nothing at all ([`Correction`] masks it).

use std::path::PathBuf;

use super::origin::Source;
use super::percent::Correction;

/// Why a configuration could not be used. Never quotes a secret.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file where it was looked for.
    #[error("no {what} at {tried}; {remedy}", tried = list(.tried))]
    NotFound {
        /// The file's usual name.
        what: &'static str,
        /// Where it was looked for.
        tried: Vec<PathBuf>,
        /// What to do.
        remedy: &'static str,
    },
    /// A place that says something unusable.
    #[error("{source}: {problem}", source = .place)]
    Invalid {
        /// The file with line and column, or the variable.
        place: Box<Source>,
        /// What is wrong there.
        problem: Box<Problem>,
    },
    /// Both files are complete, and name different databases.
    #[error(
        "{alembic} and {manager} point at different databases (they differ in {differ}); \
         see `mgr config show`, mend one of them, or pass --allow-mismatch"
    )]
    Mismatch {
        /// alembic.ini.
        alembic: String,
        /// manager.toml, or the environment.
        manager: String,
        /// The fields.
        differ: String,
    },
}

impl Error {
    /// A problem with its place.
    pub(super) fn invalid(place: Source, problem: impl Into<Problem>) -> Self {
        Error::Invalid { place: Box::new(place), problem: Box::new(problem.into()) }
    }
}

/// Paths in a sentence.
fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// What is wrong in one place, and what would be right.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[allow(missing_docs)] // each variant's message is its documentation
pub enum Problem {
    // Files and variables.
    #[error("{kind}")]
    Unreadable { kind: String },
    #[error("is not UTF-8 (at byte {offset})")]
    NotUtf8 { offset: usize },
    #[error("is not UTF-8")]
    VariableNotUtf8,
    #[error("holds no password")]
    EmptySecretFile,
    #[error("is a terminal; pipe the password in, or pass --password-file FILE or --no-password")]
    Terminal,
    #[error("the {what} has a NUL character")]
    Nul { what: &'static str },

    // alembic.ini, as python3's configparser reads it.
    #[error("an option before any section; put [alembic] above it")]
    NoSectionHeader,
    #[error("section [{0}] is there a second time; join them")]
    DuplicateSection(String),
    #[error("{option} is there a second time, first on line {first}; delete one")]
    DuplicateOption { option: String, first: usize },
    #[error("neither a section, an option nor a comment; write `key = value`")]
    NotAnOption,
    #[error("the file has no [{wanted}] section{hint}")]
    NoSection { wanted: String, hint: String },
    #[error("section [{section}] has no {option} (is it commented out?); add a line `{option} = postgresql://…`")]
    NoOption { section: String, option: String },
    #[error("a % that is neither %% nor the start of a %(name)s; {0}; `mgr config localize` puts any password in")]
    Percent(Box<Correction>),
    #[error(
        "%({key})s: {key} is defined neither in [{section}] nor in [DEFAULT], and the environment is not asked; define it in [DEFAULT], \
         or, where the % is meant, {correction}"
    )]
    Undefined { key: String, section: String, correction: Box<Correction> },
    #[error(
        "the value refers to itself, or through more than ten others, by %(name)s; write what is meant in its place, and %%(name)s where \
         the % is meant"
    )]
    Depth,
    #[error(
        "the URL goes on in line {next}, as that one is indented; keep it in one line, and start the next option at the margin"
    )]
    Continued { next: usize },

    // The URL, as SQLAlchemy reads it.
    #[error("the URL is empty; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE")]
    Empty,
    #[error("still has the sample's {{…}} in it; put the user, password, host and port of your database there")]
    Placeholder,
    #[error("the URL is in quotes; remove the quotes")]
    Quoted,
    #[error("the URL holds a line break")]
    Newline,
    #[error("the URL holds a control character; write it percent-encoded")]
    Control,
    #[error("the URL ends in what looks like a comment; this file knows comments on lines of their own only")]
    Comment,
    #[error("not a URL but a keyword connection string; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE")]
    Keywords,
    #[error("not a URL; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE")]
    NotAUrl,
    #[error("the URL's scheme is in upper case; write postgresql:// in lower case")]
    SchemeCase,
    #[error("the URL is of another kind of database; this program knows PostgreSQL only, postgresql://…")]
    OtherDatabase,
    #[error(
        "an unescaped @ (or / in the user); in user and password write @ as %40, / as %2F, : as %3A \
         (in alembic.ini %%40, %%2F, %%3A); `mgr config encode-url --ini` does it"
    )]
    UnescapedAt,
    #[error(
        "the {what} is not UTF-8 once it is percent-decoded; write each of its bytes in UTF-8, ä as %C3%A4 \
         (in alembic.ini %%C3%%A4); `mgr config encode-url --ini` does it"
    )]
    DecodedNotUtf8 { what: &'static str },
    #[error("the URL names no user{}; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE", would_be(.login))]
    NoUser { login: Option<String> },
    #[error("the URL names no database; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE")]
    NoDatabase,
    #[error("the URL names no host; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE")]
    NoHost,
    #[error("the URL has a colon without a port; write the port, or leave the colon out")]
    EmptyPort,
    #[error("the port is not a number from 1 to 65535 (or the password has an @, / or : and no @ ends it)")]
    Port,
    #[error("an IPv6 address needs brackets; write [ADDRESS]:PORT")]
    Brackets,
    #[error(
        "several hosts go into the query, so that the manager can read them too; write /DATABASE?host=HOST:PORT&host=HOST:PORT"
    )]
    SeveralHosts,
    #[error("a socket directory goes into the query; write /DATABASE?host=/DIRECTORY")]
    EncodedSocket,
    #[error("the host has a space")]
    HostSpace,
    #[error("hosts in two styles; write either host=H1:P1&host=H2:P2 or host=H1,H2&port=P1,P2")]
    MixedHosts,
    #[error("as many ports as hosts are needed")]
    HostsAndPorts,

    // The URL's parameters.
    #[error("parameter {0} is there more than once")]
    Repeated(String),
    #[error("unknown parameter{}; known are {known}", quoted(.name))]
    UnknownParameter { name: Option<String>, known: String },
    #[error("ssl must be one of disable, allow, prefer, require, verify-ca, verify-full")]
    SslMode,
    #[error("ssl and sslmode differ; keep ssl alone")]
    SslTwice,
    #[error("parameter {0} cannot be given in a URL")]
    Refused(&'static str),
    #[error("parameter {name} {wanted}")]
    ParameterValue { name: &'static str, wanted: &'static str },
    #[error("parameter {name}: {path}: {why}", path = .path.display())]
    TlsFile { name: &'static str, path: PathBuf, why: String },
    #[error("parameter sslrootcert=system: no certificates of the system in the usual places; name the file")]
    NoSystemCertificates,

    // manager.toml and the environment over it.
    #[error("not TOML: {0}")]
    Toml(String),
    #[error("[db] is written in a way that cannot be filled in; write it as [db], and its keys below it, one a line")]
    NotFilledIn,
    #[error("there is no [db] table; write one with addr, name, user and password")]
    NoDbTable,
    #[error("[db] is incomplete, {0} missing; name addr, name and user")]
    Incomplete(String),
    #[error("{key} must be {wanted}")]
    WrongType { key: String, wanted: &'static str },
    #[error("type must be \"postgresql\"; this program knows PostgreSQL only")]
    Type,
    #[error("the address must be HOST:PORT, one host, with a port from 1 to 65535")]
    Address,
    #[error("{0} is empty")]
    EmptyValue(&'static str),
    #[error(
        "etcd's namespace is not named; write the manager's own as namespace into [etcd], or set BACKEND_NAMESPACE"
    )]
    NoNamespace,
}

fn would_be(login: &Option<String>) -> String {
    login
        .as_ref()
        .map(|login| format!(" (the manager's driver would take the operating system's, {login})"))
        .unwrap_or_default()
}

fn quoted(name: &Option<String>) -> String {
    name.as_ref().map(|name| format!(" {name}")).unwrap_or_default()
}
