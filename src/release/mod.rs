//! The embedded releases: for each version the schema of a fresh database, its rows, its facts and its column rules.
//!
//! The last versions of their lines are complete; the others are recorded as differences to a neighbour. Everything is read from
//! `migrations/`, which is part of the binary, its TOML as JSON; nothing is parsed before it is asked for.

mod component;
mod derived;
mod guard;
pub mod names;

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::OnceLock;

use include_dir::{Dir, File, include_dir};
use serde::Deserialize;

pub use component::Component;
pub(crate) use component::PerComponent;
pub use guard::{guarded, refuse_foreign, run_in_schema, with_schema};
pub use names::{ReleaseEntry, Version, released, released_of};

use crate::schema_facts::{Fact, Facts, Kind};

/// `migrations/` inside the binary, as the build script wrote it: the manager's part at its top, those of the other components in folders
/// of their own.
pub(crate) static MIGRATIONS: Dir<'_> = include_dir!("$OUT_DIR/migrations");

/// A component's file that the program cannot be without.
pub(crate) fn embedded(component: Component, name: &str) -> &'static str {
    optional(component, name).unwrap_or_else(|| panic!("{name} of the {component} is part of the program"))
}

/// A component's file, where it has one of that name.
pub(crate) fn optional(component: Component, name: &str) -> Option<&'static str> {
    file(component.path(name).as_ref())?.contents_utf8()
}

/// Down its own folders: `Dir::get_file` looks into all that come before them.
fn file(path: &Path) -> Option<&'static File<'static>> {
    let mut folders: Vec<&Path> = path.ancestors().skip(1).collect();
    // The empty one is the top itself.
    folders.pop();
    // As text: part by part, which is how paths are compared, takes longer.
    let below = |folder: &'static Dir<'_>, path: &&Path| {
        folder.dirs().find(|below| below.path().as_os_str() == path.as_os_str())
    };
    let folder = folders.iter().rev().try_fold(&MIGRATIONS, below)?;
    folder.files().find(|file| file.path().as_os_str() == path.as_os_str())
}

/// A released version that a database can be prepared for.
#[derive(Debug)]
pub struct EmbeddedRelease {
    /// Whose it is.
    component: Component,
    /// Its version.
    pub version: Version,
    /// Its entry among the released versions: head, and what its own history lacks.
    pub released: &'static ReleaseEntry,
    /// Under `migrations/`; none where it has the schema and the rules of its base.
    folder: Option<&'static Path>,
    /// What is not in its folder is as here; none where it is complete.
    base: Option<Version>,
    settings: OnceLock<Settings>,
    schema: OnceLock<String>,
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
        file(&Path::new(folder).join(name))?.contents_utf8()
    }
}

/// Why a name is no embedded release.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
pub enum NameError {
    /// No version of that name was ever released.
    #[error("there is no release {name:?}; `{} schema releases --all` lists them, the newest is {}", Component::chosen().word(), newest().version)]
    Unknown {
        /// As given.
        name: String,
    },
    /// A released version whose schema this build does not have.
    #[error("the schema of release {name} (head {head}) is not part of this build; those from {} on are", all()[0].version)]
    NotEmbedded {
        /// As released.
        name: &'static str,
        /// Its head.
        head: &'static str,
    },
}

