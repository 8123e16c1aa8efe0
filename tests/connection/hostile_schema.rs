//! A role that may create in `public` plants what fits this program's statements better than PostgreSQL's own does. Nothing of it may
//! ever run.

use diesel::PgConnection;
use diesel::connection::SimpleConnection;

use crate::support::program_crate::{Access, ConnectOptions, Scope, Secret, database, guarded, refuse_foreign};
use crate::support::{Database, cluster};

/// A database in which `evil` has planted something in `public` and in the role's own schema.
struct Hostile {
    database: Database,
    evil: String,
}

/// Operators that statements on catalogues and rows would find: name, left, right, result.
const OPERATORS: [(&str, &str, &str, &str); 9] = [
    ("=", "varchar", "varchar", "boolean"),
    ("=", "text", "varchar", "boolean"),
    ("=", "name", "varchar", "boolean"),
    ("=", "varchar", "text", "boolean"),
    ("<>", "text", "varchar", "boolean"),
    ("~~", "varchar", "text", "boolean"),
    ("||", "text", "name", "text"),
    ("||", "text", "varchar", "text"),
    ("||", "varchar", "varchar", "text"),
];

/// Functions likewise: name, arguments, result.
const FUNCTIONS: [(&str, &str, &str); 8] = [
    ("unnest", "varchar[]", "setof varchar"),
    ("format", "text, text, text", "text"),
    ("format", "text, name, name", "text"),
    ("concat_ws", "text, text, text", "text"),
    ("quote_ident", "name", "text"),
    ("lower", "varchar", "text"),
    ("format_type", "oid, numeric", "text"),
    ("count", "varchar", "bigint"),
];

impl Hostile {
    /// Takes a database over.
    fn plant(database: Database) -> Hostile {
        let evil = format!("evil_{}", database.name);
        let hostile = Hostile { database, evil };
        let evil = &hostile.evil;
        hostile.database.execute(&format!(
            "CREATE ROLE {evil} LOGIN; CREATE SCHEMA AUTHORIZATION {evil}; CREATE SCHEMA postgres; \
             GRANT USAGE, CREATE ON SCHEMA public, postgres TO {evil}"
        ));
        let mut sql = format!(
            "SET SESSION AUTHORIZATION {evil}; \
             CREATE FUNCTION {evil}.gain() RETURNS text LANGUAGE plpgsql VOLATILE AS $f$ BEGIN \
                 RAISE LOG 'called in {evil}'; \
                 BEGIN ALTER ROLE {evil} SUPERUSER; EXCEPTION WHEN OTHERS THEN NULL; END; RETURN 'x'; END $f$; "
        );
        for schema in ["public", "postgres"] {
            let hook = |result: &str| match result {
                "boolean" => format!("SELECT {evil}.gain() IS NOT NULL"),
                "bigint" => format!("SELECT length({evil}.gain())::bigint"),
                _ => format!("SELECT {evil}.gain()"),
            };
            for (number, (name, left, right, result)) in OPERATORS.iter().enumerate() {
                sql += &format!(
                    "CREATE FUNCTION {schema}.compare_{number}({left}, {right}) RETURNS {result} LANGUAGE sql IMMUTABLE AS $f$ {} $f$; \
                     CREATE OPERATOR {schema}.{name} (FUNCTION = {schema}.compare_{number}, LEFTARG = {left}, RIGHTARG = {right}); ",
                    hook(result)
                );
            }
            for (name, arguments, result) in FUNCTIONS {
                sql += &format!(
                    "CREATE FUNCTION {schema}.{name}({arguments}) RETURNS {result} LANGUAGE sql IMMUTABLE AS $f$ {} $f$; ",
                    hook(result)
                );
            }
            sql += &format!(
                "CREATE TYPE {schema}.planted AS ENUM ('a'); \
                 CREATE FUNCTION {schema}.cast_planted({schema}.planted) RETURNS text LANGUAGE sql AS $f$ {} $f$; \
                 CREATE CAST ({schema}.planted AS text) WITH FUNCTION {schema}.cast_planted AS IMPLICIT; ",
                hook("text")
            );
        }
        hostile.database.execute(&sql);
        hostile
    }

    /// `mgr …`
    fn run(&self, words: &str) -> crate::support::Outcome {
        self.database.program.run(["mgr"].into_iter().chain(words.split(' ')))
    }

