//! The statements that turn differing facts into a release's. Pure.
//!
//! Nothing that holds rows is dropped: tables and columns that are too many stay, and are only named.

mod column;

use super::{Difference, Fact, Facts, Kind};
use crate::sql;
use column::Column;

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
    DropTypes,
    Nothing,
}

/// What a database is compared with, and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Database<'a> {
    /// The facts of the release.
    pub expected: &'a Facts,
    /// Its own facts.
    pub found: &'a Facts,
    /// The release's schema, for what facts do not hold: the bodies of functions.
    pub schema: &'a str,
}

/// What mends these differences, in order.
pub fn statements(differences: &[Difference], database: &Database<'_>) -> Vec<Repair> {
    let mut repairs = Repairs { all: Vec::new(), differences, database: *database };
    let renamed = repairs.renames();
    for difference in differences.iter().filter(|difference| !renamed.contains(difference)) {
        match difference {
            Difference::Missing(line) => repairs.missing(line),
            Difference::Changed { expected, found } => repairs.changed(expected, found),
            Difference::Unexpected(line) => repairs.unexpected(line),
        }
    }
    repairs.all.sort_by_key(|repair| repair.phase);
    repairs.all
}

/// A name as SQL has it.
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

/// The repairs so far.
struct Repairs<'a> {
    all: Vec<Repair>,
    differences: &'a [Difference],
    database: Database<'a>,
}

impl<'a> Repairs<'a> {
    fn push(&mut self, phase: Phase, note: String, sql: Option<String>) {
        let phase = if sql.is_none() { Phase::Nothing } else { phase };
        self.all.push(Repair { phase, note, sql });
    }

