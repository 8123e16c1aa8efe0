//! A release that is recorded as a difference to another: its facts, and a schema that has them. Pure.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema_facts::repair::{self, Database};
use crate::schema_facts::{Difference, Fact, Facts, Kind, differences};

/// The facts of the base without the lines `- …`, with the lines `+ …`. Columns keep their order; one that comes in stands where its
/// line says.
pub(super) fn facts(base: &Facts, diff: &str) -> Facts {
    let marked = |mark: &'static str| diff.lines().filter_map(move |line| line.strip_prefix(mark));
    let gone: Vec<&str> = marked("- ").collect();
    let kept = base.without(|fact| gone.contains(&fact.without_position().as_str()));
    let mut lines: Vec<String> = Vec::new();
    let mut columns: BTreeMap<&str, Vec<Fact<'_>>> = BTreeMap::new();
    for fact in kept.iter() {
        match fact.kind {
            Kind::Column => columns.entry(fact.owner).or_default().push(fact),
            _ => lines.push(fact.to_string()),
        }
    }
    columns.values_mut().for_each(|columns| columns.sort_by_key(place));
    let mut new: Vec<Fact<'_>> = marked("+ ").filter_map(Fact::parse).collect();
    new.sort_by_key(place);
    for fact in new {
        match fact.kind {
            Kind::Column => {
                let columns = columns.entry(fact.owner).or_default();
                columns.insert(place(&fact).saturating_sub(1).min(columns.len()), fact);
            }
            _ => lines.push(fact.to_string()),
        }
    }
    for (index, column) in columns.values().flat_map(|columns| columns.iter().enumerate()) {
        let position = format!("{:03}", index + 1);
        lines.push(Fact { position: Some(&position), ..*column }.to_string());
    }
    Facts::parse(&lines.join("\n"))
}

/// Where a column stands in its table, from 1.
fn place(fact: &Fact<'_>) -> usize {
    fact.position.and_then(|position| position.parse().ok()).unwrap_or_default()
}

/// A schema that has these facts; the bodies of functions, which are no facts, come from the schema of a complete release.
pub(super) fn schema(facts: &Facts, complete: &str) -> String {
    let nothing = Facts::default();
    // PostgreSQL prints the cast of an array, and reads a cast of each element; of one that was cast already it casts the array.
    let (printed, read) = ("'::character varying])::text[]", "'::character varying]::character varying[])::text[]");
    let statements = mending(facts, &nothing, &nothing, complete).into_iter();
    statements.map(|sql| sql.replace(printed, read) + ";\n").collect()
}

/// The statements that turn what is found into one schema, where that one differs from another.
pub(super) fn mending(to: &Facts, from: &Facts, found: &Facts, complete: &str) -> Vec<String> {
    let database = Database { expected: to, found, schema: complete };
    let wanted = where_they_differ(to, from, found);
    repair::statements(&wanted, &database).into_iter().filter_map(|repair| repair.sql).collect()
}

/// Whether what is found is one schema and not another, where they differ.
pub(super) fn is_found(one: &Facts, other: &Facts, found: &Facts) -> bool {
    where_they_differ(one, other, found).is_empty()
}

/// What is found that differs from one schema, of what differs between that one and another.
fn where_they_differ(one: &Facts, other: &Facts, found: &Facts) -> Vec<Difference> {
    let titles: BTreeSet<String> = differences(one, other, |_| true).iter().map(Difference::title).collect();
    let mut differing = differences(one, found, |_| true);
    differing.retain(|difference| titles.contains(&difference.title()));
    differing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_laid_over_the_base() {
        let base = "column a.b #001 integer\ncolumn a.c #002 text\ncolumn a.d #003 text\nenum e ('x')\ntable a\n";
        let diff = "- column a.c text\n- enum e ('x')\n+ column a.e #001 boolean\n+ column a.f #004 boolean\n\
                    + column n.z #001 integer\n+ table n\n";
        let facts = facts(&Facts::parse(base), diff);
        let lines: Vec<&str> = facts.lines().collect();
        assert_eq!(
            lines,
            [
                "column a.b #002 integer",
                "column a.d #003 text",
                "column a.e #001 boolean",
                "column a.f #004 boolean",
                "column n.z #001 integer",
                "table a",
                "table n",
            ]
        );
    }

    #[test]
    fn a_schema_is_made_of_facts() {
        let facts = Facts::parse(
            "column a.b #002 integer\ncolumn a.c #001 e not null\nconstraint a.pk_a PRIMARY KEY (c)\nenum e ('x')\n\
             function f() returns integer language sql\ntable a\n",
        );
        assert_eq!(
            schema(&facts, "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ SELECT 1; $$;"),
            "CREATE TYPE public.e AS ENUM ('x');\nCREATE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ SELECT 1; $$;\n\
             CREATE TABLE public.a (c e NOT NULL, b integer);\nALTER TABLE public.a ADD CONSTRAINT pk_a PRIMARY KEY (c);\n"
        );
    }
}