impl EmbeddedRelease {
    /// The alembic revision that a fresh database of this release is stamped with.
    pub fn head(&self) -> &'static str {
        self.released.head
    }

    /// The whole schema, without the stamp: as it was written, or as it follows from the facts.
    pub fn schema(&'static self) -> Script {
        let complete = self.complete();
        let script = complete.own_script("schema.sql");
        let script = script.unwrap_or_else(|| panic!("release {} has a schema", complete.version));
        if std::ptr::eq(complete.facts(), self.facts()) {
            return script;
        }
        let path = self.script("facts.diff").map_or(script.path, |diff| diff.path);
        Script { path, sql: self.schema.get_or_init(|| derived::schema(self.facts(), script.sql)) }
    }

    /// The rows of a fresh database, where there are any.
    pub fn rows(&self) -> Option<Script> {
        self.script("rows.sql")
    }

    /// The oldest major version of PostgreSQL that the schema runs on.
    pub fn oldest_server(&self) -> u32 {
        self.settings().postgresql
    }

    /// The text of one of its files, such as `columns.json`: its own, else its base's.
    pub fn file(&self, name: &str) -> Option<&'static str> {
        self.script(name).map(|script| script.sql)
    }

    /// One of its SQL files, with its path: its own, else its base's.
    pub fn script(&self, name: &str) -> Option<Script> {
        self.lineage().find_map(|release| release.own_script(name))
    }

    /// The text of one of its own files.
    pub fn own_file(&self, name: &str) -> Option<&'static str> {
        self.own_script(name).map(|script| script.sql)
    }

    fn own_script(&self, name: &str) -> Option<Script> {
        let file = file(&self.folder?.join(name))?;
        Some(Script { path: file.path().to_str()?, sql: file.contents_utf8()? })
    }

    fn settings(&self) -> &Settings {
        self.settings.get_or_init(|| {
            let text = self.file("release.json").unwrap_or_else(|| panic!("release {} has settings", self.version));
            serde_json::from_str(text)
                .unwrap_or_else(|error| panic!("release.toml of release {}: {error}", self.version))
        })
    }

    /// The facts of a fresh database.
    pub fn facts(&self) -> &Facts {
        let own = |name: &str| self.own_file(name);
        match (self.base(), own("facts.diff")) {
            (Some(base), None) => base.facts(),
            (Some(base), Some(diff)) => self.facts.get_or_init(|| derived::facts(base.facts(), diff)),
            (None, _) => self.facts.get_or_init(|| Facts::parse(own("facts.txt").unwrap_or_default())),
        }
    }

    /// The version that it is recorded as a difference to.
    pub fn base(&self) -> Option<&'static EmbeddedRelease> {
        self.base.and_then(|version| version_of(self.component, version))
    }

    /// It, its base, the base of that, …
    pub fn lineage(&self) -> impl Iterator<Item = &EmbeddedRelease> {
        std::iter::successors(Some(self), |release| release.base())
    }

    /// The release that all differences go back to.
    fn complete(&self) -> &EmbeddedRelease {
        self.lineage().last().unwrap_or(self)
    }

    /// Those that have its revisions and may have other tables, oldest first. Revisions make the tables of the newest of them.
    fn with_its_revisions(&self) -> impl DoubleEndedIterator<Item = &'static EmbeddedRelease> {
        with_head(self.head()).filter(|other| other.released.same_revisions(self.released))
    }

    /// Of the versions that have its revisions, the one whose tables were found, unless these are the tables that revisions expect.
    pub fn found_as(&self, found: &Facts) -> Option<&'static EmbeddedRelease> {
        let newest = self.with_its_revisions().next_back()?.facts();
        let mut others = self.with_its_revisions().filter(|other| !std::ptr::eq(other.facts(), newest));
        others.rfind(|other| derived::is_found(other.facts(), newest, found))
    }

    /// Whether its revisions make its tables, and not those of a later version that has them too.
    pub fn is_made_by_its_revisions(&self) -> bool {
        self.with_its_revisions().next_back().is_none_or(|newest| std::ptr::eq(newest.facts(), self.facts()))
    }

    /// The statements that make what revisions expect of the tables of this version. `found`: as for
    /// [`after_upgrade`](Self::after_upgrade).
    pub fn before_upgrade(&self, found: Option<&Facts>) -> Vec<String> {
        let newest = self.with_its_revisions().next_back();
        newest.map(|newest| newest.in_place_of(self, found)).unwrap_or_default()
    }

    /// The statements that make its own tables of what its revisions made. `found`: the facts then, where a database is at hand.
    pub fn after_upgrade(&self, found: Option<&Facts>) -> Vec<String> {
        let newest = self.with_its_revisions().next_back();
        newest.map(|newest| self.in_place_of(newest, found)).unwrap_or_default()
    }

    fn in_place_of(&self, other: &EmbeddedRelease, found: Option<&Facts>) -> Vec<String> {
        let (to, from) = (self.facts(), other.facts());
        if std::ptr::eq(to, from) {
            return Vec::new();
        }
        let schema = self.complete().own_file("schema.sql").unwrap_or_default();
        derived::mending(to, from, found.unwrap_or(from), schema)
    }

    /// Whether it is recorded as a whole.
    pub fn is_complete(&self) -> bool {
        self.base.is_none()
    }

    /// The version that it is the same as: schema, rules and revisions.
    pub fn same_as(&self) -> Option<Version> {
        self.base.filter(|_| self.released.same.is_some())
    }
}

/// Every embedded release of the chosen component, oldest first.
pub fn all() -> &'static [EmbeddedRelease] {
    all_of(Component::chosen())
}

