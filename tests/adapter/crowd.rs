//! A thousand calls at once, of which one may succeed, for each thing that works once.

use std::sync::Arc;

use auth::{
    Secret, StoredId, User,
    adapter::{
        Adapter, AdapterError, AnyAdapter, Basis, Conflict, EmailSignIn, MemoryAdapter, MySqlAdapter,
        NewSession, NewTotp, NewUser, PostgresAdapter, Schema, SqliteAdapter, StoredApiKey,
        VerificationToken,
    },
    time::UnixTime,
};

use crate::{
    server::{TempDir, mariadb::MariaDb, postgres::Postgres, redis::Redis},
    suite::sqlite,
};

const NOW: UnixTime = UnixTime::from_secs(1_800_000_000);
const STEP: u64 = 60_000_000;
const CROWD: usize = 1_000;

fn totp(name: &str) -> NewTotp {
    NewTotp::new(name.into(), STEP, NOW, vec!["one".into(), "two".into()])
}

async fn user(adapter: &impl Adapter, name: &str) -> StoredId {
    let user = User::new(name).with_email(format!("{name}@example.com"));
    adapter.sign_up(NewUser::new(user), None, None).await.unwrap().user.id()
}

/// Calls `call` a thousand times at once, and returns how many have succeeded.
async fn crowd<R: Future<Output = Result<bool, AdapterError>> + Send + 'static>(
    call: impl Fn(usize) -> R,
) -> usize {
    let mut calls = tokio::task::JoinSet::new();
    for number in 0..CROWD {
        calls.spawn(call(number));
    }
    calls.join_all().await.into_iter().map(|result| usize::from(result.unwrap())).sum()
}

/// A thousand enrolments, uses of one step and of one recovery code, replacements, uses of a marker, and of a link.
async fn crowded(adapter: impl Adapter) {
    let adapter = Arc::new(AnyAdapter::new(adapter));
    let id = Arc::new(user(&*adapter, "ada").await);
    let enrolled = crowd(|number| {
        let (adapter, id) = (adapter.clone(), id.clone());
        async move {
            match adapter.enrol_totp(&id, totp(&number.to_string())).await {
                Err(AdapterError::Conflict(Conflict::SecondFactor)) => Ok(false),
                enrolled => enrolled.map(|()| true),
            }
        }
    });
    assert_eq!(enrolled.await, 1, "enrolments");
    let stored = adapter.second_factor(&id).await.unwrap().unwrap();
    assert_eq!((stored.last_step, stored.recovery_codes), (STEP, 2));
    let used = crowd(|_| {
        let (adapter, id, secret) = (adapter.clone(), id.clone(), stored.secret.clone());
        async move { adapter.use_totp_step(&id, &secret, STEP + 1, &secret).await }
    });
    assert_eq!(used.await, 1, "uses of a step");
    let recovered = crowd(|_| {
        let (adapter, id) = (adapter.clone(), id.clone());
        async move { adapter.use_recovery_code(&id, &Secret::new("one")).await }
    });
    assert_eq!(recovered.await, 1, "uses of a recovery code");
    let stored = adapter.second_factor(&id).await.unwrap().unwrap();
    assert_eq!((stored.last_step, stored.recovery_codes), (STEP + 1, 1));

    let replaced = crowd(|number| {
        let (adapter, id, present) = (adapter.clone(), id.clone(), stored.secret.clone());
        async move {
            match adapter.enrol_totp(&id, totp(&format!("new {number}")).replacing(Some(present))).await {
                Err(AdapterError::Conflict(Conflict::SecondFactor)) => Ok(false),
                replaced => replaced.map(|()| true),
            }
        }
    });
    assert_eq!(replaced.await, 1, "replacements");
    let stored = adapter.second_factor(&id).await.unwrap().unwrap();
    assert_eq!(stored.recovery_codes, 2);
    let removed = crowd(|_| {
        let (adapter, id) = (adapter.clone(), id.clone());
        async move { adapter.remove_second_factor(&id, None).await }
    });
    assert_eq!(removed.await, 1, "removals");

    one_time_things(&adapter).await;
}

/// Whatever is used once without being a second factor: `state`, challenges and pending sign-ins, which a marker spends, a
/// verification token, and a link.
async fn one_time_things(adapter: &Arc<AnyAdapter>) {
    let until = UnixTime::from_secs(4_000_000_000);
    let spent = crowd(|_| {
        let adapter = adapter.clone();
        async move { adapter.spend_once("a pending sign-in", until).await }
    });
    assert_eq!(spent.await, 1, "uses of a marker");

    let token = |name: &str| VerificationToken::new(format!("{name}@example.com"), name.into(), until);
    adapter.create_verification_token(token("token")).await.unwrap();
    let used = crowd(|_| {
        let adapter = adapter.clone();
        async move { Ok(adapter.use_verification_token("token@example.com", &"token".into()).await?.is_some()) }
    });
    assert_eq!(used.await, 1, "uses of a verification token");

    adapter.create_verification_token(token("link")).await.unwrap();
    let signed_in = crowd(|number| {
        let adapter = adapter.clone();
        let user = NewUser::new(User::new(format!("link {number}")));
        let session = NewSession::new(format!("session {number}").into(), until);
        let sign_in =
            EmailSignIn::new("link@example.com", "link".into(), NOW, user).with_session(Some(session));
        async move { Ok(adapter.sign_in_by_email(sign_in).await?.is_some()) }
    });
    assert_eq!(signed_in.await, 1, "sign-ins by a link");
    let user = adapter.user_by_email("link@example.com").await.unwrap().unwrap();
    assert_eq!(adapter.sessions_of(&user.id()).await.unwrap().len(), 1);

    let session = adapter.sessions_of(&user.id()).await.unwrap().remove(0);
    let ended = crowd(|_| {
        let (adapter, token) = (adapter.clone(), session.session_token.clone());
        async move { Ok(adapter.delete_session(&token).await?.is_some()) }
    });
    assert_eq!(ended.await, 1, "ends of the session that a step-up continues");

    let key = StoredApiKey::new("crowd", user.id(), "acme", "hash".into(), "null", NOW);
    adapter.create_api_key(key, Basis::default()).await.unwrap();
    let revoked = crowd(|_| {
        let (adapter, id) = (adapter.clone(), user.id());
        async move { adapter.delete_api_key(&id, "crowd").await }
    });
    assert_eq!(revoked.await, 1, "revocations");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_in_memory_sqlite_and_redis() {
    crowded(MemoryAdapter::new()).await;
    let directory = TempDir::new();
    let adapter = SqliteAdapter::new(sqlite(&directory.join("auth.db")).await);
    adapter.migrate().await.unwrap();
    crowded(adapter).await;
    let server = Redis::start().await;
    crowded(server.with(MemoryAdapter::new()).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_in_postgres() {
    let server = Postgres::start().await;
    for (name, schema) in [("drizzle", Schema::Drizzle), ("pg_adapter", Schema::PgAdapter)] {
        let adapter = PostgresAdapter::new(server.database(name).await, schema);
        adapter.migrate().await.unwrap();
        crowded(adapter).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_in_mariadb() {
    let server = MariaDb::start().await;
    let adapter = MySqlAdapter::new(server.database("auth").await);
    adapter.migrate().await.unwrap();
    crowded(adapter).await;
}
