//! The SQLSTATE of a refused login, for servers that speak another language.
//!
//! libpq tells it only inside the message, and only to who asked for it before the attempt (`PQsetErrorVerbosity`), which Diesel does
//! not. So a text that nobody could read is provoked once more.

#![allow(unsafe_code)]

use std::ffi::{CStr, CString};

use crate::config::Secret;

/// Tries the login again and returns the SQLSTATE with which the server refuses it; nothing if it does not. `connect_timeout`
/// in `conninfo` bounds it.
pub fn of_refusal(conninfo: &Secret) -> Option<String> {
    let words = CString::new(conninfo.expose()).ok()?;
    // SAFETY: `words` outlives the call; the connection is used on this thread only and finished exactly once, below.
    let connection = unsafe { pq_sys::PQconnectStart(words.as_ptr()) };
    if connection.is_null() {
        return None;
    }
    // SAFETY: `connection` is not null until PQfinish; the message is copied before it.
    let message = unsafe {
        pq_sys::PQsetErrorVerbosity(connection, pq_sys::PGVerbosity::PQERRORS_SQLSTATE);
        // Drops the attempt that was only begun, and makes another, whole and blocking, that keeps the verbosity.
        pq_sys::PQreset(connection);
        let message = CStr::from_ptr(pq_sys::PQerrorMessage(connection)).to_string_lossy().into_owned();
        pq_sys::PQfinish(connection);
        message
    };
    in_message(&message).map(str::to_owned)
}

/// `connection to server … failed: FATAL:  3D000` → `3D000`: five capitals or digits at the end of a line.
fn in_message(message: &str) -> Option<&str> {
    message
        .lines()
        .filter_map(|line| line.split_whitespace().last())
        .find(|word| word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_ends_in_its_sqlstate() {
        assert_eq!(in_message("connection to server at \"h\", port 1 failed: 치명적오류:  3D000\n"), Some("3D000"));
        assert_eq!(in_message("connection to server at \"h\", port 1 failed: Connection refused\n"), None);
    }
}
