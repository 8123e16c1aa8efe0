//! alembic.ini as python3's `ConfigParser` reads it (strict, delimiters `=` and `:`, comments on lines of their own).
//!
//! rust-ini holds the document. Its own reader knows another dialect (quotes, escapes, no continuation by indentation, no
//! `[DEFAULT]`, keys with case), so the lines are read here, with the place of each option for the messages.
//! What `%` means stands in [`super::interpolation`].

use std::collections::BTreeMap;

use ini::{Ini, Properties};

use super::error::Problem;
use super::interpolation;

/// The section whose options every other section inherits.
pub const DEFAULT: &str = "DEFAULT";

/// A problem with its place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ParseError {
    /// Line and column, from 1; a problem of the whole file has none.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub problem: Problem,
}

impl ParseError {
    pub(super) fn new(at: impl Into<Option<(usize, usize)>>, problem: Problem) -> Self {
        ParseError { at: at.into(), problem }
    }
}

/// Where an option's value stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct OptionPosition {
    /// Line and column of the value's first character.
    pub at: (usize, usize),
    /// The first line that continues the value.
    pub continued: Option<usize>,
}

/// The place of each option, by section and key.
type Places = BTreeMap<(String, String), OptionPosition>;

/// A file that was read; the values are not interpolated yet.
pub struct AlembicIni {
    document: Ini,
    places: Places,
    /// The file began with a byte order mark, on which alembic fails.
    pub byte_order_mark: bool,
}

impl AlembicIni {
    /// Reads the text of a file.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let stripped = text.strip_prefix('\u{feff}');
        let mut reader = Reader::default();
        let lines = stripped.unwrap_or(text).replace("\r\n", "\n");
        for (index, line) in lines.split(['\n', '\r']).enumerate() {
            reader.line(index + 1, line)?;
        }
        let (document, places) = reader.finish()?;
        Ok(AlembicIni { document, places, byte_order_mark: stripped.is_some() })
    }

    /// The value of an option with its place, interpolated; `None` where neither the section nor `[DEFAULT]` has it.
    /// `here` is the file's directory.
    pub fn get(
        &self,
        section: &str,
        option: &str,
        here: &str,
    ) -> Result<Option<(String, Option<OptionPosition>)>, ParseError> {
        let Some(own) = self.document.section(Some(section)).filter(|_| section != DEFAULT) else {
            return Err(ParseError::new(None, self.no_section(section)));
        };
        let Some(raw) = self.raw(own, option) else { return Ok(None) };
        let place = self.place(section, option);
        let lookup = |key: &str| {
            let at = self.place(section, key).map(|place| place.at);
            let literal = (key == "here").then(|| here.replace('%', "%%"));
            self.raw(own, key).map(str::to_owned).or(literal).map(|value| (value, at))
        };
        let value = interpolation::expand(option, raw, place.map(|place| place.at), &lookup);
        value.map(|text| Some((text, place))).map_err(|fault| match fault.problem {
            Problem::Undefined { key, correction, .. } => {
                ParseError { problem: Problem::Undefined { key, section: section.to_owned(), correction }, ..fault }
            }
            _ => fault,
        })
    }

    /// Where the value of an option stands.
    pub fn position(&self, section: &str, option: &str) -> Result<Option<OptionPosition>, ParseError> {
        match self.document.section(Some(section)) {
            Some(_) if section != DEFAULT => Ok(self.place(section, option)),
            _ => Err(ParseError::new(None, self.no_section(section))),
        }
    }

    /// The options that a section has or inherits, `here` left out.
    pub fn options(&self, section: &str) -> Vec<&str> {
        let of = |name| self.document.section(Some(name)).into_iter().flat_map(Properties::iter).map(|(key, _)| key);
        let mut keys: Vec<&str> = of(DEFAULT).chain(of(section)).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// The sections besides `[DEFAULT]`.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.document.sections().flatten().filter(|name| *name != DEFAULT)
    }

    fn raw<'a>(&'a self, own: &'a Properties, key: &str) -> Option<&'a str> {
        own.get(key).or_else(|| self.document.get_from(Some(DEFAULT), key))
    }

    fn place(&self, section: &str, key: &str) -> Option<OptionPosition> {
        let of = |section: &str| self.places.get(&(section.to_owned(), key.to_owned())).copied();
        of(section).or_else(|| of(DEFAULT))
    }

    fn no_section(&self, wanted: &str) -> Problem {
        let near = self.sections().find(|name| name.trim().eq_ignore_ascii_case(wanted));
        let hint = match near {
            Some(name) => format!(" but a [{name}]; case and spaces count"),
            None if wanted == DEFAULT => "; [DEFAULT] is for what all sections inherit".to_owned(),
            None => "; --section names another".to_owned(),
        };
        Problem::NoSection { wanted: wanted.to_owned(), hint }
    }
}

