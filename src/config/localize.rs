//! Another database in the text of alembic.ini and manager.toml; everything else stays byte for byte.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::alembic_ini::{AlembicIni, ParseError};
use super::error::Problem;
use super::secret::Secret;
use super::{manager_toml, url};

/// What to put there, as it is: nothing encoded.
#[derive(Debug)]
pub struct Database<'a> {
    pub host: &'a str,
    pub port: u16,
    pub name: &'a str,
    pub user: &'a str,
    pub password: &'a Secret,
}

/// alembic.ini with the URL of this database.
pub fn alembic_ini(text: &str, section: &str, database: &Database<'_>) -> Result<String, ParseError> {
    const OPTION: &str = "sqlalchemy.url";
    let Database { host, port, name, user, password } = database;
    let url = url::compose(user, Some(password), host, Some(*port), name).replace('%', "%%");
    let place = AlembicIni::parse(text)?.position(section, OPTION)?;
    let place = place.ok_or_else(|| {
        ParseError::new(None, Problem::NoOption { section: section.to_owned(), option: OPTION.to_owned() })
    })?;
    if let Some(next) = place.continued {
        return Err(ParseError::new(place.at, Problem::Continued { next }));
    }
    let (line, column) = place.at;
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - bare.len() + line_start(bare, line);
    let value = start + text[start..].char_indices().nth(column - 1).map_or(0, |(offset, _)| offset);
    // An option without a value ends with its delimiter.
    let value = if text[start..].chars().count() < column { text.len() } else { value };
    let end = value + text[value..].find(['\n', '\r']).unwrap_or(text.len() - value);
    Ok(format!("{}{url}{}", &text[..value], &text[end..]))
}

/// Where a line begins, counted as [`AlembicIni`] counts: `\n`, `\r\n` and `\r` end one.
fn line_start(text: &str, line: usize) -> usize {
    let mut at = 0;
    for _ in 1..line {
        let Some(end) = text[at..].find(['\n', '\r']) else { return text.len() };
        at += end + if text[at + end..].starts_with("\r\n") { 2 } else { 1 };
    }
    at
}

/// manager.toml with this database in `[db]`.
pub fn manager_toml(text: &str, database: &Database<'_>) -> Result<String, ParseError> {
    // Whatever this refuses, but placeholders, is refused with its place.
    if let Err(error) = manager_toml::parse(text)
        && error.problem != Problem::Placeholder
    {
        return Err(error);
    }
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| ParseError::new(None, Problem::Toml(error.message().to_owned())))?;
    let db = document.entry("db").or_insert_with(|| Item::Table(Table::new()));
    let wrong = || ParseError::new(None, Problem::WrongType { key: "db".to_owned(), wanted: "a table" });
    let db = db.as_table_like_mut().ok_or_else(wrong)?;
    let Database { host, port, name, user, password } = database;
    set(db, "type", "postgresql".into());
    let address = || match host.contains(':') {
        true => InlineTable::from_iter([("host", Value::from(*host)), ("port", i64::from(*port).into())]).into(),
        false => Value::from(format!("{host}:{port}")),
    };
    // A list of addresses counts over a single one.
    if db.contains_key("addrs") {
        set(db, "addrs", Array::from_iter([address()]).into());
    } else if let Some(table) = db.get_mut("addr").and_then(Item::as_table_like_mut) {
        set(table, "host", (*host).into());
        set(table, "port", i64::from(*port).into());
    } else {
        set(db, "addr", address());
    }
    set(db, "name", (*name).into());
    set(db, "user", (*user).into());
    set(db, "password", password.expose().into());
    Ok(document.to_string())
}

/// Puts a value where there may be one, between the same spaces and comments.
fn set(table: &mut dyn TableLike, key: &str, value: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(there) => {
            let decor = there.decor().clone();
            *there = value;
            *there.decor_mut() = decor;
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWORDS: [&str; 6] = ["develove", "p@ss:w/rd", "%%(x)s$&!", "\"quotes' \\ and #", " blanks ", "ä€😀"];

    fn database(password: &Secret) -> Database<'_> {
        Database { host: "::1", port: 8101, name: "back end", user: "o'hara", password }
    }

    /// The lines of one that the other has not.
    fn changed<'a>(before: &'a str, after: &str) -> Vec<&'a str> {
        let kept: Vec<&str> = after.split_inclusive('\n').collect();
        before.split_inclusive('\n').filter(|line| !kept.contains(line)).collect()
    }

    #[test]
    fn any_password_reads_back_and_nothing_else_changes() {
        let ini = include_str!("../../alembic.ini.sample");
        let toml = include_str!("../../manager.toml.sample");
        for password in PASSWORDS.map(Secret::new) {
            let written = alembic_ini(ini, "alembic", &database(&password)).unwrap();
            assert_eq!(changed(ini, &written).len(), 1, "{written}");
            let (value, _) =
                AlembicIni::parse(&written).unwrap().get("alembic", "sqlalchemy.url", "/").unwrap().unwrap();
            let read = url::parse(&value).unwrap();
            assert_eq!(read.password.as_ref().map(Secret::expose), Some(password.expose()));
            let written = manager_toml(toml, &database(&password)).unwrap();
            assert_eq!(changed(toml, &written).len(), 4, "{written}");
            let read = manager_toml::parse(&written).unwrap();
            assert_eq!(read.password.unwrap().0, password);
            assert_eq!((read.addr.unwrap().0.name.as_str(), read.user.unwrap().0.as_str()), ("::1", "o'hara"));
        }
    }

    #[test]
    fn files_of_ones_own_keep_their_form() {
        let password = Secret::new("p%");
        let database = Database { host: "db", port: 5432, name: "backend", user: "u", password: &password };
        let ini = "\u{feff}; mine\r\n[alembic]\r\nSQLAlchemy.URL :  old\r\nx = %(here)s\r\n";
        let expected =
            "\u{feff}; mine\r\n[alembic]\r\nSQLAlchemy.URL :  postgresql://u:p%%25@db:5432/backend\r\nx = %(here)s\r\n";
        assert_eq!(alembic_ini(ini, "alembic", &database).unwrap(), expected);
        assert!(
            alembic_ini("[alembic]\nsqlalchemy.url =", "alembic", &database)
                .unwrap()
                .ends_with("=postgresql://u:p%%25@db:5432/backend")
        );
        assert!(alembic_ini("[alembic]\nx = 1\n", "alembic", &database).is_err());
        let toml = "[db]\naddr = { port = 1, host = 'x' } # where\nuser='old'   # who\n[manager]\nnum-proc = 4\n";
        let expected = "[db]\naddr = { port = 5432, host = \"db\" } # where\nuser=\"u\"   # who\ntype = \"postgresql\"\n\
                        name = \"backend\"\npassword = \"p%\"\n[manager]\nnum-proc = 4\n";
        assert_eq!(manager_toml(toml, &database).unwrap(), expected);
        let toml = "[db]\naddrs = [\"a:1\", \"b:2\"] # all\n";
        assert!(manager_toml(toml, &database).unwrap().starts_with("[db]\naddrs = [\"db:5432\"] # all\n"));
        let toml = "[db]\nuser = 'u'\n[[db.addrs]]\nhost = 'a'\nport = 1\n";
        let written = manager_toml::parse(&manager_toml(toml, &database).unwrap()).unwrap();
        assert_eq!(written.addrs.unwrap().0.len(), 1);
        assert!(manager_toml("[db\n", &database).is_err());
    }
}
