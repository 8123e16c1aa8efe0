//! What TOML 1.1 allows and 1.0, which Python's tomllib reads, does not: escapes of one byte, times without seconds, line breaks
//! and a last comma in inline tables.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The line, from 1, of the first such thing, and what it is. A text that cannot be read has none.
pub fn beyond_1_0(text: &str) -> Option<(usize, &'static str)> {
    let document = DeTable::parse(text).ok()?;
    let (at, what) = of_table(text, document.get_ref())?;
    Some((text.get(..at)?.matches('\n').count() + 1, what))
}

fn of_table(text: &str, table: &DeTable<'_>) -> Option<(usize, &'static str)> {
    table.iter().find_map(|(key, value)| of_string(text, key.span()).or_else(|| of_value(text, value)))
}

fn of_value(text: &str, value: &Spanned<DeValue<'_>>) -> Option<(usize, &'static str)> {
    match value.get_ref() {
        DeValue::String(_) => of_string(text, value.span()),
        DeValue::Array(items) => items.iter().find_map(|item| of_value(text, item)),
        DeValue::Datetime(at) if at.time.is_some_and(|time| time.second.is_none()) => {
            Some((value.span().start, "a time without seconds"))
        }
        DeValue::Table(table) => of_table(text, table).or_else(|| of_inline_table(text, value.span())),
        _ => None,
    }
}

/// `\x41` and `\e` in a string with escapes.
fn of_string(text: &str, span: std::ops::Range<usize>) -> Option<(usize, &'static str)> {
    let raw = text.get(span.clone()).filter(|raw| raw.starts_with('"'))?;
    let mut characters = raw.char_indices();
    while let Some((_, character)) = characters.next() {
        if character == '\\'
            && let Some((at, 'x' | 'e')) = characters.next()
        {
            return Some((span.start + at, "an escape of one byte"));
        }
    }
    None
}

/// Between `{` and `}`, strings and comments left out: a line break, or a comma that nothing follows.
fn of_inline_table(text: &str, span: std::ops::Range<usize>) -> Option<(usize, &'static str)> {
    let raw = text.get(span.clone())?.strip_prefix('{')?.strip_suffix('}')?;
    let mut quote = None;
    let mut depth = 0_usize;
    for (at, character) in raw.char_indices() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '#') if depth == 0 => return Some((span.start + at, "a comment in an inline table")),
            // Up to the end of its line.
            (None, '#') => quote = Some('\n'),
            // An array may have line breaks of its own.
            (None, '[') => depth += 1,
            (None, ']') => depth = depth.saturating_sub(1),
            (None, '\n') if depth == 0 => return Some((span.start + at, "a line break in an inline table")),
            _ => {}
        }
    }
    raw.trim_end().ends_with(',').then_some((span.start, "a comma at the end of an inline table"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_newer_has_a_line() {
        let found = |text: &str| beyond_1_0(text).map(|(line, _)| line);
        assert_eq!(found("[db]\nname = \"\\x41\"\n"), Some(2));
        assert_eq!(found("[db]\naddr = { host = \"h\", port = 1, }\n"), Some(2));
        assert_eq!(found("[db]\n\naddr = { host = \"h\",\n port = 1 }\n"), Some(3));
        assert_eq!(found("a = [{ b = 1 }, { c = \"\\e\" }]\n"), Some(1));
        assert_eq!(found("db = { # it's \"x\n a = 1 }\n"), Some(1));
        assert_eq!(found("a = 1\nb = [07:32]\n"), Some(2));
        assert_eq!(found("a = 1979-05-27T07:32Z\n"), Some(1));
        assert_eq!(found("a = \"\"\"\n\n\\x41\"\"\"\n"), Some(3));
        assert_eq!(found("a = { b = [1],\n c = 1 }\n"), Some(1));
        assert_eq!(found("\n\na = { b = 1, # c\n }\n"), Some(3));
        assert_eq!(found("a = { b = [1, # it's\n2],\n c = 1 }\n"), Some(2));
        for plain in [
            "a = 07:32:00\nb = 1979-05-27\n",
            "a = { b = [\n1, # it\n2] }\n",
            "a = { b = \"x#\", c = '#[', d = ']' }\n",
            "[db]\naddr = { host = \"h\", port = 1 }\n",
            "a = '\\x41'\nb = \"\\\\x41\"\n",
            "a = { b = [\n1,\n] }\n",
            "a = {}\n",
            "not toml",
        ] {
            assert_eq!(found(plain), None, "{plain}");
        }
    }
}
