use super::*;
use crate::schema_facts::differences;

fn mended(expected: &str, found: &str) -> Vec<String> {
    let (expected, found) = (Facts::parse(expected), Facts::parse(found));
    let schema = "CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1; $$;";
    let differences = differences(&expected, &found, |_| true);
    let repairs = statements(&differences, &Database { expected: &expected, found: &found, schema });
    repairs.into_iter().filter_map(|repair| repair.sql).collect()
}

#[test]
fn what_is_missing_is_created_in_order() {
    let expected = "column b.id #001 integer not null\ncolumn b.a #002 uuid\ntable b\n\
        constraint b.fk FOREIGN KEY (a) REFERENCES a(id)\nconstraint b.pk PRIMARY KEY (id)\n\
        enum e ('x', 'y')\nfunction f(x integer) returns integer language sql\n\
        index b.ix CREATE INDEX ix ON public.b USING btree (a)\n";
    assert_eq!(
        mended(expected, ""),
        [
            "CREATE TYPE public.e AS ENUM ('x', 'y')",
            "CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1; $$",
            "CREATE TABLE public.b (id integer NOT NULL, a uuid)",
            "ALTER TABLE public.b ADD CONSTRAINT pk PRIMARY KEY (id)",
            "CREATE INDEX ix ON public.b USING btree (a)",
            "ALTER TABLE public.b ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES a(id)",
        ]
    );
}

#[test]
fn what_has_another_name_is_renamed_and_what_holds_rows_is_left_alone() {
    let expected =
        "constraint a.uq_new UNIQUE (x)\nindex a.ix_new CREATE INDEX ix_new ON public.a USING btree (y)\ntable a\n";
    let found = "column a.extra #001 text\nconstraint a.uq_old UNIQUE (x)\nindex a.ix_old CREATE INDEX ix_old ON public.a USING btree (y)\n\
        index a.ix_more CREATE INDEX ix_more ON public.a USING btree (z)\ntable a\ntable old\n";
    assert_eq!(
        mended(expected, found),
        [
            "ALTER TABLE public.a RENAME CONSTRAINT uq_old TO uq_new",
            "ALTER INDEX public.ix_old RENAME TO ix_new",
            "DROP INDEX public.ix_more",
        ]
    );
}

#[test]
fn what_changed_is_altered() {
    let expected =
        "column a.s #001 e not null default 'x'::e\ncolumn a.\"n\" #002 bigint\nenum e ('x', 'y')\ntable a\n";
    let found = "column a.s #001 e default 'y'::e\ncolumn a.\"n\" #002 integer default 0\nenum e ('x')\ntable a\n";
    assert_eq!(
        mended(expected, found),
        [
            "ALTER TYPE public.e RENAME TO e__old; CREATE TYPE public.e AS ENUM ('x', 'y'); \
             ALTER TABLE public.a ALTER COLUMN s DROP DEFAULT; ALTER TABLE public.a ALTER COLUMN s TYPE e USING s::text::e; \
             ALTER TABLE public.a ALTER COLUMN s SET DEFAULT 'x'::e; DROP TYPE public.e__old",
            "ALTER TABLE public.a ALTER COLUMN \"\"\"n\"\"\" DROP DEFAULT; \
             ALTER TABLE public.a ALTER COLUMN \"\"\"n\"\"\" TYPE bigint USING \"\"\"n\"\"\"::text::bigint",
            "ALTER TABLE public.a ALTER COLUMN s SET DEFAULT 'x'::e; ALTER TABLE public.a ALTER COLUMN s SET NOT NULL",
        ]
    );
}

#[test]
fn names_are_quoted_where_they_have_to_be() {
    let names = ["plain_1", "_a", "1a", "User", "a b", "user", "a\"b", ""];
    let quoted = ["plain_1", "_a", "\"1a\"", "\"User\"", "\"a b\"", "\"user\"", "\"a\"\"b\"", "\"\""];
    assert_eq!(names.map(quote), quoted);
}

#[test]
fn what_stands_in_no_table_is_created_too() {
    let expected = "domain d text\nextension uuid-ossp\nsequence s\ntable a\n\
        trigger a.t CREATE TRIGGER t AFTER INSERT ON public.a EXECUTE FUNCTION f()\nview v SELECT 1;\n";
    assert_eq!(
        mended(expected, "table a\n"),
        [
            "CREATE DOMAIN public.d AS text",
            "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"",
            "CREATE SEQUENCE public.s",
            "CREATE TRIGGER t AFTER INSERT ON public.a EXECUTE FUNCTION f()",
            "CREATE VIEW public.v AS SELECT 1",
        ]
    );
}

#[test]
fn a_column_is_added_to_a_table_that_is_there() {
    assert_eq!(mended("column a.x #001 text\ntable a\n", "table a\n"), ["ALTER TABLE public.a ADD COLUMN x text"]);
}

