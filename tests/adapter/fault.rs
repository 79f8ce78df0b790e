//! Databases killed in the middle of what they do.
//!
//! `AUTH_TEST_KILLS` says how often; a release is tested with 1000.

use std::{
    collections::HashSet,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use auth::{
    Account, Secret, User,
    adapter::{
        Adapter, EmailSignIn, NewSession, NewUser, PostgresAdapter, Result, Schema, SqliteAdapter,
        VerificationToken,
    },
    provider::ProviderType,
    time::{Clock, SystemClock},
};

use crate::{
    server::{TempDir, eventually, postgres::Postgres},
    suite::sqlite,
};

const WEEK: Duration = Duration::from_secs(7 * 24 * 60 * 60);

fn kills(fewer: u64) -> u64 {
    std::env::var("AUTH_TEST_KILLS")
        .map_or(fewer, |kills| kills.parse().expect("AUTH_TEST_KILLS is a number"))
}

/// A number between 0 and `below`, different in every run.
fn any_below(below: u64) -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(()) % below
}

/// One visitor: signs up by an account, links a second one, prolongs the session, and signs in by a magic
/// link. The session of a link `x` is `session-of-x`, so that it can be told whether a spent link has led to
/// one. `done` hears of what the database has confirmed.
async fn visit(adapter: &impl Adapter, name: &str, done: &impl Fn(String)) -> Result<()> {
    let now = SystemClock.now();
    let account = Account::new("github", ProviderType::OAuth, name);
    let user = NewUser::new(User::new(name).with_email(format!("oauth-{name}@example.com")));
    let session = NewSession::new(name.into(), now + WEEK);
    let id = adapter.sign_up(user, Some(account.into()), Some(session)).await?.user.id();
    done(format!("account github {name}"));

    let account = Account::new("gitlab", ProviderType::OAuth, name);
    let session = NewSession::new(format!("linked-{name}").into(), now + WEEK).replacing(Some(name.into()));
    adapter.link_account(&id, account.into(), Some(session)).await?;
    done(format!("account gitlab {name}"));
    adapter.touch_session(&format!("linked-{name}").into(), now + WEEK + WEEK, now + WEEK).await?;

    let (address, hash) = (format!("mail-{name}@example.com"), Secret::new(format!("link-{name}")));
    let token = VerificationToken::new(address.clone(), hash.clone(), now + WEEK);
    adapter.create_verification_token(token).await?;
    done(format!("link {name}"));
    let user = NewUser::new(User::new(format!("mail-{name}")));
    let session = NewSession::new(format!("session-of-link-{name}").into(), now + WEEK);
    adapter.sign_in_by_email(EmailSignIn::new(address, hash, now, user).with_session(Some(session))).await?;
    done(format!("session session-of-link-{name}"));
    Ok(())
}

/// What may not be found, whatever was killed: each query counts.
const BROKEN: [(&str, &str); 6] = [
    (
        "users without an account",
        r#"SELECT count(*) FROM {user} u WHERE u."email" LIKE 'oauth-%' AND NOT EXISTS
        (SELECT 1 FROM {account} a WHERE a."userId" = u."id" AND a."provider" = 'github')"#,
    ),
    (
        "users of a link without a session",
        r#"SELECT count(*) FROM {user} u WHERE u."email" LIKE 'mail-%' AND NOT EXISTS
        (SELECT 1 FROM {session} s WHERE s."userId" = u."id")"#,
    ),
    (
        "accounts without a user",
        r#"SELECT count(*) FROM {account} a WHERE NOT EXISTS
        (SELECT 1 FROM {user} u WHERE a."userId" = u."id")"#,
    ),
    (
        "sessions without a user",
        r#"SELECT count(*) FROM {session} s WHERE NOT EXISTS
        (SELECT 1 FROM {user} u WHERE s."userId" = u."id")"#,
    ),
    (
        "users without any session",
        r#"SELECT count(*) FROM {user} u WHERE NOT EXISTS
        (SELECT 1 FROM {session} s WHERE s."userId" = u."id")"#,
    ),
    (
        "unspent links with a session",
        r#"SELECT count(*) FROM {token} t JOIN {session} s
        ON s."sessionToken" = 'session-of-' || t."token""#,
    ),
];

fn named(query: &str, schema: Schema) -> String {
    let [user, account, session, token] = match schema {
        Schema::PgAdapter => ["users", "accounts", "sessions", "verification_token"],
        _ => [r#""user""#, r#""account""#, r#""session""#, r#""verificationToken""#],
    };
    let tables = [("{user}", user), ("{account}", account), ("{session}", session), ("{token}", token)];
    tables.iter().fold(query.to_owned(), |query, (name, table)| query.replace(name, table))
}

/// What was confirmed is there, and a link that was kept is either unspent or has led to a session.
async fn kept(adapter: &impl Adapter, confirmed: &[String]) {
    for line in confirmed {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["account", provider, id] => {
                assert!(adapter.user_by_account(&(*provider).into(), id).await.unwrap().is_some(), "{line}");
            }
            ["session", token] => {
                assert!(adapter.session_and_user(&(*token).into()).await.unwrap().is_some(), "{line}");
            }
            ["link", name] => {
                let address = format!("mail-{name}@example.com");
                let hash = Secret::new(format!("link-{name}"));
                let unspent = adapter.verification_token(&address, &hash).await.unwrap().is_some();
                let session = Secret::new(format!("session-of-link-{name}"));
                let session = adapter.session_and_user(&session).await.unwrap().is_some();
                assert!(unspent != session, "{line}: unspent {unspent}, session {session}");
            }
            other => panic!("{other:?}"),
        }
    }
}

