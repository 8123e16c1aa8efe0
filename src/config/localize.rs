//! Another database in the text of alembic.ini and manager.toml; everything else stays byte for byte.

mod toml_text;

pub use toml_text::manager_toml;

use super::alembic_ini::{AlembicIni, ParseError};
use super::error::Problem;
use super::secret::Secret;
use super::url;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::manager_toml;

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
        for (ini, delimiter) in [("[alembic]\nsqlalchemy.url =", "="), ("[alembic]\nsqlalchemy.url = x", " = ")] {
            let end = format!("{delimiter}postgresql://u:p%%25@db:5432/backend");
            assert!(alembic_ini(ini, "alembic", &database).unwrap().ends_with(&end), "{ini}");
        }
        assert!(alembic_ini("[alembic]\nx = 1\n", "alembic", &database).is_err());
        let toml = "[db]\naddr = { port = 1, host = 'x' } # where\nuser='old'   # who\n[manager]\nnum-proc = 4\n";
        let expected = "[db]\naddr = { port = 5432, host = \"db\" } # where\nuser=\"u\"   # who\ntype = \"postgresql\"\n\
                        name = \"backend\"\npassword = \"p%\"\n[manager]\nnum-proc = 4\n";
        assert_eq!(super::manager_toml(toml, &database).unwrap(), expected);
        let toml = "[db]\naddrs = [\"a:1\", \"b:2\"] # all\n";
        assert!(super::manager_toml(toml, &database).unwrap().starts_with("[db]\naddrs = [\"db:5432\"] # all\n"));
        let toml = "\u{feff}# mine\r\n[etcd]\r\nx = '''a\r\nb'''\r\n[db]\r\naddr = \"x:1\"\r\n\tname=\"n\"\r\n[x]\r\ny = [ 1,\r\n 2 ]";
        let expected = toml.replace("x:1", "db:5432").replace("\"n\"", "\"backend\"");
        let (before, after) = expected.split_once("[x]").unwrap();
        let added = "type = \"postgresql\"\r\nuser = \"u\"\r\npassword = \"p%\"\r\n";
        assert_eq!(super::manager_toml(toml, &database).unwrap(), format!("{before}{added}[x]{after}"));
        assert!(super::manager_toml("[db\n", &database).is_err());
    }

    #[test]
    fn a_table_in_every_form() {
        let password = Secret::new("p");
        let database = Database { host: "db", port: 5432, name: "backend", user: "u", password: &password };
        let rest = |prefix: &str, between: &str| {
            ["type = \"postgresql\"", "name = \"backend\"", "user = \"u\"", "password = \"p\""]
                .map(|line| format!("{prefix}{line}"))
                .join(between)
        };
        let (lines, address) = (rest("", "\n"), "addr = \"db:5432\"");
        for (toml, expected) in [
            ("", format!("[db]\n{address}\n{lines}\n")),
            ("[x]", format!("[x]\n\n[db]\n{address}\n{lines}\n")),
            ("[x]\n", format!("[x]\n\n[db]\n{address}\n{lines}\n")),
            ("[db]", format!("[db]\n{lines}\n{address}")),
            ("[db] # mine\n\n[x]\n", format!("[db] # mine\n{lines}\n{address}\n\n[x]\n")),
            (
                "[db]\naddr = [\"h\", 1] # mine\n# of x\n[x]\n",
                format!("[db]\n{address} # mine\n{lines}\n# of x\n[x]\n"),
            ),
            (
                "[db]\npool-size = 1\n[db.addr]\nhost = 'x'\nport = 1",
                format!("[db]\npool-size = 1\n{lines}\n[db.addr]\nhost = \"db\"\nport = 5432"),
            ),
            (
                "[db]\naddr.host = 'x'\naddr.port = 1\n",
                format!("[db]\naddr.host = \"db\"\naddr.port = 5432\n{lines}\n"),
            ),
            ("db = { addr = 'x:1' }", format!("db = {{ {address}, {} }}", rest("", ", "))),
            ("db = {}", format!("db = {{ {}, {address} }}", rest("", ", "))),
            ("db.addr = 'x:1'\ny = 1\n", format!("db.{address}\n{}\ny = 1\n", rest("db.", "\n"))),
        ] {
            assert_eq!(super::manager_toml(toml, &database).as_deref(), Ok(expected.as_str()), "{toml}");
        }
        for toml in ["[[db.addrs]]\nhost = 'a'\nport = 1\n", "[db.x]\ny = 1\n"] {
            let refused = super::manager_toml(toml, &database).unwrap_err();
            assert_eq!(refused.problem, Problem::NotFilledIn, "{toml}");
        }
    }
}
