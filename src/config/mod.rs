//! alembic.ini, manager.toml, URLs and secrets: text in, values out; nothing here knows Diesel or clap.
//!
//! The parsers ([`alembic_ini`], [`url`], [`parameters`], [`manager_toml`]) are pure; [`alembic`] and [`manager`] read the
//! files, put the environment and the secrets over them, and tell where each part came from.

pub mod address;
pub mod alembic_ini;
pub mod environment;
pub mod error;
mod etcd;
mod file;
mod from_alembic;
mod from_manager;
#[cfg(test)]
mod fuzz;
pub mod interpolation;
mod keywords;
pub(crate) mod localize;
pub mod manager_toml;
mod mismatch;
pub mod origin;
mod overlay;
pub mod parameters;
mod percent;
pub mod search;
pub mod secret;
pub mod secrets;
pub mod target;
pub mod tls;
pub mod url;

pub use environment::Environment;
pub use error::{Error, Problem};
pub use etcd::{Credentials, Etcd, etcd};
pub use from_alembic::alembic;
pub use from_manager::manager;
pub use manager_toml::PoolSettings;
pub use mismatch::mismatch;
pub use origin::{Diagnostic, Origin, Source};
pub(crate) use overlay::{located, read};

pub use secret::Secret;
pub use secrets::SecretSources;
pub use target::{Host, Target};

/// A database that the configuration names, ready to connect to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Configured {
    /// The database.
    pub target: Target,
    /// Where each part of it came from.
    pub origin: Origin,
    /// `[db]`'s pool keys; nothing where the target is alembic.ini's.
    pub pool: PoolSettings,
    /// Where alembic.ini has alembic look for revisions.
    pub script_location: Option<String>,
    /// What the operator should know; the caller logs it.
    pub notes: Vec<Diagnostic>,
}
