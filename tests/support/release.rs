//! What `migrations/` holds: the embedded releases and the revisions, so that no test has to count or name them. "Release" is one that
//! is recorded as a whole, mostly the last of its line; [`versions`] are all that a database can be prepared for. Those that the server
//! cannot hold, because it is too old for them, are not among either.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Facts;
use super::server_user::server_version;

/// A release whose schema is embedded.
#[derive(Debug)]
pub struct Release {
    /// As it was released: `24.09.14`.
    pub name: String,
    folder: String,
    /// The revision that it is stamped with.
    pub head: String,
    /// What its own history lacks below the head.
    pub missing: Vec<String>,
    own: BTreeSet<usize>,
    numbers: Vec<u32>,
}

/// A revision.
#[derive(Debug, Deserialize)]
pub struct Revision {
    pub id: String,
    /// Those it builds upon.
    pub down: Vec<String>,
    pub date: String,
    pub slug: String,
}

/// An entry of releases.toml.
#[derive(Debug, Deserialize)]
struct Released {
    version: String,
    head: String,
    #[serde(default)]
    missing: Vec<String>,
    #[serde(default)]
    extra: Vec<String>,
    base: Option<String>,
    same: Option<String>,
}

fn migrations() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations")
}

fn read(path: &str) -> Option<String> {
    std::fs::read_to_string(migrations().join(path)).ok()
}

fn numbers(version: &str) -> Vec<u32> {
    version.split('.').filter_map(|number| number.parse().ok()).collect()
}

/// Every revision, parents first, in the order in which the newest graph runs them.
pub fn revisions() -> &'static [Revision] {
    #[derive(Deserialize)]
    struct File {
        revisions: Vec<Revision>,
    }
    static REVISIONS: OnceLock<Vec<Revision>> = OnceLock::new();
    REVISIONS.get_or_init(|| {
        let file: File = toml::from_str(&read("history.toml").expect("history.toml")).expect("revisions");
        file.revisions
    })
}

fn released() -> &'static [Released] {
    #[derive(Deserialize)]
    struct File {
        releases: Vec<Released>,
    }
    static RELEASED: OnceLock<Vec<Released>> = OnceLock::new();
    RELEASED.get_or_init(|| {
        let file: File = toml::from_str(&read("releases.toml").expect("releases.toml")).expect("releases");
        file.releases
    })
}

/// How many versions were ever released.
pub fn published() -> usize {
    released().len()
}

impl Released {
    /// Whether the server can hold it: its release.toml says which can, its own or that of what it is recorded against.
    fn fits(&self) -> bool {
        let folder = numbers(&self.version).iter().map(u32::to_string).collect::<Vec<_>>().join(".");
        if let Some(settings) = read(&format!("releases/{folder}/release.toml")) {
            let settings: toml::Table = toml::from_str(&settings).expect("settings");
            let oldest = settings.get("postgresql").and_then(toml::Value::as_integer).expect("a version of PostgreSQL");
            return oldest <= server_version();
        }
        let base = self.same.as_ref().or(self.base.as_ref());
        base.is_none_or(|base| released().iter().find(|other| other.version == *base).expect("its base").fits())
    }
}

/// A released version that a database can be prepared for.
#[derive(Clone, Debug)]
pub struct Known {
    /// As it was released.
    pub name: String,
    /// The revision that it is stamped with.
    pub head: String,
    /// The version that it is the same as.
    pub same: Option<String>,
    base: Option<String>,
    own: BTreeSet<usize>,
}

impl Known {
    /// The facts of a fresh database, the order of columns apart.
    pub fn facts(&self) -> Facts {
        if let Some(release) = releases().iter().find(|release| release.name == self.name) {
            return release.facts().without_positions();
        }
        let base = self.recorded_against().expect("its base").facts();
        let diff = self.own_file("facts.diff").unwrap_or_default();
        let marked = |mark| diff.lines().filter_map(move |line: &str| line.strip_prefix(mark)).collect::<Vec<_>>();
        let (gone, new) = (marked("- "), marked("+ "));
        let lines: Vec<&str> = base.lines().filter(|line| !gone.contains(line)).chain(new).collect();
        Facts::parse(&lines.join("\n")).without_positions()
    }

    /// Whether a fresh database has rows in a table: rows.sql names it, its own or that of what it is recorded against.
    pub fn seeds(&self, table: &str) -> bool {
        match self.own_file("rows.sql") {
            Some(rows) => rows.contains(table),
            None => self.recorded_against().is_some_and(|base| base.seeds(table)),
        }
    }

