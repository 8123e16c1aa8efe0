//! The manager's etcd: manager.toml's `[etcd]`, and the environment over it.

use std::path::Path;

use super::error::{Error, Problem};
use super::from_manager::manager_file;
use super::manager_toml::{etcd as table, usable};
use super::origin::{Diagnostic, Source};
use super::overlay::located;
use super::secret::Secret;
use super::secrets::{SecretSources, others_can_read};
use super::target::Host;

/// Where the manager's own configuration says that etcd is, when it says nothing.
const DEFAULT_ADDRESS: (&str, u16) = ("127.0.0.1", 2379);

/// An etcd that the configuration names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Etcd {
    /// What the manager's keys begin with, after `/sorna/`.
    pub namespace: String,
    /// At least one; any of them will do.
    pub hosts: Vec<Host>,
    /// For an etcd that wants a login.
    pub credentials: Option<Credentials>,
    /// What the operator should know; the caller logs it.
    pub notes: Vec<Diagnostic>,
}

/// A login.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Credentials {
    /// Not empty.
    pub user: String,
    /// May be empty.
    pub password: Secret,
}

/// The etcd that manager.toml and the environment name; `None` where neither does.
pub fn etcd(path: Option<&Path>, secrets: &SecretSources) -> Result<Option<Etcd>, Error> {
    let (file, said) = match manager_file(path, secrets)? {
        Some((file, text)) => {
            let said = table::parse(&text).map_err(|fault| located(&file, fault))?;
            (Some(file), said)
        }
        None => (None, table::EtcdTable::default()),
    };
    let variable = |name: &'static str| -> Result<Option<(String, Source)>, Error> {
        Ok(secrets.environment.text(name)?.map(|text| (text.to_owned(), Source::variable(name))))
    };
    let address = variable("BACKEND_ETCD_ADDR")?;
    if said.addr.is_none() && said.namespace.is_none() && address.is_none() {
        return Ok(None);
    }
    let hosts = match address {
        Some((text, place)) => {
            vec![table::network_address(&text).map_err(|problem| Error::invalid(place, problem))?]
        }
        None => match said.addr {
            Some((hosts, _)) => hosts,
            None => vec![Host { name: DEFAULT_ADDRESS.0.to_owned(), port: Some(DEFAULT_ADDRESS.1) }],
        },
    };
    let namespace = match variable("BACKEND_NAMESPACE")? {
        Some((text, place)) => Some(usable("namespace", text).map_err(|problem| Error::invalid(place, problem))?),
        None => said.namespace.map(|(namespace, _)| namespace),
    };
    let Some(namespace) = namespace else {
        let place = file.as_deref().map_or_else(|| Source::variable("BACKEND_NAMESPACE"), Source::file);
        return Err(Error::invalid(place, Problem::NoNamespace));
    };
    let in_file = said.password.is_some();
    let user = variable("BACKEND_ETCD_USER")?.map(|(user, _)| user).or(said.user).filter(|user| !user.is_empty());
    let password = variable("BACKEND_ETCD_PASSWORD")?.map(|(text, _)| Secret::new(text)).or(said.password);
    let credentials = user.map(|user| Credentials { user, password: password.unwrap_or_else(|| Secret::new("")) });
    let mut notes = Vec::new();
    if let Some(file) = file.as_deref().filter(|file| in_file && others_can_read(file)) {
        notes.push(Diagnostic::warn(format!(
            "{}: holds a password and others can read it; chmod 600 it",
            file.display()
        )));
    }
    Ok(Some(Etcd { namespace, hosts, credentials, notes }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Environment;

    const FILE: &str = "[etcd]\nnamespace = \"local\"\naddr = [\"h1:1\", \"h2:2\"]\nuser = \"u\"\npassword = \"p\"\n";

    fn read<const N: usize>(text: Option<&str>, variables: [(&str, &str); N]) -> Result<Option<Etcd>, Error> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("manager.toml");
        if let Some(text) = text {
            use std::os::unix::fs::PermissionsExt;
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        }
        let secrets = SecretSources { environment: Environment::from(variables), ..SecretSources::default() };
        // No file is to be found where none was written.
        etcd(text.map(|_| path.as_path()), &secrets)
    }

    fn addresses(etcd: &Etcd) -> Vec<(&str, u16)> {
        etcd.hosts.iter().map(|host| (host.name.as_str(), host.port.unwrap_or_default())).collect()
    }

    #[test]
    fn the_file_alone() {
        let etcd = read(Some(FILE), []).unwrap().unwrap();
        assert_eq!((etcd.namespace.as_str(), addresses(&etcd)), ("local", vec![("h1", 1), ("h2", 2)]));
        let credentials = etcd.credentials.unwrap();
        assert_eq!((credentials.user.as_str(), credentials.password.expose()), ("u", "p"));
    }

    #[test]
    fn the_environment_counts_over_it() {
        let variables = [
            ("BACKEND_ETCD_ADDR", "[::1]:9"),
            ("BACKEND_NAMESPACE", "n"),
            ("BACKEND_ETCD_USER", ""),
            ("BACKEND_ETCD_PASSWORD", "q"),
        ];
        let etcd = read(Some(FILE), variables).unwrap().unwrap();
        assert_eq!((etcd.namespace.as_str(), addresses(&etcd), &etcd.credentials), ("n", vec![("::1", 9)], &None));
        let etcd = read(Some(FILE), [("BACKEND_ETCD_PASSWORD", "q")]).unwrap().unwrap();
        assert_eq!(etcd.credentials.unwrap().password.expose(), "q");
    }

    #[test]
    fn a_password_that_others_can_read_is_told() {
        let told = |text: &str| !read(Some(text), []).unwrap().unwrap().notes.is_empty();
        assert!(told(FILE) && !told("[etcd]\nnamespace = \"local\"\n"));
    }

    #[test]
    fn without_an_address_it_is_the_managers_default() {
        let etcd = read(Some("[etcd]\nnamespace = \"local\"\n"), []).unwrap().unwrap();
        assert_eq!((addresses(&etcd), &etcd.credentials), (vec![("127.0.0.1", 2379)], &None));
    }

    #[test]
    fn none_is_named() {
        assert_eq!(read(Some("[db]\nname = \"x\"\n"), []).unwrap(), None);
        assert_eq!(read(Some("[etcd]\nnamespace = \"{NS}\"\naddr = \"{ETCDADDR}\"\n"), []).unwrap(), None);
    }

    #[test]
    fn what_cannot_be_used_is_told_with_its_place() {
        let said = |text, variables: [(&str, &str); 1]| read(Some(text), variables).unwrap_err().to_string();
        let text = said("[etcd]\naddr = \"h:1\"\n", [("X", "")]);
        assert!(text.contains("manager.toml: etcd's namespace is not named"), "{text}");
        let text = said("[etcd]\naddr = \"h\"\n", [("X", "")]);
        assert!(text.contains("manager.toml:2:8: the address must be HOST:PORT"), "{text}");
        let text = said(FILE, [("BACKEND_ETCD_ADDR", "")]);
        assert!(text.starts_with("the variable BACKEND_ETCD_ADDR: the address"), "{text}");
    }
}
