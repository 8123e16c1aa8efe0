//! Fills the empty tables of a database with seeded random rows, as the tests do:
//! `cargo run --example fill -- postgresql://postgres@localhost/scratch --release 25.19.2 --seed 1 --manner wild`
//!
//! Tables that have rows stay as they are, and the new rows refer to theirs.

use std::fs;
use std::path::Path;

use backend_ai::release;
use clap::{Parser, ValueEnum};
use diesel::{Connection, PgConnection};
use support::filler::{self, Manner};

#[path = "../tests/support"]
#[allow(dead_code)]
mod support {
    pub mod filler;
    mod sql;
    pub use sql::Sql;
}

const MIGRATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");

#[derive(Parser)]
struct Arguments {
    /// Where the database is.
    url: String,
    /// Whose column rules tell the members of enumerations that are text; none for a schema from before 22.03.
    #[arg(long)]
    release: Option<String>,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long, value_enum, default_value = "likely")]
    manner: Kind,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Likely,
    Wild,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    let rules = match &arguments.release {
        Some(name) => {
            let rules = release::by_name(name)?.script("columns.json").ok_or("a release without column rules")?;
            fs::read_to_string(Path::new(MIGRATIONS).join(rules.path).with_extension("toml"))?
        }
        None => String::new(),
    };
    let manner = match arguments.manner {
        Kind::Likely => Manner::Likely,
        Kind::Wild => Manner::Wild,
    };
    let mut connection = PgConnection::establish(&arguments.url)?;
    let rows = filler::fill_empty(&mut connection, &rules, arguments.seed, manner);
    for (table, rows) in rows {
        println!("{table} {}", rows.len());
    }
    Ok(())
}
