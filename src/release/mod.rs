//! The embedded releases: for each release line the whole schema of a fresh database, its rows, its facts and its column rules.
//!
//! Everything is read from `migrations/`, which is part of the binary; nothing is parsed before it is asked for.

mod guard;
pub mod names;

use std::path::Path;
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

pub use guard::{guarded, refuse_foreign, run_in_schema, with_schema};
pub use names::{ReleaseEntry, Version, released};

use crate::schema_facts::Facts;

/// `migrations/` inside the binary.
pub(crate) static MIGRATIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/migrations");

/// A file under `migrations/` that the program cannot be without.
pub(crate) fn embedded(path: &str) -> &'static str {
    file(path).unwrap_or_else(|| panic!("migrations/{path} is part of the program"))
}

fn file(path: &str) -> Option<&'static str> {
    MIGRATIONS.get_file(path)?.contents_utf8()
}

/// A release whose schema is embedded.
#[derive(Debug)]
pub struct EmbeddedRelease {
    /// Its version.
    pub version: Version,
    /// Its entry among the released versions: head, and what its own history lacks.
    pub released: &'static ReleaseEntry,
    /// Under `migrations/`.
    folder: &'static Path,
    settings: OnceLock<Settings>,
    facts: OnceLock<Facts>,
}

/// `release.toml`.
#[derive(Debug, Deserialize)]
struct Settings {
    #[cfg(test)]
    version: String,
    #[cfg(test)]
    head: String,
    postgresql: u32,
}

/// A script of a release or a revision.
#[derive(Clone, Copy, Debug)]
pub struct Script {
    /// Its path under `migrations/`.
    pub path: &'static str,
    /// The SQL, which may name data files beside it.
    pub sql: &'static str,
}

impl Script {
    /// A data file beside it.
    pub(crate) fn data_file(&self, name: &str) -> Option<&'static str> {
        let (folder, _) = self.path.rsplit_once('/')?;
        file(&format!("{folder}/{name}"))
    }
}

/// Why a name is no embedded release.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
pub enum NameError {
    /// No version of that name was ever released.
    #[error("there is no release {name:?}; embedded are {}", embedded_names())]
    Unknown {
        /// As given.
        name: String,
    },
    /// A released version whose schema this build does not have.
    #[error("the schema of release {name} (head {head}) is not part of this build; embedded are {}", embedded_names())]
    NotEmbedded {
        /// As released.
        name: String,
        /// Its head.
        head: String,
    },
}

fn embedded_names() -> String {
    all().iter().map(|release| release.version.to_string()).collect::<Vec<_>>().join(", ")
}

impl EmbeddedRelease {
    /// The alembic revision that a fresh database of this release is stamped with.
    pub fn head(&self) -> &'static str {
        &self.released.head
    }

    /// The whole schema, without the stamp.
    pub fn schema(&self) -> Script {
        self.script("schema.sql").unwrap_or_else(|| panic!("release {} has a schema", self.version))
    }

    /// The rows of a fresh database, where there are any.
    pub fn rows(&self) -> Option<Script> {
        self.script("rows.sql")
    }

    /// The oldest major version of PostgreSQL that the schema runs on.
    pub fn oldest_server(&self) -> u32 {
        self.settings().postgresql
    }

    /// The text of one of its files, such as `columns.toml`.
    pub fn file(&self, name: &str) -> Option<&'static str> {
        MIGRATIONS.get_file(self.folder.join(name))?.contents_utf8()
    }

    /// One that no release is without.
    fn own_file(&self, name: &str) -> &'static str {
        self.file(name).unwrap_or_else(|| panic!("{name} of release {} is part of the program", self.version))
    }

    fn settings(&self) -> &Settings {
        self.settings.get_or_init(|| {
            toml::from_str(self.own_file("release.toml"))
                .unwrap_or_else(|error| panic!("release.toml of release {}: {error}", self.version))
        })
    }

    /// The facts of a fresh database.
    pub fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| Facts::parse(self.own_file("facts.txt")))
    }

    /// One of its SQL files, with its path.
    pub fn script(&self, name: &str) -> Option<Script> {
        let file = MIGRATIONS.get_file(self.folder.join(name))?;
        Some(Script { path: file.path().to_str()?, sql: file.contents_utf8()? })
    }
}

