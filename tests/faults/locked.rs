use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;

use super::{End, Prepared, Running, tell, tries, works};
use crate::support::cluster;
use crate::support::sql::Sql;

/// Somebody else holds a table, and lets it go before the program loses its patience, or behind that.
#[test]
fn a_table_is_held_by_somebody_else() {
    let mut random = fastrand::Rng::new();
    println!("seed of the tables: {}", random.get_seed());
    for work in works() {
        let prepared = Prepared::on(cluster(), &work);
        let ends = (0..tries(2).min(50)).map(|_| {
            let database = prepared.database();
            let tables = database
                .value("(SELECT coalesce(string_agg(tablename, ' '), '') FROM pg_tables WHERE schemaname = 'public')");
            let mut holder = database.connect();
            holder.batch_execute("BEGIN").expect("a transaction");
            let tables: Vec<&str> = tables.split_whitespace().collect();
            match random.choice(&tables) {
                Some(table) => Sql::new("LOCK TABLE public.").name(*table).execute(&mut holder).expect("the lock"),
                // There is none yet: it takes the name of one.
                None => Sql::new("CREATE TABLE public.users ()").execute(&mut holder).expect("a table"),
            };
            let run = Running::start(prepared.command(&database).args(["--lock-timeout", "1"]));
            std::thread::sleep(std::time::Duration::from_secs_f64(random.f64() * 2.0));
            let let_go = std::thread::spawn(move || holder.batch_execute("ROLLBACK").expect("the end of the lock"));
            let outcome = run.end();
            let_go.join().expect("no lock");
            prepared.judge(&database, &outcome, |status, end| matches!((status, end), (12, End::Old) | (0, End::New)))
        });
        tell("a table is locked", work.name, ends.collect());
    }
}
