//! A terminal of the tests' own.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

/// Nothing that tests run on a terminal takes longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// Runs a command at a terminal of so many columns (0: it does not know) at which Enter is pressed once; its status, and what was shown.
pub fn run(command: &mut Command, columns: u16) -> (i32, String) {
    let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&controller).and_then(|()| unlockpt(&controller)).expect("a terminal that can be opened");
    let name = ptsname(&controller, Vec::new()).expect("its name");
    let open = || {
        // It must not become the tests' own.
        let flags = rustix::fs::OFlags::NOCTTY.bits().cast_signed();
        let name = OsStr::from_bytes(name.as_bytes());
        File::options().read(true).write(true).custom_flags(flags).open(name).expect("the terminal")
    };
    let terminal = open();
    let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&terminal, size).expect("a size");
    command.stdin(Stdio::from(open())).stdout(Stdio::from(open())).stderr(Stdio::from(open()));
    let mut child = command.spawn().expect("the program");
    // The last one that has the terminal open must be the child.
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    drop(terminal);
    let (ended, end) = mpsc::channel::<()>();
    let pid = Pid::from_child(&child);
    let guard = std::thread::spawn(move || {
        if end.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
            let _ = kill_process(pid, Signal::KILL);
        }
    });
    let mut controller = File::from(controller);
    controller.write_all(b"\n").expect("a terminal that takes a key");
    let mut shown = Vec::new();
    // Linux ends what a terminal shows with an error.
    let _ = controller.read_to_end(&mut shown);
    drop(ended);
    guard.join().expect("the guard");
    let status = child.wait().expect("its end").code().expect("a status in time");
    (status, String::from_utf8_lossy(&shown).into_owned())
}
