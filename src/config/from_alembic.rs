//! alembic.ini read from its file: the target of `mgr schema`.

use std::path::Path;

use super::alembic_ini::{AlembicIni, ParseError};
use super::error::{Error, Problem};
use super::origin::{Diagnostic, Origin, Source};
use super::overlay::{finish, located, read};
use super::secrets::SecretSources;
use super::target::Target;
use super::url::{self, DatabaseUrl};
use super::{Configured, Secret, address, parameters, tls};

/// The option of alembic.ini that holds the URL.
const OPTION: &str = "sqlalchemy.url";
/// The one that names the place of alembic's revisions.
const SCRIPT_LOCATION: &str = "script_location";

/// The database that alembic.ini names in `section`, for `mgr schema`.
pub fn alembic(path: &Path, section: &str, secrets: &SecretSources) -> Result<Configured, Error> {
    let not_found = || Error::NotFound {
        what: "alembic.ini",
        tried: vec![path.to_owned()],
        remedy: "`backend.ai mgr config init` writes one for the manager, to be filled in; -f/--alembic-config names another",
    };
    let text = read(path)?.ok_or_else(not_found)?;
    let at = |fault: ParseError| located(path, fault);
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
        notes.push(Diagnostic::warn(format!(
            "{}: $NAME in the URL is taken as it stands; variables are not expanded",
            path.display()
        )));
    }
    configured.origin.file = Some(path.to_owned());
    configured.script_location = file.get(section, SCRIPT_LOCATION, &here).ok().flatten().map(|(location, _)| location);
    notes.append(&mut configured.notes);
    configured.notes = notes;
    finish(configured, secrets, path)
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
        notes.push(Diagnostic::warn(format!("the URL names a {what} twice; the one of the query counts")));
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
        script_location: None,
        notes,
    })
}

/// What a reader should know of an alembic.ini that this program can read.
fn ini_notes(path: &Path, file: &AlembicIni, section: &str, here: &str) -> Vec<Diagnostic> {
    let mut notes = Vec::new();
    if file.byte_order_mark {
        notes.push(Diagnostic::warn(format!(
            "{}: begins with a byte order mark, on which alembic fails",
            path.display()
        )));
    }
    for option in file.options(section) {
        let Err(ParseError { at: Some((line, _)), problem }) = file.get(section, option, here) else { continue };
        let remedy = match problem {
            Problem::Percent(correction) | Problem::Undefined { correction, .. } => correction.to_string(),
            problem => problem.to_string(),
        };
        notes.push(Diagnostic::warn(format!("{}:{line}: alembic's own env.py fails on a %; {remedy}", path.display())));
    }
    notes
}

fn expects_expansion(url: &str) -> bool {
    let starts_name =
        |rest: &str| rest.trim_start_matches('{').starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    url.match_indices('$').any(|(at, _)| starts_name(&url[at + 1..]))
}

#[cfg(test)]
mod tests;
