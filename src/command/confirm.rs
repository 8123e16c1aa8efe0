//! A question before something is gone for good.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::terminal;

/// What whoever sits at the terminal answers; without one nobody can answer.
pub fn ask(question: &str) -> io::Result<Option<String>> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(None);
    }
    write!(io::stderr(), "{} ", terminal::fit(question, terminal::width(io::stderr())))?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(Some(answer.trim().to_owned()))
}
