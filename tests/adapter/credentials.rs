//! Second factors, API keys and passwords: databases without their tables, crowds, and removal by the database itself.

use auth::{
    Secret, StoredId, User,
    adapter::{
        Adapter, AdapterError, AnyAdapter, Basis, EmailProof, Kind, MySqlAdapter, NewPassword, NewSession,
        NewTotp, NewUser, PasskeyNote, PostgresAdapter, Schema, SetupProblem, SqlAdapter, SqlDialect,
        SqliteAdapter, StoredApiKey,
    },
    time::UnixTime,
};

use crate::{
    server::{TempDir, mariadb::MariaDb, postgres::Postgres},
    suite::{executed, sqlite},
    upstream::DRIZZLE_MYSQL,
};

const NOW: UnixTime = UnixTime::from_secs(1_800_000_000);
const STEP: u64 = 60_000_000;

/// What a database of the version before lacks.
const TABLES: [&str; 5] =
    ["auth_totp", "auth_recovery_code", "auth_api_key", "auth_password", "auth_passkey"];

fn totp(name: &str) -> NewTotp {
    NewTotp::new(name.into(), STEP, NOW, vec!["one".into(), "two".into()])
}

fn key(id: &str, user: &StoredId) -> StoredApiKey {
    StoredApiKey::new(id, user.clone(), "acme", "hash".into(), "null", NOW)
}

fn password() -> NewPassword {
    NewPassword::new("hash".into(), NOW)
}

/// Signs up a user whose address is not proven.
async fn user(adapter: &impl Adapter, name: &str) -> StoredId {
    let user = User::new(name).with_email(format!("{name}@example.com"));
    let session = NewSession::new(name.into(), NOW);
    adapter.sign_up(NewUser::new(user), None, Some(session)).await.unwrap().user.id()
}

async fn prove(adapter: &impl Adapter, id: &StoredId, name: &str) -> (bool, u64, bool) {
    let proof = EmailProof::new(id.clone(), format!("{name}@example.com"), NOW);
    let removed = adapter.prove_email(proof).await.unwrap().removed.unwrap();
    assert_eq!(removed.sessions, 1);
    (removed.second_factor, removed.api_keys, removed.password)
}

fn missing<T>(result: Result<T, AdapterError>) -> Vec<String> {
    let Err(AdapterError::Setup(error)) = result else { panic!("no table is missing") };
    let table = |problem: &SetupProblem| match problem {
        SetupProblem::MissingTable { table } => table.clone(),
        problem => panic!("{problem}"),
    };
    error.problems().iter().map(table).collect()
}

