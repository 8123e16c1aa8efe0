//! All or nothing, and an honest word when the connection breaks in the worst moment.

use diesel::result::Error as DieselError;
use diesel::{Connection, PgConnection};

use super::Error;
use super::server_error::ServerError;

/// COMMIT was sent, and nobody knows what became of it.
#[derive(Debug, thiserror::Error)]
#[error(
    "the connection was lost during COMMIT, so that it took effect either wholly or not at all; run the same command again, it finds out"
)]
pub struct CommitUnknown(#[source] ServerError);

/// Runs `work` in one transaction: committed when it returns `Ok`, rolled back when not.
pub fn transaction<T, E>(
    connection: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<Error>,
{
    let mut outcome = None;
    let end = connection.transaction(|connection| finish(work(connection), &mut outcome));
    judge(outcome, end)
}

/// Runs `work` in one READ ONLY transaction, whose every statement sees the same state of the database.
pub fn read_only<T, E>(
    connection: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> Result<T, E>,
) -> Result<T, E>
where
    E: From<Error>,
{
    let mut outcome = None;
    let end = connection
        .build_transaction()
        .read_only()
        .repeatable_read()
        .run(|connection| finish(work(connection), &mut outcome));
    judge(outcome, end)
}

/// Keeps the outcome of the work apart from that of BEGIN and COMMIT.
fn finish<T, E>(result: Result<T, E>, outcome: &mut Option<Result<T, E>>) -> Result<(), DieselError> {
    let end = if result.is_ok() { Ok(()) } else { Err(DieselError::RollbackTransaction) };
    *outcome = Some(result);
    end
}

fn judge<T, E: From<Error>>(outcome: Option<Result<T, E>>, end: Result<(), DieselError>) -> Result<T, E> {
    match (outcome, end.map_err(ServerError::new)) {
        (Some(Ok(value)), Ok(())) => Ok(value),
        // A failed ROLLBACK adds nothing: the server rolls back whatever it has not been told to commit.
        (Some(Err(error)), _) => Err(error),
        (Some(Ok(_)), Err(error)) if error.connection_lost() => Err(Error::from(CommitUnknown(error)).into()),
        (_, Err(error)) => Err(Error::from(error).into()),
        (None, Ok(())) => unreachable!("Diesel runs the work between BEGIN and COMMIT"),
    }
}

#[cfg(test)]
mod tests {
    use diesel::result::DatabaseErrorKind;

    use super::*;
    use crate::exit_status::ExitStatus;

    fn lost() -> DieselError {
        DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, Box::new("gone".to_owned()))
    }

    #[test]
    fn a_connection_lost_in_commit_is_not_called_rolled_back() {
        let result: Result<(), Error> = judge(Some(Ok(())), Err(lost()));
        let error = result.unwrap_err();
        assert!(matches!(error, Error::CommitUnknown(_)), "{error}");
        assert_eq!(error.exit_status(), ExitStatus::Connect);
    }

    #[test]
    fn the_works_own_error_is_the_one_that_counts() {
        let own = Error::from(ServerError::new(lost()));
        let result: Result<(), Error> = judge(Some(Err(own)), Err(DieselError::BrokenTransactionManager));
        assert!(result.unwrap_err().to_string().contains("gone"));
        let result: Result<(), Error> = judge(None, Err(lost()));
        assert!(matches!(result.unwrap_err(), Error::Server(_)));
    }
}
