//! alembic's words for revisions: `head`, `base`, `+1`, `-1`, unique beginnings, `REV+1`, ranges; and names of releases.

use std::str::FromStr;

use super::history::{History, Position, Revisions, history};
use crate::release::{self, NameError, ReleaseEntry, Version};

/// What a word means.
#[derive(Clone, Copy, Debug)]
pub enum RevisionSpec {
    /// Before the first revision.
    Base,
    Revision(Position),
    /// A released version: its head, and what its own history lacks.
    Release(&'static ReleaseEntry),
    /// So many revisions up (positive) or down (negative) from where the database is.
    Steps(i32),
}

/// One word, or two with a colon between them.
#[derive(Clone, Copy, Debug)]
pub enum RevisionRange {
    One(RevisionSpec),
    /// From the first to the second.
    Between(RevisionSpec, RevisionSpec),
}

impl RevisionRange {
    /// The word, where a range makes no sense.
    pub fn one(self) -> Result<RevisionSpec, SpecError> {
        match self {
            RevisionRange::One(word) => Ok(word),
            RevisionRange::Between(..) => Err(SpecError::WithoutSql),
        }
    }
}

impl FromStr for RevisionSpec {
    type Err = SpecError;

    fn from_str(text: &str) -> Result<Self, SpecError> {
        parse(history(), text)
    }
}

impl FromStr for RevisionRange {
    type Err = SpecError;

    fn from_str(text: &str) -> Result<Self, SpecError> {
        if text.contains(':') {
            return range(history(), text).map(|(start, end)| RevisionRange::Between(start, end));
        }
        text.parse().map(RevisionRange::One)
    }
}

/// Why a word means nothing.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
pub enum SpecError {
    /// Neither a revision nor a release.
    #[error("can't locate revision identified by {0:?}")]
    Unknown(String),
    /// Several revisions begin so.
    #[error("revision {word:?} is ambiguous: {}", candidates.join(", "))]
    Ambiguous { word: String, candidates: Vec<String> },
    /// A step from a revision leads nowhere, or several ways.
    #[error("no single revision is {steps:+} from {from}")]
    Walk {
        /// The revision where the walk stopped.
        from: String,
        /// The steps that were wanted.
        steps: i32,
    },
    /// A release of which nothing is known.
    #[error(transparent)]
    Release(#[from] NameError),
    /// A range where none makes sense, or one without an end.
    #[error("{0:?} is no range of revisions; write START:END")]
    Range(String),
    /// A range for a database, which is where it is.
    #[error("START:END goes with --sql alone: where the database begins is known")]
    WithoutSql,
}

/// Reads one word.
pub fn parse(history: &History, text: &str) -> Result<RevisionSpec, SpecError> {
    let (name, steps) = split_steps(text);
    if name.is_empty() && steps != 0 {
        return Ok(RevisionSpec::Steps(steps));
    }
    let start = match name {
        "base" => RevisionSpec::Base,
        "head" | "heads" | "latest" => RevisionSpec::Release(release::newest().released),
        name if name.contains('.') => RevisionSpec::Release(released(history, name)?),
        name => RevisionSpec::Revision(revision(history, name)?),
    };
    if steps == 0 {
        return Ok(start);
    }
    let from = match start {
        RevisionSpec::Base | RevisionSpec::Steps(_) => None,
        RevisionSpec::Revision(position) => Some(position),
        RevisionSpec::Release(released) => history.position(released.head),
    };
    walk(history, from, steps)
}

/// Reads `START:END`; an empty side is the base or the head.
pub fn range(history: &History, text: &str) -> Result<(RevisionSpec, RevisionSpec), SpecError> {
    let (start, end) = text.split_once(':').ok_or_else(|| SpecError::Range(text.to_owned()))?;
    if end.contains(':') {
        return Err(SpecError::Range(text.to_owned()));
    }
    let start = if start.is_empty() { RevisionSpec::Base } else { parse(history, start)? };
    let end = if end.is_empty() { parse(history, "head")? } else { parse(history, end)? };
    Ok((start, end))
}

/// `abc+2` → (`abc`, 2).
fn split_steps(text: &str) -> (&str, i32) {
    let signed = text.rfind(['+', '-']).and_then(|at| Some((&text[..at], text[at..].parse().ok()?)));
    signed.unwrap_or((text, 0))
}

/// A revision by the beginning of its identifier.
pub fn revision(history: &History, text: &str) -> Result<Position, SpecError> {
    if let Some(position) = history.position(text) {
        return Ok(position);
    }
    let unknown = || Err(SpecError::Unknown(text.to_owned()));
    if text.is_empty() {
        return unknown();
    }
    let all = 0..history.revisions().len();
    let begin: Vec<Position> = all.filter(|position| history.id(*position).starts_with(text)).collect();
    match begin[..] {
        [] => unknown(),
        [position] => Ok(position),
        _ => Err(SpecError::Ambiguous {
            word: text.to_owned(),
            candidates: history.ids(&begin).into_iter().map(str::to_owned).collect(),
        }),
    }
}

/// A released version, for the command line.
pub fn release(name: &str) -> Result<&'static ReleaseEntry, SpecError> {
    released(history(), name)
}

/// A released version, embedded or not; `22.03` is the last of its line.
pub fn released(history: &History, name: &str) -> Result<&'static ReleaseEntry, SpecError> {
    if let Ok(version) = name.parse::<Version>()
        && let Some(released) = history.released().iter().find(|released| released.version() == Some(version))
    {
        return Ok(released);
    }
    Ok(release::by_name(name)?.released)
}

