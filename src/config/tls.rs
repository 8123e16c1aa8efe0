//! The files that TLS parameters name: looked at before connecting, as libpq's messages about them come late and terse.

use std::collections::BTreeMap;
use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::error::Problem;
use super::origin::Diagnostic;
use super::secrets::reason;

/// Where distributions keep the certificates that the system trusts.
const SYSTEM: &[&str] = &[
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// Checks the files, and replaces `sslrootcert=system` by the file that it means on this machine: libpq knows the word since
/// version 16 only, and a statically linked OpenSSL looks into the directory of the machine that built it.
pub fn prepare(keywords: &mut BTreeMap<String, String>, notes: &mut Vec<Diagnostic>) -> Result<(), Problem> {
    if keywords.get("sslrootcert").is_some_and(|value| value == "system") {
        if keywords.get("sslmode").is_none_or(|mode| mode != "verify-full") {
            return Err(Problem::ParameterValue { name: "sslrootcert", wanted: "=system needs ssl=verify-full" });
        }
        let bundle = SYSTEM.iter().find(|path| File::open(path).is_ok()).ok_or(Problem::NoSystemCertificates)?;
        notes.push(Diagnostic::info(format!("sslrootcert=system is {bundle} on this machine")));
        keywords.insert("sslrootcert".to_owned(), (*bundle).to_owned());
    }
    for name in ["sslrootcert", "sslcert", "sslkey", "sslcrl"] {
        let Some(path) = keywords.get(name).map(PathBuf::from) else { continue };
        let fault = |why: String| Problem::TlsFile { name, path: path.clone(), why };
        File::open(&path).map_err(|error| fault(reason(&error)))?;
        if name == "sslkey" {
            check_key(&path).map_err(fault)?;
        }
    }
    Ok(())
}

/// libpq's rule: nobody but the owner, except that a key of root's may be read by its group.
fn check_key(path: &Path) -> Result<(), String> {
    let metadata = path.metadata().map_err(|error| reason(&error))?;
    let forbidden = if metadata.uid() == 0 { 0o037 } else { 0o077 };
    match metadata.mode() & forbidden {
        0 => Ok(()),
        _ => Err("others can read the key; chmod 600 it".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prepared(name: &str, path: &Path) -> Result<(), String> {
        let mut keywords = BTreeMap::from([(name.to_owned(), path.display().to_string())]);
        prepare(&mut keywords, &mut Vec::new()).map_err(|problem| problem.to_string())
    }

    #[test]
    fn files_must_be_there_and_a_key_be_the_owners() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let key = directory.path().join("key");
        std::fs::write(&key, "").unwrap();
        let key_with = |mode| {
            std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).unwrap();
            prepared("sslkey", &key)
        };
        assert_eq!(key_with(0o600), Ok(()));
        for mode in [0o644, 0o604, 0o620, 0o610] {
            assert!(key_with(mode).unwrap_err().ends_with("others can read the key; chmod 600 it"), "{mode:o}");
        }
        // The group may read root's keys, and nobody else's.
        let by_its_group = key_with(0o640);
        assert_eq!(by_its_group.is_ok(), key.metadata().unwrap().uid() == 0, "{by_its_group:?}");
        assert_eq!(prepared("sslcert", &key), Ok(()));
        let message = prepared("sslrootcert", Path::new("/nonexistent")).unwrap_err();
        assert_eq!(message, "parameter sslrootcert: /nonexistent: no such file");
    }

    #[test]
    fn the_systems_certificates_need_full_verification() {
        let mut keywords =
            BTreeMap::from([("sslrootcert", "system"), ("sslmode", "require")].map(|(k, v)| (k.into(), v.into())));
        let problem = prepare(&mut keywords, &mut Vec::new()).unwrap_err();
        assert_eq!(problem, Problem::ParameterValue { name: "sslrootcert", wanted: "=system needs ssl=verify-full" });
        keywords.insert("sslmode".to_owned(), "verify-full".to_owned());
        match prepare(&mut keywords, &mut Vec::new()) {
            Ok(()) => assert!(SYSTEM.contains(&keywords["sslrootcert"].as_str())),
            // A machine may have none.
            Err(problem) => assert_eq!(problem, Problem::NoSystemCertificates),
        }
    }
}
