//! Arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    backend_ai::main(std::env::args_os())
}
