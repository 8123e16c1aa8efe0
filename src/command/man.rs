//! `man`: the manual, a page a command. The pages come from the command line's types; the first one adds what holds for all.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Command, CommandFactory};
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::{Cli, Error, NAME, Report};
use crate::exit_status::ExitStatus;

const MANUAL: &str = "Backend.AI";

/// What is read and written, besides what the command line names.
const FILES: [(&str, &str); 5] = [
    ("./alembic.ini", "the database that the commands of mgr schema work on; --alembic-config names another file"),
    (
        "manager.toml",
        "the database that the other commands work on; looked for in the working directory, ~/.config/backend.ai and /etc/backend.ai",
    ),
    ("/etc/backend.ai/", "both files, and the fixture that the unit backend-ai-database.service loads"),
    ("~/.pgpass", "passwords, as libpq reads them"),
    (
        "/usr/share/backend-ai/",
        "samples of the files above and example fixtures, where a package installed the program",
    ),
];

/// The variables that count.
const VARIABLES: [(&str, &str); 13] = [
    ("BACKEND_CONFIG_FILE", "the manager.toml to read, and no other"),
    ("BACKEND_DB_ADDR", "HOST:PORT, in place of manager.toml's"),
    ("BACKEND_DB_NAME", "the database, in place of manager.toml's"),
    ("BACKEND_DB_USER", "the role, in place of manager.toml's"),
    ("BACKEND_DB_PASSWORD_FILE", "a file with nothing but the password"),
    ("CREDENTIALS_DIRECTORY", "systemd's; the credential backend-db-password is the password"),
    ("BACKEND_DB_PASSWORD", "the password"),
    ("PGPASSFILE", "libpq's password file; libpq's other variables do not count"),
    ("BACKEND_ETCD_ADDR", "HOST:PORT of etcd, which one upgrade reads, in place of manager.toml's"),
    ("BACKEND_ETCD_USER", "its user"),
    ("BACKEND_ETCD_PASSWORD", "the user's password"),
    ("BACKEND_NAMESPACE", "the manager's namespace in it"),
    ("PG_BINDIR", "where PostgreSQL's programs are, for mgr dbshell, backups and mgr devdb"),
];

/// The guide's steps, from nothing to a database that a manager runs on.
const EXAMPLE: [&str; 6] = [
    "mgr config init",
    "mgr config localize --db-addr localhost:5432 --db-user backend",
    "mgr schema oneshot --wait --create-db",
    "mgr fixture example > fixture.json",
    "mgr fixture populate fixture.json",
    "mgr permissions provision",
];

/// `backend.ai man …`
#[derive(Debug, Args)]
pub struct Man {
    /// Where to write a page for each command [default: the first page is printed]
    #[arg(value_name = "DIRECTORY")]
    directory: Option<PathBuf>,
    /// The name under which the program is called
    #[arg(long, value_name = "NAME", default_value = NAME)]
    name: String,
}

/// One page.
struct Page {
    name: String,
    text: String,
}

impl Man {
    /// Runs the command.
    pub fn run(self) -> Result<Report, Error> {
        let pages = pages(&self.name);
        let Some(directory) = self.directory else {
            let first = pages.into_iter().next().map(|page| page.text).unwrap_or_default();
            return Ok(Report::plain(&first));
        };
        write(&directory, |_| fs::create_dir_all(&directory))?;
        for Page { name, text } in pages {
            write(&directory.join(name), |path| fs::write(path, text))?;
        }
        Ok(Report::written())
    }
}

fn write(path: &Path, work: impl FnOnce(&Path) -> std::io::Result<()>) -> Result<(), Error> {
    work(path).map_err(|source| Error::Write { path: path.display().to_string(), source })
}

/// The pages of all commands, the program's own first.
fn pages(name: &str) -> Vec<Page> {
    // Usage and the pages' names come from this one.
    let mut program = Cli::command().name(name.to_owned()).bin_name(name.to_owned()).disable_help_subcommand(true);
    program.build();
    let mut pages = Vec::new();
    add(&program, &mut Vec::new(), &mut pages);
    pages
}

