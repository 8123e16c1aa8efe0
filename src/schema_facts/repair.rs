//! The statements that turn differing facts into a release's. Pure.
//!
//! Nothing that holds rows is dropped: tables and columns that are too many stay, and are only named.

use super::difference::{Difference, key, owner};
use super::{Facts, without_position};
use crate::sql;

/// One difference, mended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Repair {
    /// In which order: lower first.
    phase: Phase,
    /// What is done, or why nothing is.
    pub note: String,
    /// The statement, or several, without the last semicolon; none where a person has to decide.
    pub sql: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Phase {
    Rename,
    DropReferences,
    Drop,
    Types,
    Tables,
    Columns,
    Constraints,
    Indexes,
    References,
    Rest,
    Nothing,
}

/// What mends these differences, in order. `schema` is the release's, for what facts do not hold: the bodies of functions.
pub fn statements(differences: &[Difference], expected: &Facts, schema: &str) -> Vec<Repair> {
    let mut mends = Vec::new();
    let renamed = renames(differences, &mut mends);
    for difference in differences.iter().filter(|difference| !renamed.contains(difference)) {
        match difference {
            Difference::Missing(line) => missing(line, differences, expected, schema, &mut mends),
            Difference::Changed { expected: wanted, found } => changed(wanted, found, expected, schema, &mut mends),
            Difference::Unexpected(line) => unexpected(line, differences, &mut mends),
        }
    }
    mends.sort_by_key(|mend| mend.phase);
    mends
}

/// A fact in its parts: `column`, `users`, `email`, `character varying(64) not null`.
struct Fact<'a> {
    kind: &'a str,
    owner: &'a str,
    name: &'a str,
    definition: &'a str,
}

impl<'a> Fact<'a> {
    fn of(line: &'a str) -> Self {
        let key = key(line);
        let (kind, names) = key.split_once(' ').unwrap_or((key, ""));
        let name = names.split_once('.').map_or(names, |(_, name)| name);
        Fact { kind, owner: owner(line), name, definition: line[key.len()..].trim_start() }
    }

    fn is_reference(&self) -> bool {
        self.kind == "constraint" && self.definition.starts_with("FOREIGN KEY")
    }
}

fn quote(name: &str) -> String {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    // Quoting more than needed does no harm.
    if plain && !["user", "group", "order", "default", "check", "table", "column", "end", "primary"].contains(&name) {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

fn table(name: &str) -> String {
    format!("public.{}", quote(name))
}

/// Constraints and indexes that only have another name.
fn renames<'a>(differences: &'a [Difference], mends: &mut Vec<Repair>) -> Vec<&'a Difference> {
    let mut renamed = Vec::new();
    for missing in differences {
        let Difference::Missing(wanted) = missing else { continue };
        let new = Fact::of(wanted);
        if new.kind != "constraint" && new.kind != "index" {
            continue;
        }
        let same = differences.iter().find(|other| {
            let Difference::Unexpected(line) = other else { return false };
            let old = Fact::of(line);
            let definition = match new.kind {
                "index" => old.definition.replacen(
                    &format!("INDEX {} ON", quote(old.name)),
                    &format!("INDEX {} ON", quote(new.name)),
                    1,
                ),
                _ => old.definition.to_owned(),
            };
            (old.kind, old.owner) == (new.kind, new.owner) && definition == new.definition && !renamed.contains(other)
        });
        if let Some(other @ Difference::Unexpected(line)) = same {
            let old = Fact::of(line);
            let sql = match new.kind {
                "index" => format!("ALTER INDEX {} RENAME TO {}", table(old.name), quote(new.name)),
                _ => format!(
                    "ALTER TABLE {} RENAME CONSTRAINT {} TO {}",
                    table(new.owner),
                    quote(old.name),
                    quote(new.name)
                ),
            };
            push(mends, Phase::Rename, format!("{} {} has another name", new.kind, new.name), Some(sql));
            renamed.push(missing);
            renamed.push(other);
        }
    }
    renamed
}

fn push(mends: &mut Vec<Repair>, phase: Phase, note: String, sql: Option<String>) {
    mends.push(Repair { phase, note, sql });
}