    fn own_file(&self, name: &str) -> Option<String> {
        let folder = numbers(&self.name).iter().map(u32::to_string).collect::<Vec<_>>().join(".");
        read(&format!("releases/{folder}/{name}"))
    }

    fn recorded_against(&self) -> Option<&'static Known> {
        let base = self.same.as_ref().or(self.base.as_ref())?;
        versions().iter().find(|known| known.name == *base)
    }

    /// Whether a database of it can be upgraded to a release.
    pub fn leads_to(&self, to: &Release) -> bool {
        self.own.len() < to.own.len() && self.own.is_subset(&to.own)
    }

    /// Whether a database of it can be upgraded to another version.
    pub fn is_below(&self, other: &Known) -> bool {
        self.own.len() < other.own.len() && self.own.is_subset(&other.own)
    }

    /// Whether both stand for the same revisions: their tables may differ.
    pub fn has_the_revisions_of(&self, other: &Known) -> bool {
        self.own == other.own
    }

    /// Whether a database of a release can be upgraded to it.
    pub fn comes_after(&self, from: &Release) -> bool {
        from.own.len() < self.own.len() && from.own.is_subset(&self.own)
    }
}

/// All versions that a database can be prepared for, oldest first.
pub fn versions() -> &'static [Known] {
    static VERSIONS: OnceLock<Vec<Known>> = OnceLock::new();
    VERSIONS.get_or_init(|| {
        let whole = |entry: &Released| releases().iter().any(|release| release.name == entry.version);
        let known = released().iter().filter(|entry| entry.base.is_some() || entry.same.is_some() || whole(entry));
        let known = known.filter(|entry| entry.fits()).map(|entry| Known {
            name: entry.version.clone(),
            head: entry.head.clone(),
            same: entry.same.clone(),
            base: entry.base.clone(),
            own: entry.own(),
        });
        known.collect()
    })
}

/// The embedded releases, oldest first.
pub fn releases() -> &'static [Release] {
    static RELEASES: OnceLock<Vec<Release>> = OnceLock::new();
    RELEASES.get_or_init(|| {
        let folders = std::fs::read_dir(migrations().join("releases")).expect("releases").flatten();
        let names = folders
            .filter(|entry| entry.path().join("schema.sql").is_file())
            .filter_map(|entry| entry.file_name().into_string().ok());
        let mut releases: Vec<Release> = names.filter_map(embedded).collect();
        releases.sort_by(|one, other| one.numbers.cmp(&other.numbers));
        releases
    })
}

impl Released {
    /// The revisions that a database of it stands for.
    fn own(&self) -> BTreeSet<usize> {
        let mut own = ancestors(&self.head);
        self.missing.iter().for_each(|id| _ = own.remove(&position(id)));
        own.extend(self.extra.iter().map(|id| position(id)));
        own
    }
}

/// A version from before the first embedded release.
#[derive(Debug)]
pub struct Early {
    /// As it was released: `18.12.0`.
    pub name: String,
    /// The revision that it is stamped with.
    pub head: String,
    own: BTreeSet<usize>,
}

impl Early {
    /// The revisions that a database of it stands for, by their places.
    pub fn own(&self) -> &BTreeSet<usize> {
        &self.own
    }
}

/// The versions from before the first embedded release, oldest first: of those that have the same revisions, the last.
pub fn early() -> &'static [Early] {
    static EARLY: OnceLock<Vec<Early>> = OnceLock::new();
    EARLY.get_or_init(|| {
        let first = position(&releases()[0].head);
        let before = released().iter().filter(|released| position(&released.head) < first);
        let mut early: Vec<Early> = Vec::new();
        for released in before {
            let own = released.own();
            early.retain(|other| other.own != own);
            early.push(Early { name: released.version.clone(), head: released.head.clone(), own });
        }
        early.sort_by_key(|version| position(&version.head));
        early
    })
}

fn embedded(folder: String) -> Option<Release> {
    let numbers = numbers(&folder);
    let entry = released().iter().find(|released| self::numbers(&released.version) == numbers).expect("its entry");
    if !entry.fits() {
        return None;
    }
    let own = entry.own();
    let (name, head, missing) = (entry.version.clone(), entry.head.clone(), entry.missing.clone());
    Some(Release { name, folder, head, missing, own, numbers })
}

/// The newest embedded release; the program's default on a server that is new enough for it.
pub fn newest() -> &'static Release {
    releases().last().expect("an embedded release")
}

