//! What the facts of a database have and lack compared with those of a release.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Serialize, Serializer};

use super::{Fact, Facts};

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

impl Difference {
    /// Kind and name of what differs.
    pub fn title(&self) -> String {
        let (Difference::Missing(line) | Difference::Changed { expected: line, .. } | Difference::Unexpected(line)) =
            self;
        Fact::parse(line).map_or_else(|| line.clone(), |fact| fact.title())
    }
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

impl Serialize for Difference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Difference::Missing(line) => serializer.collect_map([("missing", line)]),
            Difference::Changed { expected, found } => {
                serializer.collect_map([("expected", expected), ("found", found)])
            }
            Difference::Unexpected(line) => serializer.collect_map([("unexpected", line)]),
        }
    }
}

/// The differences, the order of columns left out, and two spellings of one expression taken for one.
///
/// `ours` tells whether a name of a table, type, function or extension is one that any release uses: what the database
/// has besides is somebody else's and no difference.
pub fn differences(expected: &Facts, found: &Facts, ours: impl Fn(&str) -> bool) -> Vec<Difference> {
    let (expected, found) = (by_title(expected), by_title(found));
    let mut differences = Vec::new();
    for (title, fact) in &expected {
        match found.get(title) {
            None => differences.push(Difference::Missing(fact.without_position())),
            Some(other) if fact.definition != other.definition && fact.canonical() != other.canonical() => differences
                .push(Difference::Changed { expected: fact.without_position(), found: other.without_position() }),
            Some(_) => {}
        }
    }
    let unexpected = found.iter().filter(|(title, fact)| !expected.contains_key(*title) && ours(fact.owner));
    differences.extend(unexpected.map(|(_, fact)| Difference::Unexpected(fact.without_position())));
    differences.sort();
    differences
}

/// The facts by kind and name.
fn by_title(facts: &Facts) -> BTreeMap<String, Fact<'_>> {
    facts.iter().map(|fact| (fact.title(), fact)).collect()
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

    #[test]
    fn a_difference_is_called_by_kind_and_name_and_told_to_programs_by_what_it_is() {
        let line = |definition: &str| format!("column a.b {definition}");
        let changed = Difference::Changed { expected: line("integer"), found: line("bigint") };
        let all = [Difference::Missing(line("text")), Difference::Unexpected(line("text")), changed];
        assert!(all.iter().all(|difference| difference.title() == "column a.b"));
        let told = serde_json::to_string(&all).unwrap();
        let wanted = r#"[{"missing":"column a.b text"},{"unexpected":"column a.b text"},
            {"expected":"column a.b integer","found":"column a.b bigint"}]"#;
        assert_eq!(told, wanted.replace("\n            ", ""));
    }

    #[test]
    fn a_restored_dump_spells_expressions_anew() {
        let fresh = "index a.i CREATE INDEX i ON public.a USING btree (b) WHERE (b = ANY ((ARRAY['x'::character varying])::text[]))";
        let restored =
            fresh.replace("(ARRAY['x'::character varying])::text[]", "ARRAY[('x'::character varying)::text]");
        assert_eq!(differences(&Facts::parse(fresh), &Facts::parse(&restored), |_| true), []);
        assert_eq!(
            differences(&Facts::parse(fresh), &Facts::parse(&restored.replace("'x'", "'y'")), |_| true).len(),
            1
        );
    }
}
