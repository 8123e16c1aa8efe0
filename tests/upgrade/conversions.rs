//! What upgrades do to rows on purpose, revision by revision; everything else has to stay as it is.
//!
//! Written from what the revisions are for, in Rust, so that their SQL is checked by something that is not SQL.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::support::Snapshot;
use crate::support::filler::{Row, Rows};

/// A conversion of rows that are there.
struct Conversion {
    revision: &'static str,
    /// Where; it may change nothing else.
    columns: &'static [(&'static str, &'static str)],
    reason: &'static str,
    /// Makes the rows from before what they have to be; the rows of the end are there for what is random.
    apply: fn(&mut Rows, &Snapshot),
}

const CONVERSIONS: &[Conversion] = &[
    Conversion {
        revision: "5bce905c21e5",
        columns: &[
            ("domains", "allowed_vfolder_hosts"),
            ("groups", "allowed_vfolder_hosts"),
            ("keypair_resource_policies", "allowed_vfolder_hosts"),
        ],
        reason: "a list of hosts becomes an object with all permissions for each",
        apply: |rows, _| {
            for table in ["domains", "groups", "keypair_resource_policies"] {
                each(rows, table, |row| row["allowed_vfolder_hosts"] = host_permissions(&row["allowed_vfolder_hosts"]));
            }
        },
    },
    Conversion {
        revision: "b6b884fbae1f",
        columns: &[
            ("kernels", "session_id"),
            ("session_dependencies", "session_id"),
            ("session_dependencies", "depends_on"),
        ],
        reason: "a kernel without a cluster gets a session with a new id; dependencies are between sessions",
        apply: |rows, after| {
            each(rows, "kernels", |row| {
                let kernel = after.find("kernels", "id", &row["id"]);
                if let Some(kernel) = kernel.filter(|_| row["cluster_size"].as_i64() <= Some(1)) {
                    assert_ne!(row["session_id"], kernel["session_id"]);
                    row["session_id"] = kernel["session_id"].clone();
                }
            });
            each(rows, "session_dependencies", |row| {
                for column in ["session_id", "depends_on"] {
                    if let Some(kernel) = after.find("kernels", "id", &row[column]) {
                        row[column] = kernel["session_id"].clone();
                    }
                }
            });
            let dependencies = rows.remove("session_dependencies").unwrap_or_default();
            let once: BTreeMap<String, Row> = dependencies.into_iter().map(|row| (format!("{row:?}"), row)).collect();
            rows.insert("session_dependencies".to_owned(), once.into_values().collect());
            let sessions = sessions_of(&rows["kernels"]);
            rows.insert("sessions".to_owned(), sessions);
        },
    },
    Conversion {
        revision: "5fbd368d12a2",
        columns: &[("vfolders", "quota_scope_id")],
        reason: "the quota scope of a vfolder is its owner",
        apply: |rows, _| {
            each(rows, "vfolders", |row| {
                let owner = if row["ownership_type"] == "group" { &row["group"] } else { &row["user"] };
                let owner = text(owner).replace('-', "");
                row.insert("quota_scope_id".to_owned(), owner.into());
            });
        },
    },
    Conversion {
        revision: "bedd92de93af",
        columns: &[("kernels", "role")],
        reason: "the role of a kernel is the label of its image",
        apply: |rows, _| {
            let role_of = |image: &Row| image["labels"].get("ai.backend.role").cloned();
            let roles: BTreeMap<String, Value> =
                rows["images"].iter().filter_map(|image| Some((text(&image["name"]), role_of(image)?))).collect();
            each(rows, "kernels", |row| {
                let role = roles.get(&text(&row["image"])).cloned().unwrap_or("COMPUTE".into());
                row.insert("role".to_owned(), role);
            });
        },
    },
    Conversion {
        revision: "a9eb2b002330",
        columns: &[("vfolders", "quota_scope_id")],
        reason: "a quota scope names the kind of its owner",
        apply: |rows, _| {
            each(rows, "vfolders", |row| {
                let kind = if row["ownership_type"] == "group" { "project" } else { "user" };
                let digits = text(&row["quota_scope_id"]).replace('-', "");
                let parts = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
                row["quota_scope_id"] = format!("{kind}:{}", parts.join("-")).into();
            });
        },
    },
    Conversion {
        revision: "9e599b62f6f1",
        columns: &[("sessions", "vfolder_mounts"), ("kernels", "vfolder_mounts")],
        reason: "mounts name a vfolder with its quota scope; kernels have the mounts of their session",
        apply: |rows, _| {
            let vfolders = rows["vfolders"].clone();
            let mut changed = BTreeMap::new();
            each(rows, "sessions", |row| {
                if let Some(mounts) = row["vfolder_mounts"].as_array_mut().filter(|mounts| !mounts.is_empty()) {
                    mounts.iter_mut().for_each(|mount| name_quota_scope(mount, &vfolders));
                    changed.insert(text(&row["id"]), row["vfolder_mounts"].clone());
                }
            });
            each(rows, "kernels", |row| {
                if let Some(mounts) = changed.get(&text(&row["session_id"])) {
                    row["vfolder_mounts"] = mounts.clone();
                }
            });
        },
    },
    Conversion {
        revision: "5ba7fde56ddb",
        columns: &[("vfolders", "status")],
        reason: "deleting has a new name",
        apply: |rows, _| each(rows, "vfolders", |row| rename(row, "status", &[("deleting", "delete-ongoing")])),
    },
    Conversion {
        revision: "7ff52ff68bfc",
        columns: &[("vfolders", "status"), ("vfolders", "status_history")],
        reason: "the states of deletion have new names, in the history too",
        apply: |rows, _| {
            each(rows, "vfolders", |row| {
                rename(row, "status", &DELETION);
                if let Some(history) = row.get_mut("status_history").and_then(Value::as_object_mut) {
                    let renamed = std::mem::take(history).into_iter().map(|(state, at)| {
                        let new = DELETION.iter().find(|(old, _)| *old == state).map(|(_, new)| (*new).to_owned());
                        (new.unwrap_or(state), at)
                    });
                    *history = renamed.collect();
                }
            });
        },
    },
    Conversion {
        revision: "85615e005fa3",
        columns: &[("kernels", "requested_slots")],
        reason: "nothing requested is an empty object",
        apply: |rows, _| {
            each(rows, "kernels", |row| {
                if row.get("requested_slots") == Some(&Value::Null) {
                    row["requested_slots"] = json!({});
                }
            });
        },
    },
    Conversion {
        revision: "3596bc12ec09",
        columns: &[("sessions", "session_type"), ("kernels", "session_type")],
        reason: "a session with a kernel of the role SYSTEM is of the type SYSTEM",
        apply: |rows, _| {
            let kernels = &rows["kernels"];
            let system: BTreeSet<String> = kernels
                .iter()
                .filter(|kernel| kernel["role"] == "SYSTEM")
                .map(|kernel| text(&kernel["session_id"]))
                .collect();
            for (table, key) in [("sessions", "id"), ("kernels", "session_id")] {
                each(rows, table, |row| {
                    if system.contains(&text(&row[key])) {
                        row["session_type"] = "SYSTEM".into();
                    }
                });
            }
        },
    },
    Conversion {
        revision: "1d42c726d8a3",
        columns: &[("images", "is_local")],
        reason: "an image of no known registry is local",
        apply: |rows, _| {
            each(rows, "images", |row| _ = row.insert("is_local".to_owned(), true.into()));
        },
    },
    Conversion {
        revision: "679e5721e94d",
        columns: &[("sessions", "occupying_slots")],
        reason: "a session occupies what its kernels occupy",
        apply: |rows, after| {
            let kernels = rows["kernels"].clone();
            each(rows, "sessions", |session| {
                let own: Vec<&Row> = kernels.iter().filter(|kernel| kernel["session_id"] == session["id"]).collect();
                let found = after.find("sessions", "id", &session["id"]).map(|row| &row["occupying_slots"]);
                let found = found.unwrap_or(&Value::Null);
                if session["cluster_size"] == 1 && !own.is_empty() {
                    // Of several kernels any will do.
                    let any = own.iter().find(|kernel| &kernel["occupied_slots"] == found).unwrap_or(&own[0]);
                    session["occupying_slots"] = any["occupied_slots"].clone();
                } else if session["cluster_size"] != 1 && session["occupying_slots"] == json!({}) && has_run(session) {
                    let total = total(&own);
                    let equal = total.len() == found.as_object().map_or(0, Map::len)
                        && total.iter().all(|(slot, amount)| {
                            found[slot].as_str().and_then(|found| found.parse().ok()) == Some(*amount)
                        });
                    if equal {
                        session["occupying_slots"] = found.clone();
                    } else {
                        session["occupying_slots"] = json!(total);
                    }
                }
            });
        },
    },
    Conversion {
        revision: "dddf9be580f5",
        columns: &[("kernels", "session_name")],
        reason: "a kernel has the name of its session",
        apply: |rows, _| {
            let sessions = rows["sessions"].clone();
            each(rows, "kernels", |kernel| {
                let session = sessions.iter().find(|session| session["id"] == kernel["session_id"]);
                if let Some(session) =
                    session.filter(|session| !session["name"].is_null() && !kernel["session_name"].is_null())
                {
                    kernel["session_name"] = session["name"].clone();
                }
            });
        },
    },
    Conversion {
        revision: "c4b7ec740b36",
        columns: &[("scaling_groups", "scheduler_opts")],
        reason: "round robin is a strategy of selecting agents",
        apply: |rows, _| {
            each(rows, "scaling_groups", |row| {
                let Some(options) = row["scheduler_opts"].as_object_mut() else { return };
                if let Some(Value::Bool(true)) = options.remove("roundrobin") {
                    options.insert("agent_selection_strategy".to_owned(), "roundrobin".into());
                }
                options.insert("agent_selector_config".to_owned(), json!({}));
            });
        },
    },
    Conversion {
        revision: "70e0533aa49a",
        columns: &[("endpoint_tokens", "session_owner")],
        reason: "a token without an owner has that of its endpoint",
        apply: |rows, _| {
            let Some(endpoints) = rows.get("endpoints").cloned() else { return };
            each(rows, "endpoint_tokens", |token| {
                let endpoint = endpoints.iter().find(|endpoint| endpoint["id"] == token["endpoint"]);
                if let Some(endpoint) = endpoint.filter(|_| token["session_owner"].is_null()) {
                    token["session_owner"] = endpoint["session_owner"].clone();
                }
            });
        },
    },
    Conversion {
        revision: "01f0ed604819",
        columns: &[("vfolders", "unmanaged_path")],
        reason: "no path is NULL",
        apply: |rows, _| {
            each(rows, "vfolders", |row| {
                if row["unmanaged_path"] == "" {
                    row["unmanaged_path"] = Value::Null;
                }
            });
        },
    },
];

