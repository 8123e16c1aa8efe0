use super::*;
use crate::migration::history;

fn wanted(name: &str) -> Target {
    Target::of_released(history(), release::by_name(name).unwrap().released).unwrap()
}

fn facts(name: &str) -> Facts {
    release::by_name(name).unwrap().facts().clone()
}

fn state(stamps: &[&str], facts: Facts, release: &str) -> Result<State, Error> {
    let seen = DatabaseState::new(stamps.iter().map(|id| (*id).to_owned()).collect(), facts);
    decide(history(), &seen, &wanted(release))
}

fn refused(stamps: &[&str], facts: Facts, release: &str) -> Error {
    state(stamps, facts, release).unwrap_err()
}

fn ids(positions: &[Position]) -> Vec<&str> {
    history().ids(positions)
}

#[test]
fn none_of_our_tables_is_fresh() {
    let fresh = |facts: Facts, release: &str| matches!(state(&[], facts, release), Ok(State::Fresh));
    assert!(fresh(Facts::default(), "26.9.6"));
    let foreign =
        "table orders\ncolumn orders.id #001 integer\nextension pgcrypto\nfunction f() returns void language sql\n";
    assert!(fresh(Facts::parse(foreign), "26.9.6"));
    let ledger = "table alembic_version\ncolumn alembic_version.version_num #001 character varying(32)\n";
    assert!(fresh(Facts::parse(ledger), "22.3.3"));
}

#[test]
fn the_wanted_head_is_current() {
    for release in release::distinct() {
        let name = release.version.to_string();
        assert_eq!(state(&[release.head()], release.facts().clone(), &name).unwrap(), State::At, "{name}");
    }
}

#[test]
fn an_earlier_release_is_behind() {
    let Ok(State::Behind { pending, gaps, release }) = state(&["ecc9f6322be4"], facts("24.9.14"), "25.6.17") else {
        panic!("not behind")
    };
    let own = |name: &str| history().own_of(release::by_name(name).unwrap());
    assert_eq!(pending.len(), own("25.6.17").difference(&own("24.9.14")).count());
    assert_eq!(gaps.len(), release::by_name("24.9.14").unwrap().released.missing.len());
    assert_eq!(release, Some("24.09.14"));
    let Ok(State::Behind { pending, gaps, release }) = state(&["81c264528f20"], facts("22.3.3"), "22.9.23") else {
        panic!("not behind")
    };
    assert_eq!((pending.len(), gaps.len(), release), (16, 0, Some("22.03.14")));
}

/// Two versions have the same revisions and other tables: what the earlier has is made what the later one's revisions expect.
#[test]
fn tables_of_an_earlier_version_with_the_same_revisions_are_behind() {
    let (earlier, later) = (release::by_name("25.19.0").unwrap(), release::by_name("25.19.2").unwrap());
    assert_eq!(history().own_of(earlier), history().own_of(later));
    let stamp = [later.head()];
    let Ok(State::Behind { pending, gaps, release }) = state(&stamp, facts("25.19.0"), "25.19.2") else {
        panic!("not behind")
    };
    assert_eq!((pending, gaps, release), (vec![], vec![], Some("25.19.0")));
    let seen = |facts: &Facts| DatabaseState::new(vec![later.head().to_owned()], facts.clone());
    assert!(!seen(earlier.facts()).before_upgrade().is_empty());
    // To each of them, its own tables are right; and the later ones are to the earlier.
    for (has, wants) in [("25.19.0", "25.19.0"), ("25.19.2", "25.19.2"), ("25.19.2", "25.19.0")] {
        assert_eq!(state(&stamp, facts(has), wants).unwrap(), State::At, "{has} → {wants}");
    }
    assert!(seen(later.facts()).before_upgrade().is_empty());
}

