//! What the facts of a database have and lack compared with those of a release.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Facts, without_position};

/// One difference; lines are without positions.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Difference {
    /// The release has it, the database has not.
    Missing(String),
    /// Both have it, defined differently.
    Changed {
        /// As the release has it.
        expected: String,
        /// As the database has it.
        found: String,
    },
    /// The database has it, the release has not.
    Unexpected(String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Missing(line) => write!(f, "missing: {line}"),
            Difference::Changed { expected, found } => write!(f, "changed: {expected}\n  found: {found}"),
            Difference::Unexpected(line) => write!(f, "unexpected: {line}"),
        }
    }
}

/// The differences, the order of columns left out.
///
/// `ours` tells whether a name of a table, type, function or extension is one that any release uses: what the database
/// has besides is somebody else's and no difference.
pub fn differences(expected: &Facts, found: &Facts, ours: impl Fn(&str) -> bool) -> Vec<Difference> {
    let expected: BTreeSet<String> = expected.lines().map(without_position).collect();
    let found: BTreeSet<String> = found.lines().map(without_position).collect();
    let mut missing: BTreeMap<String, String> =
        expected.difference(&found).map(|line| (key(line).to_owned(), line.clone())).collect();
    let mut differences = Vec::new();
    for line in found.difference(&expected) {
        if let Some(expected) = missing.remove(key(line)) {
            differences.push(Difference::Changed { expected, found: line.clone() });
        } else if ours(owner(line)) {
            differences.push(Difference::Unexpected(line.clone()));
        }
    }
    differences.extend(missing.into_values().map(Difference::Missing));
    differences.sort();
    differences
}

/// Kind and name of a fact, such as `column users.email`; for a function its arguments too.
pub(crate) fn key(line: &str) -> &str {
    if line.starts_with("function ") {
        return line.split_once(") returns ").map_or(line, |(head, _)| &line[..=head.len()]);
    }
    match line.match_indices(' ').nth(1) {
        Some((end, _)) => &line[..end],
        None => line,
    }
}

/// The name of the table, or of the type, function or extension, that a fact is about.
pub(crate) fn owner(line: &str) -> &str {
    let name = key(line).split_once(' ').map_or("", |(_, name)| name);
    name.split(['.', '(']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RELEASE: &str = "column a.b #001 integer\ncolumn a.c #002 text\nextension uuid-ossp\ntable a\n\
        function f(x integer) returns integer language sql\nindex a.i CREATE INDEX i ON public.a USING btree (b)\n";

    #[test]
    fn the_order_of_columns_and_what_belongs_to_others_is_no_difference() {
        let live = RELEASE.replace("#001", "#007") + "table theirs\ncolumn theirs.x #001 integer\nextension pgcrypto\n";
        assert_eq!(differences(&Facts::parse(RELEASE), &Facts::parse(&live), |name| name == "a"), []);
    }

    #[test]
    fn what_is_missing_changed_and_unexpected_is_told_apart() {
        let live = "column a.b #001 bigint\ncolumn a.d #002 text\nextension uuid-ossp\ntable a\ntable b\n\
            function f(x integer) returns bigint language sql\n";
        let found: Vec<String> = differences(&Facts::parse(RELEASE), &Facts::parse(live), |name| name != "theirs")
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            found,
            [
                "missing: column a.c text",
                "missing: index a.i CREATE INDEX i ON public.a USING btree (b)",
                "changed: column a.b integer\n  found: column a.b bigint",
                "changed: function f(x integer) returns integer language sql\n  found: function f(x integer) returns bigint language sql",
                "unexpected: column a.d text",
                "unexpected: table b",
            ]
        );
    }
}
