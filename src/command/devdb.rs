//! `mgr devdb`: a private PostgreSQL for development, on machines without one.

use std::fmt;
use std::path::Path;

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::command::confirm;
use crate::config::{Host, Secret, Target};
use crate::devdb::{self, Binaries, Cluster, ClusterDir, State, cluster_dir};
use crate::exit_status::ExitStatus;

/// `backend.ai mgr devdb …`
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the cluster where there is none, start it, create the database
    Up(Up),
    /// Stop the cluster; its data stay
    #[command(after_long_help = "Examples:\n  backend.ai mgr devdb down")]
    Down,
    /// Tell whether the cluster runs, and where [status 11 when it does not]
    #[command(after_long_help = "Examples:\n  backend.ai mgr devdb status")]
    Status,
    /// Stop the cluster and remove its data
    Destroy(Destroy),
}

/// What `up` makes. The defaults are the installation guide's, the password's too (`develove`) unless `--password-file` gives one.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr devdb up
  backend.ai mgr devdb up --port 5433 --password-file secret")]
pub struct Up {
    /// Where to listen on localhost [default: 8100, or where the cluster runs]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    port: Option<u16>,
    /// The superuser of a new cluster
    #[arg(long, default_value = "postgres")]
    user: String,
    /// The database to create
    #[arg(long, default_value = "backend")]
    database: String,
}

/// What `destroy` wants to know.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr devdb destroy --yes")]
pub struct Destroy {
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

/// Runs the command in the current directory's `.backend.ai`.
pub fn run(command: Command, context: &Context) -> Result<Report, Error> {
    let state = Path::new(cluster_dir::STATE);
    match command {
        Command::Up(wanted) => up(state, &wanted, context),
        Command::Down => down(state),
        Command::Status => status(state),
        Command::Destroy(answer) => destroy(state, &answer),
    }
}

fn up(state: &Path, wanted: &Up, context: &Context) -> Result<Report, Error> {
    let password = match &context.options.password_file {
        Some(file) => read_password(file)?,
        None => Secret::new("develove"),
    };
    // Two at once: the second waits, and finds everything done.
    let _lock = cluster_dir::lock(state)?;
    let cluster = Cluster::new(ClusterDir::make(state)?, || Binaries::find(state))?;
    let port = match (wanted.port, cluster.state()) {
        (Some(port), _) => port,
        (None, State::Running { port, .. }) => port,
        (None, State::Absent | State::Stopped) => 8100,
    };
    let made = cluster.initialize(&wanted.user, &password)?;
    let started = cluster.start(port, &[])?;
    let target = Target {
        hosts: vec![Host { name: "localhost".into(), port: Some(port) }],
        user: wanted.user.clone(),
        password: Some(password),
        database: wanted.database.clone(),
        parameters: Default::default(),
    };
    let created = context.create_database(&target)?;
    let what = match (made, started) {
        (true, _) => "made and started",
        (false, true) => "started",
        (false, false) => "already running",
    };
    let Target { user, database, .. } = target;
    let text = format!("{what}: database \"{database}\" on localhost:{port} as user \"{user}\"");
    let shown = Shown::of(&cluster, text, made || started || created);
    Ok(Report::of(&Shown { user: Some(user), database: Some(database), ..shown }))
}

fn down(state: &Path) -> Result<Report, Error> {
    let Some(cluster) = existing(state)? else { return Ok(absent()) };
    let _lock = cluster_dir::lock(state)?;
    let stopped = cluster.stop()?;
    Ok(Report::of(&Shown::of(&cluster, if stopped { "stopped" } else { "not running" }, stopped)))
}

fn status(state: &Path) -> Result<Report, Error> {
    let Some(cluster) = existing(state)? else { return Ok(absent().with_status(ExitStatus::Connect)) };
    Ok(match cluster.state() {
        State::Running { pid, port } => {
            Report::of(&Shown::of(&cluster, format!("running on localhost:{port}, process {pid}"), false))
        }
        State::Stopped | State::Absent => {
            Report::of(&Shown::of(&cluster, "not running", false)).with_status(ExitStatus::Connect)
        }
    })
}

fn destroy(state: &Path, answer: &Destroy) -> Result<Report, Error> {
    let Some(cluster) = existing(state)? else { return Ok(absent()) };
    cluster.dir().check_ours()?;
    let directory = cluster.dir().directory.clone();
    if !answer.yes {
        let asked = confirm::ask(&format!("Remove {} and all databases in it? [y/N]", directory.display()));
        let said = asked.map_err(devdb::Error::file("ask on", "the terminal"))?;
        if !matches!(said.as_deref(), Some("y" | "yes")) {
            return Err(devdb::Error::Unconfirmed { directory }.into());
        }
    }
    let _lock = cluster_dir::lock(state)?;
    cluster.destroy()?;
    let text = format!("removed {}", directory.display());
    Ok(Report::of(&Shown {
        changed: true,
        state: "absent",
        directory: Some(shown(&directory)),
        text,
        ..Shown::default()
    }))
}

/// The cluster below `state`, when there is a directory for it.
fn existing(state: &Path) -> Result<Option<Cluster>, Error> {
    match ClusterDir::existing(state)? {
        Some(dir) => Ok(Some(Cluster::new(dir, || Binaries::find(state))?)),
        None => Ok(None),
    }
}

/// A cluster.
#[derive(Default, Serialize)]
struct Shown {
    changed: bool,
    state: &'static str,
    directory: Option<String>,
    account: Option<String>,
    log: Option<String>,
    host: Option<&'static str>,
    port: Option<u16>,
    pid: Option<i32>,
    user: Option<String>,
    database: Option<String>,
    #[serde(skip)]
    text: String,
}

impl Shown {
    fn of(cluster: &Cluster, text: impl Into<String>, changed: bool) -> Self {
        let shown = Shown {
            changed,
            directory: Some(shown(&cluster.dir().directory)),
            account: Some(cluster.dir().account.name.clone()),
            log: Some(shown(&cluster.log())),
            text: text.into(),
            ..Shown::default()
        };
        match cluster.state() {
            State::Absent => Shown { state: "absent", ..shown },
            State::Stopped => Shown { state: "stopped", ..shown },
            State::Running { pid, port } => {
                Shown { state: "running", host: Some("localhost"), port: Some(port), pid: Some(pid), ..shown }
            }
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn absent() -> Report {
    Report::of(&Shown { state: "absent", text: "there is no cluster here".to_owned(), ..Shown::default() })
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// The first line of a file; one newline at the end is not part of the password.
fn read_password(file: &Path) -> Result<Secret, Error> {
    let text =
        std::fs::read_to_string(file).map_err(|source| devdb::Error::ReadPassword { file: file.to_owned(), source })?;
    let password = text.strip_suffix('\n').unwrap_or(&text);
    if password.is_empty() || password.contains('\n') {
        return Err(devdb::Error::PasswordFile { file: file.to_owned() }.into());
    }
    Ok(Secret::new(password))
}
