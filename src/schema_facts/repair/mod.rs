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
mod tests;