/// New names: revision, table, old column, new column.
const RENAMED: &[(&str, &str, &str, &str)] = &[
    ("b86b341fd9c9", "project_resource_policies", "max_vfolder_size", "max_quota_scope_size"),
    ("b86b341fd9c9", "user_resource_policies", "max_vfolder_size", "max_quota_scope_size"),
    ("ffbebdf3c2b9", "endpoints", "model_mount_destiation", "model_mount_destination"),
    ("428215fddea3", "endpoints", "desired_session_count", "replicas"),
];

/// Columns that go, with their values: revision, table, column, why that is right.
const DROPPED: &[(&str, &str, &str, &str)] = &[
    ("b86b341fd9c9", "keypair_resource_policies", "max_vfolder_count", "users and projects have that limit"),
    ("b86b341fd9c9", "keypair_resource_policies", "max_vfolder_size", "users and projects have a quota"),
    ("3596bc12ec09", "kernels", "role", "it is the type of the session"),
];

/// Rows that come: revision, table, which.
const ADDED: &[(&str, &str, &str)] = &[
    ("308bcecec5c2", "groups", "a model store for each domain"),
    ("308bcecec5c2", "association_groups_users", "with all users of the domain"),
    ("d3f8c74bf148", "keypairs", "one for each user without"),
    ("09206ac04fd3", "roles", "those of the global scope"),
    ("09206ac04fd3", "permission_groups", "of the global scope"),
    ("09206ac04fd3", "permissions", "in the global scope"),
    ("09206ac04fd3", "user_roles", "of superadmins and monitors"),
    ("67f5338ff571", "permissions", "on artifacts"),
    ("67f5338ff571", "association_scopes_entities", "artifacts"),
    ("6d850788c7c8", "permissions", "on artifact registries"),
    ("6d850788c7c8", "association_scopes_entities", "artifact registries"),
    ("013a6676866c", "permissions", "on notifications"),
    ("013a6676866c", "association_scopes_entities", "notifications"),
    ("a5e87ed3b6d4", "permissions", "on configurations of applications"),
    ("a5e87ed3b6d4", "association_scopes_entities", "configurations of applications"),
    ("d0a3c0716970", "permissions", "on deployments"),
    ("d0a3c0716970", "association_scopes_entities", "deployments"),
];

