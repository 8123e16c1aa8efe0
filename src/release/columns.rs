//! Column rules: what a release's models add to a row that the catalogue alone does not tell.
//!
//! `columns.toml` and `references.toml` of a release as types; `migrations/releases/README.md` explains the keys.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value as Json;

/// The column rules of one release.
#[derive(Debug, Default)]
pub struct Columns {
    rules: Tables<Rule>,
    references: Tables<Reference>,
}

/// Table → column → something.
type Tables<T> = BTreeMap<String, BTreeMap<String, T>>;

/// What the model does to one column.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The value of a row that lacks the column; goes before a default of the database.
    pub default: Option<Value>,
    /// The value that an update gives to a column that the row lacks.
    pub on_update: Option<Value>,
    /// How a fixture's value becomes the column's.
    pub encode: Option<Encode>,
    /// What `encode` accepts.
    pub members: Option<Members>,
    /// Of a slug: the regular expression that it matches.
    pub pattern: Option<String>,
    /// Of a slug: the most characters.
    pub max_length: Option<usize>,
    /// Of resource slots: checked, but stored as written.
    #[serde(default)]
    pub verbatim: bool,
    /// Defaults of a structure's fields, laid under the value.
    #[serde(default, deserialize_with = "fill")]
    pub fill: Option<Json>,
    /// Paths of numbers that are stored with a fraction.
    #[serde(default)]
    pub floats: Vec<String>,
    /// Paths of numbers that are stored as strings.
    #[serde(default)]
    pub decimals: Vec<String>,
    /// The value is never shown.
    #[serde(default)]
    pub secret: bool,
}

/// A value that the model supplies.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    /// A string, number, boolean or array as the column stores it.
    Stored(Json),
    /// A JSON document.
    #[serde(deserialize_with = "json")]
    Json(Json),
    /// Bytes in hexadecimal.
    Bytes(String),
    /// An SQL expression.
    Sql(String),
    /// Text made of other columns of the row: `{a}{b}`.
    Format(String),
}

/// The members of an enumeration, the bits of a flag, or the names that are allowed.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(untagged)]
pub enum Members {
    /// Stored as the fixture has them.
    List(Vec<Json>),
    /// What the fixture has → what is stored (of a flag: its bit).
    Map(BTreeMap<String, Json>),
}

/// How a fixture's value becomes the column's.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Encode {
    /// One of the members; of an array column, each element.
    Enum,
    /// An integer, the sum of some of the members' bits.
    IntFlag,
    /// Plain text, stored hashed as [`Release::password`](super::Release::password) says.
    Password,
    /// An object slot → quantity.
    ResourceSlots,
    /// An object host → list of members.
    HostPermissions,
    /// A decimal number, stored as text without exponent.
    DecimalText,
    /// Text that matches `pattern` and is no longer than `max_length`.
    Slug,
    /// An object or a list of objects that the model knows.
    Structured,
    /// `user:UUID` or `project:UUID`.
    QuotaScopeId,
    /// Text, checked.
    Url,
    /// Text, checked.
    IpAddress,
    /// Z85, 40 characters.
    CurvePublicKey,
    /// Text, never shown.
    Secret,
}

/// How a release hashes `users.password`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Password {
    /// `$2b$12$…`
    Bcrypt,
    /// `pbkdf2_sha256$600000$SALT_HEX$HASH_HEX`
    Pbkdf2Sha256,
}

/// A column of a fixture that is looked up and replaced by a foreign key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The column that gets the key.
    pub column: String,
    /// Where the alias is looked up.
    pub table: String,
    /// The column of that table that equals the alias.
    #[serde(rename = "match")]
    pub match_column: String,
    /// The column of that table whose value is the key.
    #[serde(rename = "value")]
    pub value_column: String,
}

impl Columns {
    /// Reads columns.toml and references.toml.
    pub fn parse(columns: &str, references: &str) -> Result<Self, toml::de::Error> {
        Ok(Columns { rules: toml::from_str(columns)?, references: toml::from_str(references)? })
    }

    /// The rule of one column, where there is one.
    pub fn rule(&self, table: &str, column: &str) -> Option<&Rule> {
        self.rules.get(table)?.get(column)
    }

    /// The rules of one table, by column.
    pub fn rules(&self, table: &str) -> impl Iterator<Item = (&str, &Rule)> {
        self.rules.get(table).into_iter().flatten().map(|(column, rule)| (column.as_str(), rule))
    }

    /// The alias columns of one table.
    pub fn references(&self, table: &str) -> impl Iterator<Item = (&str, &Reference)> {
        self.references.get(table).into_iter().flatten().map(|(alias, reference)| (alias.as_str(), reference))
    }
}

fn json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
    let text = String::deserialize(deserializer)?;
    serde_json::from_str(&text).map_err(serde::de::Error::custom)
}

fn fill<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Json>, D::Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Document {
        #[serde(deserialize_with = "json")]
        json: Json,
    }
    Document::deserialize(deserializer).map(|document| Some(document.json))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_typed() {
        let columns = Columns::parse(
            "[a]\nb = { encode = \"enum\", members = [\"x\"], default = { stored = \"x\" } }\n\
             [a.c]\nencode = \"structured\"\nfill.json = '{\"k\": 1}'\ndefault = { json = '[]' }\n",
            "[a.c_name]\ncolumn = \"c\"\ntable = \"cs\"\nmatch = \"name\"\nvalue = \"id\"\n",
        )
        .unwrap();
        let rule = columns.rule("a", "c").unwrap();
        assert_eq!((rule.encode, rule.fill.clone()), (Some(Encode::Structured), Some(serde_json::json!({"k": 1}))));
        assert_eq!(rule.default, Some(Value::Json(serde_json::json!([]))));
        assert_eq!(columns.rules("a").count(), 2);
        assert_eq!(
            columns.references("a").next().map(|(alias, r)| (alias, r.match_column.as_str())),
            Some(("c_name", "name"))
        );
        assert!(Columns::parse("[a]\nb = { encoding = \"enum\" }", "").is_err());
        assert!(columns.rule("b", "b").is_none());
    }
}