fn walk(history: &History, from: Option<Position>, steps: i32) -> Result<RevisionSpec, SpecError> {
    let mut at = from;
    let mut left = steps;
    while left != 0 {
        let next: Vec<Option<Position>> = match (at, left.signum()) {
            (Some(position), 1) => children(history, position).into_iter().map(Some).collect(),
            (None, 1) => vec![Some(0)],
            (Some(position), _) => {
                let parents: Vec<_> = history.parents(position).map(Some).collect();
                if parents.is_empty() { vec![None] } else { parents }
            }
            (None, _) => Vec::new(),
        };
        let [next] = next[..] else {
            let from = at.map_or_else(|| "base".to_owned(), |position| history.id(position).to_owned());
            return Err(SpecError::Walk { from, steps: left });
        };
        at = next;
        left -= left.signum();
    }
    Ok(at.map_or(RevisionSpec::Base, RevisionSpec::Revision))
}

fn children(history: &History, position: Position) -> Revisions {
    let all = 0..history.revisions().len();
    all.filter(|child| history.parents(*child).any(|parent| parent == position)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migration::history;

    fn said(text: &str) -> String {
        match parse(history(), text) {
            Ok(RevisionSpec::Base) => "base".to_owned(),
            Ok(RevisionSpec::Revision(position)) => history().id(position).to_owned(),
            Ok(RevisionSpec::Release(released)) => released.name.to_owned(),
            Ok(RevisionSpec::Steps(steps)) => format!("{steps:+}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn words() {
        for (text, meaning) in [
            ("base", "base"),
            ("+1", "+1"),
            ("-12", "-12"),
            ("5de06da3c2b5", "5de06da3c2b5"),
            ("5de06", "5de06da3c2b5"),
            ("5de06+1", "7ea324d0535b"),
            ("7ea324d0535b-1", "5de06da3c2b5"),
            ("5de06-1", "base"),
            ("base+2", "7ea324d0535b"),
            ("22.03.3", "22.03.3"),
            ("22.3", "22.03.3"),
            ("25.2.0", "25.2.0"),
            ("5de06+", "can't locate revision identified by \"5de06+\""),
            ("5de06+x", "can't locate revision identified by \"5de06+x\""),
            ("+99999999999", "can't locate revision identified by \"+99999999999\""),
            ("+0", "can't locate revision identified by \"\""),
            ("zzz", "can't locate revision identified by \"zzz\""),
            ("", "can't locate revision identified by \"\""),
            ("22.3.99", &NameError::Unknown { name: "22.3.99".to_owned() }.to_string()),
            ("5de06-2", "no single revision is -1 from base"),
            ("ff4bfca66bf8-1", "no single revision is -1 from ff4bfca66bf8"),
            ("10e39a34eed5+1", "no single revision is +1 from 10e39a34eed5"),
        ] {
            assert_eq!(said(text), meaning, "{text}");
        }
        for newest in ["head", "heads", "latest"] {
            assert_eq!(said(newest), release::newest().released.name, "{newest}");
        }
        let below: Vec<&str> = history().revisions().last().map(|newest| newest.down.clone()).unwrap();
        assert_eq!([said("head-1").as_str()], below[..]);
        assert!(said("5").starts_with("revision \"5\" is ambiguous: 5de06da3c2b5, "));
    }

    #[test]
    fn ranges() {
        assert!(matches!(range(history(), ":"), Ok((RevisionSpec::Base, RevisionSpec::Release(_)))));
        assert!(matches!(range(history(), "5de06:22.03"), Ok((RevisionSpec::Revision(0), RevisionSpec::Release(_)))));
        assert_eq!(range(history(), "5de06").map(drop), Err(SpecError::Range("5de06".to_owned())));
        assert!(range(history(), "a:b:c").is_err());
    }
}