fn missing(line: &str, differences: &[Difference], expected: &Facts, schema: &str, mends: &mut Vec<Repair>) {
    let fact = Fact::of(line);
    let note = format!("{} is missing", key(line));
    let is_missing = |line: &str| differences.contains(&Difference::Missing(line.to_owned()));
    let (phase, sql) = match fact.kind {
        "extension" => (Phase::Types, Some(format!("CREATE EXTENSION IF NOT EXISTS {}", quote(fact.name)))),
        "enum" => (Phase::Types, Some(format!("CREATE TYPE {} AS ENUM {}", table(fact.name), fact.definition))),
        "function" => (Phase::Types, function(fact.owner, schema)),
        "table" => (Phase::Tables, Some(create_table(fact.name, expected))),
        "column" if is_missing(&format!("table {}", fact.owner)) => return,
        "column" => {
            let column = Column::of(fact.definition);
            let sql = format!("ALTER TABLE {} ADD COLUMN {} {}", table(fact.owner), quote(fact.name), column.sql());
            (Phase::Columns, Some(sql))
        }
        "constraint" => {
            let phase = if fact.is_reference() { Phase::References } else { Phase::Constraints };
            (phase, Some(add_constraint(&fact)))
        }
        "index" => (Phase::Indexes, Some(fact.definition.to_owned())),
        "trigger" => (Phase::Rest, Some(fact.definition.to_owned())),
        "sequence" => (Phase::Types, Some(format!("CREATE SEQUENCE {}", table(fact.name)))),
        "view" => {
            let query = fact.definition.trim_end_matches(';');
            (Phase::Rest, Some(format!("CREATE VIEW {} AS {query}", table(fact.name))))
        }
        _ => (Phase::Nothing, None),
    };
    push(mends, phase, note, sql);
}

fn add_constraint(fact: &Fact<'_>) -> String {
    format!("ALTER TABLE {} ADD CONSTRAINT {} {}", table(fact.owner), quote(fact.name), fact.definition)
}

fn changed(wanted: &str, found: &str, expected: &Facts, schema: &str, mends: &mut Vec<Repair>) {
    let (new, old) = (Fact::of(wanted), Fact::of(found));
    let note = format!("{} is defined differently", key(wanted));
    match new.kind {
        "column" => {
            let sql = alter_column(&new, &Column::of(new.definition), &Column::of(old.definition));
            push(mends, Phase::Columns, note, sql);
        }
        "enum" => push(mends, Phase::Types, note, Some(change_enum(&new, expected))),
        "constraint" => {
            unexpected(found, &[], mends);
            missing(wanted, &[], expected, schema, mends);
        }
        "index" | "trigger" => {
            unexpected(found, &[], mends);
            missing(wanted, &[], expected, schema, mends);
        }
        "function" => {
            let arguments = key(wanted).split_once(' ').map_or("", |(_, name)| name);
            let sql = function(new.owner, schema).map(|create| format!("DROP FUNCTION public.{arguments}; {create}"));
            push(mends, Phase::Types, note, sql);
        }
        "view" => {
            let query = new.definition.trim_end_matches(';');
            let sql = format!("DROP VIEW {0}; CREATE VIEW {0} AS {query}", table(new.name));
            push(mends, Phase::Rest, note, Some(sql));
        }
        _ => push(mends, Phase::Nothing, note, None),
    }
}

fn unexpected(line: &str, differences: &[Difference], mends: &mut Vec<Repair>) {
    let fact = Fact::of(line);
    if fact.kind != "table" && differences.contains(&Difference::Unexpected(format!("table {}", fact.owner))) {
        return;
    }
    let note = format!("{} is not of the release", key(line));
    let (phase, sql) = match fact.kind {
        "constraint" => {
            let phase = if fact.is_reference() { Phase::DropReferences } else { Phase::Drop };
            (phase, Some(format!("ALTER TABLE {} DROP CONSTRAINT {}", table(fact.owner), quote(fact.name))))
        }
        "index" => (Phase::Drop, Some(format!("DROP INDEX {}", table(fact.name)))),
        "trigger" => {
            (Phase::DropReferences, Some(format!("DROP TRIGGER {} ON {}", quote(fact.name), table(fact.owner))))
        }
        _ => return push(mends, Phase::Nothing, format!("{note}; it is left alone"), None),
    };
    push(mends, phase, note, sql);
}

/// The statement of the schema that creates a function.
fn function(name: &str, schema: &str) -> Option<String> {
    let statements = sql::statements(schema).ok()?;
    let creates = |text: &str| {
        let words = sql::words(text);
        let at = words.iter().position(|word| word == "function");
        words.first().is_some_and(|word| word == "create")
            && at.is_some_and(|at| words.get(at + 1).is_some_and(|word| word == name))
    };
    statements.iter().find(|statement| creates(statement.text)).map(|statement| statement.text.to_owned())
}

fn create_table(name: &str, expected: &Facts) -> String {
    let prefix = format!("column {name}.");
    // With their positions, so that the order is that of the release.
    let mut columns: Vec<(&str, String)> = expected
        .with_prefix(&prefix)
        .map(|line| {
            let position = line[key(line).len()..].trim_start().split(' ').next().unwrap_or_default();
            let plain = without_position(line);
            let fact = Fact::of(&plain);
            (position, format!("{} {}", quote(fact.name), Column::of(fact.definition).sql()))
        })
        .collect();
    columns.sort();
    let columns: Vec<String> = columns.into_iter().map(|(_, column)| column).collect();
    format!("CREATE TABLE {} ({})", table(name), columns.join(", "))
}

