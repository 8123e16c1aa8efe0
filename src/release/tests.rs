//! Every release is complete, and found by its names.

use super::*;

#[test]
fn every_release_has_all_that_belongs_to_it() {
    for release in all() {
        assert!(release.schema().sql.contains("CREATE TABLE"), "{}", release.version);
        assert!(release.facts().tables().count() > 20, "{}", release.version);
        assert!(release.file("columns.json").is_some(), "{} has no column rules", release.version);
        assert!((12..=18).contains(&release.oldest_server()), "{}", release.version);
        if release.own_file("release.json").is_some() {
            assert_eq!(release.settings().version.parse(), Ok(release.version));
            assert_eq!(release.settings().head, release.head(), "{}", release.version);
        }
        assert!(release.own_file("schema.sql").is_some() == release.is_complete(), "{}", release.version);
    }
    assert!(newest().rows().is_some());
}

#[test]
fn every_component_has_its_own_releases() {
    for component in Component::ALL {
        let recorded = |release: &EmbeddedRelease| {
            let complete = release.complete();
            complete.component == component && complete.own_file("schema.sql").is_some()
        };
        assert!(all_of(component).iter().all(recorded), "{component}");
        assert!(all_of(component).iter().all(|release| release.facts().tables().count() > 1), "{component}");
    }
}

/// Every line of a difference says something.
#[test]
fn a_difference_takes_away_what_is_there_and_adds_what_is_not() {
    for release in distinct() {
        let (Some(base), Some(diff)) = (release.base(), release.own_file("facts.diff")) else { continue };
        for line in diff.lines() {
            let (mark, line) = line.split_at(2);
            let has = |facts: &Facts| facts.without_positions().lines().any(|other| other == line);
            let fact = Fact::parse(line).unwrap_or_else(|| panic!("{}: {line}", release.version));
            match mark {
                "- " => assert!(has(base.facts()), "{}: {line}", release.version),
                "+ " => {
                    assert_eq!(fact.position.is_some(), fact.kind == Kind::Column, "{}: {line}", release.version)
                }
                _ => panic!("{}: {mark}{line}", release.version),
            }
        }
    }
}

#[test]
fn releases_that_are_the_same_have_the_same_revisions() {
    for release in all() {
        let Some(other) = release.same_as().and_then(by_version) else { continue };
        assert!(other.same_as().is_none() && release.released.same_revisions(other.released), "{}", release.version);
    }
}

#[test]
fn releases_are_found_by_all_their_names() {
    for (name, version) in [
        ("22.3.3", "22.03.3"),
        ("22.03.3", "22.03.3"),
        ("22.03.14", "22.03.14"),
        ("22.03", "22.03.3"),
        ("24.09", "24.09.14"),
        ("24.9", "24.09.14"),
        ("24.09.7", "24.09.7"),
        ("25.2.0", "25.2.0"),
        ("25.2", "25.2.0"),
        ("26.8.1", "26.8.1"),
        ("26.9.6", "26.9.6"),
    ] {
        assert_eq!(by_name(name).map(|release| release.version.to_string()).as_deref(), Ok(version), "{name}");
    }
    assert_eq!(by_name("latest").map(|release| release.version), Ok(newest().version));
    for line in complete().filter(|release| release.version.patch > 0) {
        let name = format!("{}.{}", line.version.major, line.version.minor);
        assert_eq!(by_name(&name).map(|release| release.facts()), Ok(line.facts()), "{name}");
    }
}

#[test]
fn what_is_not_embedded_says_so() {
    for name in ["21.09.0", "20.03", "1.4.0"] {
        assert!(matches!(by_name(name), Err(NameError::NotEmbedded { .. })), "{name}");
    }
    for name in ["", "22", "22.3.99", "27.1", "head", "22.3.3.1"] {
        assert!(matches!(by_name(name), Err(NameError::Unknown { .. })), "{name}");
    }
}

#[test]
fn every_version_from_the_first_embedded_one_on_is_embedded() {
    let first = all()[0].version;
    for released in released() {
        let Some(version) = released.version().filter(|version| *version >= first) else { continue };
        assert!(by_version(version).is_some() != released.unpublished, "{version}");
    }
}

#[test]
fn heads_lead_to_releases() {
    assert!(with_head("81c264528f20").any(|release| release.version.to_string() == "22.03.3"));
    assert!(with_head("5de06da3c2b5").next().is_none());
}
