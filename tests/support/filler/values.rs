//! Likely values, by the names of tables and columns: the shapes that revisions convert, references without a constraint, and what
//! hangs together within a row.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::catalog::Column;
use super::{Manner, Row, Rows};

/// References that no constraint tells of (or no longer): table, column, where to.
const REFERENCES: &[(&str, &str, &str, &str)] = &[
    ("app_configs", "scope_id", "domains", "name"),
    ("artifact_registries", "registry_id", "huggingface_registries", "id"),
    ("artifact_revisions", "artifact_id", "artifacts", "id"),
    ("artifacts", "registry_id", "huggingface_registries", "id"),
    ("artifacts", "source_registry_id", "huggingface_registries", "id"),
    ("association_artifacts_storages", "artifact_revision_id", "artifact_revisions", "id"),
    ("association_artifacts_storages", "storage_namespace_id", "storage_namespace", "id"),
    ("association_container_registries_groups", "group_id", "groups", "id"),
    ("association_container_registries_groups", "registry_id", "container_registries", "id"),
    ("association_scopes_entities", "entity_id", "vfolders", "id"),
    ("association_scopes_entities", "scope_id", "users", "uuid"),
    ("deployment_auto_scaling_policies", "endpoint", "endpoints", "id"),
    ("deployment_history", "deployment_id", "endpoints", "id"),
    ("deployment_policies", "endpoint", "endpoints", "id"),
    ("deployment_revisions", "endpoint", "endpoints", "id"),
    ("deployment_revisions", "image", "images", "id"),
    ("deployment_revisions", "model", "vfolders", "id"),
    ("endpoint_tokens", "endpoint", "endpoints", "id"),
    ("endpoint_tokens", "session_owner", "users", "uuid"),
    ("endpoints", "created_user", "users", "uuid"),
    ("endpoints", "image", "images", "id"),
    ("endpoints", "session_owner", "users", "uuid"),
    ("images", "registry_id", "container_registries", "id"),
    ("kernel_scheduling_history", "kernel_id", "kernels", "id"),
    ("kernel_scheduling_history", "session_id", "sessions", "id"),
    ("kernels", "image", "images", "name"),
    ("kernels", "user_uuid", "users", "uuid"),
    ("keypairs", "user_id", "users", "email"),
    ("networks", "domain_name", "domains", "name"),
    ("networks", "project", "groups", "id"),
    ("notification_channels", "created_by", "users", "uuid"),
    ("notification_rules", "channel_id", "notification_channels", "id"),
    ("notification_rules", "created_by", "users", "uuid"),
    ("object_permissions", "entity_id", "vfolders", "id"),
    ("object_permissions", "role_id", "roles", "id"),
    ("permission_groups", "role_id", "roles", "id"),
    ("permission_groups", "scope_id", "groups", "id"),
    ("permissions", "permission_group_id", "permission_groups", "id"),
    ("route_history", "route_id", "routings", "id"),
    ("session_scheduling_history", "session_id", "sessions", "id"),
    ("sessions", "agent_ids", "agents", "id"),
    ("sessions", "images", "images", "name"),
    ("sessions", "user_uuid", "users", "uuid"),
    ("storage_namespace", "storage_id", "object_storages", "id"),
    ("user_roles", "role_id", "roles", "id"),
    ("user_roles", "user_id", "users", "uuid"),
    ("vfolders", "domain_name", "domains", "name"),
    ("vfolders", "group", "groups", "id"),
    ("vfolders", "user", "users", "uuid"),
];

/// Where a column leads though no constraint says so.
pub fn refers_to(table: &str, column: &str) -> Option<(&'static str, &'static str)> {
    let found = REFERENCES.iter().find(|(from, name, _, _)| (*from, *name) == (table, column));
    found.map(|(_, _, parent, key)| (*parent, *key))
}

