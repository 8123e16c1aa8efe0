//! What the catalogue says of tables, typed: columns, keys, foreign keys, checks.
//!
//! [`live`] reads `pg_catalog` of the connected database, [`embedded`] the facts of a release, for work without a server.

pub mod embedded;
pub mod kind;
pub mod live;

use std::collections::BTreeMap;

pub use kind::Kind;

/// The schema in which all tables live.
pub const SCHEMA: &str = "public";

/// The tables of a database, by name.
#[derive(Debug, Default)]
pub struct Catalog {
    tables: BTreeMap<String, Table>,
    /// Some constraint may be checked as late as in COMMIT.
    pub has_deferrable: bool,
    /// The database takes any text.
    pub is_utf8: bool,
}

#[derive(Debug)]
pub struct Table {
    /// Its name, without quotes.
    pub name: String,
    /// In order.
    pub columns: Vec<Column>,
    /// Unique indexes, the primary key first.
    pub keys: Vec<Key>,
    /// Where its rows point.
    pub foreign_keys: Vec<ForeignKey>,
    /// What its rows must satisfy.
    pub checks: Vec<Check>,
}

#[derive(Clone, Debug)]
pub struct Column {
    /// Its name, without quotes.
    pub name: String,
    /// The type without its modifier: a cast to it neither cuts nor rounds.
    pub base: String,
    /// The type as this program understands it.
    pub kind: Kind,
    pub not_null: bool,
    /// The default's SQL.
    pub default: Option<String>,
    /// Computed by the server; a fixture cannot set it.
    pub generated: bool,
    /// GENERATED … AS IDENTITY.
    pub identity: Option<Identity>,
    /// The sequence that it owns, qualified and quoted.
    pub sequence: Option<String>,
}

/// How an identity column takes values.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Identity {
    /// Only with OVERRIDING SYSTEM VALUE.
    Always,
    /// Like a default.
    ByDefault,
}

/// A unique index.
#[derive(Clone, Debug)]
pub struct Key {
    /// The index's name, which is the constraint's where there is one.
    pub name: String,
    /// Its columns; empty for an index over expressions.
    pub columns: Vec<usize>,
    /// The WHERE of a partial index.
    pub predicate: Option<String>,
    /// Two NULLs are two values, which is the rule.
    pub nulls_distinct: bool,
    /// PRIMARY KEY.
    pub primary: bool,
}

#[derive(Clone, Debug)]
pub struct ForeignKey {
    /// The columns that point.
    pub columns: Vec<usize>,
    /// The table that they point to.
    pub table: String,
    /// The columns there, as many.
    pub referenced: Vec<String>,
}

/// A CHECK constraint.
#[derive(Clone, Debug)]
pub struct Check {
    pub name: String,
    /// The condition's SQL.
    pub expression: String,
}

impl Catalog {
    /// The tables, by name.
    pub fn new(tables: impl IntoIterator<Item = Table>) -> Self {
        let tables = tables.into_iter().map(|table| (table.name.clone(), table)).collect();
        Catalog { tables, has_deferrable: false, is_utf8: true }
    }

    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.get(name)
    }

    /// All tables, by name.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.values()
    }
}

impl Table {
    /// Where a column stands in `columns`.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    pub fn primary_key(&self) -> Option<&Key> {
        self.keys.iter().find(|key| key.primary)
    }
}

impl Column {
    /// Whether a row may lack it: the server has a value of its own, or NULL will do.
    pub fn optional(&self) -> bool {
        !self.not_null || self.default.is_some() || self.generated || self.identity.is_some()
    }

    /// The default where it is the same for every row and costs nothing to ask for: a constant, not a call.
    pub fn constant_default(&self) -> Option<&str> {
        self.default.as_deref().filter(|sql| !sql.contains('(') && !sql.to_ascii_uppercase().starts_with("CURRENT_"))
    }
}