/// The state between two lines.
#[derive(Default)]
struct Reader {
    document: Ini,
    places: Places,
    section: Option<String>,
    option: Option<String>,
    /// The lines of the current option's value.
    value: Vec<String>,
    indent: usize,
    /// A line that is nothing; reported at the end, as python3 does, so that a duplicate comes first.
    bogus: Option<ParseError>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) -> Result<(), ParseError> {
        let text = line.trim_matches(is_space);
        if text.starts_with(['#', ';']) {
            return Ok(());
        }
        if text.is_empty() {
            if self.option.is_some() {
                self.value.push(String::new());
            }
            return Ok(());
        }
        let indent = line.chars().take_while(|c| is_space(*c)).count();
        if indent > self.indent
            && let (Some(section), Some(option)) = (&self.section, &self.option)
            && !option.is_empty()
        {
            self.value.push(text.to_owned());
            if let Some(place) = self.places.get_mut(&(section.clone(), option.clone())) {
                place.continued.get_or_insert(number);
            }
            return Ok(());
        }
        self.indent = indent;
        let at = (number, indent + 1);
        if let Some(name) = header(text) {
            return self.begin_section(name, at);
        }
        let Some(section) = self.section.clone() else { return Err(ParseError::new(at, Problem::NoSectionHeader)) };
        let Some(delimiter) = text.find(['=', ':']) else {
            self.bogus.get_or_insert(ParseError::new(at, Problem::NotAnOption));
            return Ok(());
        };
        self.begin_option(section, &text[..delimiter], &text[delimiter + 1..], at)
    }

    fn begin_section(&mut self, name: &str, at: (usize, usize)) -> Result<(), ParseError> {
        self.store();
        if name != DEFAULT && self.document.section(Some(name)).is_some() {
            return Err(ParseError::new(at, Problem::DuplicateSection(name.to_owned())));
        }
        self.document.entry(Some(name.to_owned())).or_insert_with(Properties::new);
        self.section = Some(name.to_owned());
        Ok(())
    }

    fn begin_option(&mut self, section: String, key: &str, value: &str, at: (usize, usize)) -> Result<(), ParseError> {
        self.store();
        let before = key.chars().count() + 1;
        let key = key.trim_end_matches(is_space).to_lowercase();
        if key.is_empty() {
            self.bogus.get_or_insert(ParseError::new(at, Problem::NotAnOption));
        }
        let column = at.1 + before + value.chars().take_while(|c| is_space(*c)).count();
        let place = OptionPosition { at: (at.0, column), continued: None };
        if let Some(first) = self.places.insert((section, key.clone()), place) {
            return Err(ParseError::new(at, Problem::DuplicateOption { option: key, first: first.at.0 }));
        }
        self.value.push(value.trim_matches(is_space).to_owned());
        self.option = Some(key);
        Ok(())
    }

    /// Puts the option that ended into the document.
    fn store(&mut self) {
        let lines = std::mem::take(&mut self.value);
        if let (Some(section), Some(option)) = (&self.section, self.option.take()) {
            let value = lines.join("\n").trim_end_matches(is_space).to_owned();
            self.document.set_to(Some(section.clone()), option, value);
        }
    }

    fn finish(mut self) -> Result<(Ini, Places), ParseError> {
        self.store();
        match self.bogus {
            Some(fault) => Err(fault),
            None => Ok((self.document, self.places)),
        }
    }
}

/// The name in a section's header; what follows the last bracket is ignored.
fn header(text: &str) -> Option<&str> {
    let (name, _) = text.strip_prefix('[')?.rsplit_once(']')?;
    Some(name).filter(|name| !name.is_empty())
}

/// What Python's `str.isspace` takes for a space.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

#[cfg(test)]
mod tests;