const DELETION: [(&str, &str); 3] =
    [("deleted-complete", "delete-pending"), ("purge-ongoing", "delete-ongoing"), ("error", "delete-error")];

/// Whether this file describes what the revisions do: those up to 25.19.
pub fn describe(ran: &[&str]) -> bool {
    let last = crate::support::release("25.19").own();
    ran.iter().all(|id| last.contains(&crate::support::release::position(id)))
}

/// What is other than it should be after these revisions ran.
pub fn differences(before: &Snapshot, after: &Snapshot, ran: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expected = before.0.clone();
    for revision in ran {
        for conversion in CONVERSIONS.iter().filter(|conversion| conversion.revision == *revision) {
            let unconverted = expected.clone();
            (conversion.apply)(&mut expected, after);
            only_named(conversion, &unconverted, &expected);
        }
        for (_, table, old, new) in RENAMED.iter().filter(|renamed| renamed.0 == *revision) {
            each(&mut expected, table, |row| {
                let value = row.remove(*old).expect("the old column");
                row.insert((*new).to_owned(), value);
            });
        }
        for (_, table, column, _) in DROPPED.iter().filter(|dropped| dropped.0 == *revision) {
            each(&mut expected, table, |row| _ = row.remove(*column));
        }
    }
    for (table, rows) in &expected {
        let found = after.rows(table);
        let Some(columns) = rows.first().map(|row| row.keys().collect::<Vec<_>>()) else { continue };
        if let Some(row) = found.first() {
            let gone = columns.iter().filter(|column| !row.contains_key(**column));
            wrong.extend(gone.map(|column| format!("{table}.{column} is gone with its values")));
        }
        let project = |row: &Row| -> Row {
            let shared = columns.iter().filter(|column| found.first().is_none_or(|row| row.contains_key(**column)));
            shared.map(|column| ((*column).clone(), row[*column].clone())).collect()
        };
        let mut surplus: Vec<Row> = found.iter().map(project).collect();
        let missing: Vec<Row> = rows
            .iter()
            .map(project)
            .filter(|row| match surplus.iter().position(|found| found == row) {
                Some(index) => surplus.swap_remove(index).is_empty(),
                None => true,
            })
            .collect();
        let mut of_table = Vec::new();
        for row in missing {
            let differing = |found: &Row| row.keys().filter(|column| row[*column] != found[*column]).count();
            let nearest = (0..surplus.len()).min_by_key(|index| differing(&surplus[*index]));
            match nearest.filter(|index| differing(&surplus[*index]) <= row.len() / 3) {
                Some(index) => of_table.push(changed(table, &row, &surplus.swap_remove(index))),
                None => of_table.push(format!("{table}: lost: {}", Value::Object(row))),
            }
        }
        let may_come = ADDED.iter().any(|(revision, added, _)| added == table && ran.contains(revision));
        if !may_come {
            let rows = surplus.into_iter().map(Value::Object);
            of_table.extend(rows.map(|row| format!("{table}: a row that was not there: {row}")));
        }
        let more = of_table.len().saturating_sub(4);
        of_table.truncate(4);
        wrong.extend(of_table);
        wrong.extend((more > 0).then(|| format!("{table}: and {more} more rows")));
    }
    wrong
}

