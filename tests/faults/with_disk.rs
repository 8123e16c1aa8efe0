use std::process::Command;

use super::{Prepared, tell, told, tries, works};
use crate::support::Cluster;

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
            // It is done, or the server could not, or it went down.
            prepared.judge(&database, &outcome, |status, end| told(status, end) && [0, 1, 11].contains(&status))
        });
        tell("disk full", work.name, ends.collect());
    }
}

fn free(cluster: &Cluster) -> u64 {
    let disk = rustix::fs::statvfs(&cluster.directory).expect("its file system");
    disk.f_bavail * disk.f_frsize
}