    /// Constraints and indexes that only have another name.
    fn renames(&mut self) -> Vec<&'a Difference> {
        let mut renamed: Vec<&Difference> = Vec::new();
        for missing in self.differences {
            let Difference::Missing(wanted) = missing else { continue };
            let Some(new) = Fact::parse(wanted).filter(|fact| matches!(fact.kind, Kind::Constraint | Kind::Index))
            else {
                continue;
            };
            let same = self.differences.iter().find(|other| {
                let Difference::Unexpected(line) = other else { return false };
                Fact::parse(line).is_some_and(|old| is_renamed(&old, &new)) && !renamed.contains(other)
            });
            let Some(other @ Difference::Unexpected(line)) = same else { continue };
            let Some(old) = Fact::parse(line) else { continue };
            let sql = match new.kind {
                Kind::Index => format!("ALTER INDEX {} RENAME TO {}", table(old.name), quote(new.name)),
                _ => format!(
                    "ALTER TABLE {} RENAME CONSTRAINT {} TO {}",
                    table(new.owner),
                    quote(old.name),
                    quote(new.name)
                ),
            };
            self.push(Phase::Rename, format!("{} {} has another name", new.kind.name(), new.name), Some(sql));
            renamed.extend([missing, other]);
        }
        renamed
    }

    fn missing(&mut self, line: &str) {
        let Some(fact) = Fact::parse(line) else { return };
        let with_its_table = Difference::Missing(format!("table {}", fact.owner));
        if fact.kind == Kind::Column && self.differences.contains(&with_its_table) {
            return;
        }
        self.create(&fact, format!("{} is missing", fact.title()));
    }

    fn create(&mut self, fact: &Fact<'_>, note: String) {
        let name = table(fact.name);
        let (phase, sql) = match fact.kind {
            Kind::Extension => (Phase::Types, Some(format!("CREATE EXTENSION IF NOT EXISTS {}", quote(fact.name)))),
            Kind::Enum => (Phase::Types, Some(format!("CREATE TYPE {name} AS ENUM {}", fact.definition))),
            Kind::Domain => (Phase::Types, Some(format!("CREATE DOMAIN {name} AS {}", fact.definition))),
            Kind::Function => (Phase::Types, function(fact.owner, self.database.schema)),
            Kind::Sequence => (Phase::Types, Some(format!("CREATE SEQUENCE {name}"))),
            Kind::Table => (Phase::Tables, Some(create_table(fact.name, self.database.expected))),
            Kind::Column => {
                let column = Column::parse(fact.definition);
                let sql = format!("ALTER TABLE {} ADD COLUMN {} {}", table(fact.owner), quote(fact.name), column.sql());
                (Phase::Columns, Some(sql))
            }
            Kind::Constraint => {
                let phase = if fact.is_foreign_key() { Phase::References } else { Phase::Constraints };
                let (on, name) = (table(fact.owner), quote(fact.name));
                (phase, Some(format!("ALTER TABLE {on} ADD CONSTRAINT {name} {}", fact.definition)))
            }
            Kind::Index => (Phase::Indexes, Some(fact.definition.to_owned())),
            Kind::Trigger => (Phase::Rest, Some(fact.definition.to_owned())),
            Kind::View => {
                (Phase::Rest, Some(format!("CREATE VIEW {name} AS {}", fact.definition.trim_end_matches(';'))))
            }
        };
        self.push(phase, note, sql);
    }

    fn changed(&mut self, wanted: &str, found: &str) {
        let (Some(new), Some(old)) = (Fact::parse(wanted), Fact::parse(found)) else { return };
        let note = format!("{} is defined differently", new.title());
        match new.kind {
            Kind::Column => {
                let sql = column::alter(&new, &Column::parse(new.definition), &Column::parse(old.definition));
                self.push(Phase::Columns, note, sql);
            }
            Kind::Enum => self.push(Phase::Types, note, Some(change_enum(&new, self.database.expected))),
            Kind::Constraint | Kind::Index | Kind::Trigger => {
                self.drop(&old, note.clone());
                self.create(&new, note);
            }
            Kind::Function => {
                let create = function(new.owner, self.database.schema);
                let sql = create.map(|create| format!("DROP FUNCTION public.{}; {create}", new.name));
                self.push(Phase::Types, note, sql);
            }
            Kind::View => {
                let query = new.definition.trim_end_matches(';');
                let sql = format!("DROP VIEW {0}; CREATE VIEW {0} AS {query}", table(new.name));
                self.push(Phase::Rest, note, Some(sql));
            }
            _ => self.push(Phase::Nothing, note, None),
        }
    }

    fn unexpected(&mut self, line: &str) {
        let Some(fact) = Fact::parse(line) else { return };
        let with_its_table = Difference::Unexpected(format!("table {}", fact.owner));
        if fact.kind != Kind::Table && self.differences.contains(&with_its_table) {
            return;
        }
        self.drop(&fact, format!("{} is not of the release", fact.title()));
    }

    fn drop(&mut self, fact: &Fact<'_>, note: String) {
        let (on, name) = (table(fact.owner), quote(fact.name));
        let (phase, sql) = match fact.kind {
            Kind::Constraint => {
                let phase = if fact.is_foreign_key() { Phase::DropReferences } else { Phase::Drop };
                (phase, format!("ALTER TABLE {on} DROP CONSTRAINT {name}"))
            }
            Kind::Index => (Phase::Drop, format!("DROP INDEX {}", table(fact.name))),
            Kind::Trigger => (Phase::DropReferences, format!("DROP TRIGGER {name} ON {on}")),
            Kind::Enum if !self.is_used(fact.name) => (Phase::DropTypes, format!("DROP TYPE {}", table(fact.name))),
            Kind::Table | Kind::Column => {
                let why = "and stays, for it may hold what nothing else does";
                return self.push(Phase::Nothing, format!("{note}, {why}"), None);
            }
            _ => return self.push(Phase::Nothing, format!("{note}, and stays, for others may use it"), None),
        };
        self.push(phase, note, Some(sql));
    }

    /// Whether a column that the database has, or will have, is of that type.
    fn is_used(&self, data_type: &str) -> bool {
        let changes = |fact: &Fact<'_>| {
            let line = fact.without_position();
            self.differences.iter().any(|it| matches!(it, Difference::Changed { found, .. } if *found == line))
        };
        let stay = self.database.found.of_kind(Kind::Column).filter(|fact| !changes(fact));
        let columns = stay.chain(self.database.expected.of_kind(Kind::Column));
        let mut types = columns.map(|fact| Column::parse(fact.definition).element_type());
        types.any(|other| other.trim_matches('"') == data_type)
    }
}

