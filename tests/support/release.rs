//! Databases of releases, each a copy of a template that is prepared once a run.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::{Program, cluster};

/// A new database as `mgr schema oneshot --release` prepares it.
pub fn database_of(release: &str) -> String {
    let template = template(release);
    cluster().create_from(&format!("r{}", release.replace('.', "_")), &template)
}

/// Prepared by the program itself, on first use. Nobody stays connected to it.
fn template(release: &str) -> String {
    static TEMPLATES: Mutex<BTreeMap<String, &'static OnceLock<String>>> = Mutex::new(BTreeMap::new());
    let slot: &'static OnceLock<String> = {
        let mut templates = TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner);
        templates.entry(release.to_owned()).or_insert_with(|| Box::leak(Box::default()))
    };
    slot.get_or_init(|| {
        let database = cluster().create_database("template");
        let program = Program::new();
        program.alembic_ini(&cluster().url(&database));
        program.run(["mgr", "schema", "oneshot", "--release", release]).success();
        database
    })
    .clone()
}

/// A program whose alembic.ini names this database.
pub fn program_for(database: &str) -> Program {
    let program = Program::new();
    program.alembic_ini(&cluster().url(database));
    program
}
