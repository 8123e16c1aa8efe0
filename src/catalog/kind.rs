//! Column types as this program understands them, from the words of `format_type`.

use std::sync::Arc;

/// A type, as far as values are checked before the server sees them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Kind {
    Boolean,
    /// `smallint`, `integer`, `bigint`: their bits.
    Integer(u8),
    /// `real`, `double precision`
    Float,
    /// `numeric`, with precision and scale.
    Numeric(Option<(u32, i32)>),
    /// `text`, `character varying`, `character`, with the most characters.
    Text(Option<usize>),
    Uuid,
    Json,
    Jsonb,
    Bytea,
    Date,
    /// `time without time zone`
    Time,
    /// `timestamp without time zone`
    Timestamp,
    /// `timestamp with time zone`
    TimestampTz,
    Interval,
    Inet,
    Cidr,
    /// An enumeration, its labels in order.
    Enum(Arc<[String]>),
    /// An array, of one or more dimensions.
    Array(Box<Kind>),
    /// A type that only the server can judge.
    Other,
}

impl Kind {
    /// Reads `format_type`'s words; `labels` knows the enumerations by the same words.
    pub fn parse(words: &str, labels: &dyn Fn(&str) -> Option<Arc<[String]>>) -> Kind {
        if let Some(element) = words.strip_suffix("[]") {
            return Kind::Array(Box::new(Kind::parse(element, labels)));
        }
        let (name, modifier) = modifier(words);
        match &*name {
            "boolean" => Kind::Boolean,
            "smallint" => Kind::Integer(16),
            "integer" => Kind::Integer(32),
            "bigint" => Kind::Integer(64),
            "real" | "double precision" => Kind::Float,
            "numeric" => Kind::Numeric(modifier.and_then(precision)),
            "text" => Kind::Text(None),
            "character varying" | "character" => Kind::Text(modifier.and_then(|n| n.parse().ok())),
            "uuid" => Kind::Uuid,
            "json" => Kind::Json,
            "jsonb" => Kind::Jsonb,
            "bytea" => Kind::Bytea,
            "date" => Kind::Date,
            "time without time zone" => Kind::Time,
            "timestamp without time zone" => Kind::Timestamp,
            "timestamp with time zone" => Kind::TimestampTz,
            "interval" => Kind::Interval,
            "inet" => Kind::Inet,
            "cidr" => Kind::Cidr,
            _ => labels(words).map_or(Kind::Other, Kind::Enum),
        }
    }

    /// Whether `IS DISTINCT FROM` works on it as it stands; else its text is compared.
    pub fn comparable(&self) -> bool {
        match self {
            Kind::Json | Kind::Other => false,
            Kind::Array(element) => element.comparable(),
            _ => true,
        }
    }
}

/// `numeric(24,6)` → `numeric`, `24,6`; the modifier of a time stands in the middle.
fn modifier(words: &str) -> (String, Option<&str>) {
    match words.split_once('(').and_then(|(name, rest)| Some((name, rest.split_once(')')?))) {
        Some((name, (modifier, rest))) => (format!("{name}{rest}"), Some(modifier)),
        None => (words.to_owned(), None),
    }
}

fn precision(modifier: &str) -> Option<(u32, i32)> {
    let (precision, scale) = modifier.split_once(',').unwrap_or((modifier, "0"));
    Some((precision.trim().parse().ok()?, scale.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_from_words() {
        let labels = |name: &str| (name == "userrole").then(|| Arc::from(["user".to_owned()]));
        let kind = |words: &str| Kind::parse(words, &labels);
        assert_eq!(kind("bigint"), Kind::Integer(64));
        assert_eq!(kind("character varying(64)"), Kind::Text(Some(64)));
        assert_eq!(kind("character varying"), Kind::Text(None));
        assert_eq!(kind("character(72)"), Kind::Text(Some(72)));
        assert_eq!(kind("numeric(24,6)"), Kind::Numeric(Some((24, 6))));
        assert_eq!(kind("timestamp(3) with time zone"), Kind::TimestampTz);
        assert_eq!(kind("cidr[]"), Kind::Array(Box::new(Kind::Cidr)));
        assert_eq!(kind("userrole"), Kind::Enum(Arc::from(["user".to_owned()])));
        assert_eq!(kind("tsvector"), Kind::Other);
        assert!(!kind("json[]").comparable() && kind("jsonb").comparable());
    }
}
