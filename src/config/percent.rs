//! An option of alembic.ini with a `%` that means something else there, and the same with `%%` in its place: what to write instead.
//!
//! Only what has to change is shown: of a URL nothing that could be a part of its user or password, of another option nothing at all
//! unless it is one of alembic's own, which hold no secrets.

use super::interpolation::reference;
use super::url;

/// Stands for what is not shown.
const HIDDEN: &str = "***";

/// Options of alembic's own.
const OWN: &[&str] = &[
    "file_template",
    "output_encoding",
    "path_separator",
    "prepend_sys_path",
    "recursive_version_locations",
    "revision_environment",
    "script_location",
    "sourceless",
    "timezone",
    "truncate_slug_length",
    "version_locations",
    "version_path_separator",
];

/// An option as it stands, and as it should.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("in place of `{written}` write `{instead}`{}", if written.contains(HIDDEN) { ", *** being as it is" } else { "" })]
pub struct Correction {
    /// `option = value`, the value masked.
    pub written: String,
    /// The same, each wrong `%` doubled.
    pub instead: String,
}

impl Correction {
    /// Of an option with its raw value. `defined` tells of an option whether there is one of that name.
    pub fn of(option: &str, raw: &str, defined: &dyn Fn(&str) -> bool) -> Self {
        let shown = Shown::of(option, raw);
        let (mut written, mut instead) = (format!("{option} = "), format!("{option} = "));
        let mut rest = raw;
        let mut show = |text: &str, at: usize, instead_of: &str| {
            let visible = shown.holds(at);
            for (line, text) in [(&mut written, text), (&mut instead, instead_of)] {
                match visible || text.starts_with('%') {
                    true => line.push_str(text),
                    false if line.ends_with(HIDDEN) => {}
                    false => line.push_str(HIDDEN),
                }
            }
        };
        while let Some(first) = rest.chars().next() {
            let at = raw.len() - rest.len();
            let key = rest.strip_prefix('%').and_then(reference).map(|(key, _)| key);
            let length = match key {
                Some(key) if defined(&key.to_lowercase()) => key.len() + "%()s".len(),
                _ if rest.starts_with("%%") => 2,
                _ => first.len_utf8(),
            };
            let text = &rest[..length];
            show(text, at, if text == "%" { "%%" } else { text });
            rest = &rest[length..];
        }
        Correction { written, instead }
    }
}

/// Which bytes of a value may be seen: all before the first number, and from the second to the third.
struct Shown(usize, usize, usize);

impl Shown {
    fn of(option: &str, raw: &str) -> Self {
        if OWN.contains(&option) {
            return Shown(raw.len(), 0, 0);
        }
        let scheme = raw.split_once("://").map_or(0, |(scheme, _)| scheme.len() + "://".len());
        let plain = raw[..scheme].chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "+:/".contains(c));
        // A URL with one @ whose host and database can be read: what follows the @ is no password.
        match (raw.rfind('@'), url::parse(raw)) {
            (Some(at), Ok(url)) if url.host.is_some() && url.database.is_some() => {
                Shown(scheme, at, raw[at..].find('?').map_or(raw.len(), |query| at + query))
            }
            _ if plain => Shown(scheme, 0, 0),
            _ => Shown(0, 0, 0),
        }
    }

    fn holds(&self, byte: usize) -> bool {
        byte < self.0 || (self.1..self.2).contains(&byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrected(option: &str, raw: &str) -> (String, String) {
        let Correction { written, instead } = Correction::of(option, raw, &|key| key == "here");
        (written, instead)
    }

    #[test]
    fn what_has_to_change_is_shown_and_no_password() {
        let of_url = |raw: &str| {
            let (written, instead) = corrected("sqlalchemy.url", raw);
            let bare = |line: String| line.strip_prefix("sqlalchemy.url = ").expect("the option").to_owned();
            (bare(written), bare(instead))
        };
        for (raw, written, instead) in [
            ("postgresql://u:p%40ss@h:1/db", "postgresql://***%***@h:1/db", "postgresql://***%%***@h:1/db"),
            // One that is right already, and two that are not.
            (
                "postgresql://u:a%%40b%40%25@h/db",
                "postgresql://***%%***%***%***@h/db",
                "postgresql://***%%***%%***%%***@h/db",
            ),
            ("postgresql://u:p%@h/db", "postgresql://***%@h/db", "postgresql://***%%@h/db"),
            ("postgresql://u:p%(x)s@h/db", "postgresql://***%***@h/db", "postgresql://***%%***@h/db"),
            (
                "postgresql://u:p%(here)s%x@h/db",
                "postgresql://***%(here)s%***@h/db",
                "postgresql://***%(here)s%%***@h/db",
            ),
            ("postgresql://u:p@h/my%20db", "postgresql://***@h/my%20db", "postgresql://***@h/my%%20db"),
            (
                "postgresql+asyncpg://u:p%@h/db?password=secret%",
                "postgresql+asyncpg://***%@h/db***%",
                "postgresql+asyncpg://***%%@h/db***%%",
            ),
            // Which @ ends the password is not known; nor is what the host is.
            ("postgresql://u:p%@secret@h/db", "postgresql://***%***", "postgresql://***%%***"),
            ("postgresql://u:p%@secret", "postgresql://***%***", "postgresql://***%%***"),
            ("u:p%ss", "***%***", "***%%***"),
            ("se cret%://x", "***%***", "***%%***"),
            ("%ä", "%***", "%%***"),
        ] {
            assert_eq!(of_url(raw), (written.to_owned(), instead.to_owned()), "{raw}");
        }
    }

    #[test]
    fn of_other_options_alembics_own_are_shown() {
        assert_eq!(corrected("file_template", "%%(rev)s_%(slug)s").1, "file_template = %%(rev)s_%%(slug)s");
        assert_eq!(corrected("pw", "a%b").0, "pw = ***%***");
        let correction = Correction::of("pw", "a%b", &|_| false);
        assert_eq!(correction.to_string(), "in place of `pw = ***%***` write `pw = ***%%***`, *** being as it is");
    }
}
