//! The thin part: reads the files, hands their text to the parsers, puts the environment and the secrets over it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::alembic_ini::{AlembicIni, Fault};
use super::error::{Error, Problem};
use super::origin::{Note, Origin, Source};
use super::secrets::{self, SecretSources};
use super::target::Target;
use super::url::{self, DatabaseUrl};
use super::{Configured, Secret, address, manager_toml, parameters, search, tls};

/// The option of alembic.ini that holds the URL.
const OPTION: &str = "sqlalchemy.url";

/// The database that alembic.ini names in `section`, for `mgr schema`.
pub fn alembic(path: &Path, section: &str, secrets: &SecretSources) -> Result<Configured, Error> {
    let not_found = || Error::NotFound {
        what: "alembic.ini",
        tried: vec![path.to_owned()],
        remedy: "copy alembic.ini.sample, or name the file with -f/--alembic-config",
    };
    let text = read(path)?.ok_or_else(not_found)?;
    let at = |fault: Fault| at(path, fault);
    let file = AlembicIni::parse(&text).map_err(at)?;
    let directory = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let here = directory.parent().unwrap_or(Path::new("/")).display().to_string();
    let found = file.get(section, OPTION, &here).map_err(at)?;
    let (url, place) = found.ok_or_else(|| {
        let problem = Problem::NoOption { section: section.to_owned(), option: OPTION.to_owned() };
        Error::invalid(Source::file(path), problem)
    })?;
    let source = match place {
        Some(place) => Source::place(path, place.at.0, place.at.1),
        None => Source::file(path),
    };
    let source = source.option(section, OPTION);
    if let Some(next) = place.and_then(|place| place.continued) {
        return Err(Error::invalid(source, Problem::Continued { next }));
    }
    let mut notes = ini_notes(path, &file, section, &here);
    let parsed = url::parse(&url).map_err(|problem| Error::invalid(source.clone(), problem))?;
    let mut configured = of_url(parsed, source, secrets)?;
    if expects_expansion(&url) {
        notes.push(Note::warn(format!(
            "{}: $NAME in the URL is taken as it stands; variables are not expanded",
            path.display()
        )));
    }
    configured.origin.file = Some(path.to_owned());
    notes.append(&mut configured.notes);
    configured.notes = notes;
    finish(configured, secrets, path)
}

/// The database that manager.toml and the environment name, for `mgr fixture` and `mgr dbshell`.
pub fn manager(path: Option<&Path>, secrets: &SecretSources) -> Result<Configured, Error> {
    let (file, db) = match manager_file(path, secrets)? {
        Some((file, text)) => {
            let db = manager_toml::parse(&text).map_err(|fault| at(&file, fault))?;
            (Some(file), db)
        }
        None => (None, manager_toml::Db::default()),
    };
    let place = |at: (usize, usize), key: &str| match &file {
        Some(file) => Source::place(file, at.0, at.1).option("db", key),
        None => Source::Default,
    };
    let variable = |name: &'static str| -> Result<Option<(String, Source)>, Error> {
        Ok(secrets.environment.text(name)?.map(|text| (text.to_owned(), Source::variable(name))))
    };
    let named = |name: &'static str, what: &'static str| match variable(name)? {
        Some((text, source)) => {
            let text = manager_toml::usable(what, text).map_err(|problem| Error::invalid(source.clone(), problem))?;
            Ok::<_, Error>(Some((text, source)))
        }
        None => Ok(None),
    };
    let host = match variable("BACKEND_DB_ADDR")? {
        Some((text, source)) => {
            let host = manager_toml::host_and_port(&text).map_err(|problem| Error::invalid(source.clone(), problem))?;
            Some((host, source))
        }
        None => db.addr.map(|(host, at)| (host, place(at, "addr"))),
    };
    let database = named("BACKEND_DB_NAME", "name")?.or_else(|| db.name.map(|(name, at)| (name, place(at, "name"))));
    let user = named("BACKEND_DB_USER", "user")?.or_else(|| db.user.map(|(user, at)| (user, place(at, "user"))));
    let ((host, hosts), (database, of_database), (user, of_user)) = match (host, database, user) {
        (Some(host), Some(database), Some(user)) => (host, database, user),
        (host, database, user) => {
            let missing = [("addr", host.is_none()), ("name", database.is_none()), ("user", user.is_none())];
            return Err(incomplete(file, db.present, &missing, path, secrets));
        }
    };
    let mut notes = db.notes;
    if let Some(note) = odd_name(&database) {
        notes.push(note);
    }
    if let Some(file) = &file {
        notes.push(Note::info(format!("configuration from {}", file.display())));
    }
    let target_hosts = vec![host];
    let keywords: BTreeMap<String, String> =
        parameters::defaults(&target_hosts).into_iter().map(|(name, value)| (name.into(), value.into())).collect();
    let password = db.password.map(|(password, at)| (password, place(at, "password")));
    let configured = Configured {
        origin: Origin {
            file: file.clone(),
            hosts,
            user: of_user,
            password: password.as_ref().map(|(_, source)| source.clone()),
            database: of_database,
            parameters: keywords.keys().map(|name| (name.clone(), Source::Default)).collect(),
        },
        target: Target {
            hosts: target_hosts,
            user,
            password: password.map(|(password, _)| password),
            database,
            parameters: keywords,
        },
        pool: db.pool,
        notes,
    };
    finish(configured, secrets, file.as_deref().unwrap_or(Path::new("")))
}

