//! Many sign-ins at once, on databases whose transactions are serializable.

use std::time::Duration;

use auth::{
    Account, User,
    adapter::{
        Adapter, EmailSignIn, MySqlAdapter, NewSession, NewUser, PostgresAdapter, Schema, SqliteAdapter,
        VerificationToken,
    },
    provider::ProviderType,
    time::{Clock, SystemClock},
};
use sqlx::Executor;

use crate::{
    server::{TempDir, mariadb::MariaDb, postgres::Postgres},
    suite::sqlite,
};

const VISITORS: usize = 200;

/// Signs up many visitors at once by account, then signs them in by magic link, and loses none.
async fn contend(adapter: impl Adapter + Clone) {
    let now = SystemClock.now();
    let expires = now + Duration::from_secs(3600);
    let mut visitors = tokio::task::JoinSet::new();
    for number in 0..VISITORS {
        let adapter = adapter.clone();
        visitors.spawn(async move {
            let name = format!("visitor{number}");
            let address = format!("{name}@example.com");
            let account = Account::new("github", ProviderType::OAuth, &name);
            let user = NewUser::new(User::new(name.as_str()).with_email(&address));
            let session = NewSession::new(format!("first-{number}").into(), expires);
            let signed_up = adapter.sign_up(user.clone(), Some(account.into()), Some(session)).await;
            signed_up.unwrap_or_else(|error| panic!("{name}: {error:?}"));

            let token = VerificationToken::new(&address, name.as_str().into(), expires);
            adapter.create_verification_token(token).await.unwrap();
            let session = NewSession::new(format!("second-{number}").into(), expires);
            let sign_in =
                EmailSignIn::new(&address, name.as_str().into(), now, user).with_session(Some(session));
            let signed_in = adapter.sign_in_by_email(sign_in).await;
            assert!(!signed_in.unwrap_or_else(|error| panic!("{name}: {error:?}")).unwrap().is_new_user);
        });
    }
    visitors.join_all().await;
    for number in 0..VISITORS {
        let session = format!("second-{number}").as_str().into();
        assert!(adapter.session_and_user(&session).await.unwrap().is_some());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    let server = Postgres::start().await;
    let pool = server.database("serializable").await;
    pool.execute("ALTER DATABASE serializable SET default_transaction_isolation = 'serializable'")
        .await
        .unwrap();
    pool.close().await;
    let adapter = PostgresAdapter::new(server.existing("serializable").await, Schema::Drizzle);
    adapter.migrate().await.unwrap();
    contend(adapter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_mariadb() {
    let server = MariaDb::start().await;
    let pool = server.database("serializable").await;
    pool.execute("SET GLOBAL TRANSACTION ISOLATION LEVEL SERIALIZABLE").await.unwrap();
    pool.close().await;
    let adapter = MySqlAdapter::new(server.existing("serializable").await);
    adapter.migrate().await.unwrap();
    contend(adapter).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    let directory = TempDir::new();
    let adapter = SqliteAdapter::new(sqlite(&directory.join("auth.db")).await);
    adapter.migrate().await.unwrap();
    contend(adapter).await;
}

/// Writers of several processes, which do not wait for each other's locks as long as they could.
#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite_without_a_busy_timeout() {
    let directory = TempDir::new();
    let path = directory.join("auth.db");
    let first = sqlite(&path).await;
    SqliteAdapter::new(first.clone()).migrate().await.unwrap();
    let options = (*first.connect_options()).clone().busy_timeout(Duration::ZERO);
    let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(4).connect_with(options).await.unwrap();
    contend(SqliteAdapter::new(pool)).await;
}