/// Every embedded release of a component, oldest first.
pub fn all_of(component: Component) -> &'static [EmbeddedRelease] {
    static RELEASES: PerComponent<Vec<EmbeddedRelease>> = PerComponent::new();
    RELEASES.get(component, || {
        let folders = MIGRATIONS.get_dir(component.path("releases")).into_iter().flat_map(Dir::dirs).map(Dir::path);
        let folders: HashMap<Version, &Path> =
            folders.filter_map(|folder| Some((folder.file_name()?.to_str()?.parse().ok()?, folder))).collect();
        let mut releases: Vec<EmbeddedRelease> = released_of(component)
            .iter()
            .filter_map(|released| {
                let version = released.version()?;
                let base = released.same.or(released.base).and_then(|base| base.parse().ok());
                let folder = folders.get(&version).copied().filter(|_| released.same.is_none());
                if folder.is_none() && base.is_none() {
                    return None;
                }
                let (settings, schema, facts) = Default::default();
                Some(EmbeddedRelease { component, version, released, folder, base, settings, schema, facts })
            })
            .collect();
        releases.sort_by_key(|release| release.version);
        releases
    })
}

/// Those that are recorded as a whole: the last of each line.
pub fn complete() -> impl DoubleEndedIterator<Item = &'static EmbeddedRelease> {
    all().iter().filter(|release| release.is_complete())
}

/// Those that differ from each other in their schema or their rules.
pub fn distinct() -> impl DoubleEndedIterator<Item = &'static EmbeddedRelease> {
    all().iter().filter(|release| release.same_as().is_none())
}

/// The newest embedded release, the default everywhere.
pub fn newest() -> &'static EmbeddedRelease {
    all().last().expect("at least one release is part of the program")
}

/// The release of exactly this version.
pub fn by_version(version: Version) -> Option<&'static EmbeddedRelease> {
    version_of(Component::chosen(), version)
}

fn version_of(component: Component, version: Version) -> Option<&'static EmbeddedRelease> {
    let all = all_of(component);
    let place = all.binary_search_by_key(&version, |release| release.version);
    place.ok().map(|place| &all[place])
}

/// Finds a release by any of its names: `22.3.3`, `22.03.3`, `22.03` for the line, `latest`. The last of a line that is the same as an
/// earlier one of it goes by that one's name.
pub fn by_name(name: &str) -> Result<&'static EmbeddedRelease, NameError> {
    if name.eq_ignore_ascii_case("latest") {
        return Ok(newest());
    }
    let unknown = || NameError::Unknown { name: name.to_owned() };
    let not_embedded =
        |released: &'static ReleaseEntry| NameError::NotEmbedded { name: released.name, head: released.head };
    let in_line = |version: Version, line: (u32, u32)| (version.major, version.minor) == line;
    match names::numbers(name).map_err(|()| unknown())?[..] {
        [major, minor] => {
            let line = |release: &&EmbeddedRelease| in_line(release.version, (major, minor));
            let known = |entry: &&ReleaseEntry| entry.version().is_some_and(|version| in_line(version, (major, minor)));
            let last = all().iter().rfind(line);
            last.map(|last| last.same_as().and_then(by_version).filter(line).unwrap_or(last))
                .ok_or_else(|| released().iter().rfind(known).map_or_else(unknown, not_embedded))
        }
        [major, minor, patch] => {
            let version = Version { major, minor, patch };
            let released = released().iter().find(|released| released.version() == Some(version));
            by_version(version).ok_or_else(|| released.map_or_else(unknown, not_embedded))
        }
        _ => Err(unknown()),
    }
}

/// What any release has names for.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Tables.
    pub tables: BTreeSet<&'static str>,
    /// Extensions.
    pub extensions: BTreeSet<&'static str>,
    /// These, types and functions.
    pub owners: BTreeSet<&'static str>,
}

/// The names in the facts of all releases, without putting these together.
pub fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut names = Vocabulary::default();
        let recorded = distinct().flat_map(|release| release.own_file("facts.txt").or(release.own_file("facts.diff")));
        let lines = recorded.flat_map(str::lines).map(|line| line.strip_prefix("+ ").unwrap_or(line));
        // Most facts are parts of tables, which have a fact of their own: no time is spent on those.
        for fact in lines.filter(|line| !Fact::is_in_table(line)).filter_map(Fact::parse) {
            names.owners.insert(fact.owner);
            match fact.kind {
                Kind::Table => _ = names.tables.insert(fact.name),
                Kind::Extension => _ = names.extensions.insert(fact.name),
                _ => {}
            }
        }
        names
    })
}

/// The extensions that releases use.
pub fn extensions() -> Vec<&'static str> {
    vocabulary().extensions.iter().copied().collect()
}

/// The releases that are stamped with `head`, oldest first, of those that are the same only one.
pub fn with_head(head: &str) -> impl DoubleEndedIterator<Item = &'static EmbeddedRelease> {
    distinct().filter(move |release| release.head() == head)
}

#[cfg(test)]
mod tests;