/// A process that has been running since before the tables were there, and one that creates them.
async fn upgrade<D: SqlDialect>(running: SqlAdapter<D>, upgraded: SqlAdapter<D>) {
    let [ada, bob, eve] =
        [user(&running, "ada").await, user(&running, "bob").await, user(&running, "eve").await];
    running.check_tables().await.unwrap();
    assert_eq!(missing(running.check_tables_of(Kind::SecondFactor).await), TABLES[..2]);
    assert_eq!(missing(running.check_tables_of(Kind::ApiKey).await), TABLES[2..3]);
    assert_eq!(prove(&running, &bob, "bob").await, (false, 0, false));
    assert!(running.delete_user(&bob).await.unwrap());
    assert_eq!(missing(running.second_factor(&ada).await), TABLES[..2]);
    assert_eq!(missing(running.enrol_totp(&ada, totp("sealed")).await), TABLES[..2]);
    assert_eq!(missing(running.use_recovery_code(&ada, &"one".into()).await), TABLES[..2]);
    assert_eq!(missing(running.create_api_key(key("k", &ada), Basis::default()).await), TABLES[2..3]);
    assert_eq!(missing(running.api_key("k").await), TABLES[2..3]);
    assert_eq!(missing(running.check_tables_of(Kind::Passwords).await), TABLES[3..4]);
    assert_eq!(missing(running.password_of(&ada).await), TABLES[3..4]);
    assert_eq!(missing(running.set_password(&ada, password()).await), TABLES[3..4]);
    assert_eq!(missing(running.remove_password(&ada).await), TABLES[3..4]);
    let with_password = NewUser::new(User::new("dan")).with_password(Some(password()));
    assert_eq!(missing(running.sign_up(with_password, None, None).await.map(drop)), TABLES[3..4]);

    assert_eq!(missing(running.check_tables_of(Kind::PasskeyDetails).await), TABLES[4..]);
    assert_eq!(missing(running.passkey_details_of(&ada).await), TABLES[4..]);
    let noted = running.note_passkey(&ada, "key", PasskeyNote::default().created(NOW)).await;
    assert_eq!(missing(noted), TABLES[4..]);

    upgraded.migrate().await.unwrap();
    upgraded.check_tables_of(Kind::PasskeyDetails).await.unwrap();
    upgraded.check_tables_of(Kind::SecondFactor).await.unwrap();
    upgraded.check_tables_of(Kind::ApiKey).await.unwrap();
    upgraded.check_tables_of(Kind::Passwords).await.unwrap();
    for id in [&ada, &eve] {
        upgraded.enrol_totp(id, totp("sealed")).await.unwrap();
        upgraded.create_api_key(key(id.as_str(), id), Basis::default()).await.unwrap();
        assert!(upgraded.set_password(id, password()).await.unwrap());
    }
    // What the running process has seen missing is there now, and goes with the user and the first proof.
    assert_eq!(prove(&running, &ada, "ada").await, (true, 1, true));
    assert!(running.delete_user(&eve).await.unwrap());
    for id in [&ada, &eve] {
        assert!(upgraded.second_factor(id).await.unwrap().is_none());
        assert!(upgraded.api_key(id.as_str()).await.unwrap().is_none());
        assert!(upgraded.password_of(id).await.unwrap().is_none());
        assert!(!upgraded.use_recovery_code(id, &"one".into()).await.unwrap());
    }
    running.enrol_totp(&ada, totp("again")).await.unwrap();
    assert_eq!(upgraded.second_factor(&ada).await.unwrap().unwrap().recovery_codes, 2);
    assert_eq!(upgraded.user(&ada).await.unwrap().unwrap().email_verified, Some(NOW));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_the_version_before() {
    let drop = TABLES.map(|table| format!("DROP TABLE {table}")).join("; ");
    let drop = || sqlx::AssertSqlSafe(drop.clone());
    let directory = TempDir::new();
    let pool = sqlite(&directory.join("auth.db")).await;
    SqliteAdapter::new(pool.clone()).migrate().await.unwrap();
    sqlx::raw_sql(drop()).execute(&pool).await.unwrap();
    upgrade(SqliteAdapter::new(pool.clone()), SqliteAdapter::new(pool)).await;

    let server = Postgres::start().await;
    for (name, schema) in [("drizzle", Schema::Drizzle), ("pg_adapter", Schema::PgAdapter)] {
        let pool = server.database(name).await;
        PostgresAdapter::new(pool.clone(), schema).migrate().await.unwrap();
        sqlx::raw_sql(drop()).execute(&pool).await.unwrap();
        upgrade(PostgresAdapter::new(pool.clone(), schema), PostgresAdapter::new(pool, schema)).await;
    }

    let server = MariaDb::start().await;
    let pool = server.database("auth").await;
    MySqlAdapter::new(pool.clone()).migrate().await.unwrap();
    sqlx::raw_sql(drop()).execute(&pool).await.unwrap();
    upgrade(MySqlAdapter::new(pool.clone()), MySqlAdapter::new(pool)).await;
}

/// The tables of Auth.js compare IDs by another collation than the tables of this library.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_found_by_indexes_in_one_query() {
    let server = MariaDb::start().await;
    for (name, tables) in [("new", "SELECT 1"), ("authjs", DRIZZLE_MYSQL)] {
        let pool = server.database(name).await;
        sqlx::raw_sql(tables).execute(&pool).await.unwrap();
        let adapter = MySqlAdapter::new(pool.clone());
        adapter.migrate().await.unwrap();
        let id = user(&adapter, "owner").await;
        for number in 0..50 {
            let user = NewUser::new(User::new(format!("user-{number}")));
            adapter.sign_up(user, None, None).await.unwrap();
        }
        adapter.create_api_key(key("the-key", &id), Basis::default()).await.unwrap();
        adapter.enrol_totp(&id, totp("sealed")).await.unwrap();
        adapter.set_password(&id, password()).await.unwrap();
        let before = executed(&pool).await;
        for _ in 0..10 {
            assert_eq!(adapter.api_key("the-key").await.unwrap().unwrap().user.id(), id);
        }
        assert_eq!(executed(&pool).await - before, 10, "a check of a key is one query");
        let plan =
            "EXPLAIN SELECT u.id FROM auth_api_key k JOIN user u ON u.id = k.userId WHERE k.id = 'the-key'";
        for row in sqlx::raw_sql(plan).fetch_all(&pool).await.unwrap() {
            let kind: String = sqlx::Row::get(&row, "type");
            assert_eq!(kind, "const", "{name}");
        }

        // Another program removes the user.
        sqlx::raw_sql("DELETE FROM user WHERE id = 'owner'").execute(&pool).await.unwrap();
        for table in TABLES {
            let count = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
            let left: i64 = sqlx::query_scalar(count).fetch_one(&pool).await.unwrap();
            assert_eq!(left, 0, "{table} in {name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_go_with_a_user_whom_another_program_removes() {
    let directory = TempDir::new();
    let pool = sqlite(&directory.join("auth.db")).await;
    let in_sqlite = SqliteAdapter::new(pool.clone());
    in_sqlite.migrate().await.unwrap();
    let server = Postgres::start().await;
    let servers = server.database("auth").await;
    let in_postgres = PostgresAdapter::new(servers.clone(), Schema::Drizzle);
    in_postgres.migrate().await.unwrap();
    for adapter in [AnyAdapter::new(in_sqlite), AnyAdapter::new(in_postgres)] {
        let id = user(&adapter, "owner").await;
        adapter.create_api_key(key("the-key", &id), Basis::default()).await.unwrap();
        adapter.enrol_totp(&id, totp("sealed")).await.unwrap();
        adapter.set_password(&id, password()).await.unwrap();
    }
    let delete = r#"DELETE FROM "user" WHERE id = 'owner'"#;
    sqlx::raw_sql(delete).execute(&pool).await.unwrap();
    sqlx::raw_sql(delete).execute(&servers).await.unwrap();
    for table in TABLES {
        let count = || sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        let left: i64 = sqlx::query_scalar(count()).fetch_one(&pool).await.unwrap();
        assert_eq!(left, 0, "{table} in SQLite");
        let left: i64 = sqlx::query_scalar(count()).fetch_one(&servers).await.unwrap();
        assert_eq!(left, 0, "{table} in PostgreSQL");
    }
}

/// Values that no column holds are refused, or count as unknown.
#[tokio::test(flavor = "multi_thread")]
async fn values_that_do_not_fit() {
    let (postgres, mariadb) = (Postgres::start().await, MariaDb::start().await);
    let in_postgres = PostgresAdapter::new(postgres.database("auth").await, Schema::PgAdapter);
    in_postgres.migrate().await.unwrap();
    let in_mariadb = MySqlAdapter::new(mariadb.database("auth").await);
    in_mariadb.migrate().await.unwrap();
    for adapter in [AnyAdapter::new(in_postgres), AnyAdapter::new(in_mariadb)] {
        let id = user(&adapter, "owner").await;
        for unknown in ["not-a-number", "99999999999999999999", "nul\0", ""] {
            let unknown = StoredId::from_store(unknown);
            assert!(adapter.second_factor(&unknown).await.unwrap().is_none());
            assert!(!adapter.remove_second_factor(&unknown, None).await.unwrap());
            assert!(!adapter.replace_recovery_codes(&unknown, &"s".into(), Vec::new()).await.unwrap());
            assert!(!adapter.use_recovery_code(&unknown, &"one".into()).await.unwrap());
            assert!(adapter.api_keys_of(&unknown).await.unwrap().is_empty());
            let refused = adapter.enrol_totp(&unknown, totp("sealed")).await;
            assert!(matches!(refused, Err(AdapterError::NotFound(Kind::User))));
            let refused = adapter.create_api_key(key("k", &unknown), Basis::default()).await;
            assert!(matches!(refused, Err(AdapterError::NotFound(Kind::User))));
            assert!(adapter.password_of(&unknown).await.unwrap().is_none());
            assert!(!adapter.remove_password(&unknown).await.unwrap());
            let refused = adapter.set_password(&unknown, password()).await;
            assert!(matches!(refused, Err(AdapterError::NotFound(Kind::User))));
        }
        let nul = password().replacing(Some("nul\0".into()));
        assert!(!adapter.set_password(&id, nul).await.unwrap());
        let refused = adapter.set_password(&id, NewPassword::new("nul\0".into(), NOW)).await;
        assert!(
            matches!(refused, Err(AdapterError::DoesNotFit { kind: Kind::Passwords, .. }))
                || refused.unwrap()
        );
        assert!(!adapter.use_recovery_code(&id, &"nul\0".into()).await.unwrap());
        assert!(adapter.api_key("nul\0").await.unwrap().is_none());
        assert!(!adapter.touch_api_key("nul\0", NOW, NOW).await.unwrap());
        assert!(!adapter.delete_api_key(&id, "nul\0").await.unwrap());

        let long = "ü".repeat(5_000);
        let refused = adapter.create_api_key(key(&long, &id), Basis::default()).await;
        assert!(matches!(refused, Err(AdapterError::DoesNotFit { kind: Kind::ApiKey, .. })));
        let codes = vec![Secret::new(long.clone())];
        let refused = adapter.enrol_totp(&id, NewTotp::new("sealed".into(), STEP, NOW, codes)).await;
        assert!(matches!(refused, Err(AdapterError::DoesNotFit { kind: Kind::SecondFactor, .. })));
        let mut named = key("named", &id);
        named.name = Some(format!("\0{}", "😀".repeat(50_000)));
        adapter.create_api_key(named, Basis::default()).await.unwrap();
        let name = adapter.api_key("named").await.unwrap().unwrap().key.name.unwrap();
        assert!(name.len() > 10_000 && !name.contains('\0'), "a name is shortened, if it must be");
        adapter.enrol_totp(&id, NewTotp::new("sealed".into(), u64::MAX, NOW, Vec::new())).await.unwrap();
        assert!(!adapter.use_totp_step(&id, &"sealed".into(), u64::MAX, &"sealed".into()).await.unwrap());
    }
}
