//! SQL text cut into statements, and the statements that have no place under `migrations/`.
//!
//! A tokenizer, not a parser: it knows strings, quoted names, dollar quotes and comments, so that a `;` or a BEGIN inside
//! a function's body is no end and no transaction. The build script compiles this very file; it uses nothing but `std`.

use std::borrow::Cow;
use std::ops::Range;

/// One statement of a script.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Statement<'a> {
    /// From its first word to before its semicolon.
    pub text: &'a str,
    /// The line of its first word, from 1.
    pub line: usize,
}

/// `:'file NAME'` in a script: the text of a data file beside it, as a literal.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileToken<'a> {
    /// The file's name.
    pub name: &'a str,
    /// The bytes of the token.
    pub range: Range<usize>,
}

/// A text in which the data files stand that it named.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Expanded<'a> {
    pub text: Cow<'a, str>,
    /// The bytes that a file takes here, and those of its token before.
    inserted: Vec<(Range<usize>, Range<usize>)>,
}

/// Why a script cannot be used.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    /// From 1.
    pub line: usize,
    /// What stands there and why it may not.
    pub reason: String,
}

/// A word, or one other character, of a statement; strings and quoted names are kept whole.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Token<'a> {
    Word(&'a str),
    Quoted(&'a str),
    Other(char),
}

/// Cuts `text` into its statements, without those that consist of comments alone.
pub fn statements(text: &str) -> Result<Vec<Statement<'_>>, Refusal> {
    let mut found = Vec::new();
    let mut start = None;
    let mut at = 0;
    // Of the last statement that was found, so that no line is counted twice.
    let (mut last, mut line) = (0, 1);
    let mut add = |from: usize, to: usize| {
        line += line_of(&text[last..], from - last) - 1;
        last = from;
        found.push(Statement { text: text[from..to].trim_end(), line });
    };
    while let Some((token, begin, end)) = next(text, at)? {
        at = end;
        if token == Token::Other(';') {
            if let Some(from) = start.take() {
                add(from, begin);
            }
        } else {
            start.get_or_insert(begin);
        }
    }
    if let Some(from) = start {
        add(from, text.len());
    }
    Ok(found)
}

/// Whether there is no statement in `text`; what cannot be cut has one.
pub fn is_blank(text: &str) -> bool {
    let mut at = 0;
    loop {
        match next(text, at) {
            Ok(None) => return true,
            Ok(Some((Token::Other(';'), _, end))) => at = end,
            Ok(Some(_)) | Err(_) => return false,
        }
    }
}

/// The line, from 1, of a byte of `text`.
pub fn line_of(text: &str, at: usize) -> usize {
    1 + text[..at].bytes().filter(|byte| *byte == b'\n').count()
}

/// The data files that a text names, outside of its quotes and comments.
pub fn file_tokens(text: &str) -> Result<Vec<FileToken<'_>>, Refusal> {
    const START: &str = "'file ";
    let mut found = Vec::new();
    if !text.contains(START) {
        return Ok(found);
    }
    let (mut before, mut at) = (None, 0);
    while let Some((token, begin, end)) = next(text, at)? {
        at = end;
        match (before, token) {
            (Some(colon), Token::Quoted(quoted)) if colon + 1 == begin && quoted.starts_with(START) => {
                found.push(FileToken { name: quoted[START.len()..].trim_end_matches('\''), range: colon..end });
            }
            _ => {}
        }
        before = (token == Token::Other(':')).then_some(begin);
    }
    Ok(found)
}

/// Puts the text of the data files in the place of their tokens, each as one literal.
pub fn expand<'a>(text: &'a str, file: impl Fn(&str) -> Option<&'a str>) -> Result<Expanded<'a>, Refusal> {
    let tokens = file_tokens(text)?;
    if tokens.is_empty() {
        return Ok(Expanded { text: Cow::Borrowed(text), inserted: Vec::new() });
    }
    let (mut expanded, mut inserted, mut at) = (String::new(), Vec::new(), 0);
    for token in tokens {
        let missing =
            || Refusal { line: line_of(text, token.range.start), reason: format!("there is no file {}", token.name) };
        let content = file(token.name).ok_or_else(missing)?;
        expanded.push_str(&text[at..token.range.start]);
        let from = expanded.len();
        let quote = dollar_quote(content);
        expanded.extend([quote.as_str(), content, quote.as_str()]);
        inserted.push((from..expanded.len(), token.range.clone()));
        at = token.range.end;
    }
    expanded.push_str(&text[at..]);
    Ok(Expanded { text: Cow::Owned(expanded), inserted })
}

impl Expanded<'_> {
    /// The byte of the text before that one of this text came from; of a file's, that of its token.
    pub fn origin(&self, at: usize) -> usize {
        match self.inserted.iter().rfind(|(here, _)| here.start <= at) {
            None => at,
            Some((here, token)) if at < here.end => token.start,
            Some((here, token)) => token.end + (at - here.end),
        }
    }
}

