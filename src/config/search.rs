//! Where manager.toml is looked for when no option names it: the manager's own places in the manager's own order.

use std::path::{Path, PathBuf};

use super::environment::Environment;

const NAME: &str = "manager.toml";

/// The candidates, best first: `BACKEND_CONFIG_FILE` alone when it is set; else the working directory, its parents within the home
/// directory that have a `BUILD_ROOT` file, `~/.config/backend.ai` and `/etc/backend.ai`. Without a working directory, only what the
/// variables lead to.
pub fn candidates(environment: &Environment, directory: Option<&Path>) -> Vec<PathBuf> {
    if let Some(named) = environment.path("BACKEND_CONFIG_FILE") {
        return vec![named.to_owned()];
    }
    let mut paths: Vec<PathBuf> = directory.map(|directory| directory.join(NAME)).into_iter().collect();
    if let Some(home) = environment.path("HOME") {
        let parents = directory.into_iter().flat_map(Path::ancestors).skip(1);
        let parents = parents.take_while(|parent| parent.starts_with(home));
        paths.extend(parents.filter(|parent| parent.join("BUILD_ROOT").exists()).map(|parent| parent.join(NAME)));
        paths.push(home.join(".config/backend.ai").join(NAME));
    }
    paths.extend(directory.map(|_| Path::new("/etc/backend.ai").join(NAME)));
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_excludes_every_other_place() {
        let environment = Environment::from([("BACKEND_CONFIG_FILE", "/x/m.toml"), ("HOME", "/home/u")]);
        assert_eq!(candidates(&environment, Some(Path::new("/home/u/w"))), [PathBuf::from("/x/m.toml")]);
    }

    #[test]
    fn parents_count_where_they_are_build_roots_within_the_home_directory() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("checkout");
        let work = root.join("a/b");
        std::fs::create_dir_all(&work).unwrap();
        std::fs::write(root.join("BUILD_ROOT"), "").unwrap();
        let environment = Environment::from([("HOME", home.path().to_str().unwrap())]);
        let expected = [
            work.join(NAME),
            root.join(NAME),
            home.path().join(".config/backend.ai/manager.toml"),
            PathBuf::from("/etc/backend.ai/manager.toml"),
        ];
        assert_eq!(candidates(&environment, Some(&work)), expected);
    }
}
