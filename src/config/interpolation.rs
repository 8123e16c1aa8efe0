//! `%%` and `%(name)s` in a value, as python3's `BasicInterpolation` has them.

use super::alembic_ini::ParseError;
use super::error::Problem;
use super::percent::Correction;

/// How deep options may refer to options.
const DEPTH: usize = 10;

type At = Option<(usize, usize)>;

/// The value of an option with every `%%` and `%(name)s` replaced. `lookup` gives an option's raw value and place; `at` is the value's own.
pub fn expand(
    option: &str,
    raw: &str,
    at: At,
    lookup: &dyn Fn(&str) -> Option<(String, At)>,
) -> Result<String, ParseError> {
    let mut expanded = String::new();
    append(&mut expanded, (option, raw, at), lookup, 1)?;
    Ok(expanded)
}

fn append(
    expanded: &mut String,
    (option, raw, at): (&str, &str, At),
    lookup: &dyn Fn(&str) -> Option<(String, At)>,
    depth: usize,
) -> Result<(), ParseError> {
    if depth > DEPTH {
        return Err(ParseError::new(at, Problem::Depth));
    }
    let correction = || Box::new(Correction::of(option, raw, &|key| lookup(key).is_some()));
    let mut rest = raw;
    while let Some(percent) = rest.find('%') {
        expanded.push_str(&rest[..percent]);
        let here = place(raw, raw.len() - rest.len() + percent, at);
        let after = &rest[percent + 1..];
        if let Some(after) = after.strip_prefix('%') {
            expanded.push('%');
            rest = after;
            continue;
        }
        let Some((key, after)) = reference(after) else {
            return Err(ParseError::new(here, Problem::Percent(correction())));
        };
        let key = key.to_lowercase();
        let Some((value, at)) = lookup(&key) else {
            return Err(ParseError::new(here, undefined(key, correction())));
        };
        if value.contains('%') {
            append(expanded, (&key, &value, at), lookup, depth + 1)?;
        } else {
            expanded.push_str(&value);
        }
        rest = after;
    }
    expanded.push_str(rest);
    Ok(())
}

/// The name in `(name)s`, and what follows it.
pub fn reference(text: &str) -> Option<(&str, &str)> {
    let (key, rest) = text.strip_prefix('(')?.split_once(')')?;
    Some((key, rest.strip_prefix('s')?)).filter(|(key, _)| !key.is_empty())
}

/// A key that is no plain name may be a piece of a password; it is not told.
fn undefined(key: String, correction: Box<Correction>) -> Problem {
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c));
    Problem::Undefined { key: if plain { key } else { "…".to_owned() }, section: String::new(), correction }
}

/// The place of a byte of a value; that of the value itself where the byte is on a later line.
fn place(raw: &str, byte: usize, at: At) -> At {
    let before = &raw[..byte];
    let (line, column) = at?;
    Some(if before.contains('\n') { (line, column) } else { (line, column + before.chars().count()) })
}