/// An embedded release by its name or by that of its line: `24.09`.
pub fn release(name: &str) -> &'static Release {
    let wanted = numbers(name);
    releases().iter().find(|release| release.numbers.starts_with(&wanted)).unwrap_or_else(|| panic!("{name}"))
}

/// Where a revision stands.
pub fn position(id: &str) -> usize {
    revisions().iter().position(|revision| revision.id == id).unwrap_or_else(|| panic!("there is no revision {id}"))
}

/// A revision and all below it.
pub fn ancestors(id: &str) -> BTreeSet<usize> {
    let mut all = BTreeSet::new();
    let mut left = vec![position(id)];
    while let Some(position) = left.pop() {
        if all.insert(position) {
            left.extend(revisions()[position].down.iter().map(|id| self::position(id)));
        }
    }
    all
}

impl Release {
    /// The revisions that a database of it stands for, by their places.
    pub fn own(&self) -> &BTreeSet<usize> {
        &self.own
    }

    /// What an upgrade to another release runs, in order.
    pub fn plan(&self, to: &Release) -> Vec<&'static str> {
        to.own.difference(&self.own).map(|position| revisions()[*position].id.as_str()).collect()
    }

    /// Whether a database of it can be upgraded to another release: that one lacks nothing that it has, and all revisions on the way
    /// are embedded.
    pub fn leads_to(&self, to: &Release) -> bool {
        self.own.len() < to.own.len() && self.own.is_subset(&to.own) && self.plan(to).iter().all(|id| is_embedded(id))
    }

    /// One of its files.
    pub fn file(&self, name: &str) -> String {
        self.optional_file(name).unwrap_or_else(|| panic!("{} has no {name}", self.name))
    }

    /// One of its files, where it has it.
    pub fn optional_file(&self, name: &str) -> Option<String> {
        read(&format!("releases/{}/{name}", self.folder))
    }

    /// The facts of a fresh database.
    pub fn facts(&self) -> Facts {
        Facts::parse(&self.file("facts.txt"))
    }

    /// A setting of release.toml.
    pub fn setting(&self, name: &str) -> toml::Value {
        let settings: toml::Table = toml::from_str(&self.file("release.toml")).expect("settings");
        settings.get(name).unwrap_or_else(|| panic!("{name} of {}", self.name)).clone()
    }

    /// The line of releases that it is the last of: `24.09`.
    pub fn line(&self) -> String {
        self.name.rsplit_once('.').expect("three numbers").0.to_owned()
    }
}

/// All ordered pairs of embedded releases between which an upgrade leads.
pub fn pairs() -> Vec<(&'static Release, &'static Release)> {
    let from = releases().iter();
    from.flat_map(|from| releases().iter().filter(|to| from.leads_to(to)).map(move |to| (from, to))).collect()
}

/// The longest row of releases, each of which leads to the next: what a database that is kept up to date goes through.
pub fn chain() -> Vec<&'static Release> {
    let mut chain = vec![&releases()[0]];
    for release in &releases()[1..] {
        if chain[chain.len() - 1].leads_to(release) {
            chain.push(release);
        }
    }
    chain
}

/// The folders of `migrations/revisions/`, by revision.
fn folder(id: &str) -> Option<&'static PathBuf> {
    static FOLDERS: OnceLock<Vec<(String, PathBuf)>> = OnceLock::new();
    let folders = FOLDERS.get_or_init(|| {
        let entries = std::fs::read_dir(migrations().join("revisions")).expect("revisions").flatten();
        entries
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                Some((name.split('_').next()?.to_owned(), entry.path()))
            })
            .collect()
    });
    folders.iter().find(|(revision, _)| revision == id).map(|(_, path)| path)
}

/// Whether the SQL of a revision is there.
pub fn is_embedded(id: &str) -> bool {
    folder(id).is_some()
}

/// `up` or `down` of a revision, with the content of the data files that it names in their places.
pub fn script(id: &str, direction: &str) -> String {
    const TOKEN: &str = ":'file ";
    let folder = folder(id).unwrap_or_else(|| panic!("{id} is not embedded"));
    let read = |name: &str| {
        let file = folder.join(name);
        std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    };
    let mut script = read(&format!("{direction}.sql"));
    while let Some(start) = script.find(TOKEN) {
        let end = start + TOKEN.len() + script[start + TOKEN.len()..].find('\'').expect("the end of a file's name");
        let content = read(&script[start + TOKEN.len()..end]);
        script.replace_range(start..=end, &format!("$data_file${content}$data_file$"));
    }
    script
}
