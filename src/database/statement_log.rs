//! Every statement at debug: its text, never its values, which may be passwords and keys.

use std::time::{Duration, Instant};

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::result::Error;

use super::watch::Watch;
use crate::logging::DATABASE;

/// Longer texts are cut: a whole schema says no more than its beginning.
const LONGEST: usize = 500;
/// The end of a statement that took longer is logged too.
const SLOW: Duration = Duration::from_millis(100);

/// Diesel tells it what a connection does.
#[derive(Debug, Default)]
pub struct Statements {
    began: Option<Instant>,
    watch: Watch,
}

impl Statements {
    /// Also tells `watch` when a statement runs.
    pub fn watched(watch: Watch) -> Self {
        Statements { began: None, watch }
    }
}

impl Instrumentation for Statements {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { .. } => self.watch.started(),
            InstrumentationEvent::FinishQuery { .. } => self.watch.ended(),
            _ => {}
        }
        if !log::log_enabled!(target: DATABASE, log::Level::Debug) {
            return;
        }
        match event {
            InstrumentationEvent::StartQuery { query, .. } => {
                self.began = Some(Instant::now());
                log::debug!(target: DATABASE, "SQL: {}", without_values(&query.to_string()));
            }
            InstrumentationEvent::FinishQuery { error, .. } => {
                let took = self.began.take().map(|began| began.elapsed()).unwrap_or_default();
                match error {
                    // DETAIL and HINT may quote a row; the message is the server's own.
                    Some(Error::DatabaseError(_, information)) => {
                        log::debug!(target: DATABASE, "SQL failed after {} ms: {}", took.as_millis(), information.message());
                    }
                    Some(_) => log::debug!(target: DATABASE, "SQL failed after {} ms", took.as_millis()),
                    None if took > SLOW => log::debug!(target: DATABASE, "SQL done after {} ms", took.as_millis()),
                    None => {}
                }
            }
            _ => {}
        }
    }
}

/// Diesel shows a query as `SQL -- binds: [values]`: everything from the first such mark on goes, on one line.
fn without_values(query: &str) -> String {
    let text = query.split_once(" -- binds:").map_or(query, |(text, _)| text);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use diesel::pg::Pg;
    use diesel::sql_types::Text;

    use super::*;

    #[test]
    fn values_are_left_out() {
        let query = diesel::sql_query("INSERT INTO t\n  VALUES ($1)").bind::<Text, _>("s3cret -- binds: s3cret");
        let shown = diesel::debug_query::<Pg, _>(&query).to_string();
        assert!(shown.contains("s3cret"), "this test proves nothing: {shown}");
        assert_eq!(without_values(&shown), "INSERT INTO t VALUES ($1)");
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(without_values(&"ä".repeat(501)), format!("{}…", "ä".repeat(500)));
    }
}