/// manager.toml and its text; `None` where no option named it, there is none, and the environment may do without.
fn manager_file(path: Option<&Path>, secrets: &SecretSources) -> Result<Option<(PathBuf, String)>, Error> {
    let (candidates, named) = match path {
        Some(path) => (vec![path.to_owned()], true),
        None => manager_candidates(secrets),
    };
    for candidate in &candidates {
        if named || candidate.is_file() {
            if let Some(text) = read(candidate)? {
                return Ok(Some((candidate.clone(), text)));
            }
        }
    }
    if named { Err(no_manager_toml(candidates)) } else { Ok(None) }
}

/// Where manager.toml may be, and whether the environment named it.
fn manager_candidates(secrets: &SecretSources) -> (Vec<PathBuf>, bool) {
    let directory = std::env::current_dir().unwrap_or_default();
    let named = secrets.environment.path("BACKEND_CONFIG_FILE").is_some();
    (search::candidates(&secrets.environment, &directory), named)
}

fn no_manager_toml(tried: Vec<PathBuf>) -> Error {
    Error::NotFound {
        what: "manager.toml",
        tried,
        remedy: "name it with mgr -f/--config-path, or set BACKEND_DB_ADDR, BACKEND_DB_NAME and BACKEND_DB_USER",
    }
}

fn incomplete(
    file: Option<PathBuf>,
    present: bool,
    fields: &[(&str, bool)],
    path: Option<&Path>,
    secrets: &SecretSources,
) -> Error {
    let Some(file) = file else {
        let tried = path.map(|path| vec![path.to_owned()]).unwrap_or_else(|| manager_candidates(secrets).0);
        return no_manager_toml(tried);
    };
    if !present {
        return Error::invalid(Source::file(&file), Problem::NoDbTable);
    }
    let missing: Vec<&str> = fields.iter().filter(|(_, missing)| *missing).map(|(name, _)| *name).collect();
    Error::invalid(Source::file(&file), Problem::Incomplete(missing.join(", ")))
}

/// The text of a file, `None` where there is no such file.
fn read(path: &Path) -> Result<Option<String>, Error> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Error::invalid(Source::file(path), Problem::Unreadable { kind: secrets::reason(&error) }));
        }
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        Error::invalid(Source::file(path), Problem::NotUtf8 { offset: error.utf8_error().valid_up_to() })
    })?;
    Ok(Some(text))
}

fn at(path: &Path, fault: Fault) -> Error {
    let place = match fault.at {
        Some((line, column)) => Source::place(path, line, column),
        None => Source::file(path),
    };
    Error::invalid(place, fault.problem)
}