async fn kill_postgres(schema: Schema, kills: u64) {
    let mut server = Postgres::start().await;
    let pool = server.pool(8).await;
    let adapter = PostgresAdapter::new(pool.clone(), schema);
    adapter.migrate().await.unwrap();
    let confirmed = Arc::new(Mutex::new(Vec::new()));
    let (stop, count) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    // Closed while the tables are looked at.
    let gate = Arc::new(tokio::sync::RwLock::new(()));
    let mut visitors = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let (adapter, confirmed, gate) = (adapter.clone(), confirmed.clone(), gate.clone());
        let (stop, count) = (stop.clone(), count.clone());
        visitors.spawn(async move {
            let mut failures = 0_u64;
            while !stop.load(Ordering::Relaxed) {
                let _open = gate.read().await;
                let name = format!("v{}", count.fetch_add(1, Ordering::Relaxed));
                let done = |line| confirmed.lock().unwrap().push(line);
                if visit(&adapter, &name, &done).await.is_err() {
                    failures += 1;
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            }
            failures
        });
    }
    for number in 0..kills {
        tokio::time::sleep(Duration::from_millis(any_below(40))).await;
        let children = server.children();
        if number % 4 == 0 || children.is_empty() {
            server.crash();
        } else {
            let victim = children[any_below(children.len() as u64) as usize];
            _ = Command::new("kill").args(["-KILL", &victim.to_string()]).stderr(Stdio::null()).status();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
        eventually(async || {
            if server.has_ended() {
                server.restart();
            }
            server.connect().await
        })
        .await;
        let _closed = gate.write().await;
        eventually(async || adapter.user_by_email("nobody").await).await;
        let confirmed = std::mem::take(&mut *confirmed.lock().unwrap());
        broken_postgres(&pool, schema).await;
        kept(&adapter, &confirmed).await;
    }
    stop.store(true, Ordering::Relaxed);
    let failures: u64 = visitors.join_all().await.into_iter().sum();
    assert!(failures > 0, "no kill hit an operation");
    broken_postgres(&pool, schema).await;
    let confirmed = confirmed.lock().unwrap().clone();
    kept(&adapter, &confirmed).await;
}

async fn broken_postgres(pool: &sqlx::PgPool, schema: Schema) {
    for (what, query) in BROKEN {
        let query = named(query, schema);
        let count = eventually(async || {
            let query = sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(query.clone()));
            query.fetch_one(pool).await
        })
        .await;
        assert_eq!(count, 0, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_is_killed() {
    kill_postgres(Schema::Drizzle, kills(12)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_without_foreign_keys_is_killed() {
    kill_postgres(Schema::PgAdapter, kills(12)).await;
}

const CHILD: &str = "AUTH_TEST_WRITES_TO";

/// Not a test: what the process does that is killed.
#[tokio::test(flavor = "multi_thread")]
async fn sqlite_writer() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let run = std::process::id();
    let adapter = SqliteAdapter::new(sqlite(Path::new(&path)).await);
    let done = |line: String| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "done {line}").and_then(|()| out.flush()).unwrap();
    };
    for number in 0_u64.. {
        let names = [0, 1, 2].map(|task| format!("{run}-{number}-{task}"));
        let visits = names.each_ref().map(|name| visit(&adapter, name, &done));
        let [first, second, third] = visits;
        let (first, second, third) = tokio::join!(first, second, third);
        first.and(second).and(third).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_writer_is_killed() {
    let directory = TempDir::new();
    let path = directory.join("auth.db");
    let pool = sqlite(&path).await;
    SqliteAdapter::new(pool.clone()).migrate().await.unwrap();
    pool.close().await;
    let mut seen = HashSet::new();
    for _ in 0..kills(25) {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "fault::sqlite_writer", "--nocapture"])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("done "))).unwrap();
        std::thread::sleep(Duration::from_millis(any_below(30)));
        child.kill().unwrap();
        child.wait().unwrap();
        let lines = std::iter::once(first).chain(lines).filter_map(|line| line.ok());
        let confirmed: Vec<String> =
            lines.filter_map(|line| line.split_once("done ").map(|(_, line)| line.to_owned())).collect();

        let pool = sqlite(&path).await;
        for (what, query) in BROKEN {
            let query = sqlx::AssertSqlSafe(named(query, Schema::Drizzle));
            let count: i64 = sqlx::query_scalar(query).fetch_one(&pool).await.unwrap();
            assert_eq!(count, 0, "{what}");
        }
        kept(&SqliteAdapter::new(pool.clone()), &confirmed).await;
        pool.close().await;
        seen.insert(confirmed.len());
    }
    assert!(seen.len() > 1, "the kills came at different points");
}
