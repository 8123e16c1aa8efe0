//! Finding PostgreSQL's server programs. Distributions keep them off the PATH, in a directory for each version.

use std::cmp::Reverse;
use std::env;
use std::path::{Path, PathBuf};

use super::Error;

/// What a server needs.
const NEEDED: [&str; 3] = ["initdb", "pg_ctl", "postgres"];

/// Directories of the programs where packages put them; `*` stands for a version.
const USUAL: [&str; 13] = [
    "/usr/lib/postgresql/*/bin",         // Debian, Ubuntu
    "/usr/pgsql-*/bin",                  // PostgreSQL's own packages for Red Hat and its kin
    "/usr/lib/postgresql*/bin",          // openSUSE
    "/usr/libexec/postgresql*",          // Alpine
    "/usr/lib64/postgresql-*/bin",       // Gentoo
    "/usr/lib64/pgsql/bin",              // older Red Hat
    "/opt/homebrew/opt/postgresql*/bin", // Homebrew on Apple silicon
    "/usr/local/opt/postgresql*/bin",    // Homebrew on Intel
    "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
    "/opt/local/lib/postgresql*/bin", // MacPorts
    "/Applications/Postgres.app/Contents/Versions/*/bin",
    "/usr/local/pgsql/bin", // built from source
    "/usr/bin",
];

/// Where `scripts/get-postgresql` puts what it downloads, below the state directory.
const DOWNLOADED: &str = "postgresql/bin";

/// The directory that holds initdb, pg_ctl and postgres.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Binaries {
    bindir: PathBuf,
}

impl Binaries {
    /// Looks in `PG_BINDIR`, on the PATH, in the usual places (newest version first), then below `state`.
    ///
    /// # Errors
    /// When `PG_BINDIR` is set and wrong, or when there are none.
    pub fn find(state: &Path) -> Result<Binaries, Error> {
        let named = env::var_os("PG_BINDIR").filter(|value| !value.is_empty()).map(PathBuf::from);
        let path: Vec<PathBuf> =
            env::var_os("PATH").map(|value| env::split_paths(&value).collect()).unwrap_or_default();
        let downloaded = state.join(DOWNLOADED);
        let bindir = choose(named.as_deref(), &path, &usual_places(&list), &downloaded, &|file| file.is_file())?;
        // initdb on the PATH is often a link into the directory where the others are, too.
        let real = bindir.join("initdb").canonicalize().ok().and_then(|file| file.parent().map(Path::to_owned));
        Ok(real.and_then(|real| Binaries::in_directory(&real)).unwrap_or(Binaries { bindir }))
    }

    /// The programs in `bindir`, if they are all there.
    pub fn in_directory(bindir: &Path) -> Option<Binaries> {
        missing(bindir, &|file| file.is_file()).is_none().then(|| Binaries { bindir: bindir.to_owned() })
    }

    /// The directory.
    pub fn bindir(&self) -> &Path {
        &self.bindir
    }

    /// The path of one program.
    pub fn path(&self, program: &str) -> PathBuf {
        self.bindir.join(program)
    }
}

/// The first directory that has every program; `PG_BINDIR`, when set, is a choice and not a hint.
fn choose(
    named: Option<&Path>,
    path: &[PathBuf],
    usual: &[PathBuf],
    downloaded: &Path,
    exists: &dyn Fn(&Path) -> bool,
) -> Result<PathBuf, Error> {
    if let Some(bindir) = named {
        return match missing(bindir, exists) {
            None => Ok(bindir.to_owned()),
            Some(program) => Err(Error::Bindir { bindir: bindir.to_owned(), program }),
        };
    }
    let mut places = path.iter().chain(usual).map(PathBuf::as_path).chain([downloaded]);
    // A relative PATH entry means another directory for the server's user.
    places
        .find(|place| (place.is_absolute() || *place == downloaded) && missing(place, exists).is_none())
        .map(Path::to_owned)
        .ok_or(Error::NoPrograms)
}

/// The first program that a directory lacks.
fn missing(bindir: &Path, exists: &dyn Fn(&Path) -> bool) -> Option<&'static str> {
    NEEDED.into_iter().find(|program| !exists(&bindir.join(program)))
}