#[test]
fn half_of_the_tables_are_enough_for_a_stamp() {
    for release in release::complete() {
        let (name, stamp) = (release.version.to_string(), [release.head()]);
        let tables: Vec<&str> = release.facts().tables().filter(|name| *name != LEDGER).collect();
        let with = |count: usize| {
            let gone = &tables[count..];
            state(&stamp, release.facts().without(|fact| gone.contains(&fact.owner)), &name)
        };
        let half = tables.len().div_ceil(2);
        assert!(!matches!(with(half), Err(Error::Hollow { .. })), "{name}");
        let Err(Error::Hollow { stamp: told, found, missing }) = with(half - 1) else { panic!("{name}: not hollow") };
        assert_eq!(
            (told.as_str(), found, missing.len()),
            (release.head(), half - 1, tables.len() - half + 1),
            "{name}"
        );
    }
}

#[test]
fn a_later_release_is_newer() {
    let Error::Ahead { stamp, revision, first, newer_in_time, way_out, .. } =
        refused(&["ecc9f6322be4"], facts("24.9.14"), "22.3.3")
    else {
        panic!("not ahead")
    };
    assert_eq!((stamp.as_str(), revision.as_str(), first), ("ecc9f6322be4", "ecc9f6322be4", Some("24.09.6")));
    assert_eq!((newer_in_time, way_out), (false, None));
    // Newer in time, though its version is lower.
    let error = refused(&["e1b7f3d20a94"], facts("26.4.16"), "26.8.3");
    let text = error.to_string();
    let Error::Ahead { revision, first, newer_in_time: true, way_out, .. } = error else { panic!("{text}") };
    let stamped = release::released().iter().find(|released| released.head == "e1b7f3d20a94");
    assert_eq!((revision.as_str(), first), ("e1b7f3d20a94", stamped.map(|released| released.name)));
    assert_eq!(way_out.map(|version| version.to_string()).as_deref(), Some("26.9.6"));
    assert!(text.contains("`mgr schema upgrade 26.9.6`"), "{text}");
    // Below the same stamp it has what the wanted release never had, and the facts tell.
    let error = refused(&["ecc9f6322be4"], facts("25.2.0"), "24.9.14");
    assert!(matches!(&error, Error::Ahead { first: Some(first), .. } if *first == "25.2.0"), "{error}");
}

/// On the way down a line, the newest graph has revisions below that the line never had and that leave no facts.
#[test]
fn from_every_revision_of_a_line_it_is_the_way_up_to_its_end() {
    for release in release::complete() {
        let name = release.version.to_string();
        let mut own = history().own_of(release);
        for _ in 0..12 {
            own.pop_last();
            let stamps = history().ids(&history().heads(&own));
            let state = state(&stamps, release.facts().clone(), &name);
            assert!(matches!(state, Ok(State::Behind { .. })), "{stamps:?} → {name}: {state:?}");
        }
    }
}

#[test]
fn a_stamp_that_nobody_knows_is_unknown() {
    for stamps in [&["000000000000"][..], &["ecc9f6322be4", "000000000000"]] {
        let error = refused(stamps, facts("24.9.14"), "26.9.6");
        assert!(matches!(&error, Error::Unknown { stamps } if *stamps == ["000000000000"]), "{error}");
    }
}

#[test]
fn several_stamps_are_behind_when_the_wanted_release_joins_them() {
    let keypairs = Facts::parse("table keypairs");
    let behind = state(&["57b523dec0e8", "0e558d06e0e3"], keypairs, "22.3.3");
    assert!(matches!(behind, Ok(State::Behind { .. })), "{behind:?}");
    // The head and two below it, as apply-missing-revisions leaves them: nothing to run, one stamp to leave.
    let Ok(State::Behind { pending, .. }) = state(&["ecc9f6322be4", "81c264528f20"], facts("24.9.14"), "24.9.14")
    else {
        panic!("not behind")
    };
    assert_eq!(ids(&pending), [""; 0]);
}

#[test]
fn several_stamps_that_nothing_joins_are_split() {
    // Two branches of 2023 that 22.9.23 does not have.
    let split = refused(&["ac4e179c57fe", "10c58e701d87"], facts("23.3.12"), "22.3.3");
    assert!(matches!(&split, Error::Split { stamps, .. } if stamps.len() == 2), "{split}");
}