    /// How often something planted was called, in transactions that were rolled back as well.
    fn calls(&self) -> usize {
        let log = std::fs::read(cluster().directory.join("server.log")).unwrap();
        String::from_utf8_lossy(&log).matches(&format!("called in {}", self.evil)).count()
    }

    #[track_caller]
    fn assert_nothing_ran(&self) {
        assert_eq!(self.calls(), 0, "something planted was called");
        let right = self.database.value(&format!("SELECT rolsuper FROM pg_roles WHERE rolname = '{}'", self.evil));
        assert_eq!(right, "false");
    }

    /// Refused with 13, the objects, their owner and the SQL that helps.
    #[track_caller]
    fn refused(&self, words: &str) -> String {
        let told = self.run(words).status(13).stderr;
        for expected in [
            format!("operator public.=(character varying,character varying) of \"{}\"", self.evil),
            "cast (public.planted AS pg_catalog.text)".to_owned(),
            "DROP OPERATOR public.=(character varying,character varying);".to_owned(),
        ] {
            assert!(told.contains(&expected), "{words}: no {expected} in {told}");
        }
        told
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        // The role lives in the cluster; the database goes with it.
        let _ = self.database.connect().batch_execute(&format!("DROP OWNED BY {0} CASCADE; DROP ROLE {0}", self.evil));
    }
}

#[test]
fn what_is_planted_would_be_called_where_the_path_has_it() {
    let hostile = Hostile::plant(Database::empty());
    let mut connection = hostile.database.connect();
    connection.batch_execute("SET search_path = public; BEGIN; SELECT 'a'::varchar = 'b'::varchar; ROLLBACK").unwrap();
    assert_eq!(hostile.calls(), 1, "the other tests prove nothing");
}

#[test]
fn a_fresh_database_is_refused_until_the_dba_has_run_the_sql() {
    let hostile = Hostile::plant(Database::empty());
    for reads in [
        "schema show",
        "schema facts",
        "schema current",
        "config show",
        "schema oneshot --dry-run",
        "schema oneshot --sql",
    ] {
        hostile.run(reads).success();
    }
    hostile.run("schema check").status(20);
    hostile.refused("schema oneshot");
    hostile.refused("schema stamp latest");
    hostile.assert_nothing_ran();
    assert_eq!(hostile.database.value("to_regclass('public.users')"), "∅");
    // What is told is bounded, so that it may take some rounds.
    while let outcome = hostile.run("schema oneshot")
        && outcome.status != 0
    {
        let told = outcome.status(13).stderr;
        let (_, sql) = told.split_once("in this database: ").expect("SQL for the DBA");
        let (sql, _) = sql.split_once(" (or, ").expect("the other way");
        hostile.database.execute(sql);
    }
    hostile.run("schema check --facts").success();
    hostile.assert_nothing_ran();
}

