//! Configurations of keys that do not work, and handlers that ask for keys that were not turned on.

use auth::{
    BuildProblem,
    adapter::{AdapterError, MemoryAdapter},
};

use super::*;
use crate::{database::databases, logs::Log};

#[auth::api_key(prefix = "acme")]
struct Twin {}

fn problems(build: impl FnOnce(AuthBuilder<(), Callbacks>) -> AuthBuilder<(), Callbacks>) -> Vec<String> {
    let builder = Auth::builder().environment(|_| None).secret(SECRET).url(ORIGIN);
    let built = build(builder.credentials::<crate::world::login_anybody>()).build();
    built.err().map_or(Vec::new(), |error| error.problems().iter().map(BuildProblem::to_string).collect())
}

#[tokio::test]
async fn every_problem_names_its_fix() {
    assert!(
        problems(|builder| builder.adapter(MemoryAdapter::new()).api_keys::<Key>().api_keys::<Key>())
            .is_empty()
    );
    let [problem] = problems(|builder| builder.api_keys::<Key>()).try_into().unwrap();
    assert!(problem.contains("add `.adapter(…)`"), "{problem}");
    let [problem] =
        problems(|builder| builder.adapter(MemoryAdapter::new()).api_keys::<Key>().api_keys::<Twin>())
            .try_into()
            .unwrap();
    assert!(problem.contains("both begin with `acme`") && problem.contains("builds::Twin"), "{problem}");
}

#[tokio::test(flavor = "current_thread")]
async fn a_kind_that_was_not_turned_on_is_an_error_in_the_log_whatever_the_request() {
    let log = Log::default();
    let _guard = log.listen();
    for database in databases().await {
        let programs = Programs::built(&database, |clock| {
            let builder =
                Auth::builder().environment(|_| None).secret(SECRET).url(ORIGIN).clock(clock.clone());
            let builder = builder.credentials::<crate::world::login_anybody>().api_keys::<Robot>();
            builder.database_sessions(database.clone()).build().unwrap()
        });
        let ada = programs.user("ada", Set::all()).await;
        let cookie = programs.cookie(&ada).await;
        assert_eq!(programs.browse("/caller", &cookie).await.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(programs.browse("/robot", &cookie).await.body, "session ada");
        assert!(log.text().contains(".api_keys::<flow::programs::Key>()"), "{}", log.text());
        let made = programs
            .auth
            .create_key_for(&ada, Key { scopes: Set::all(), project: 1 }, "", Expires::days(1))
            .await;
        assert!(matches!(made, Err(auth::AuthError::UnknownKeyKind)));
    }
}

#[tokio::test]
async fn a_database_that_fails_refuses_no_key_for_good() {
    let [database, sqlite] = databases().await;
    let programs = Programs::with_rows(&sqlite, false);
    let ada = programs.user("ada", Set::all()).await;
    let key = programs.key(&ada, Set::all()).await;
    drop(database);
    // The table is gone.
    let broken = auth::adapter::SqliteAdapter::open("sqlite::memory:").await.unwrap();
    let broken = Programs::with_rows(&AnyAdapter::new(broken), false);
    let reply = broken.call("/caller", key.text.expose()).await;
    assert!(reply.status.is_server_error(), "{}", reply.status);
    assert_eq!(reply.challenge(), "");
    assert!(matches!(
        broken.auth.keys_of(&ada).await,
        Err(auth::AuthError::Adapter(AdapterError::Rejected(_) | AdapterError::Unavailable(_)))
    ));
}