/// Rows that the schema allows and an upgrade refuses, with good reason.
pub fn refused(table: &str, row: &Row) -> bool {
    let absent = |column: &str| row.get(column).is_some_and(Value::is_null);
    // 70e0533aa49a: every token has an owner from then on, and nobody knows whose this one is.
    (table == "endpoint_tokens" && absent("session_owner") && absent("endpoint"))
        // 819c2b3830a9: every keypair has a user, c5e4e764f9e3: every kernel has one, by its keypair; on the way down to there, too.
        || (table == "keypairs" && absent("user_id") && !row.contains_key("user"))
        || (table == "kernels" && absent("access_key") && !row.contains_key("vfolder_mounts"))
        // 0c5733f80e4d: every kernel has a status.
        || (table == "kernels" && absent("status"))
}

/// Random, but the same for the same seed.
pub struct Dice {
    rng: fastrand::Rng,
    row: usize,
    tables: BTreeSet<String>,
    pub manner: Manner,
}

impl Dice {
    pub fn new(seed: u64, manner: Manner, tables: BTreeSet<String>) -> Dice {
        Dice { rng: fastrand::Rng::with_seed(seed), row: 0, tables, manner }
    }

    pub fn next_row(&mut self) {
        self.row += 1;
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.rng.usize(..limit)
    }

    pub fn chance(&mut self, percent: u32) -> bool {
        self.rng.u32(..100) < percent
    }

    /// Whether a nullable column has nothing.
    pub fn null(&mut self) -> bool {
        let percent = if self.manner == Manner::Wild { 40 } else { 20 };
        self.chance(percent)
    }

    /// Whether a reference without a constraint leads somewhere.
    pub fn likely(&mut self) -> bool {
        let percent = if self.manner == Manner::Wild { 40 } else { 90 };
        self.chance(percent)
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let index = self.below(items.len());
        &items[index]
    }

    fn uuid(&mut self) -> String {
        let hex = format!("{:032x}", self.rng.u128(..));
        format!("{}-{}-4{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
    }

    fn time(&mut self) -> String {
        let (month, day) = (1 + self.below(12), 1 + self.below(28));
        let (hour, minute, second) = (self.below(24), self.below(60), self.below(60));
        let (year, micros) = (2019 + self.below(7), self.below(1_000_000));
        format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micros:06}+00:00")
    }

    fn text(&mut self, alphabet: &str, length: usize) -> String {
        (0..length).map(|_| char::from(*self.pick(alphabet.as_bytes()))).collect()
    }
}

/// A value of a column; `key` for one that some unique index looks at.
pub fn value(table: &str, column: &Column, key: bool, rows: &Rows, dice: &mut Dice) -> Value {
    if column.array {
        let element = Column { array: false, ..column.clone() };
        return (0..dice.below(4)).map(|_| value(table, &element, false, rows, dice)).collect();
    }
    let name = column.name.as_str();
    match column.kind.as_str() {
        "uuid" if name == "request_id" && dice.chance(30) => json!("00000000-0000-0000-0000-000000000000"),
        "uuid" => dice.uuid().into(),
        "bool" => dice.chance(50).into(),
        "int2" | "int4" | "int8" => number(name, &column.kind, dice),
        "float4" | "float8" | "numeric" => {
            let value = f64::from(dice.rng.u32(..4000)) / 8.0;
            match column.digits {
                Some(digits) if digits < 3 => json!(value % f64::from(10_u32.pow(digits))),
                _ => json!(value),
            }
        }
        "timestamptz" | "timestamp" => dice.time().into(),
        "date" => dice.time()[..10].into(),
        "interval" => format!("{} days 01:02:{:02}.5", dice.below(9), dice.below(60)).into(),
        "bytea" => format!("\\x90{:08x}", dice.rng.u32(..)).into(),
        "cidr" => format!("10.{}.{}.0/24", dice.below(256), dice.below(256)).into(),
        "inet" => format!("10.1.{}.{}", dice.below(256), dice.below(256)).into(),
        "json" | "jsonb" => document(table, name, rows, dice),
        "varchar" | "text" | "bpchar" => text(table, column, key, dice).into(),
        other => panic!("{table}.{name}: no values for type {other}"),
    }
}

