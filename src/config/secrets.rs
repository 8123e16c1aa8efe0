//! Where the password is looked for besides the configuration file, and in which order.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::environment::Environment;
use super::error::{Error, Problem};
use super::origin::{Diagnostic, Source};
use super::secret::Secret;

/// The name of the credential that systemd's `LoadCredential=` gives.
const CREDENTIAL: &str = "backend-db-password";

/// What the command line and the environment can say about secrets.
#[derive(Clone, Debug, Default)]
pub struct SecretSources {
    /// `--password-file`.
    pub password_file: Option<PathBuf>,
    /// The environment.
    pub environment: Environment,
}

/// A password with its source.
#[derive(Debug)]
pub(super) struct Found {
    pub password: Secret,
    pub source: Source,
    pub notes: Vec<Diagnostic>,
}

impl SecretSources {
    /// Those of this process.
    pub fn of_process(password_file: Option<PathBuf>) -> Self {
        SecretSources { password_file, environment: Environment::of_process() }
    }

    /// The password that comes before the one of a configuration file.
    pub(super) fn password(&self) -> Result<Option<Found>, Error> {
        if let Some(path) = &self.password_file {
            return file(path, "--password-file").map(Some);
        }
        if let Some(path) = self.environment.path("BACKEND_DB_PASSWORD_FILE") {
            return file(path, "BACKEND_DB_PASSWORD_FILE").map(Some);
        }
        // systemd sets the directory for any credential of the unit, so that ours may be missing.
        let credential = self.environment.path("CREDENTIALS_DIRECTORY").map(|directory| directory.join(CREDENTIAL));
        if let Some(path) = credential.filter(|path| path.exists()) {
            return file(&path, "CREDENTIALS_DIRECTORY").map(Some);
        }
        let source = Source::variable("BACKEND_DB_PASSWORD");
        let Some(text) = self.environment.text("BACKEND_DB_PASSWORD")? else { return Ok(None) };
        Ok(Some(Found { password: Secret::new(text), source, notes: Vec::new() }))
    }

    /// libpq's password file, where there is one.
    pub(super) fn passfile(&self) -> Option<Source> {
        let named = self.environment.path("PGPASSFILE").map(Path::to_owned);
        let path = named.or_else(|| Some(self.environment.path("HOME")?.join(".pgpass")))?;
        path.exists().then_some(Source::Passfile(path))
    }
}

/// The password of `--password-file`, or else of standard input, for `mgr config encode-url`.
pub fn password_file_or_stdin(file_option: Option<&Path>) -> Result<Secret, Error> {
    let Some(path) = file_option else {
        let invalid = |problem| Error::invalid(Source::Stdin, problem);
        let stdin = io::stdin().lock();
        // Typed, it would stand on the screen.
        if stdin.is_terminal() {
            return Err(invalid(Problem::Terminal));
        }
        let bytes =
            super::file::bounded(stdin).map_err(|error| invalid(Problem::Unreadable { kind: reason(&error) }))?;
        return secret_of_file(bytes).map_err(invalid);
    };
    file(path, "--password-file").map(|found| found.password)
}

/// Reads a file that holds a password and nothing else.
fn file(path: &Path, named_by: &str) -> Result<Found, Error> {
    let source = Source::SecretFile { path: path.to_owned(), named_by: named_by.to_owned() };
    let bytes = super::file::read(path)
        .map_err(|error| Error::invalid(source.clone(), Problem::Unreadable { kind: reason(&error) }))?;
    let password = secret_of_file(bytes).map_err(|problem| Error::invalid(source.clone(), problem))?;
    let mut notes = Vec::new();
    if others_can_read(path) {
        notes.push(Diagnostic::warn(format!("{}: others can read this password file; chmod 600 it", path.display())));
    }
    if password.expose().contains('\n') {
        notes.push(Diagnostic::warn(format!("{}: has more than one line; all of it is the password", path.display())));
    }
    Ok(Found { password, source, notes })
}

/// The secret in a file's bytes: one newline at the end is the editor's, anything else the secret's.
pub fn secret_of_file(bytes: Vec<u8>) -> Result<Secret, Problem> {
    let text =
        String::from_utf8(bytes).map_err(|error| Problem::NotUtf8 { offset: error.utf8_error().valid_up_to() })?;
    let text = text.strip_suffix('\n').map_or(text.as_str(), |rest| rest.strip_suffix('\r').unwrap_or(rest));
    if text.is_empty() {
        return Err(Problem::EmptySecretFile);
    }
    if text.contains('\0') {
        return Err(Problem::Nul { what: "password" });
    }
    Ok(Secret::new(text))
}

/// Why a file could not be read, in the system's words without the error number.
pub(super) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::IsADirectory => "is a directory".into(),
        _ => error.to_string(),
    }
}

