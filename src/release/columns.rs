//! Column rules: what a release's models add to a row that the catalogue alone does not tell.
//!
//! `migrations/releases/RELEASE/columns.toml`:
//!
//! ```toml
//! [columns.agents]
//! status = { encode = "enum-name", members = [["ALIVE", 0], ["LOST", 1]], default = { stored = "ALIVE" } }
//!
//! [[references]]
//! table = "runtime_variant_presets"
//! alias = "runtime_variant_name"
//! column = "runtime_variant"
//! lookup_table = "runtime_variants"
//! lookup_column = "name"
//! lookup_key = "id"
//! ```

use std::collections::BTreeMap;

use serde::Deserialize;

/// The column rules of one release.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// Table → column → rule.
    #[serde(default)]
    columns: BTreeMap<String, BTreeMap<String, Rule>>,
    /// Columns of fixtures that name a row of another table.
    #[serde(default)]
    references: Vec<Reference>,
}

/// What the model adds to one column.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The value of a row that lacks the column; goes before a server default.
    pub default: Option<Value>,
    /// The value that an update sets.
    pub on_update: Option<Value>,
    /// How a fixture's value becomes the column's.
    pub encode: Option<Encode>,
    /// The members of an enumeration, in order.
    #[serde(default)]
    pub members: Vec<Member>,
    /// The model's name of the structure, a hint.
    pub schema: Option<String>,
}

/// A value that the model supplies.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    /// The value exactly as it is stored, as JSON.
    Stored(serde_json::Value),
    /// Bytes in hexadecimal.
    Bytes(String),
    /// An SQL expression.
    Sql(String),
    /// A function of the model, by name.
    Call(String),
}

/// A member of an enumeration.
#[derive(Clone, Debug, Deserialize)]
pub struct Member(
    /// Its name.
    pub String,
    /// Its value: text, or a number.
    pub serde_json::Value,
);

/// How a fixture's value becomes the column's.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Encode {
    /// The fixture holds a member's name; the database stores the name.
    EnumName,
    /// The fixture holds a member's value; the database stores the value.
    EnumValue,
    /// The fixture holds a label of the database's enumeration.
    EnumLabel,
    /// The fixture holds a member's value; the database stores it as text.
    StringEnum,
    /// An integer of or-ed members.
    IntFlag,
    /// Plain text, stored hashed.
    Password,
    /// An object slot → quantity.
    ResourceSlots,
    /// An object host → list of permission names.
    HostPermissions,
    /// A decimal number, stored as text without exponent.
    DecimalText,
    /// An object of the named structure.
    StructuredJson,
    /// A list of objects of the named structure.
    StructuredJsonList,
    /// Text of a restricted alphabet and length.
    Slug,
    /// Text, checked.
    QuotaScopeId,
    /// Text, checked.
    Url,
    /// Text, checked.
    CurvePublicKey,
    /// Text, checked.
    IpAddress,
    /// Text, never shown.
    Secret,
}

/// A column of a fixture that is looked up and replaced by a foreign key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The table whose rows may use the alias.
    pub table: String,
    /// The alias column of the fixture.
    pub alias: String,
    /// The column that gets the key.
    pub column: String,
    /// Where the alias is looked up.
    pub lookup_table: String,
    /// The column that holds the alias.
    pub lookup_column: String,
    /// The column whose value is the key.
    pub lookup_key: String,
}

impl Columns {
    /// Parses columns.toml.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The rule of one column, where there is one.
    pub fn rule(&self, table: &str, column: &str) -> Option<&Rule> {
        self.columns.get(table)?.get(column)
    }

    /// The rules of one table, by column.
    pub fn table(&self, table: &str) -> impl Iterator<Item = (&str, &Rule)> {
        self.columns.get(table).into_iter().flatten().map(|(column, rule)| (column.as_str(), rule))
    }

    /// The alias columns of one table.
    pub fn references(&self, table: &str) -> impl Iterator<Item = &Reference> {
        self.references.iter().filter(move |reference| reference.table == table)
    }
}