/// `$file$`, or the first of `$file1$` …, that the content does not hold.
fn dollar_quote(content: &str) -> String {
    let tags = std::iter::once(String::new()).chain((1_u32..).map(|number| number.to_string()));
    tags.map(|number| format!("$file{number}$")).find(|quote| !content.contains(quote.as_str())).unwrap_or_default()
}

/// Refuses what would end the transaction around a script, outlive it, or cannot run inside it.
#[cfg_attr(not(test), allow(dead_code))] // build.rs calls it
pub fn check(text: &str) -> Result<(), Refusal> {
    if let Some(line) = text.lines().position(|line| line.trim_start().starts_with("-- TODO")) {
        return Err(Refusal { line: line + 1, reason: "a TODO of the draft is left".to_owned() });
    }
    for statement in statements(text)? {
        let words = words(statement.text);
        if let Some(reason) = refusal(&words) {
            return Err(Refusal { line: statement.line, reason: reason.to_owned() });
        }
    }
    Ok(())
}

#[cfg_attr(not(test), allow(dead_code))] // build.rs calls it
fn refusal(words: &[String]) -> Option<&'static str> {
    let word = |index: usize| words.get(index).map_or("", String::as_str);
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let pair = |first: &str, second: &str| words.windows(2).any(|pair| pair[0] == first && pair[1] == second);
    match (word(0), word(1)) {
        ("begin" | "commit" | "rollback" | "end" | "abort" | "start" | "savepoint" | "release", _)
        | ("prepare", "transaction") => Some("controls the transaction, which belongs to the program"),
        ("set", "local" | "constraints") => None,
        ("set" | "reset" | "discard", _) => Some("changes the whole session; use SET LOCAL"),
        ("copy", _) if pair("from", "stdin") => Some("COPY … FROM STDIN has no data to read here"),
        ("vacuum" | "cluster", _) | ("alter", "system") | ("create" | "drop", "database" | "tablespace") => {
            Some("cannot run inside a transaction")
        }
        ("create" | "drop", _) if has("concurrently") => Some("CONCURRENTLY cannot run inside a transaction"),
        ("alter", "type") if pair("add", "value") => Some(
            "a value added to an enumeration cannot be used before commit; make the new type and alter the columns",
        ),
        _ if has("set_config") && has("false") => Some("changes the whole session; pass true to set_config"),
        _ => None,
    }
}

/// The words of a statement in lower case, without strings, quoted names and comments.
pub fn words(statement: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut at = 0;
    // An unterminated quote was refused when the statement was cut.
    while let Ok(Some((token, _, end))) = next(statement, at) {
        at = end;
        if let Token::Word(word) = token {
            words.push(word.to_lowercase());
        }
    }
    words
}

/// The token after `from`, with its first byte and the byte after it.
fn next(text: &str, from: usize) -> Result<Option<(Token<'_>, usize, usize)>, Refusal> {
    let mut at = from;
    loop {
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else { return Ok(None) };
        let open = |what: &str| Refusal { line: line_of(text, at), reason: format!("{what} does not end") };
        let length = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if rest.starts_with("--") {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        } else if rest.starts_with("/*") {
            at += comment(rest).ok_or_else(|| open("a comment"))?;
            continue;
        } else if first == '\'' {
            quoted(rest, '\'', false).ok_or_else(|| open("a string"))?
        } else if first == '"' {
            quoted(rest, '"', false).ok_or_else(|| open("a quoted name"))?
        } else if let Some(tag) = dollar_tag(rest) {
            let body = rest[tag.len()..].find(tag).ok_or_else(|| open("a dollar-quoted string"))?;
            body + 2 * tag.len()
        } else if first == '\\' {
            return Err(Refusal { line: line_of(text, at), reason: "a command of psql is no SQL".to_owned() });
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
            let word = &rest[..length];
            if word.eq_ignore_ascii_case("e") && rest[length..].starts_with('\'') {
                length + quoted(&rest[length..], '\'', true).ok_or_else(|| open("a string"))?
            } else {
                return Ok(Some((Token::Word(word), at, at + length)));
            }
        } else {
            return Ok(Some((Token::Other(first), at, at + first.len_utf8())));
        };
        return Ok(Some((Token::Quoted(&rest[..length]), at, at + length)));
    }
}

/// The length of a quoted text at the start of `rest`; a doubled quote stands for one.
fn quoted(rest: &str, quote: char, backslashes: bool) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if backslashes && c == '\\' {
            chars.next();
        } else if c == quote {
            match chars.peek() {
                Some((_, doubled)) if *doubled == quote => {
                    chars.next();
                }
                _ => return Some(at + quote.len_utf8()),
            }
        }
    }
    None
}

