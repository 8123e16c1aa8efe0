//! The environment as a value, so that what reads it can be tested without changing the process.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use super::error::{Error, Problem};
use super::origin::Source;

/// Variables by name, and the working directory. `Debug` prints the names only: a value may be a password.
#[derive(Clone, Default)]
pub struct Environment {
    variables: BTreeMap<String, OsString>,
    /// None where this is a value of a test's own: files that happen to lie about, such as those of `make demo`, do not count then.
    directory: Option<PathBuf>,
}

impl Environment {
    /// Those of this process.
    pub fn of_process() -> Self {
        let named = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
        Environment { variables: named.collect(), directory: Some(std::env::current_dir().unwrap_or_default()) }
    }

    /// The working directory of the process.
    pub fn directory(&self) -> Option<&Path> {
        self.directory.as_deref()
    }

    /// A variable's text. Set but empty counts as set.
    pub fn text(&self, name: &str) -> Result<Option<&str>, Error> {
        let Some(value) = self.variables.get(name) else { return Ok(None) };
        let text = value.to_str().ok_or_else(|| Error::invalid(Source::variable(name), Problem::VariableNotUtf8))?;
        Ok(Some(text))
    }

    /// A variable that names a file or directory; absent when it is empty.
    pub fn path(&self, name: &str) -> Option<&Path> {
        self.variables.get(name).filter(|value| !value.is_empty()).map(Path::new)
    }

    /// The names of the variables that are set.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.variables.keys().map(String::as_str)
    }

    /// The user that asyncpg would take where none is named (Python's `getpass.getuser`).
    pub fn login(&self) -> Option<&str> {
        let value =
            |name: &&str| self.variables.get(*name).and_then(|value| value.to_str()).filter(|value| !value.is_empty());
        ["LOGNAME", "USER", "LNAME", "USERNAME"].iter().find_map(value)
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Environment {
    fn from(variables: [(&str, &str); N]) -> Self {
        let variables = variables.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        Environment { variables, directory: None }
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.variables.keys()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_value() {
        let environment = Environment::from([("BACKEND_DB_PASSWORD", "hunter2")]);
        assert_eq!(format!("{environment:?}"), r#"["BACKEND_DB_PASSWORD"]"#);
    }

    #[test]
    fn set_but_empty_counts_as_set_for_text_and_not_for_paths() {
        let environment = Environment::from([("NAME", "")]);
        assert_eq!(environment.text("NAME").unwrap(), Some(""));
        assert_eq!(environment.path("NAME"), None);
    }

    #[test]
    fn the_process_has_variables_and_a_directory() {
        let environment = Environment::of_process();
        assert_eq!(environment.path("PATH").map(Path::as_os_str), std::env::var_os("PATH").as_deref());
        assert_eq!(environment.directory().map(Path::to_owned), std::env::current_dir().ok());
        assert_eq!(Environment::from([("NAME", "")]).directory(), None);
    }

    #[test]
    fn a_text_that_is_no_utf_8_is_refused_by_its_name() {
        use std::os::unix::ffi::OsStringExt;
        let variables = BTreeMap::from([("NAME".to_owned(), OsString::from_vec(b"pw\xff".to_vec()))]);
        let environment = Environment { variables, directory: None };
        let refused = environment.text("NAME").unwrap_err().to_string();
        assert_eq!(refused, "the variable NAME: is not UTF-8");
        // A file may have such a name.
        assert!(environment.path("NAME").is_some());
        assert_eq!(environment.text("OTHER").unwrap(), None);
    }

    #[test]
    fn the_user_is_who_logged_in() {
        let login = |variables: [(&str, &str); 2]| Environment::from(variables).login().map(str::to_owned);
        assert_eq!(login([("USER", "user"), ("LOGNAME", "logname")]).as_deref(), Some("logname"));
        assert_eq!(login([("USER", "user"), ("LOGNAME", "")]).as_deref(), Some("user"));
        assert_eq!(login([("HOME", "/root"), ("USERNAME", "")]), None);
    }

    #[test]
    fn names_are_those_that_are_set() {
        let environment = Environment::from([("PGHOST", "h"), ("EMPTY", "")]);
        assert_eq!(environment.names().collect::<Vec<_>>(), ["EMPTY", "PGHOST"]);
    }
}