fn add(command: &Command, above: &mut Vec<String>, pages: &mut Vec<Page>) {
    above.push(command.get_name().to_owned());
    let words = above.join("-");
    let mut text = rendered(command, &words).unwrap_or_default();
    text.push_str(&if above.len() == 1 { common(&above[0]) } else { see_also(&above[..above.len() - 1]) }.to_roff());
    pages.push(Page { name: format!("{words}.1"), text });
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        add(below, above, pages);
    }
    above.pop();
}

fn rendered(command: &Command, words: &str) -> Option<String> {
    // Where pages have their date, these have the version: a page is as old as the program that wrote it.
    let page = clap_mangen::Man::new(
        command.clone().display_name(words.to_owned()).after_long_help(None::<&str>).after_help(None::<&str>),
    )
    .title(words.to_uppercase())
    .date(env!("CARGO_PKG_VERSION"))
    .source(env!("CARGO_PKG_NAME"))
    .manual(MANUAL);
    let mut text = Vec::new();
    page.render(&mut text).ok()?;
    String::from_utf8(text).ok()
}

/// What holds for all commands.
fn common(name: &str) -> Roff {
    let mut page = Roff::new();
    page.control("SH", ["EXAMPLES"])
        .text([roman("A database, its tables and rows, on a server that may still be starting:")]);
    page.control("nf", []).control("RS", ["4"]);
    for words in EXAMPLE {
        page.text([bold(format!("{name} {words}"))]);
    }
    page.control("RE", []).control("fi", []);
    page.control("SH", ["EXIT STATUS"]);
    entry(&mut page, bold("0"), "done, or nothing to do");
    for status in ExitStatus::ALL {
        entry(&mut page, bold(status.code().to_string()), &format!("{}: {}", status.name(), status.meaning()));
    }
    page.control("SH", ["ENVIRONMENT"]);
    VARIABLES.iter().for_each(|(variable, meaning)| entry(&mut page, bold(*variable), meaning));
    page.control("SH", ["FILES"]);
    FILES.iter().for_each(|(file, meaning)| entry(&mut page, italic(*file), meaning));
    page
}

fn entry(page: &mut Roff, term: Inline, meaning: &str) {
    page.control("TP", []).text([term]).text([roman(meaning)]);
}

fn see_also(above: &[String]) -> Roff {
    let mut page = Roff::new();
    page.control("SH", ["SEE ALSO"]);
    page.text([
        bold(above.join("-")),
        roman("(1); exit statuses, files and variables: "),
        bold(above[0].clone()),
        roman("(1)"),
    ]);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page() {
        fn count(command: &Command) -> usize {
            1 + command.get_subcommands().map(count).sum::<usize>()
        }
        let pages = pages("backend-ai");
        assert_eq!(pages.len(), count(&Cli::command()));
        let names: Vec<&str> = pages.iter().map(|page| page.name.as_str()).collect();
        assert_eq!(names[0], "backend-ai.1");
        assert!(names.contains(&"backend-ai-mgr-schema-oneshot.1"), "{names:?}");
        for Page { name, text } in &pages {
            for section in ["SH NAME", "SH SYNOPSIS", "SH DESCRIPTION"] {
                assert!(text.contains(section), "{name} has no {section}");
            }
            assert!(!text.contains("backend.ai mgr"), "{name} calls the program by its other name");
        }
    }

    #[test]
    fn the_first_page_has_all_statuses_and_variables() {
        let page = &pages(NAME)[0].text;
        let source = concat!(
            include_str!("../config/secrets.rs"),
            include_str!("../config/from_manager.rs"),
            include_str!("../config/etcd.rs")
        );
        for status in ExitStatus::ALL {
            assert!(page.contains(status.meaning()), "{status:?}");
        }
        for (variable, _) in VARIABLES {
            assert!(page.contains(variable));
        }
        let is_name = |word: &&str| word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        let used = source.split('"').filter(|word| word.starts_with("BACKEND_")).filter(is_name);
        for variable in used {
            assert!(page.contains(variable), "{variable}");
        }
    }
}