/// The target of a URL, all of whose parts stand at `source`.
fn of_url(url: DatabaseUrl, source: Source, secrets: &SecretSources) -> Result<Configured, Error> {
    let invalid = |problem: Problem| Error::invalid(source.clone(), problem);
    let mut notes = url.notes.clone();
    let hosts = address::hosts(&url, &mut notes).map_err(invalid)?;
    let given = |names: &[&str]| -> Result<Option<Secret>, Error> {
        let mut values = url.query.iter().filter(|(name, _)| names.contains(&name.as_str()));
        match (values.next(), values.next()) {
            (Some((name, _)), Some(_)) => Err(invalid(Problem::Repeated(name.clone()))),
            (first, _) => Ok(first.map(|(_, value)| value.clone())),
        }
    };
    let (user, password, database) = (given(&["user"])?, given(&["password"])?, given(&["dbname", "database"])?);
    let twice = [
        ("user", user.is_some() && url.user.is_some()),
        ("password", password.is_some() && url.password.is_some()),
        ("database", database.is_some() && url.database.is_some()),
    ];
    for (what, _) in twice.iter().filter(|(_, twice)| *twice) {
        notes.push(Note::warn(format!("the URL names a {what} twice; the one of the query counts")));
    }
    let login = || secrets.environment.login().map(str::to_owned);
    let plain = |given: Option<Secret>| given.map(|value| value.expose().to_owned());
    let user = plain(user).or(url.user).ok_or_else(|| invalid(Problem::NoUser { login: login() }))?;
    let database = plain(database).or(url.database).ok_or_else(|| invalid(Problem::NoDatabase))?;
    let password = password.or(url.password);
    let mut keywords = parameters::translate(url.driver.as_deref(), &url.query, &hosts, &mut notes).map_err(invalid)?;
    tls::prepare(&mut keywords, &mut notes).map_err(invalid)?;
    let defaults = parameters::defaults(&hosts);
    let of_query = |name: &String| {
        url.query.iter().any(|(key, _)| key == name || (name == "sslmode" && key == "ssl"))
            || !defaults.contains_key(name.as_str())
    };
    let origins = keywords
        .keys()
        .map(|name| (name.clone(), if of_query(name) { source.clone() } else { Source::Default }))
        .collect();
    Ok(Configured {
        origin: Origin {
            file: None,
            hosts: source.clone(),
            user: source.clone(),
            password: password.as_ref().map(|_| source.clone()),
            database: source,
            parameters: origins,
        },
        target: Target { hosts, user, password, database, parameters: keywords },
        pool: Default::default(),
        notes,
    })
}

/// Puts the secrets over the file's password, and warns of a file that others can read.
fn finish(mut configured: Configured, sources: &SecretSources, file: &Path) -> Result<Configured, Error> {
    let in_file = matches!(&configured.origin.password, Some(Source::File { .. }));
    if in_file && secrets::others_can_read(file) {
        let text = format!("{}: holds a password and others can read it; chmod 600 it", file.display());
        configured.notes.push(Note::warn(text));
    }
    if let Some(found) = sources.password()? {
        configured.notes.extend(found.notes);
        if in_file {
            configured.notes.push(Note::info(format!("the password of {} counts, not the file's", found.source)));
        }
        configured.target.password = Some(found.password);
        configured.origin.password = Some(found.source);
    }
    if configured.target.password.as_ref().is_some_and(|password| password.expose().is_empty()) {
        configured.target.password = None;
    }
    if configured.target.password.is_none() {
        let named = configured.target.parameters.get("passfile").map(|path| Source::Passfile(path.into()));
        configured.origin.password = named.or_else(|| sources.passfile());
    }
    let source = configured.origin.password.as_ref().map_or("none".to_owned(), Source::to_string);
    configured.notes.push(Note::debug(format!("password from {source}")));
    configured.notes.extend(stray(sources));
    Ok(configured)
}

/// PG* variables that libpq would have read, and which do not count here.
fn stray(sources: &SecretSources) -> Option<Note> {
    let ignored: Vec<&str> = sources.environment.names().filter(|name| super::target::is_shielded(name)).collect();
    (!ignored.is_empty()).then(|| Note::info(format!("not used, the configuration counts: {}", ignored.join(", "))))
}

/// What a reader should know of an alembic.ini that this program can read.
fn ini_notes(path: &Path, file: &AlembicIni, section: &str, here: &str) -> Vec<Note> {
    let mut notes = Vec::new();
    if file.byte_order_mark {
        notes.push(Note::warn(format!("{}: begins with a byte order mark, on which alembic fails", path.display())));
    }
    for option in file.options(section) {
        if let Err(Fault { at: Some((line, _)), .. }) = file.get(section, option, here) {
            notes.push(Note::warn(format!(
                "{}:{line}: a % that alembic's own env.py fails on; write %%",
                path.display()
            )));
        }
    }
    notes
}

fn expects_expansion(url: &str) -> bool {
    let starts_name =
        |rest: &str| rest.trim_start_matches('{').starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    url.match_indices('$').any(|(at, _)| starts_name(&url[at + 1..]))
}

/// A name that the manager, which builds a URL of it without encoding, would not find.
fn odd_name(name: &str) -> Option<Note> {
    let odd = !name.is_ascii() || name.contains([' ', '?', '%', '/', '#']);
    odd.then(|| {
        Note::warn("the name of the database is taken literally; the manager itself would look for another one")
    })
}