/// Every embedded release, oldest first.
pub fn all() -> &'static [EmbeddedRelease] {
    static RELEASES: OnceLock<Vec<EmbeddedRelease>> = OnceLock::new();
    RELEASES.get_or_init(|| {
        let folders = MIGRATIONS.get_dir("releases").into_iter().flat_map(Dir::dirs);
        let mut releases: Vec<EmbeddedRelease> = folders
            .filter_map(|folder| {
                let version: Version = folder.path().file_name()?.to_str()?.parse().ok()?;
                let released = released().iter().find(|released| released.version() == Some(version))?;
                let (settings, facts) = Default::default();
                Some(EmbeddedRelease { version, released, folder: folder.path(), settings, facts })
            })
            .collect();
        releases.sort_by_key(|release| release.version);
        releases
    })
}

/// The newest embedded release, the default everywhere.
pub fn newest() -> &'static EmbeddedRelease {
    all().last().expect("at least one release is part of the program")
}

/// Finds a release by any of its names: `22.3.3`, `22.03.3`, `22.03` for the line, `latest`, and every released version that
/// has exactly the revisions of an embedded one.
pub fn by_name(name: &str) -> Result<&'static EmbeddedRelease, NameError> {
    if name.eq_ignore_ascii_case("latest") {
        return Ok(newest());
    }
    let unknown = || NameError::Unknown { name: name.to_owned() };
    match names::numbers(name).map_err(|()| unknown())?[..] {
        [major, minor] => all()
            .iter()
            .rfind(|release| (release.version.major, release.version.minor) == (major, minor))
            .ok_or_else(unknown),
        [major, minor, patch] => {
            let version = Version { major, minor, patch };
            let released =
                released().iter().find(|released| released.version() == Some(version)).ok_or_else(unknown)?;
            all()
                .iter()
                .find(|release| release.version == version)
                .or_else(|| all().iter().find(|release| release.released.same_revisions(released)))
                .ok_or_else(|| NameError::NotEmbedded { name: released.name.clone(), head: released.head.clone() })
        }
        _ => Err(unknown()),
    }
}

/// The extensions that releases use.
pub fn extensions() -> Vec<&'static str> {
    let mut names: Vec<&str> = all()
        .iter()
        .flat_map(|release| release.facts().with_prefix("extension "))
        .filter_map(|line| line.strip_prefix("extension "))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The newest embedded release that is stamped with `head`.
pub fn by_head(head: &str) -> Option<&'static EmbeddedRelease> {
    all().iter().rfind(|release| release.head() == head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_release_is_complete() {
        for release in all() {
            assert!(release.schema().sql.contains("CREATE TABLE"), "{}", release.version);
            assert!(release.facts().tables().count() > 20, "{}", release.version);
            assert!(release.file("columns.toml").is_some(), "{} has no column rules", release.version);
            assert_eq!(release.settings().version.parse(), Ok(release.version));
            assert_eq!(release.settings().head, release.head(), "{}", release.version);
            assert!((12..=18).contains(&release.oldest_server()), "{}", release.version);
        }
        assert!(newest().rows().is_some());
    }

    #[test]
    fn releases_are_found_by_all_their_names() {
        for (name, version) in [
            ("22.3.3", "22.03.3"),
            ("22.03.3", "22.03.3"),
            ("22.03.14", "22.03.3"),
            ("22.03", "22.03.3"),
            ("24.09", "24.09.14"),
            ("24.9", "24.09.14"),
            ("24.09.7", "24.09.14"),
            ("25.15", "25.15.12"),
            ("26.9.6", "26.9.6"),
        ] {
            assert_eq!(by_name(name).map(|release| release.version.to_string()).as_deref(), Ok(version), "{name}");
        }
        assert_eq!(by_name("latest").map(|release| release.version), Ok(newest().version));
    }

    #[test]
    fn a_version_with_other_revisions_is_not_taken_for_its_namesake() {
        // The same head as 24.9.14, but seven revisions more below it.
        assert!(matches!(by_name("25.2.0"), Err(NameError::NotEmbedded { .. })));
        assert!(matches!(by_name("22.9.1"), Err(NameError::NotEmbedded { .. } | NameError::Unknown { .. })));
        for name in ["", "22", "22.3.99", "27.1", "head", "22.3.3.1"] {
            assert!(matches!(by_name(name), Err(NameError::Unknown { .. })), "{name}");
        }
    }

    #[test]
    fn heads_lead_to_releases() {
        assert_eq!(by_head("81c264528f20").map(|release| release.version.to_string()).as_deref(), Some("22.03.3"));
        assert!(by_head("5de06da3c2b5").is_none());
    }
}
