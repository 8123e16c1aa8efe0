//! The components of Backend.AI that have a database of their own, each with its own history and releases in `migrations/`.

use std::fmt;
use std::sync::OnceLock;

/// A component with a database.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Component {
    /// The manager.
    #[default]
    Manager,
    /// The account manager.
    AccountManager,
    /// The coordinator of the app-proxy.
    AppProxy,
}

/// The one that this run is about.
static CHOSEN: OnceLock<Component> = OnceLock::new();

impl Component {
    /// All of them.
    pub const ALL: [Component; 3] = [Component::Manager, Component::AccountManager, Component::AppProxy];

    /// The one whose commands begin with this word; the manager where none do.
    pub fn of_word(word: &str) -> Component {
        let of_word = |component: &Component| component.word() == word || component.other_word() == Some(word);
        Component::ALL.into_iter().find(of_word).unwrap_or_default()
    }

    /// Makes it the one that history, releases and revisions of this run are of. That comes before the command line is read: words on
    /// it name releases and revisions.
    pub fn choose(self) {
        // A second choice would come too late.
        let _ = CHOSEN.set(self);
    }

    /// The one that this run is about.
    pub fn chosen() -> Component {
        *CHOSEN.get_or_init(Component::default)
    }

    /// The first word of its commands, as in the Python program.
    pub fn word(self) -> &'static str {
        match self {
            Component::Manager => "mgr",
            Component::AccountManager => "am",
            Component::AppProxy => "app-proxy-coordinator",
        }
    }

    /// The word that says the same more readably, or more shortly.
    pub fn other_word(self) -> Option<&'static str> {
        match self {
            Component::Manager => None,
            Component::AccountManager => Some("account-manager"),
            Component::AppProxy => Some("app-proxy"),
        }
    }

    /// The file with the URL of its database, unless told otherwise.
    pub fn alembic_ini(self) -> &'static str {
        match self {
            Component::Manager => "alembic.ini",
            Component::AccountManager => "alembic-accountmgr.ini",
            Component::AppProxy => "alembic-appproxy.ini",
        }
    }

    /// The one whose revisions alembic finds there, if it is any's.
    pub fn of_script_location(location: &str) -> Option<Component> {
        let location = location.replace('/', ".");
        Component::ALL.into_iter().find(|component| location.contains(component.package()))
    }

    fn package(self) -> &'static str {
        match self {
            Component::Manager => "ai.backend.manager.",
            Component::AccountManager => "ai.backend.account_manager.",
            Component::AppProxy => "ai.backend.appproxy.",
        }
    }

    /// Its part of `migrations/`: a path there.
    pub(crate) fn path(self, name: &str) -> String {
        match self {
            Component::Manager => name.to_owned(),
            Component::AccountManager => format!("account-manager/{name}"),
            Component::AppProxy => format!("app-proxy/{name}"),
        }
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Component::Manager => "manager",
            Component::AccountManager => "account manager",
            Component::AppProxy => "app-proxy coordinator",
        })
    }
}

/// What is made once for each component, when it is first asked for.
pub(crate) struct PerComponent<T>([OnceLock<T>; Component::ALL.len()]);

impl<T> PerComponent<T> {
    pub(crate) const fn new() -> Self {
        PerComponent([const { OnceLock::new() }; Component::ALL.len()])
    }

    pub(crate) fn get(&self, component: Component, make: impl FnOnce() -> T) -> &T {
        self.0[component as usize].get_or_init(make)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_is_told_by_its_words_and_its_ini() {
        for component in Component::ALL {
            assert_eq!(Component::of_word(component.word()), component);
        }
        assert_eq!(Component::of_word("app-proxy"), Component::AppProxy);
        assert_eq!(Component::of_word("--help"), Component::Manager);
        for (location, component) in [
            ("ai.backend.manager.models:alembic", Some(Component::Manager)),
            ("ai.backend.account_manager.models:alembic", Some(Component::AccountManager)),
            ("ai.backend.appproxy.coordinator.models:alembic", Some(Component::AppProxy)),
            ("src/ai/backend/manager/models/alembic", Some(Component::Manager)),
            ("alembic", None),
        ] {
            assert_eq!(Component::of_script_location(location), component, "{location}");
        }
    }
}