/// Whether the file's mode lets its group or everybody read it.
pub(super) fn others_can_read(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o044 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(directory: &Path, name: &str, text: &str) -> PathBuf {
        let path = directory.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn one_newline_of_a_file_is_dropped_and_nothing_else() {
        let text = |bytes: &str| secret_of_file(bytes.as_bytes().to_vec()).unwrap().expose().to_owned();
        assert_eq!(text("pw"), "pw");
        assert_eq!(text("pw\n"), "pw");
        assert_eq!(text("pw\r\n"), "pw");
        assert_eq!(text("pw\n\n"), "pw\n");
        assert_eq!(text(" pw "), " pw ");
    }

    #[test]
    fn empty_binary_and_nul_files_are_refused() {
        assert_eq!(secret_of_file(b"\n".to_vec()), Err(Problem::EmptySecretFile));
        assert_eq!(secret_of_file(b"ab\xff".to_vec()), Err(Problem::NotUtf8 { offset: 2 }));
        assert_eq!(secret_of_file(b"a\0b".to_vec()), Err(Problem::Nul { what: "password" }));
    }

    #[test]
    fn the_order_is_the_documented_one() {
        let directory = tempfile::tempdir().unwrap();
        let option = written(directory.path(), "option", "from option\n");
        let named = written(directory.path(), "named", "from file variable\n");
        written(directory.path(), CREDENTIAL, "from credential\n");
        let all = [
            ("BACKEND_DB_PASSWORD_FILE", named.to_str().unwrap()),
            ("CREDENTIALS_DIRECTORY", directory.path().to_str().unwrap()),
            ("BACKEND_DB_PASSWORD", "from variable"),
        ];
        let password = |password_file: Option<PathBuf>, environment: Environment| {
            let found = SecretSources { password_file, environment }.password().unwrap().unwrap();
            found.password.expose().to_owned()
        };
        assert_eq!(password(Some(option), Environment::from(all)), "from option");
        assert_eq!(password(None, Environment::from(all)), "from file variable");
        assert_eq!(password(None, Environment::from([all[1], all[2]])), "from credential");
        assert_eq!(password(None, Environment::from([all[2]])), "from variable");
        assert!(SecretSources::default().password().unwrap().is_none());
    }

    #[test]
    fn a_credentials_directory_without_our_credential_is_passed_over() {
        let directory = tempfile::tempdir().unwrap();
        let environment = Environment::from([("CREDENTIALS_DIRECTORY", directory.path().to_str().unwrap())]);
        assert!(SecretSources { password_file: None, environment }.password().unwrap().is_none());
    }

    #[test]
    fn a_named_file_that_cannot_be_read_is_an_error() {
        let refused = |path: &Path| {
            let sources = SecretSources { password_file: Some(path.to_owned()), ..SecretSources::default() };
            sources.password().unwrap_err().to_string()
        };
        assert_eq!(refused(Path::new("/nonexistent")), "/nonexistent (--password-file): no such file");
        assert_eq!(refused(Path::new("/")), "/ (--password-file): is a directory");
        let directory = tempfile::tempdir().unwrap();
        let path = written(directory.path(), "file", "pw");
        let below = path.join("pw");
        assert!(refused(&below).starts_with(&format!("{} (--password-file): ", below.display())));
        // EACCES, which root cannot be made to meet.
        assert_eq!(reason(&io::Error::from_raw_os_error(13)), "permission denied");
        assert_eq!(reason(&io::Error::other("something else")), "something else");
    }

    #[test]
    fn encode_url_reads_the_named_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = written(directory.path(), "pw", "p@ss\n");
        assert_eq!(password_file_or_stdin(Some(&path)).unwrap().expose(), "p@ss");
        assert!(password_file_or_stdin(Some(Path::new("/nonexistent"))).is_err());
    }

    #[test]
    fn libpqs_password_file_is_the_named_one_else_the_one_at_home() {
        let directory = tempfile::tempdir().unwrap();
        let home = directory.path().to_str().unwrap();
        let passfile = |variables: &[(&'static str, &str)]| {
            let environment = match *variables {
                [one] => Environment::from([one]),
                [one, other] => Environment::from([one, other]),
                _ => Environment::default(),
            };
            SecretSources { password_file: None, environment }.passfile()
        };
        assert_eq!(passfile(&[]), None);
        assert_eq!(passfile(&[("HOME", home)]), None);
        let at_home = written(directory.path(), ".pgpass", "");
        assert_eq!(passfile(&[("HOME", home)]), Some(Source::Passfile(at_home)));
        let named = written(directory.path(), "named", "");
        let both = [("HOME", home), ("PGPASSFILE", named.to_str().unwrap())];
        assert_eq!(passfile(&both), Some(Source::Passfile(named.clone())));
        // One that is named and not there is not looked for elsewhere.
        std::fs::remove_file(&named).unwrap();
        assert_eq!(passfile(&both), None);
    }

    #[test]
    fn the_process_has_its_own() {
        let sources = SecretSources::of_process(Some("pw".into()));
        assert_eq!(sources.password_file.as_deref(), Some(Path::new("pw")));
        assert!(sources.environment.directory().is_some());
    }

    #[test]
    fn a_readable_password_file_earns_a_warning() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let path = written(directory.path(), "pw", "x");
        let notes = |mode| {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            file(&path, "--password-file").unwrap().notes.len()
        };
        // To write it is not to read it.
        assert_eq!((notes(0o600), notes(0o640), notes(0o604), notes(0o622)), (0, 1, 1, 0));
        assert!(!others_can_read(directory.path()) && !others_can_read(Path::new("/nonexistent")));
        std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        assert!(!others_can_read(directory.path()), "what can be read of a directory is no password");
    }
}