fn number(name: &str, kind: &str, dice: &mut Dice) -> Value {
    match name {
        // One bit.
        "permission" => json!(dice.pick(&[1, 2, 4, 8, 16])),
        "cluster_size" => json!(dice.pick(&[1, 1, 1, 2, 3])),
        name if name.ends_with("_idx") || name.ends_with("_rank") => dice.below(4).into(),
        name if name.ends_with("_port") => (1024 + dice.below(60_000)).into(),
        _ if dice.chance(15) => json!(dice.pick(&[-1, 0])),
        _ if kind == "int2" => dice.below(30_000).into(),
        _ if kind == "int8" && dice.chance(30) => json!(dice.rng.i64(..1 << 62).abs()),
        _ => dice.below(i32::MAX as usize).into(),
    }
}

fn text(table: &str, column: &Column, key: bool, dice: &mut Dice) -> String {
    let row = dice.row;
    let text = match (table, column.name.as_str()) {
        ("domains" | "keypair_resource_policies" | "scaling_groups", "name")
        | ("user_resource_policies" | "project_resource_policies", "name")
            if dice.chance(30) =>
        {
            "default".to_owned()
        }
        // What became enumerations and a document before 22.03; there they do not come here.
        ("vfolder_invitations" | "vfolder_permissions", "permission") => dice.pick(&["ro", "rw", "wd"]).to_string(),
        ("vfolder_invitations", "state") => dice.pick(&["pending", "canceled", "accepted", "rejected"]).to_string(),
        ("kernels", "status") => dice.pick(&["PREPARING", "RUNNING", "TERMINATED", "ERROR"]).to_string(),
        ("kernels", "role") if !dice.tables.contains("sessions") => "master".to_owned(),
        ("kernels" | "agents", "architecture") => dice.pick(&["x86_64", "aarch64"]).to_string(),
        ("session_templates", "template") => json!({"kind": "taskTemplate", "spec": {"number": row}}).to_string(),
        ("images", "name") => {
            let host =
                dice.pick(&["cr.example.com/stable/", "cr.example.com/testing/", "index.docker.io/library/", ""]);
            format!("{host}python:3.{row}-ubuntu22.04")
        }
        (_, "registry_name") => dice.pick(&["cr.example.com", "index.docker.io", "local"]).to_string(),
        ("container_registries", "project") => dice.pick(&["stable", "testing", "library"]).to_string(),
        (_, "cluster_mode") => dice.pick(&["single-node", "multi-node"]).to_string(),
        (_, "cluster_role") => dice.pick(&["main", "sub", "sub"]).to_string(),
        (_, "email" | "inviter" | "invitee" | "creator") => format!("user{row}@example.com"),
        (_, "access_key") => format!("AKIA{}", dice.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)),
        (_, "quota_scope_id") => quota_scope(&json!(dice.uuid()), dice.chance(50), dice),
        (_, "unmanaged_path") if dice.chance(50) => String::new(),
        ("audit_logs", "entity_id" | "request_id") if dice.chance(40) => {
            "00000000-0000-0000-0000-000000000000".to_owned()
        }
        (_, "threshold") => format!("{}.5", dice.below(100)),
        (_, "channel_type") => "WEBHOOK".to_owned(),
        (_, "config_digest") => format!("sha256:{}", dice.text("0123456789abcdef", 64)),
        (_, name) if name.ends_with("url") => format!("https://{row}.example.com/"),
        (_, name) if key => format!("{}-{row}", name.replace('_', "-")),
        (_, name) => {
            let decoration = ["", " é한글", " 'quoted\" \\ text", "\nsecond\tline", "%s $1 {}", "  "];
            format!("{name} {row}{}", dice.pick(&decoration))
        }
    };
    let length = column.length.unwrap_or(usize::MAX);
    let surplus = text.chars().count().saturating_sub(length);
    // The end is what makes it unique.
    text.chars().skip(surplus).collect()
}