/// Whether both are the same but for the name.
fn is_renamed(old: &Fact<'_>, new: &Fact<'_>) -> bool {
    let definition = match new.kind {
        Kind::Index => old.canonical().replacen(
            &format!("INDEX {} ON", quote(old.name)),
            &format!("INDEX {} ON", quote(new.name)),
            1,
        ),
        _ => old.canonical(),
    };
    (old.kind, old.owner) == (new.kind, new.owner) && definition == new.canonical()
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
    // By position, so that the order is that of the release.
    let columns = expected.of_kind(Kind::Column).filter(|fact| fact.owner == name);
    let mut columns: Vec<(Option<&str>, String)> = columns
        .map(|fact| (fact.position, format!("{} {}", quote(fact.name), Column::parse(fact.definition).sql())))
        .collect();
    columns.sort();
    let columns: Vec<String> = columns.into_iter().map(|(_, column)| column).collect();
    format!("CREATE TABLE {} ({})", table(name), columns.join(", "))
}

/// Makes the type anew and moves the columns to it: an added value could not be used before commit.
fn change_enum(new: &Fact<'_>, expected: &Facts) -> String {
    let name = new.name;
    let old = format!("{name}__old");
    let mut statements = vec![
        format!("ALTER TYPE {} RENAME TO {}", table(name), quote(&old)),
        format!("CREATE TYPE {} AS ENUM {}", table(name), new.definition),
    ];
    for fact in expected.of_kind(Kind::Column) {
        let column = Column::parse(fact.definition);
        if column.element_type() != quote(name) {
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
        let differences = differences(&expected, &found, |_| true);
        let repairs = statements(&differences, &Database { expected: &expected, found: &found, schema });
        repairs.into_iter().filter_map(|repair| repair.sql).collect()
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

    #[test]
    fn names_are_quoted_where_they_have_to_be() {
        let names = ["plain_1", "_a", "1a", "User", "a b", "user", "a\"b", ""];
        let quoted = ["plain_1", "_a", "\"1a\"", "\"User\"", "\"a b\"", "\"user\"", "\"a\"\"b\"", "\"\""];
        assert_eq!(names.map(quote), quoted);
    }

    #[test]
    fn what_stands_in_no_table_is_created_too() {
        let expected = "domain d text\nextension uuid-ossp\nsequence s\ntable a\n\
            trigger a.t CREATE TRIGGER t AFTER INSERT ON public.a EXECUTE FUNCTION f()\nview v SELECT 1;\n";
        assert_eq!(
            mended(expected, "table a\n"),
            [
                "CREATE DOMAIN public.d AS text",
                "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"",
                "CREATE SEQUENCE public.s",
                "CREATE TRIGGER t AFTER INSERT ON public.a EXECUTE FUNCTION f()",
                "CREATE VIEW public.v AS SELECT 1",
            ]
        );
    }

    #[test]
    fn a_column_is_added_to_a_table_that_is_there() {
        assert_eq!(mended("column a.x #001 text\ntable a\n", "table a\n"), ["ALTER TABLE public.a ADD COLUMN x text"]);
    }

    #[test]
    fn what_cannot_be_altered_is_dropped_and_made_again() {
        let expected = "constraint a.c UNIQUE (x)\nconstraint a.fk FOREIGN KEY (x) REFERENCES b(x)\n\
            function f(x integer) returns integer language sql\nindex a.i CREATE INDEX i ON public.a USING btree (x)\n\
            table a\ntrigger a.t CREATE TRIGGER t AFTER INSERT ON public.a EXECUTE FUNCTION f()\nview v SELECT 1;\n";
        let found = expected.replace("(x)\n", "(y)\n").replace("returns integer", "returns bigint");
        let found = found.replace("AFTER", "BEFORE").replace("SELECT 1", "SELECT 2");
        assert_eq!(
            mended(expected, &found),
            [
                "ALTER TABLE public.a DROP CONSTRAINT fk",
                "DROP TRIGGER t ON public.a",
                "ALTER TABLE public.a DROP CONSTRAINT c",
                "DROP INDEX public.i",
                "DROP FUNCTION public.f(x integer); CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1; $$",
                "ALTER TABLE public.a ADD CONSTRAINT c UNIQUE (x)",
                "CREATE INDEX i ON public.a USING btree (x)",
                "ALTER TABLE public.a ADD CONSTRAINT fk FOREIGN KEY (x) REFERENCES b(x)",
                "CREATE TRIGGER t AFTER INSERT ON public.a EXECUTE FUNCTION f()",
                "DROP VIEW public.v; CREATE VIEW public.v AS SELECT 1",
            ]
        );
    }

    #[test]
    fn only_the_function_of_that_name_is_made() {
        let line = "function g(x integer) returns integer language sql\n";
        // The schema has another one: nothing is made, and a person is told.
        assert_eq!(mended(line, ""), [""; 0]);
    }

    #[test]
    fn each_name_is_given_once() {
        let expected =
            "constraint a.n1 UNIQUE (x)\nconstraint a.n2 UNIQUE (x)\nconstraint b.n3 UNIQUE (x)\ntable a\ntable b\n";
        let found = "constraint a.o1 UNIQUE (x)\ntable a\ntable b\n";
        assert_eq!(
            mended(expected, found),
            [
                "ALTER TABLE public.a RENAME CONSTRAINT o1 TO n1",
                "ALTER TABLE public.a ADD CONSTRAINT n2 UNIQUE (x)",
                "ALTER TABLE public.b ADD CONSTRAINT n3 UNIQUE (x)",
            ]
        );
    }

    #[test]
    fn of_a_table_that_is_not_ours_only_the_table_is_told() {
        let (expected, found) =
            (Facts::parse("table a\n"), "column b.x #001 text\nconstraint b.c UNIQUE (x)\ntable a\ntable b\n");
        let found = Facts::parse(found);
        let database = Database { expected: &expected, found: &found, schema: "" };
        let notes =
            statements(&differences(&expected, &found, |_| true), &database).into_iter().map(|repair| repair.note);
        assert_eq!(
            notes.collect::<Vec<_>>(),
            ["table b is not of the release, and stays, for it may hold what nothing else does"]
        );
    }

    #[test]
    fn columns_that_hold_a_list_of_the_enumeration_go_with_it() {
        let facts = |values: &str| {
            format!(
                "column a.l #001 e[]\ncolumn a.o #002 text\ncolumn a.z #003 e not null\nenum e ({values})\ntable a\n"
            )
        };
        assert_eq!(
            mended(&facts("'x', 'y'"), &facts("'x'")),
            ["ALTER TYPE public.e RENAME TO e__old; CREATE TYPE public.e AS ENUM ('x', 'y'); \
              ALTER TABLE public.a ALTER COLUMN l TYPE e[] USING l::text[]::e[]; \
              ALTER TABLE public.a ALTER COLUMN z TYPE e USING z::text::e; DROP TYPE public.e__old"]
        );
    }

    #[test]
    fn an_enumeration_that_is_used_stays() {
        // By a column that stays, though not of the release; not by one that gets another type.
        let found = "column a.s #001 changed\ncolumn a.t #002 used\nenum changed ('x')\nenum used ('x')\ntable a\n";
        assert_eq!(
            mended("column a.s #001 text\ntable a\n", found),
            ["ALTER TABLE public.a ALTER COLUMN s TYPE text USING s::text::text", "DROP TYPE public.changed"]
        );
    }

    #[test]
    fn an_enumeration_that_nothing_uses_any_longer_is_dropped() {
        let found = "column a.s #001 used\nenum used ('x')\nenum unused ('x')\ntable a\n";
        assert_eq!(mended("column a.s #001 used\ntable a\n", found), ["DROP TYPE public.unused"]);
    }

    #[test]
    fn what_is_never_mended_says_why() {
        let (expected, found) = (Facts::parse("table a\n"), Facts::parse("table a\ncolumn a.x #001 text\ntable b\n"));
        let repairs = statements(
            &differences(&expected, &found, |_| true),
            &Database { expected: &expected, found: &found, schema: "" },
        );
        let notes: Vec<&str> = repairs.iter().map(|repair| repair.note.as_str()).collect();
        assert!(repairs.iter().all(|repair| repair.sql.is_none()));
        assert_eq!(
            notes,
            [
                "column a.x is not of the release, and stays, for it may hold what nothing else does",
                "table b is not of the release, and stays, for it may hold what nothing else does",
            ]
        );
    }
}
