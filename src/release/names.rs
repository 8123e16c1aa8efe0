//! Names of releases: every released version, its head, and where its own history differs from the newest graph.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use super::component::{Component, PerComponent};

/// A version of a component. `22.03.3` and `22.3.3` are the same.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Version {
    /// The year, from 20 on.
    pub major: u32,
    /// The month.
    pub minor: u32,
    /// The patch level.
    pub patch: u32,
}

impl FromStr for Version {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match numbers(text)?[..] {
            [major, minor, patch] => Ok(Version { major, minor, patch }),
            _ => Err(()),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Version { major, minor, patch } = self;
        // As they were released: up to 24 the month has two digits.
        match major {
            18..=24 => write!(f, "{major}.{minor:02}.{patch}"),
            _ => write!(f, "{major}.{minor}.{patch}"),
        }
    }
}

impl Serialize for Version {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The numbers of `22.03.3` or `22.03`.
pub(super) fn numbers(text: &str) -> Result<Vec<u32>, ()> {
    let number = |part: &str| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits { part.parse().map_err(|_| ()) } else { Err(()) }
    };
    text.split('.').map(number).collect()
}

/// One released version, as `migrations/releases.toml` lists it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseEntry {
    /// As it was released, such as `22.03.3`.
    #[serde(rename = "version")]
    pub name: &'static str,
    /// The alembic revision that it stamps.
    pub head: &'static str,
    /// Revisions below that head in the newest graph that the release never had.
    #[serde(borrow, default)]
    pub missing: Vec<&'static str>,
    /// Revisions that it had and that are not below its head there.
    #[serde(borrow, default)]
    pub extra: Vec<&'static str>,
    /// Revisions that the newest graph does not have at all.
    #[serde(borrow, default)]
    pub foreign: Vec<&'static str>,
    /// The version that it is recorded as a difference to.
    #[serde(borrow, default)]
    pub base: Option<&'static str>,
    /// The version whose schema and column rules are its own.
    #[serde(borrow, default)]
    pub same: Option<&'static str>,
    /// Whether it was tagged, but not published as a package, so that nothing more is known of it.
    #[serde(default)]
    pub unpublished: bool,
}

impl ReleaseEntry {
    /// The version in numbers.
    pub fn version(&self) -> Option<Version> {
        self.name.parse().ok()
    }

    /// Whether both releases stand for the same revisions.
    pub(crate) fn same_revisions(&self, other: &ReleaseEntry) -> bool {
        let same = |left: &[&str], right: &[&str]| {
            left.len() == right.len() && left.iter().all(|revision| right.contains(revision))
        };
        self.head == other.head
            && same(&self.missing, &other.missing)
            && same(&self.extra, &other.extra)
            && same(&self.foreign, &other.foreign)
    }
}

/// Every released version of the chosen component, by version.
pub fn released() -> &'static [ReleaseEntry] {
    released_of(Component::chosen())
}

/// Every released version of a component, by version.
pub fn released_of(component: Component) -> &'static [ReleaseEntry] {
    #[derive(Deserialize)]
    #[serde(bound = "'de: 'static")]
    struct File {
        releases: Vec<ReleaseEntry>,
    }
    static RELEASED: PerComponent<Vec<ReleaseEntry>> = PerComponent::new();
    RELEASED.get(component, || {
        let text = super::embedded(component, "releases.json");
        let file: File =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("releases.toml of the {component}: {error}"));
        file.releases
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_one_version() {
        assert_eq!("22.03.3".parse::<Version>(), "22.3.3".parse());
        assert_eq!("22.3.3".parse::<Version>().unwrap().to_string(), "22.03.3");
        for text in ["", "22", "22.3", "22.3.", "22.3.3.1", "22.3.x", "22.+3.3", "v22.3.3", "99999999999.1.1"] {
            assert_eq!(text.parse::<Version>(), Err(()), "{text}");
        }
    }

    #[test]
    fn every_released_version_is_known() {
        for released in released() {
            assert_eq!(released.version().map(|version| version.to_string()).as_deref(), Some(released.name));
        }
        assert!(released().iter().all(|released| released.foreign.is_empty()));
    }
}
