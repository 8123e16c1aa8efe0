//! Where each part of a configuration came from, and what there is to say about it. Never the values.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// A place that configuration comes from; also the place that an error names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Source {
    /// An option of a configuration file.
    File {
        /// The file as it was named.
        path: PathBuf,
        /// Line and column, both from 1, where there is a place.
        at: Option<(usize, usize)>,
        /// The section or table, and the option or key.
        option: Option<(String, String)>,
    },
    /// An environment variable.
    Variable(String),
    /// A file that holds one secret, and what named it.
    SecretFile {
        /// The file.
        path: PathBuf,
        /// `--password-file`, or the variable.
        named_by: String,
    },
    /// Standard input.
    Stdin,
    /// libpq's own password file.
    Passfile(PathBuf),
    /// Nothing said otherwise.
    Default,
}

impl Source {
    /// A variable by name.
    pub fn variable(name: impl Into<String>) -> Self {
        Source::Variable(name.into())
    }

    /// A whole file.
    pub fn file(path: &Path) -> Self {
        Source::File { path: path.to_owned(), at: None, option: None }
    }

    /// A line and column of a file.
    pub fn place(path: &Path, line: usize, column: usize) -> Self {
        Source::File { path: path.to_owned(), at: Some((line, column)), option: None }
    }

    /// The same place, with the section and the option that stand there.
    pub fn option(mut self, section: &str, key: &str) -> Self {
        if let Source::File { option, .. } = &mut self {
            *option = Some((section.to_owned(), key.to_owned()));
        }
        self
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::File { path, at, option } => {
                write!(f, "{}", path.display())?;
                if let Some((line, column)) = at {
                    write!(f, ":{line}:{column}")?;
                }
                match option {
                    Some((section, key)) => write!(f, " [{section}] {key}"),
                    None => Ok(()),
                }
            }
            Source::Variable(name) => write!(f, "the variable {name}"),
            Source::SecretFile { path, named_by } => write!(f, "{} ({named_by})", path.display()),
            Source::Stdin => f.write_str("standard input"),
            Source::Passfile(path) => write!(f, "{}, where it has a line for the target", path.display()),
            Source::Default => f.write_str("default"),
        }
    }
}

/// Where each field of a target came from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Origin {
    /// The configuration file; absent where the environment gave everything.
    pub file: Option<PathBuf>,
    /// The hosts and their ports.
    pub hosts: Source,
    /// The role.
    pub user: Source,
    /// The password; absent where there is none, nor a password file of libpq's.
    pub password: Option<Source>,
    /// The database.
    pub database: Source,
    /// Each of the target's parameters.
    pub parameters: BTreeMap<String, Source>,
}

/// Something that the operator should, or may want to, know about his configuration.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    /// The level at which the caller logs it.
    pub level: log::Level,
    /// The message; holds no value that could be a secret.
    pub text: String,
}

impl Diagnostic {
    /// Most likely a mistake, or one for the manager.
    pub fn warn(text: impl Into<String>) -> Self {
        Diagnostic { level: log::Level::Warn, text: text.into() }
    }

    /// Good to know.
    pub fn info(text: impl Into<String>) -> Self {
        Diagnostic { level: log::Level::Info, text: text.into() }
    }

    /// For the curious.
    pub fn debug(text: impl Into<String>) -> Self {
        Diagnostic { level: log::Level::Debug, text: text.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_read_as_places() {
        let place = Source::place(Path::new("alembic.ini"), 5, 18).option("alembic", "sqlalchemy.url");
        assert_eq!(place.to_string(), "alembic.ini:5:18 [alembic] sqlalchemy.url");
        assert_eq!(Source::variable("BACKEND_DB_ADDR").to_string(), "the variable BACKEND_DB_ADDR");
    }
}
