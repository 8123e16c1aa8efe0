use std::process::Command;

use super::{End, Prepared, tell, tries, works};
use crate::support::{Cluster, Outcome};

/// So much space is left for a run, from nothing up to more than any needs.
const ENOUGH: u64 = 48 << 20;

#[test]
#[ignore = "mounts a file system, which only root may do: make faults"]
fn full_at_any_size() {
    let cluster = Cluster::on_small_disk("512M");
    for work in works() {
        let prepared = Prepared::on(&cluster, &work);
        let count = tries(4).min(20) as u64;
        let ends = (0..count).map(|step| {
            let database = prepared.database();
            let ballast = cluster.directory.join("ballast");
            let free = free(&cluster);
            let size = free.saturating_sub(ENOUGH * step / count);
            let made = Command::new("fallocate").arg("--length").arg(size.max(1).to_string()).arg(&ballast).status();
            assert!(made.expect("fallocate").success(), "{size} of {free} bytes");
            let outcome = prepared.run(&database);
            std::fs::remove_file(&ballast).expect("the ballast");
            cluster.until_it_answers();
            let end = prepared.end(&database)?;
            let (done, wanted) = (outcome.status == 0, end == End::New);
            if done == wanted && told(&outcome) {
                Ok(end)
            } else {
                Err(format!("{}: {}: {}", work.name, outcome.status, outcome.both()))
            }
        });
        tell("disk full", work.name, ends.collect());
    }
}

/// It is done, or the server could not, or it went down.
fn told(outcome: &Outcome) -> bool {
    [0, 1, 11].contains(&outcome.status)
}

fn free(cluster: &Cluster) -> u64 {
    let disk = rustix::fs::statvfs(&cluster.directory).expect("its file system");
    disk.f_bavail * disk.f_frsize
}