/// The usual places that exist, as `list` tells; within a pattern the newest version first.
fn usual_places(list: &dyn Fn(&Path) -> Vec<String>) -> Vec<PathBuf> {
    USUAL.iter().flat_map(|pattern| expand(pattern, list)).collect()
}

/// The directories that match a pattern with at most one `*`.
fn expand(pattern: &str, list: &dyn Fn(&Path) -> Vec<String>) -> Vec<PathBuf> {
    let Some(star) = pattern.find('*') else { return vec![pattern.into()] };
    let parent = pattern[..star].rfind('/').map_or("", |slash| &pattern[..slash]);
    let (prefix, rest) = (&pattern[parent.len() + 1..star], pattern[star + 1..].trim_start_matches('/'));
    let mut names: Vec<String> = list(Path::new(parent)).into_iter().filter(|name| name.starts_with(prefix)).collect();
    names.sort_by_key(|name| Reverse(version(&name[prefix.len()..])));
    names.iter().map(|name| Path::new(parent).join(name).join(rest)).collect()
}

/// The numbers in a name such as `@16` or `9.6`.
fn version(name: &str) -> Vec<u32> {
    name.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

/// The names in a directory; none where it cannot be read.
fn list(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chooses on a machine with these files.
    fn on(files: &[&str], named: Option<&str>, path: &[&str]) -> Result<PathBuf, Error> {
        let list = |directory: &Path| {
            let below = files.iter().filter_map(|file| Path::new(file).strip_prefix(directory).ok());
            below.filter_map(|rest| Some(rest.iter().next()?.to_str()?.to_owned())).collect()
        };
        let exists = |file: &Path| {
            files.iter().any(|bindir| NEEDED.iter().any(|program| Path::new(bindir).join(program) == file))
        };
        let path: Vec<PathBuf> = path.iter().map(PathBuf::from).collect();
        choose(named.map(Path::new), &path, &usual_places(&list), Path::new(".backend.ai/postgresql/bin"), &exists)
    }

    #[test]
    fn newest_version_of_the_usual_places() {
        let debian = ["/usr/lib/postgresql/9.6/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin"];
        assert_eq!(on(&debian, None, &["/usr/bin"]).unwrap(), Path::new("/usr/lib/postgresql/16/bin"));
        assert_eq!(on(&["/usr/pgsql-17/bin"], None, &[]).unwrap(), Path::new("/usr/pgsql-17/bin"));
        let homebrew = ["/opt/homebrew/opt/postgresql@14/bin", "/opt/homebrew/opt/postgresql@17/bin"];
        assert_eq!(on(&homebrew, None, &[]).unwrap(), Path::new("/opt/homebrew/opt/postgresql@17/bin"));
        assert_eq!(on(&["/usr/libexec/postgresql15"], None, &[]).unwrap(), Path::new("/usr/libexec/postgresql15"));
    }

    #[test]
    fn the_path_goes_before_the_usual_places() {
        let files = ["/usr/lib/postgresql/16/bin", "/opt/pg/bin"];
        assert_eq!(on(&files, None, &["bin", "/opt/pg/bin"]).unwrap(), Path::new("/opt/pg/bin"));
    }

    #[test]
    fn pg_bindir_goes_before_all_and_must_be_right() {
        let files = ["/usr/lib/postgresql/16/bin", "/opt/pg/bin"];
        assert_eq!(on(&files, Some("/opt/pg/bin"), &[]).unwrap(), Path::new("/opt/pg/bin"));
        assert!(matches!(on(&files, Some("/opt/wrong"), &[]), Err(Error::Bindir { program: "initdb", .. })));
    }

    #[test]
    fn what_was_downloaded_comes_last() {
        let files = [".backend.ai/postgresql/bin", "/usr/lib/postgresql/16/bin"];
        assert_eq!(on(&files[..1], None, &["/usr/bin"]).unwrap(), Path::new(".backend.ai/postgresql/bin"));
        assert_eq!(on(&files, None, &["/usr/bin"]).unwrap(), Path::new("/usr/lib/postgresql/16/bin"));
        assert!(matches!(on(&[], None, &["/usr/bin"]), Err(Error::NoPrograms)));
    }
}
