//! Variables of libpq that no keyword shields from (`config::target` shields from the others), hence removed.

#![allow(unsafe_code)]

/// A service would fill in what the configuration leaves open; the others change the protocol, or fail the login of libpq 16 and
/// newer. PGPASSFILE stays: it is a documented source of the password.
const VARIABLES: &[&str] = &[
    "PGSERVICE",
    "PGSERVICEFILE",
    "PGSYSCONFDIR",
    "PGREQUIREAUTH",
    "PGREQUIRESSL",
    "PGSSLCERTMODE",
    "PGSSLNEGOTIATION",
    "PGSSLKEYLOGFILE",
    "PGLOADBALANCEHOSTS",
    "PGGSSDELEGATION",
    "PGMINPROTOCOLVERSION",
    "PGMAXPROTOCOLVERSION",
    "PGDATESTYLE",
    "PGTZ",
    "PGGEQO",
];

/// Removes them from this process and returns the names of those that were set.
///
/// # Safety
/// No other thread may run: the environment has no lock.
pub unsafe fn clear_libpq_variables() -> Vec<&'static str> {
    let set: Vec<&str> = VARIABLES.iter().copied().filter(|name| std::env::var_os(name).is_some()).collect();
    for name in &set {
        // SAFETY: this function's own condition.
        unsafe { std::env::remove_var(name) };
    }
    set
}