#[test]
fn a_prepared_database_is_read_but_not_written() {
    let database = Database::of("25.15");
    let before = database.versions();
    let hostile = Hostile::plant(database);
    hostile
        .database
        .program
        .write("f.json", r#"{"domains": [{"name": "planted", "description": "", "total_resource_slots": {}}]}"#);
    for writes in [
        "schema upgrade 25.19",
        "schema oneshot --release 25.19",
        "schema oneshot --release 25.15 --repair --strict",
        "schema downgrade --yes -1",
        "schema apply-missing-revisions 25.15.12 --release 25.19",
        "schema stamp base",
        "fixture populate f.json",
    ] {
        let told = hostile.run(writes);
        // At the wanted release and without drift there is nothing to do, and nothing is done.
        if !(writes.contains("--repair") && told.status == 0) {
            hostile.refused(writes);
        }
    }
    for reads in [
        "schema show",
        "schema facts",
        "schema current",
        "schema check --release 25.15 --facts",
        "fixture check f.json",
        "fixture dump",
    ] {
        hostile.run(reads).success();
    }
    hostile.run("schema check --release 25.19").status(20);
    hostile.assert_nothing_ran();
    // Where there is something to repair, it is not repaired.
    hostile.database.execute("DROP INDEX public.ix_sessions_name");
    hostile.refused("schema oneshot --release 25.15 --repair");
    hostile.assert_nothing_ran();
    hostile.database.execute(&format!("DROP OWNED BY {} CASCADE", hostile.evil));
    assert_eq!(hostile.database.versions(), before, "something was written");
}

#[test]
fn what_tables_use_is_refused_even_for_reading() {
    let database = Database::of("25.15");
    let evil = format!("evil_{}", database.name);
    database.execute(&format!(
        "CREATE ROLE {evil}; CREATE SCHEMA AUTHORIZATION {evil}; GRANT TRIGGER ON public.domains TO {evil}; \
         GRANT USAGE ON SCHEMA public TO {evil}; SET SESSION AUTHORIZATION {evil}; \
         CREATE FUNCTION {evil}.trip() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NEW; END $f$; \
         CREATE TRIGGER trip BEFORE INSERT ON public.domains FOR EACH ROW EXECUTE FUNCTION {evil}.trip()"
    ));
    database.program.write("f.json", r#"{"domains": []}"#);
    let run = |words: &str| database.program.run(["mgr"].into_iter().chain(words.split(' ')));
    for words in ["schema upgrade 25.19", "fixture populate f.json", "fixture check f.json", "fixture dump"] {
        let told = run(words).status(13).stderr;
        assert!(told.contains(&format!("function {evil}.trip() of \"{evil}\"")), "{words}: {told}");
    }
    database.execute(&format!("DROP FUNCTION {evil}.trip() CASCADE; ALTER TABLE public.domains OWNER TO {evil}"));
    for words in ["schema upgrade 25.19", "fixture populate f.json", "fixture dump"] {
        let told = run(words).status(13).stderr;
        assert!(told.contains(&format!("table public.domains of \"{evil}\"")), "{words}: {told}");
        assert!(told.contains("ALTER TABLE public.domains OWNER TO postgres;"), "{words}: {told}");
    }
    // The ledger itself, or a view that looks like one.
    run("schema show").success();
    database.execute(&format!("ALTER TABLE public.alembic_version OWNER TO {evil}"));
    run("schema show").status(13);
    database.execute(&format!(
        "ALTER TABLE public.alembic_version OWNER TO postgres; ALTER DATABASE {} OWNER TO {evil}",
        database.name
    ));
    // The database's owner is trusted with it.
    run("schema upgrade 25.19").success();
}

#[test]
fn what_comes_in_between_takes_the_transaction_with_it() {
    let own = Database::empty();
    let database = own.name.clone();
    let owner = format!("owner_{database}");
    let mut superuser = cluster().connect(&database);
    superuser
        .batch_execute(&format!(
            "CREATE ROLE {owner} LOGIN PASSWORD 'x'; CREATE ROLE evil_{database}; ALTER DATABASE {database} OWNER TO {owner}; \
             GRANT CREATE, USAGE ON SCHEMA public TO PUBLIC"
        ))
        .unwrap();
    let plant = |suffix: &str| {
        let mut evil = cluster().connect(&database);
        let sql = format!(
            "SET ROLE evil_{database}; SET lock_timeout = '300ms'; CREATE FUNCTION public.f{suffix}() RETURNS int LANGUAGE sql AS 'SELECT 1'"
        );
        evil.batch_execute(&sql)
    };
    let run_guarded = |user: &str, work: &dyn Fn()| {
        let mut target = cluster().target(&database);
        if user != "postgres" {
            (target.user, target.password) = (user.to_owned(), Some(Secret::new("x")));
        }
        let options = ConnectOptions { access: Access::Write, ..ConnectOptions::default() };
        let mut connection = database::connect(&target, &options).unwrap();
        let lock = |_: &mut PgConnection| Ok(());
        guarded::<(), database::Error>(&mut connection, lock, |connection| {
            connection.batch_execute(&format!("CREATE TABLE public.of_{user} ()")).unwrap();
            work();
            Ok(())
        })
    };
    // A superuser keeps others from it.
    run_guarded("postgres", &|| assert!(plant("1").unwrap_err().to_string().contains("lock timeout"))).unwrap();
    let error = run_guarded(&owner, &|| plant("2").unwrap()).unwrap_err();
    assert!(error.to_string().contains("function public.f2()"), "{error}");
    let there = |name: &str| format!("to_regclass('public.of_{name}') IS NOT NULL");
    use diesel::RunQueryDsl;
    let look = |sql: &str| {
        diesel::select(diesel::dsl::sql::<diesel::sql_types::Bool>(sql))
            .get_result::<bool>(&mut cluster().connect(&database))
            .unwrap()
    };
    assert!(look(&there("postgres")) && !look(&there(&owner)));
    let mut connection = database::connect(&cluster().target(&database), &ConnectOptions::default()).unwrap();
    assert!(refuse_foreign(&mut connection, Scope::Schema).is_err());
    refuse_foreign(&mut connection, Scope::Tables).unwrap();
}