/// The definition of a column in its parts.
#[derive(Debug, Default, Eq, PartialEq)]
struct Column<'a> {
    data_type: &'a str,
    not_null: bool,
    identity: Option<&'a str>,
    generated: Option<&'a str>,
    default: Option<&'a str>,
    collation: Option<&'a str>,
}

impl<'a> Column<'a> {
    fn of(definition: &'a str) -> Self {
        let mut column = Column::default();
        let mut rest = definition;
        if let Some((before, collation)) = rest.rsplit_once(" collate ").filter(|(_, name)| !name.contains('\'')) {
            (rest, column.collation) = (before, Some(collation));
        }
        for (word, part) in [
            (" default ", &mut column.default),
            (" generated ", &mut column.generated),
            (" identity ", &mut column.identity),
        ] {
            if let Some((before, value)) = rest.split_once(word) {
                (rest, *part) = (before, Some(value));
                break;
            }
        }
        if let Some(before) = rest.strip_suffix(" not null") {
            (rest, column.not_null) = (before, true);
        }
        column.data_type = rest;
        column
    }

    fn sql(&self) -> String {
        let mut sql = self.data_type.to_owned();
        if let Some(collation) = self.collation {
            sql += &format!(" COLLATE {collation}");
        }
        if let Some(default) = self.default {
            sql += &format!(" DEFAULT {default}");
        }
        if let Some(generated) = self.generated {
            sql += &format!(" GENERATED ALWAYS AS ({generated}) STORED");
        }
        if let Some(identity) = self.identity {
            sql += if identity == "a" { " GENERATED ALWAYS AS IDENTITY" } else { " GENERATED BY DEFAULT AS IDENTITY" };
        }
        if self.not_null {
            sql += " NOT NULL";
        }
        sql
    }
}

fn alter_column(fact: &Fact<'_>, new: &Column<'_>, old: &Column<'_>) -> Option<String> {
    if (new.identity, new.generated) != (old.identity, old.generated) {
        return None;
    }
    let name = quote(fact.name);
    let mut actions = Vec::new();
    let retype = (new.data_type, new.collation) != (old.data_type, old.collation);
    if old.default.is_some() && (retype || new.default.is_none()) {
        actions.push(format!("ALTER COLUMN {name} DROP DEFAULT"));
    }
    if retype {
        let collate = new.collation.map(|collation| format!(" COLLATE {collation}")).unwrap_or_default();
        let (wanted, cast) = (new.data_type, without_modifier(new.data_type));
        actions.push(format!("ALTER COLUMN {name} TYPE {wanted}{collate} USING {name}::text::{cast}"));
    }
    if let Some(default) = new.default.filter(|_| retype || new.default != old.default) {
        actions.push(format!("ALTER COLUMN {name} SET DEFAULT {default}"));
    }
    if new.not_null != old.not_null {
        let word = if new.not_null { "SET" } else { "DROP" };
        actions.push(format!("ALTER COLUMN {name} {word} NOT NULL"));
    }
    // One by one: PostgreSQL may reorder actions of one ALTER TABLE, and a default has to go before its type.
    let statements = actions.iter().map(|action| format!("ALTER TABLE {} {action}", table(fact.owner)));
    Some(statements.collect::<Vec<_>>().join("; "))
}

/// A type without its length or precision: a cast to `varchar(8)` cuts silently, the assignment that follows it refuses.
fn without_modifier(data_type: &str) -> String {
    match (data_type.find('('), data_type.find(')')) {
        (Some(from), Some(to)) if from < to => format!("{}{}", &data_type[..from], &data_type[to + 1..]),
        _ => data_type.to_owned(),
    }
}

