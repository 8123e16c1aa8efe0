//! Which libpq this is.
#![allow(unsafe_code)]

/// Its version, `15.14`: of a libpq that is linked dynamically, the one that was found.
pub fn libpq_version() -> String {
    // SAFETY: it takes nothing, and returns a constant.
    let version = unsafe { pq_sys::PQlibVersion() };
    format!("{}.{}", version / 10_000, version % 10_000)
}