/// The quota scope of a vfolder: 32 digits at first, then with the kind of its owner.
fn quota_scope(owner: &Value, user: bool, dice: &Dice) -> String {
    let owner = owner.as_str().unwrap_or_default();
    match dice.tables.contains("user_resource_policies") {
        false => owner.replace('-', ""),
        true if user => format!("user:{owner}"),
        true => format!("project:{owner}"),
    }
}

fn document(table: &str, name: &str, rows: &Rows, dice: &mut Dice) -> Value {
    if (table, name) == ("idle_checkers", "spec") {
        // A generated column that is NOT NULL is made of it.
        return json!({"type": dice.pick(&["session_lifetime", "network_timeout", "utilization"])});
    }
    if dice.manner == Manner::Wild && dice.chance(50) {
        // 4b7b4b040a70 and e1f2a3b4c5d6 stop at a slot that holds no quantity.
        let nested = if name.contains("slots") { json!({"a": null}) } else { json!({"a": {"b": [null]}}) };
        return dice.pick(&[json!({}), json!([]), json!([1, null, "x"]), nested, json!("text"), json!(7)]).clone();
    }
    match (table, name) {
        (_, "allowed_vfolder_hosts") => {
            let hosts = (0..dice.below(3))
                .map(|host| (format!("local:volume{host}"), json!(["create-vfolder", "upload-file"])));
            Value::Object(hosts.collect())
        }
        (_, "vfolder_mounts") => (0..dice.below(4)).map(|index| mount(index, rows, dice)).collect(),
        (_, "status_history") => {
            let states: &[&str] = match table {
                "vfolders" => &["ready", "error", "deleted-complete", "purge-ongoing", "mounted"],
                _ => &["PENDING", "SCHEDULED", "RUNNING", "TERMINATED"],
            };
            let states: Vec<&&str> = states.iter().filter(|_| dice.chance(60)).collect();
            Value::Object(states.into_iter().map(|state| ((*state).to_owned(), dice.time().into())).collect())
        }
        (_, "scheduler_opts") => {
            let mut options = json!({"allowed_session_types": ["interactive"], "pending_timeout": 0.0, "config": {}});
            if dice.chance(60) {
                options["roundrobin"] = dice.chance(50).into();
            }
            options
        }
        (_, "labels") => match dice.below(5) {
            0 => json!({}),
            1 => json!({"ai.backend.kernelspec": "1"}),
            _ => {
                let role = dice.pick(&["COMPUTE", "INFERENCE", "SYSTEM"]).to_string();
                json!({"ai.backend.role": role, "maintainer": "é"})
            }
        },
        (_, name) if name.contains("slots") || name == "resource_usage" => match dice.below(6) {
            0 => json!({}),
            1 => json!({"cpu": "1"}),
            _ => {
                json!({"cpu": dice.below(16).to_string(), "mem": (dice.below(64) << 30).to_string(), "cuda.shares": "0.25"})
            }
        },
        (_, name) if name.ends_with("environ") => json!({"PATH": "/bin", "N": dice.below(9).to_string()}),
        (_, "extra_mounts" | "sub_steps" | "service_ports") => json!([{"name": "é", "port": dice.below(9000)}]),
        _ => json!({"number": dice.below(1000), "list": [1.5, null, "x"], "nested": {"text": "it's \"é\""}}),
    }
}

/// A mounted vfolder: by its id in one of the forms that were written, known or not.
fn mount(index: usize, rows: &Rows, dice: &mut Dice) -> Value {
    let known = rows.get("vfolders").filter(|rows| !rows.is_empty());
    let (id, scope) = match known {
        Some(rows) if dice.chance(80) => {
            let row = dice.pick(rows);
            (text_of(&row["id"]), row.get("quota_scope_id").map(text_of))
        }
        _ => (dice.uuid(), None),
    };
    let vfid = match (dice.below(3), scope) {
        (0, Some(scope)) if scope.contains(':') => format!("{scope}/{}", id.replace('-', "")),
        (1, _) => id,
        _ => id.replace('-', ""),
    };
    json!({
        "name": format!("mount{index}"), "vfid": vfid, "vfsubpath": ".", "host_path": "/vfroot/é",
        "kernel_path": format!("/home/work/mount{index}"), "mount_perm": "rw",
    })
}