/// Makes the type anew and moves the columns to it: an added value could not be used before commit.
fn change_enum(new: &Fact<'_>, expected: &Facts) -> String {
    let name = new.name;
    let old = format!("{name}__old");
    let mut statements = vec![
        format!("ALTER TYPE {} RENAME TO {}", table(name), quote(&old)),
        format!("CREATE TYPE {} AS ENUM {}", table(name), new.definition),
    ];
    for line in expected.with_prefix("column ") {
        let plain = without_position(line);
        let fact = Fact::of(&plain);
        let column = Column::of(fact.definition);
        if column.data_type.trim_end_matches("[]") != quote(name) {
            continue;
        }
        let (on, column_name) = (table(fact.owner), quote(fact.name));
        let array = if column.data_type.ends_with("[]") { "[]" } else { "" };
        if column.default.is_some() {
            statements.push(format!("ALTER TABLE {on} ALTER COLUMN {column_name} DROP DEFAULT"));
        }
        statements.push(format!(
            "ALTER TABLE {on} ALTER COLUMN {column_name} TYPE {0} USING {column_name}::text{array}::{0}",
            column.data_type
        ));
        if let Some(default) = column.default {
            statements.push(format!("ALTER TABLE {on} ALTER COLUMN {column_name} SET DEFAULT {default}"));
        }
    }
    statements.push(format!("DROP TYPE {}", table(&old)));
    statements.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema_facts::differences;

    fn mended(expected: &str, found: &str) -> Vec<String> {
        let (expected, found) = (Facts::parse(expected), Facts::parse(found));
        let schema = "CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1; $$;";
        statements(&differences(&expected, &found, |_| true), &expected, schema)
            .into_iter()
            .filter_map(|mend| mend.sql)
            .collect()
    }

    #[test]
    fn columns_are_taken_apart() {
        let column = Column::of("character varying(64) not null default 'a'::character varying collate \"C\"");
        assert_eq!(column.sql(), "character varying(64) COLLATE \"C\" DEFAULT 'a'::character varying NOT NULL");
        assert_eq!(Column::of("integer identity d").sql(), "integer GENERATED BY DEFAULT AS IDENTITY");
        assert_eq!(Column::of("integer generated (a + 1)").sql(), "integer GENERATED ALWAYS AS ((a + 1)) STORED");
    }

    #[test]
    fn what_is_missing_is_created_in_order() {
        let expected = "column b.id #001 integer not null\ncolumn b.a #002 uuid\ntable b\n\
            constraint b.fk FOREIGN KEY (a) REFERENCES a(id)\nconstraint b.pk PRIMARY KEY (id)\n\
            enum e ('x', 'y')\nfunction f(x integer) returns integer language sql\n\
            index b.ix CREATE INDEX ix ON public.b USING btree (a)\n";
        assert_eq!(
            mended(expected, ""),
            [
                "CREATE TYPE public.e AS ENUM ('x', 'y')",
                "CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1; $$",
                "CREATE TABLE public.b (id integer NOT NULL, a uuid)",
                "ALTER TABLE public.b ADD CONSTRAINT pk PRIMARY KEY (id)",
                "CREATE INDEX ix ON public.b USING btree (a)",
                "ALTER TABLE public.b ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES a(id)",
            ]
        );
    }

    #[test]
    fn what_has_another_name_is_renamed_and_what_holds_rows_is_left_alone() {
        let expected =
            "constraint a.uq_new UNIQUE (x)\nindex a.ix_new CREATE INDEX ix_new ON public.a USING btree (y)\ntable a\n";
        let found = "column a.extra #001 text\nconstraint a.uq_old UNIQUE (x)\nindex a.ix_old CREATE INDEX ix_old ON public.a USING btree (y)\n\
            index a.more CREATE INDEX more ON public.a USING btree (z)\ntable a\ntable old\n";
        assert_eq!(
            mended(expected, found),
            [
                "ALTER TABLE public.a RENAME CONSTRAINT uq_old TO uq_new",
                "ALTER INDEX public.ix_old RENAME TO ix_new",
                "DROP INDEX public.more",
            ]
        );
    }

    #[test]
    fn what_changed_is_altered() {
        let expected =
            "column a.s #001 e not null default 'x'::e\ncolumn a.\"n\" #002 bigint\nenum e ('x', 'y')\ntable a\n";
        let found = "column a.s #001 e default 'y'::e\ncolumn a.\"n\" #002 integer default 0\nenum e ('x')\ntable a\n";
        assert_eq!(
            mended(expected, found),
            [
                "ALTER TYPE public.e RENAME TO e__old; CREATE TYPE public.e AS ENUM ('x', 'y'); \
                 ALTER TABLE public.a ALTER COLUMN s DROP DEFAULT; ALTER TABLE public.a ALTER COLUMN s TYPE e USING s::text::e; \
                 ALTER TABLE public.a ALTER COLUMN s SET DEFAULT 'x'::e; DROP TYPE public.e__old",
                "ALTER TABLE public.a ALTER COLUMN \"\"\"n\"\"\" DROP DEFAULT; \
                 ALTER TABLE public.a ALTER COLUMN \"\"\"n\"\"\" TYPE bigint USING \"\"\"n\"\"\"::text::bigint",
                "ALTER TABLE public.a ALTER COLUMN s SET DEFAULT 'x'::e; ALTER TABLE public.a ALTER COLUMN s SET NOT NULL",
            ]
        );
    }
}
