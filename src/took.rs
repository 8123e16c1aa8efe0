//! How long something took.

use std::fmt;
use std::time::{Duration, Instant};

use serde::{Serialize, Serializer};

/// For people `3.21 s`, for programs seconds to the millisecond.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Took(pub Duration);

impl Took {
    /// Until now.
    pub fn since(began: Instant) -> Self {
        Took(began.elapsed())
    }
}

impl fmt::Display for Took {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.*} s", f.precision().unwrap_or(2), self.0.as_secs_f64())
    }
}

impl Serialize for Took {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64((self.0.as_secs_f64() * 1000.0).round() / 1000.0)
    }
}
