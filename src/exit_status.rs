//! The exit statuses, each with the class of failure that it tells. README.md has the same table.

/// The class of an outcome that is not plain success.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ExitStatus {
    /// The work failed and was rolled back.
    Failed,
    /// The command line.
    Usage,
    /// alembic.ini, manager.toml, the URL.
    Config,
    /// No connection, or not the kind of server. Worth another try.
    Connect,
    /// Another run holds the lock. Worth another try.
    Locked,
    /// The database needs a person.
    State,
    /// The database is ahead of, or unknown to, this program.
    Newer,
    /// A fixture was refused.
    Fixture,
    /// The role may not do this.
    Privilege,
    /// Behind the wanted release.
    Pending,
    /// The facts differ from the release.
    Drift,
    /// SIGINT: cancelled, rolled back.
    Interrupted,
    /// SIGTERM: cancelled, rolled back.
    Terminated,
}

impl ExitStatus {
    /// Every class, in the order of README.md's table.
    pub const ALL: [ExitStatus; 13] = [
        ExitStatus::Failed,
        ExitStatus::Usage,
        ExitStatus::Config,
        ExitStatus::Connect,
        ExitStatus::Locked,
        ExitStatus::State,
        ExitStatus::Newer,
        ExitStatus::Fixture,
        ExitStatus::Privilege,
        ExitStatus::Pending,
        ExitStatus::Drift,
        ExitStatus::Interrupted,
        ExitStatus::Terminated,
    ];

    /// The number, as README.md documents it.
    pub fn code(self) -> u8 {
        match self {
            ExitStatus::Failed => 1,
            ExitStatus::Usage => 2,
            ExitStatus::Config => 10,
            ExitStatus::Connect => 11,
            ExitStatus::Locked => 12,
            ExitStatus::State => 13,
            ExitStatus::Newer => 14,
            ExitStatus::Fixture => 15,
            ExitStatus::Privilege => 16,
            ExitStatus::Pending => 20,
            ExitStatus::Drift => 21,
            ExitStatus::Interrupted => 130,
            ExitStatus::Terminated => 143,
        }
    }

    /// The name in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            ExitStatus::Failed => "failed",
            ExitStatus::Usage => "usage",
            ExitStatus::Config => "config",
            ExitStatus::Connect => "connect",
            ExitStatus::Locked => "locked",
            ExitStatus::State => "state",
            ExitStatus::Newer => "newer",
            ExitStatus::Fixture => "fixture",
            ExitStatus::Privilege => "privilege",
            ExitStatus::Pending => "pending",
            ExitStatus::Drift => "drift",
            ExitStatus::Interrupted => "interrupted",
            ExitStatus::Terminated => "terminated",
        }
    }

    /// What it says of a run, as README.md documents it.
    pub fn meaning(self) -> &'static str {
        match self {
            ExitStatus::Failed => "the work failed and was rolled back",
            ExitStatus::Usage => "the command line",
            ExitStatus::Config => "alembic.ini, manager.toml, the URL",
            ExitStatus::Connect => "no connection, or not the kind of server; another try may succeed",
            ExitStatus::Locked => "another run holds the lock; another try may succeed",
            ExitStatus::State => "the database needs a person",
            ExitStatus::Newer => "the database is ahead of, or unknown to, this program",
            ExitStatus::Fixture => "a fixture was refused",
            ExitStatus::Privilege => "the role may not do this; the SQL for the DBA is printed",
            ExitStatus::Pending => "the database is behind",
            ExitStatus::Drift => "the database differs from its release",
            ExitStatus::Interrupted => "SIGINT: cancelled, rolled back",
            ExitStatus::Terminated => "SIGTERM: cancelled, rolled back",
        }
    }
}