/// What differs between two rows that seem to be one.
fn changed(table: &str, expected: &Row, found: &Row) -> String {
    let columns = expected.iter().filter(|(column, value)| *value != &found[*column]);
    let columns = columns.map(|(column, value)| format!("{column} is {}, should be {value}", found[column]));
    format!("{table}: changed: {}", columns.collect::<Vec<_>>().join("; "))
}

/// A conversion changes nothing but what it says.
fn only_named(conversion: &Conversion, before: &Rows, after: &Rows) {
    for (table, rows) in before {
        let other = |row: &Row| -> Vec<(String, Value)> {
            let named = |column: &String| conversion.columns.contains(&(table.as_str(), column.as_str()));
            row.iter()
                .filter(|(column, _)| !named(column))
                .map(|(column, value)| (column.clone(), value.clone()))
                .collect()
        };
        let same = rows.len() == after[table].len() || table == "session_dependencies";
        let same = same && rows.iter().zip(&after[table]).all(|(row, changed)| other(row) == other(changed));
        assert!(same, "{} ({}) changes more of {table} than it says", conversion.revision, conversion.reason);
    }
}

fn each(rows: &mut Rows, table: &str, change: impl FnMut(&mut Row)) {
    rows.get_mut(table).into_iter().flatten().for_each(change);
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn rename(row: &mut Row, column: &str, names: &[(&str, &str)]) {
    let new = names.iter().find(|(old, _)| row.get(column).is_some_and(|value| value == old));
    if let Some((_, new)) = new {
        row[column] = (*new).into();
    }
}

fn host_permissions(hosts: &Value) -> Value {
    let all = [
        "create-vfolder",
        "modify-vfolder",
        "delete-vfolder",
        "mount-in-session",
        "upload-file",
        "download-file",
        "invite-others",
        "set-user-specific-permission",
    ];
    let hosts = hosts.as_array().into_iter().flatten().filter(|host| !host.is_null());
    Value::Object(hosts.map(|host| (text(host), json!(all))).collect())
}

fn name_quota_scope(mount: &mut Value, vfolders: &[Row]) {
    let Some(vfid) = mount.get("vfid").and_then(Value::as_str).map(str::to_owned) else { return };
    if (vfid.starts_with("user:") || vfid.starts_with("project:")) && vfid.contains('/') {
        return;
    }
    let id = vfid.split('/').nth(1).unwrap_or(&vfid).to_owned();
    let vfolder = vfolders.iter().find(|vfolder| text(&vfolder["id"]).replace('-', "") == id.replace('-', ""));
    mount["vfid"] = match vfolder {
        Some(vfolder) => format!("{}/{id}", text(&vfolder["quota_scope_id"])).into(),
        None => id.into(),
    };
}

/// A session for each id that kernels have, as its main kernel describes it.
fn sessions_of(kernels: &[Row]) -> Vec<Row> {
    let mut mains: Vec<&Row> = kernels.iter().collect();
    mains.sort_by_key(|kernel| (kernel["cluster_role"] != "main", kernel["cluster_idx"].as_i64(), text(&kernel["id"])));
    let mut sessions = BTreeMap::new();
    for kernel in mains {
        let mut session = Row::new();
        for (new, old) in SESSION {
            session.insert(new.to_owned(), kernel.get(old).cloned().unwrap_or_default());
        }
        rename(&mut session, "status", &[("BUILDING", "PREPARING"), ("RESIZING", "RUNNING"), ("SUSPENDED", "RUNNING")]);
        sessions.entry(text(&kernel["session_id"])).or_insert(session);
    }
    sessions.into_values().collect()
}

/// What a session takes over from its main kernel: new name, old name.
const SESSION: [(&str, &str); 21] = [
    ("access_key", "access_key"),
    ("bootstrap_script", "bootstrap_script"),
    ("callback_url", "callback_url"),
    ("cluster_mode", "cluster_mode"),
    ("cluster_size", "cluster_size"),
    ("creation_id", "session_creation_id"),
    ("domain_name", "domain_name"),
    ("group_id", "group_id"),
    ("id", "session_id"),
    ("name", "session_name"),
    ("num_queries", "num_queries"),
    ("occupying_slots", "occupied_slots"),
    ("requested_slots", "occupied_slots"),
    ("result", "result"),
    ("scaling_group_name", "scaling_group"),
    ("session_type", "session_type"),
    ("status", "status"),
    ("status_history", "status_history"),
    ("tag", "tag"),
    ("user_uuid", "user_uuid"),
    ("vfolder_mounts", "vfolder_mounts"),
];

fn has_run(session: &Row) -> bool {
    session["status_history"].as_object().is_some_and(|history| history.contains_key("RUNNING"))
}

fn total(kernels: &[&Row]) -> BTreeMap<String, f64> {
    let mut total = BTreeMap::new();
    for kernel in kernels {
        for (slot, amount) in kernel["occupied_slots"].as_object().into_iter().flatten() {
            let amount = amount.as_str().and_then(|amount| amount.parse::<f64>().ok());
            *total.entry(slot.clone()).or_default() += amount.unwrap_or_default();
        }
    }
    total
}