#[test]
fn what_cannot_be_altered_is_dropped_and_made_again() {
    let expected = "constraint a.c UNIQUE (x)\nconstraint a.fk FOREIGN KEY (x) REFERENCES b(x)\n\
        function f(x integer) returns integer language sql\nindex a.i CREATE INDEX i ON public.a USING btree (x)\n\
        table a\ntrigger a.t CREATE TRIGGER t AFTER INSERT ON public.a EXECUTE FUNCTION f()\nview v SELECT 1;\n";
    let found = expected.replace("(x)\n", "(y)\n").replace("returns integer", "returns bigint");
    let found = found.replace("AFTER", "BEFORE").replace("SELECT 1", "SELECT 2");
    assert_eq!(
        mended(expected, &found),
        [
            "ALTER TABLE public.a DROP CONSTRAINT fk",
            "DROP TRIGGER t ON public.a",
            "ALTER TABLE public.a DROP CONSTRAINT c",
            "DROP INDEX public.i",
            "DROP FUNCTION public.f(x integer); CREATE FUNCTION f(x integer) RETURNS integer LANGUAGE sql AS $$ SELECT 1; $$",
            "ALTER TABLE public.a ADD CONSTRAINT c UNIQUE (x)",
            "CREATE INDEX i ON public.a USING btree (x)",
            "ALTER TABLE public.a ADD CONSTRAINT fk FOREIGN KEY (x) REFERENCES b(x)",
            "CREATE TRIGGER t AFTER INSERT ON public.a EXECUTE FUNCTION f()",
            "DROP VIEW public.v; CREATE VIEW public.v AS SELECT 1",
        ]
    );
}

#[test]
fn only_the_function_of_that_name_is_made() {
    let line = "function g(x integer) returns integer language sql\n";
    // The schema has another one: nothing is made, and a person is told.
    assert_eq!(mended(line, ""), [""; 0]);
}

#[test]
fn each_name_is_given_once() {
    let expected =
        "constraint a.n1 UNIQUE (x)\nconstraint a.n2 UNIQUE (x)\nconstraint b.n3 UNIQUE (x)\ntable a\ntable b\n";
    let found = "constraint a.o1 UNIQUE (x)\ntable a\ntable b\n";
    assert_eq!(
        mended(expected, found),
        [
            "ALTER TABLE public.a RENAME CONSTRAINT o1 TO n1",
            "ALTER TABLE public.a ADD CONSTRAINT n2 UNIQUE (x)",
            "ALTER TABLE public.b ADD CONSTRAINT n3 UNIQUE (x)",
        ]
    );
}

#[test]
fn of_a_table_that_is_not_ours_only_the_table_is_told() {
    let (expected, found) =
        (Facts::parse("table a\n"), "column b.x #001 text\nconstraint b.c UNIQUE (x)\ntable a\ntable b\n");
    let found = Facts::parse(found);
    let database = Database { expected: &expected, found: &found, schema: "" };
    let notes = statements(&differences(&expected, &found, |_| true), &database).into_iter().map(|repair| repair.note);
    assert_eq!(
        notes.collect::<Vec<_>>(),
        ["table b is not of the release, and stays, for it may hold what nothing else does"]
    );
}

#[test]
fn columns_that_hold_a_list_of_the_enumeration_go_with_it() {
    let facts = |values: &str| {
        format!("column a.l #001 e[]\ncolumn a.o #002 text\ncolumn a.z #003 e not null\nenum e ({values})\ntable a\n")
    };
    assert_eq!(
        mended(&facts("'x', 'y'"), &facts("'x'")),
        ["ALTER TYPE public.e RENAME TO e__old; CREATE TYPE public.e AS ENUM ('x', 'y'); \
          ALTER TABLE public.a ALTER COLUMN l TYPE e[] USING l::text[]::e[]; \
          ALTER TABLE public.a ALTER COLUMN z TYPE e USING z::text::e; DROP TYPE public.e__old"]
    );
}

#[test]
fn an_enumeration_that_is_used_stays() {
    // By a column that stays, though not of the release; not by one that gets another type.
    let found = "column a.s #001 changed\ncolumn a.t #002 used\nenum changed ('x')\nenum used ('x')\ntable a\n";
    assert_eq!(
        mended("column a.s #001 text\ntable a\n", found),
        ["ALTER TABLE public.a ALTER COLUMN s TYPE text USING s::text::text", "DROP TYPE public.changed"]
    );
}

#[test]
fn an_enumeration_that_nothing_uses_any_longer_is_dropped() {
    let found = "column a.s #001 used\nenum used ('x')\nenum unused ('x')\ntable a\n";
    assert_eq!(mended("column a.s #001 used\ntable a\n", found), ["DROP TYPE public.unused"]);
}

#[test]
fn what_is_never_mended_says_why() {
    let (expected, found) = (Facts::parse("table a\n"), Facts::parse("table a\ncolumn a.x #001 text\ntable b\n"));
    let repairs = statements(
        &differences(&expected, &found, |_| true),
        &Database { expected: &expected, found: &found, schema: "" },
    );
    let notes: Vec<&str> = repairs.iter().map(|repair| repair.note.as_str()).collect();
    assert!(repairs.iter().all(|repair| repair.sql.is_none()));
    assert_eq!(
        notes,
        [
            "column a.x is not of the release, and stays, for it may hold what nothing else does",
            "table b is not of the release, and stays, for it may hold what nothing else does",
        ]
    );
}
