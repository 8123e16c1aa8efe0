//! alembic.ini, manager.toml, URLs and secrets. Pure: text in, values out; nothing here knows Diesel or clap.

pub mod secret;
pub mod target;

pub use secret::Secret;
pub use target::{Host, Target};

/// Why a configuration could not be used. Never quotes a secret.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("failed to read {path}: {source}")]
    Read {
        /// The file as it was named.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}
