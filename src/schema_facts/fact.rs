//! One fact in its parts: `column users.email #003 character varying(64) not null`. The only place that parses and prints the format.

use std::fmt;

/// What a fact is about.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// `column TABLE.NAME #POSITION DEFINITION`
    Column,
    /// `constraint TABLE.NAME DEFINITION`
    Constraint,
    /// `domain NAME TYPE`
    Domain,
    /// `enum NAME ('a', 'b')`
    Enum,
    /// `extension NAME`
    Extension,
    /// `function NAME(ARGUMENTS) returns TYPE language NAME`
    Function,
    /// `index TABLE.NAME DEFINITION`
    Index,
    /// `sequence NAME`
    Sequence,
    /// `table NAME`
    Table,
    /// `trigger TABLE.NAME DEFINITION`
    Trigger,
    /// `view NAME QUERY`
    View,
}

impl Kind {
    const ALL: [(Kind, &'static str); 11] = [
        (Kind::Column, "column"),
        (Kind::Constraint, "constraint"),
        (Kind::Domain, "domain"),
        (Kind::Enum, "enum"),
        (Kind::Extension, "extension"),
        (Kind::Function, "function"),
        (Kind::Index, "index"),
        (Kind::Sequence, "sequence"),
        (Kind::Table, "table"),
        (Kind::Trigger, "trigger"),
        (Kind::View, "view"),
    ];

    fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.iter().find(|(_, name)| *name == word).map(|(kind, _)| *kind)
    }

    /// The word that its facts begin with.
    pub fn name(self) -> &'static str {
        Kind::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// Whether it belongs to a table, after whose name its own comes.
    fn in_table(self) -> bool {
        matches!(self, Kind::Column | Kind::Constraint | Kind::Index | Kind::Trigger)
    }
}

/// One fact. Its position is that of a column in its table; it is no part of what is compared.
#[derive(Clone, Copy, Debug)]
pub struct Fact<'a> {
    /// What it is about.
    pub kind: Kind,
    /// The table that it belongs to; else the same as the name.
    pub owner: &'a str,
    /// Its name; a function's has its arguments behind it.
    pub name: &'a str,
    /// Of columns.
    pub position: Option<&'a str>,
    /// The rest; empty for tables, sequences and extensions.
    pub definition: &'a str,
}

impl<'a> Fact<'a> {
    /// Whether a line is about a part of a table, without reading all of it.
    pub fn is_in_table(line: &str) -> bool {
        line.split_once(' ').and_then(|(word, _)| Kind::parse(word)).is_some_and(Kind::in_table)
    }

    /// Reads a line, with or without a position.
    pub fn parse(line: &'a str) -> Option<Self> {
        let (word, rest) = line.split_once(' ')?;
        let kind = Kind::parse(word)?;
        let (name, definition) = match kind {
            Kind::Function => {
                let end = rest.find(") returns ").map_or(rest.len(), |at| at + 1);
                (&rest[..end], rest[end..].trim_start())
            }
            _ => rest.split_once(' ').unwrap_or((rest, "")),
        };
        let (owner, name) = match name.split_once('.') {
            Some((owner, name)) if kind.in_table() => (owner, name),
            _ => (name.split('(').next().unwrap_or(name), name),
        };
        let numbered = definition.strip_prefix('#').and_then(|rest| rest.split_once(' '));
        let (position, definition) = match numbered {
            Some((position, rest)) if kind == Kind::Column && position.bytes().all(|b| b.is_ascii_digit()) => {
                (Some(position), rest)
            }
            _ => (None, definition),
        };
        Some(Fact { kind, owner, name, position, definition })
    }

    /// Kind and name, such as `column users.email`.
    pub fn title(&self) -> String {
        let word = self.kind.name();
        if self.kind.in_table() {
            format!("{word} {}.{}", self.owner, self.name)
        } else {
            format!("{word} {}", self.name)
        }
    }

    /// The line without a position: columns come in another order after an upgrade.
    pub fn without_position(&self) -> String {
        Fact { position: None, ..*self }.to_string()
    }

    /// Whether it is a foreign key.
    pub fn is_foreign_key(&self) -> bool {
        self.kind == Kind::Constraint && self.definition.starts_with("FOREIGN KEY")
    }

    /// The definition in the one of its spellings that all others are turned into.
    ///
    /// PostgreSQL spells the cast of an array of literals differently once its own output has been read back, as a restored dump is:
    /// `(ARRAY['a'::character varying])::text[]` becomes `ARRAY[('a'::character varying)::text]`.
    pub fn canonical(&self) -> String {
        let (mut text, mut from) = (self.definition.to_owned(), 0);
        while let Some(at) = text[from..].find("(ARRAY[").map(|at| from + at) {
            match cast_of_array(&text[at..]) {
                Some((length, spelling)) => text.replace_range(at..at + length, &spelling),
                None => from = at + 1,
            }
        }
        text
    }
}

