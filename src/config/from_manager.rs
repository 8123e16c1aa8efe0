//! manager.toml read from its file, and the environment over it: the target of `mgr fixture` and `mgr dbshell`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::error::{Error, Problem};
use super::origin::{Diagnostic, Origin, Source};
use super::overlay::{finish, located, read};
use super::secrets::SecretSources;
use super::target::Target;
use super::{Configured, manager_toml, parameters, search};

/// The database that manager.toml and the environment name, for `mgr fixture` and `mgr dbshell`.
pub fn manager(path: Option<&Path>, secrets: &SecretSources) -> Result<Configured, Error> {
    let (file, db) = match manager_file(path, secrets)? {
        Some((file, text)) => {
            let db = manager_toml::parse(&text).map_err(|fault| located(&file, fault))?;
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
    let mut notes = db.notes;
    let has_list = db.addrs.is_some();
    let of_file = match (db.addrs, db.addr) {
        (Some((hosts, at)), addr) => {
            if addr.is_some() {
                notes.push(Diagnostic::warn("[db] has addrs and addr; addrs counts, as it does for the manager"));
            }
            Some((hosts, place(at, "addrs")))
        }
        (None, addr) => addr.map(|(host, at)| (vec![host], place(at, "addr"))),
    };
    let hosts = match variable("BACKEND_DB_ADDR")? {
        Some((text, source)) => {
            let host = manager_toml::host_and_port(&text).map_err(|problem| Error::invalid(source.clone(), problem))?;
            if has_list {
                notes.push(Diagnostic::warn("BACKEND_DB_ADDR counts over addrs here; the manager takes addrs"));
            }
            Some((vec![host], source))
        }
        None => of_file,
    };
    let database = named("BACKEND_DB_NAME", "name")?.or_else(|| db.name.map(|(name, at)| (name, place(at, "name"))));
    let user = named("BACKEND_DB_USER", "user")?.or_else(|| db.user.map(|(user, at)| (user, place(at, "user"))));
    let ((hosts, of_hosts), (database, of_database), (user, of_user)) = match (hosts, database, user) {
        (Some(hosts), Some(database), Some(user)) => (hosts, database, user),
        (hosts, database, user) => {
            let missing = [("addr", hosts.is_none()), ("name", database.is_none()), ("user", user.is_none())];
            return Err(incomplete(file, db.present, &missing, path, secrets));
        }
    };
    if let Some(note) = odd_name(&database) {
        notes.push(note);
    }
    if let Some(file) = &file {
        notes.push(Diagnostic::info(format!("configuration from {}", file.display())));
    }
    let mut keywords = BTreeMap::new();
    let mut of_keywords = BTreeMap::new();
    for (name, value) in parameters::defaults(&hosts) {
        keywords.insert(name.to_owned(), value.to_owned());
        of_keywords.insert(name.to_owned(), Source::Default);
    }
    if let Some((seconds, at)) = db.connect_timeout {
        keywords.insert("connect_timeout".to_owned(), seconds.to_string());
        of_keywords.insert("connect_timeout".to_owned(), place(at, "connect-timeout"));
    }
    let password = db.password.map(|(password, at)| (password, place(at, "password")));
    let configured = Configured {
        origin: Origin {
            file: file.clone(),
            hosts: of_hosts,
            user: of_user,
            password: password.as_ref().map(|(_, source)| source.clone()),
            database: of_database,
            parameters: of_keywords,
        },
        target: Target {
            hosts,
            user,
            password: password.map(|(password, _)| password),
            database,
            parameters: keywords,
        },
        pool: db.pool,
        script_location: None,
        notes,
    };
    finish(configured, secrets, file.as_deref().unwrap_or(Path::new("")))
}

/// manager.toml and its text; `None` where no option named it, there is none, and the environment may do without.
pub(super) fn manager_file(path: Option<&Path>, secrets: &SecretSources) -> Result<Option<(PathBuf, String)>, Error> {
    let (candidates, named) = match path {
        Some(path) => (vec![path.to_owned()], true),
        None => manager_candidates(secrets),
    };
    for candidate in &candidates {
        if (named || candidate.is_file())
            && let Some(text) = read(candidate)?
        {
            return Ok(Some((candidate.clone(), text)));
        }
    }
    if named { Err(no_manager_toml(candidates)) } else { Ok(None) }
}

/// Where manager.toml may be, and whether the environment named it.
fn manager_candidates(secrets: &SecretSources) -> (Vec<PathBuf>, bool) {
    let named = secrets.environment.path("BACKEND_CONFIG_FILE").is_some();
    (search::candidates(&secrets.environment, secrets.environment.directory()), named)
}

fn no_manager_toml(tried: Vec<PathBuf>) -> Error {
    Error::NotFound {
        what: "manager.toml",
        tried,
        remedy: "`backend.ai mgr config init` writes one to fill in; name it with mgr -f/--config-path, or set BACKEND_DB_ADDR, BACKEND_DB_NAME and BACKEND_DB_USER",
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

/// A name that the manager, which builds a URL of it without encoding, would not find.
fn odd_name(name: &str) -> Option<Diagnostic> {
    let odd = !name.is_ascii() || name.contains([' ', '?', '%', '/', '#']);
    odd.then(|| {
        Diagnostic::warn("the name of the database is taken literally; the manager itself would look for another one")
    })
}

#[cfg(test)]
mod tests;