/// `$tag$` at the start of `rest`.
fn dollar_tag(rest: &str) -> Option<&str> {
    let body = rest.strip_prefix('$')?;
    let length = body.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
    let starts_with_digit = body.starts_with(|c: char| c.is_ascii_digit());
    (body[length..].starts_with('$') && !starts_with_digit).then(|| &rest[..length + 2])
}

/// The length of a comment at the start of `rest`; PostgreSQL's nest.
fn comment(rest: &str) -> Option<usize> {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(usize, &str)> {
        statements(text).unwrap().into_iter().map(|statement| (statement.line, statement.text)).collect()
    }

    #[test]
    fn statements_end_at_semicolons_outside_quotes_and_comments() {
        let script = "-- a; b\nSELECT ';' ;\n/* ; /* ; */ ; */ SELECT \";\", E'\\';', 'it''s;';\n;;\nSELECT $1, $x$;$y$;$x$, $$;$$\n";
        assert_eq!(
            texts(script),
            [(2, "SELECT ';'"), (3, "SELECT \";\", E'\\';', 'it''s;'"), (5, "SELECT $1, $x$;$y$;$x$, $$;$$"),]
        );
        assert_eq!(texts(" -- nothing\n"), []);
        assert!(is_blank(" -- nothing\n;; /* nothing */") && !is_blank("-- something\n;SELECT") && !is_blank("$$"));
        assert_eq!(texts("select 'ä한;é'; select 2"), [(1, "select 'ä한;é'"), (1, "select 2")]);
    }

    #[test]
    fn data_files_stand_where_they_are_named() {
        let script = "-- :'file no.json'\nSELECT ':''file no.json''', :'file a.json'::jsonb, x::text\nFROM :'file b.json' AS b, $$:'file no.json'$$;";
        let names: Vec<&str> = file_tokens(script).unwrap().into_iter().map(|token| token.name).collect();
        assert_eq!(names, ["a.json", "b.json"]);
        assert_eq!(check(script), Ok(()));
        let files = |name: &str| match name {
            "a.json" => Some("[\n1;\n]"),
            "b.json" => Some("$file$"),
            _ => None,
        };
        let expanded = expand(script, files).unwrap();
        assert!(
            expanded.text.contains(", $file$[\n1;\n]$file$::jsonb, x::text\nFROM $file1$$file$$file1$ AS b, $$:'file")
        );
        assert_eq!(statements(&expanded.text).unwrap().len(), 1);
        for part in ["::jsonb, x", "FROM ", " AS b", "SELECT"] {
            assert_eq!(expanded.origin(expanded.text.find(part).unwrap()), script.find(part).unwrap(), "{part}");
        }
        assert_eq!(expanded.origin(expanded.text.find("1;").unwrap()), script.find(":'file a").unwrap());
        let refusal = expand("SELECT 1;\nSELECT :'file c.json'", files).unwrap_err();
        assert_eq!((refusal.line, refusal.reason.as_str()), (2, "there is no file c.json"));
        assert_eq!(expand("SELECT 1", files).unwrap().text, "SELECT 1");
    }

    #[test]
    fn a_function_body_may_begin_and_end() {
        let function = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN; RETURN 1; END; $f$;";
        assert_eq!(check(function), Ok(()));
        assert_eq!(texts(function).len(), 1);
    }

    #[test]
    fn refuses_what_ends_or_outlives_the_transaction() {
        for script in [
            "BEGIN",
            "commit;",
            "-- x\nROLLBACK TO here",
            "START TRANSACTION",
            "END",
            "SAVEPOINT a",
            "SET search_path = public",
            "SET SESSION statement_timeout = 0",
            "RESET ALL",
            "SELECT pg_catalog.set_config('search_path', '', false)",
            "COPY users (uuid) FROM STDIN WITH CSV",
            "copy users from stdin",
            "CREATE INDEX CONCURRENTLY i ON t (c)",
            "ALTER TYPE sessiontypes ADD VALUE 'SYSTEM'",
            "VACUUM users",
            "CREATE DATABASE x",
            r"\i other.sql",
            "SELECT 'open",
            "SELECT $$open",
            "/* open /* */",
            "-- TODO: rows change\nSELECT 2",
        ] {
            assert!(check(&format!("SELECT 1;\n{script};")).is_err_and(|refusal| refusal.line >= 2), "{script}");
        }
    }

    #[test]
    fn allows_the_rest() {
        for script in [
            "SET LOCAL lock_timeout = '1s'",
            "SET CONSTRAINTS ALL DEFERRED",
            "UPDATE t SET a = 'COMMIT'",
            "SELECT set_config('a.b', 'c', true)",
            "INSERT INTO \"begin\" VALUES ('begin')",
            "CREATE TABLE t (begin_at date, \"end\" date)",
            "ALTER TABLE t ADD COLUMN value text",
            "COPY (SELECT 1) TO STDOUT",
        ] {
            assert_eq!(check(script), Ok(()), "{script}");
        }
    }
}