impl fmt::Display for Fact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title())?;
        if let Some(position) = self.position {
            write!(f, " #{position}")?;
        }
        if !self.definition.is_empty() {
            write!(f, " {}", self.definition)?;
        }
        Ok(())
    }
}

/// `(ARRAY[a, b])::t[]` at the start of `text`: its length, and `ARRAY[(a)::t, (b)::t]`.
fn cast_of_array(text: &str) -> Option<(usize, String)> {
    let inside = text.strip_prefix("(ARRAY[")?;
    let (mut quoted, mut start, mut elements) = (false, 0, Vec::new());
    let mut end = None;
    for (at, c) in inside.char_indices() {
        match c {
            '\'' => quoted = !quoted,
            ',' if !quoted => {
                elements.push(inside[start..at].trim());
                start = at + 1;
            }
            // A nested expression is left alone.
            '[' | '(' if !quoted => return None,
            ']' if !quoted => {
                elements.push(inside[start..at].trim());
                end = Some(at);
                break;
            }
            _ => {}
        }
    }
    let rest = inside[end?..].strip_prefix("])::")?;
    let (data_type, _) = rest.split_once("[]")?;
    if !data_type.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '_') {
        return None;
    }
    let elements: Vec<String> = elements.iter().map(|element| format!("({element})::{data_type}")).collect();
    let length = text.len() - rest.len() + data_type.len() + "[]".len();
    Some((length, format!("ARRAY[{}]", elements.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release;

    #[test]
    fn every_fact_of_every_release_is_printed_as_it_was_read() {
        for release in release::distinct() {
            for line in release.facts().lines() {
                let fact = Fact::parse(line).unwrap_or_else(|| panic!("{line}"));
                assert_eq!(fact.to_string(), line);
                assert_eq!(fact.position.is_some(), fact.kind == Kind::Column, "{line}");
                assert_eq!(Fact::is_in_table(line), fact.kind.in_table(), "{line}");
            }
        }
    }

    #[test]
    fn a_line_is_taken_apart() {
        let parts = |line| {
            let fact = Fact::parse(line).unwrap();
            (fact.kind, fact.owner, fact.name, fact.position, fact.definition)
        };
        assert_eq!(
            parts("column a.b #003 integer not null"),
            (Kind::Column, "a", "b", Some("003"), "integer not null")
        );
        assert_eq!(parts("column a.b integer"), (Kind::Column, "a", "b", None, "integer"));
        assert_eq!(parts("table a"), (Kind::Table, "a", "a", None, ""));
        assert_eq!(
            parts("function f(x integer, y a.b) returns integer language sql"),
            (Kind::Function, "f", "f(x integer, y a.b)", None, "returns integer language sql")
        );
        assert_eq!(parts("constraint a.c CHECK ((d <> ' #1 x'::text))").4, "CHECK ((d <> ' #1 x'::text))");
        // A position is digits, and a column's.
        assert_eq!(parts("column a.b #one integer"), (Kind::Column, "a", "b", None, "#one integer"));
        assert_eq!(parts("constraint a.c #1 x"), (Kind::Constraint, "a", "c", None, "#1 x"));
        assert!(Fact::parse("nothing of ours").is_none());
    }

    #[test]
    fn a_foreign_key_is_a_constraint_that_says_so() {
        let is_one = |line: &str| Fact::parse(line).unwrap().is_foreign_key();
        assert!(is_one("constraint a.b FOREIGN KEY (c) REFERENCES d(e)"));
        assert!(!is_one("constraint a.b UNIQUE (c)") && !is_one("view v FOREIGN KEY"));
    }

    #[test]
    fn two_spellings_of_one_expression_are_one() {
        let canonical = |definition: &str| Fact::parse(&format!("index t.i {definition}")).unwrap().canonical();
        let fresh = "WHERE ((status)::text <> ALL ((ARRAY['A, b'::character varying, 'it''s]'::character varying])::text[])) AND x";
        let restored = "WHERE ((status)::text <> ALL (ARRAY[('A, b'::character varying)::text, ('it''s]'::character varying)::text])) AND x";
        assert_eq!(canonical(fresh), restored);
        assert_eq!(canonical(restored), restored);
        // A bracket inside of quotes is none, and a type has blanks or underlines.
        for data_type in ["character varying", "my_type", "int4"] {
            let restored = format!("ARRAY[('[(a)'::x)::{data_type}]");
            assert_eq!(canonical(&format!("(ARRAY['[(a)'::x])::{data_type}[]")), restored);
        }
        for kept in [
            "(ARRAY['a'::x])::\"T\"[]",
            "WHERE (a = ANY (ARRAY[1, 2]))",
            "WHERE (a = ANY ((ARRAY[f(1), 2])::text[]))",
            "WHERE ((ARRAY[1",
        ] {
            assert_eq!(canonical(kept), kept);
        }
    }
}