#[test]
fn our_tables_without_a_stamp_are_complete_or_partial() {
    // All are compared with each of these.
    for release in release::distinct().step_by(8) {
        let error = refused(&[], release.facts().clone(), "26.9.6");
        let same = |found: Version| release::by_version(found).unwrap().facts() == release.facts();
        assert!(matches!(error, Error::Complete { release: found } if same(found)), "{}: {error}", release.version);
    }
    let without_users = facts("24.9.14").without(|fact| fact.owner == "users");
    let Error::Partial { release, found, missing, .. } = refused(&[], without_users, "26.9.6") else {
        panic!("not partial")
    };
    assert_eq!(release.to_string(), "24.09.14");
    assert_eq!(missing, ["users"]);
    // Of those that it is equally like, the wanted one, else the newest.
    let (one, other) = (facts("22.9.16"), facts("22.9.21"));
    let titles: Vec<String> = differences(&one, &other, |_| true).iter().map(Difference::title).collect();
    let common = other.without(|fact| titles.contains(&fact.title()));
    for (wanted, told) in [("22.9.16", "22.09.16"), ("22.9.21", "22.09.21"), ("26.9.6", "22.09.21")] {
        let Error::Partial { release, .. } = refused(&[], common.clone(), wanted) else { panic!("not partial") };
        assert_eq!(release.to_string(), told, "{wanted}");
    }
    assert!(found.contains(&"keypairs".to_owned()) && !found.contains(&LEDGER.to_owned()));
}

#[test]
fn a_stamp_without_its_tables_is_hollow() {
    for stamp in ["81c264528f20", "ecc9f6322be4", "d1117da8d8bd", "35923972eddb"] {
        let error = refused(&[stamp], Facts::default(), "26.9.6");
        assert!(matches!(&error, Error::Hollow { found: 0, .. }), "{error}");
    }
    let few = Facts::parse("table users\ntable keypairs\n");
    assert!(matches!(refused(&["ecc9f6322be4"], few, "24.9.14"), Error::Hollow { found: 2, .. }));
    let most = facts("24.9.14").without(|fact| fact.owner == "networks");
    assert!(state(&["ecc9f6322be4"], most, "24.9.14").is_ok());
}

#[test]
fn what_never_ran_below_a_stamp_is_a_gap() {
    let gap = facts("25.6.17").without(|fact| fact.title() == "column sessions.batch_timeout");
    let Ok(State::Behind { pending, gaps, release }) = state(&["c7fedaca4883"], gap, "25.6.17") else {
        panic!("not behind")
    };
    assert_eq!((ids(&pending), ids(&gaps), release), (vec!["d4c174934fd0"], vec!["d4c174934fd0"], None));
}

#[test]
fn other_drift_does_not_change_the_state() {
    let drifted = facts("25.6.17").without(|fact| fact.title() == "index users.ix_users_email");
    assert_eq!(state(&["c7fedaca4883"], drifted, "25.6.17").unwrap(), State::At);
}

#[test]
fn drift_is_told_of_the_release_that_the_stamp_stands_for() {
    let drifted = facts("25.6.17").without(|fact| fact.title() == "index users.ix_users_email");
    let seen = DatabaseState::new(vec!["c7fedaca4883".to_owned()], drifted);
    let found: Vec<String> = drift(&wanted("25.6.17"), &seen).iter().map(Difference::title).collect();
    assert_eq!(found, ["index users.ix_users_email"]);
    assert_eq!(drift(&wanted("24.9.14"), &seen), []);
    assert_eq!(drift(&Target { release: None, ..wanted("25.6.17") }, &seen), []);
}

#[test]
fn programs_are_told_a_state_by_its_name() {
    let behind = State::Behind { pending: vec![], gaps: vec![], release: None };
    assert_eq!([State::Fresh, State::At, behind].map(|state| state.name()), ["fresh", "current", "behind"]);
}

#[test]
fn tables_are_ours_by_their_names() {
    assert!(ours("users") && ours("uuid-ossp") && !ours("orders"));
    assert!(our_table("users") && !our_table("orders") && !our_table("uuid-ossp"));
    // It says whose the other tables are, and is nobody's.
    assert!(!our_table(LEDGER));
}
