//! What every command works with: the options, and from them the configuration and the connection.

use std::path::Path;

use diesel::PgConnection;

use super::Options;
use crate::command::Error;
use crate::config::{self, Configured, Diagnostic, SecretSources, Target};
use crate::database::connect_failure::ConnectFailure;
use crate::database::{self, Access, Cancellation, ConnectOptions, Watch, pool};
use crate::logging::DATABASE;
use crate::release::Component;

/// The section of alembic.ini that `schema` reads unless told otherwise.
pub const SECTION: &str = "alembic";

/// Made once a run.
#[derive(Debug)]
pub struct Context {
    /// The options that every command takes.
    pub options: Options,
    /// To be asked in long work between statements.
    pub cancellation: Cancellation,
    /// Whom its statements wait for.
    pub watch: Watch,
    /// The command's words, which pg_stat_activity shows.
    words: String,
}

impl Context {
    /// Nothing is read or connected yet.
    pub fn new(options: Options, words: &str, cancellation: Cancellation, watch: Watch) -> Self {
        Context { options, cancellation, watch, words: words.to_owned() }
    }

    /// Where passwords may come from.
    pub fn secrets(&self) -> SecretSources {
        SecretSources::of_process(self.options.password_file.clone())
    }

    /// The database of `schema`, from the component's alembic.ini; its notes are logged.
    pub fn schema_configuration(&self, file: &Path, section: &str) -> Result<Configured, Error> {
        let configured = config::alembic(file, section, &self.secrets())?;
        tell(&configured.notes);
        let chosen = Component::chosen();
        if let Some(of) = configured.script_location.as_deref().and_then(Component::of_script_location)
            && of != chosen
        {
            return Err(Error::IniOfAnother { file: file.to_owned(), of, chosen });
        }
        // Where there is no manager.toml, or only one for other services, there is nothing to compare.
        if chosen == Component::Manager
            && let Ok(manager) = config::manager(self.options.config_path.as_deref(), &self.secrets())
        {
            self.compare(&configured, &manager)?;
        }
        Ok(configured)
    }

    /// The database of `mgr fixture` and `mgr dbshell`, from manager.toml and the environment; its notes are logged.
    pub fn manager_configuration(&self) -> Result<Configured, Error> {
        let configured = config::manager(self.options.config_path.as_deref(), &self.secrets())?;
        tell(&configured.notes);
        if let Ok(alembic) = config::alembic(Path::new(Component::Manager.alembic_ini()), SECTION, &self.secrets()) {
            self.compare(&alembic, &configured)?;
        }
        Ok(configured)
    }

    /// A connection to the database of `mgr fixture`.
    pub fn fixture_connection(&self, access: Access) -> Result<pool::Pooled, Error> {
        let configured = self.manager_configuration()?;
        let options = self.connect_options(access);
        let pool = pool::open(&configured.target, &options, &configured.pool).map_err(database::Error::from)?;
        Ok(pool.get().map_err(database::Error::from)?)
    }

    /// A connection to `target`, as the options say.
    pub fn connect(&self, target: &Target, access: Access) -> Result<PgConnection, Error> {
        Ok(database::connect(target, &self.connect_options(access)).map_err(database::Error::from)?)
    }

    /// Logs in, which proves the password, and creates the database where it is missing. True when it was created.
    pub fn create_database(&self, target: &Target) -> Result<bool, Error> {
        match self.connect(target, Access::Write) {
            Ok(_) => Ok(false),
            Err(Error::Database(database::Error::Connect(error))) if error.reason == ConnectFailure::NoDatabase => {
                self.connect(target, Access::Create)?;
                Ok(true)
            }
            Err(error) => Err(error),
        }
    }

    /// Takes the lock for the rest of the current transaction.
    pub fn lock(&self, connection: &mut PgConnection) -> Result<(), Error> {
        Ok(database::lock::acquire(connection, self.options.lock_timeout, &self.cancellation)?)
    }

    /// From here on `--timeout` ends the command, and signals roll back.
    pub fn watch(&self) {
        self.cancellation.connects();
        if let Err(error) = self.cancellation.install() {
            log::warn!(target: DATABASE, "SIGINT and SIGTERM will not roll back in order: {error}");
        }
    }

    /// How to connect.
    pub fn connect_options(&self, access: Access) -> ConnectOptions {
        self.watch();
        ConnectOptions {
            access,
            wait: self.options.wait,
            lock_timeout: Some(self.options.lock_timeout),
            application_name: format!("backend.ai {}", self.words),
            cancellation: self.cancellation.clone(),
            watch: self.watch.clone(),
        }
    }

    /// Two files that name two databases are an accident, unless said otherwise.
    fn compare(&self, alembic: &Configured, manager: &Configured) -> Result<(), Error> {
        match config::mismatch(alembic, manager) {
            Some(mismatch) if self.options.allow_mismatch => log::warn!(target: DATABASE, "{mismatch}"),
            Some(mismatch) => return Err(mismatch.into()),
            None => {}
        }
        Ok(())
    }
}

fn tell(notes: &[Diagnostic]) {
    for note in notes {
        log::log!(target: DATABASE, note.level, "{}", note.text);
    }
}