/// The text of a value without the quotes of JSON.
pub fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Makes columns of a row agree that models keep in agreement.
pub fn make_coherent(table: &str, row: &mut Row, rows: &Rows, dice: &mut Dice) {
    match table {
        "vfolders" => own_vfolder(row, rows, dice),
        "endpoints" => own_endpoint(row, rows, dice),
        // Before 20.09 a session had one kernel.
        "kernels" if !row.contains_key("cluster_size") => {}
        "kernels" if dice.manner == Manner::Likely && !dice.tables.contains("sessions") => {
            join_cluster(row, rows, dice)
        }
        "kernels" if dice.manner == Manner::Likely => join_session(row, rows, dice),
        _ => {}
    }
}

/// A vfolder belongs to a user or to a project; before 19.09, to a keypair.
fn own_vfolder(row: &mut Row, rows: &Rows, dice: &mut Dice) {
    if !row.contains_key("group") {
        return;
    }
    let by_user = row.get("ownership_type").map_or(dice.row.is_multiple_of(2), |owner| owner == "user");
    let (owner, other, parents, key) =
        if by_user { ("user", "group", "users", "uuid") } else { ("group", "user", "groups", "id") };
    let candidates = &rows[parents];
    let id = candidates[dice.below(candidates.len())][key].clone();
    if row.contains_key("quota_scope_id") {
        row.insert("quota_scope_id".into(), quota_scope(&id, by_user, dice).into());
    }
    row.insert(owner.into(), id);
    row.insert(other.into(), Value::Null);
}

/// 8f3c1d5a2b47 makes an endpoint its creator's if its owner is gone, and stops if both are: one of them is there.
fn own_endpoint(row: &mut Row, rows: &Rows, dice: &mut Dice) {
    // Before 23.09 it had neither.
    if !row.contains_key("session_owner") {
        return;
    }
    let users: Vec<&Value> = rows["users"].iter().map(|user| &user["uuid"]).collect();
    if !users.contains(&&row["session_owner"]) && !users.contains(&&row["created_user"]) {
        row.insert("created_user".into(), (*dice.pick(&users)).clone());
    }
}

/// Before there were sessions, the kernels of a cluster had a session id in common: that of the main kernel.
fn join_cluster(row: &mut Row, rows: &Rows, dice: &mut Dice) {
    let is_main = |kernel: &&Row| kernel["cluster_size"] != 1 && kernel["cluster_role"] == "main";
    let mains: Vec<&Row> = rows.get("kernels").into_iter().flatten().filter(is_main).collect();
    if row["cluster_size"] != 1 && row["cluster_role"] != "main" && !mains.is_empty() {
        let main: &Row = mains[dice.below(mains.len())];
        let shared =
            ["session_id", "session_name", "session_creation_id", "cluster_size", "cluster_mode", "access_key"];
        for column in shared.iter().chain(&["user_uuid", "group_id", "domain_name", "session_type"]) {
            // Before 2021 there was no id of its creation.
            if let Some(value) = main.get(*column) {
                row.insert((*column).to_owned(), value.clone());
            }
        }
    } else {
        row.insert("cluster_role".into(), "main".into());
        row.insert("session_id".into(), row["id"].clone());
    }
}

/// A kernel has the size of its session's cluster and, mostly, its name.
fn join_session(row: &mut Row, rows: &Rows, dice: &mut Dice) {
    let session = rows["sessions"].iter().find(|session| session["id"] == row["session_id"]);
    if let Some(session) = session {
        row.insert("cluster_size".into(), session["cluster_size"].clone());
        if dice.chance(70) {
            row.insert("session_name".into(), session["name"].clone());
        }
    }
}
