//! Values that a column cannot hold.

use auth::{
    Account, Secret, User,
    adapter::{
        Adapter, AdapterError, Authenticator, Link, MySqlAdapter, NewSession, NewUser, PostgresAdapter,
        Schema, SqliteAdapter, UserPatch, VerificationToken,
    },
    provider::{ProviderType, TokenSet},
    time::UnixTime,
};

use crate::{
    server::{TempDir, mariadb::MariaDb, postgres::Postgres},
    suite::sqlite,
    upstream::{DRIZZLE_MYSQL, DRIZZLE_PG, DRIZZLE_SQLITE, PG_ADAPTER},
};

const FAR: UnixTime = UnixTime::from_secs(99_999_999_999);
const NOW: UnixTime = UnixTime::from_secs(1_800_000_000);

fn tokens() -> TokenSet {
    let mut tokens = TokenSet::default();
    tokens.access_token = Some(Secret::new("a".repeat(70_000)));
    tokens.refresh_token = Some(Secret::new("r\0"));
    tokens.id_token = Some(Secret::new("small"));
    tokens.expires_at = Some(FAR);
    tokens.scope = Some("s".repeat(3_000));
    tokens
}

fn misfit(error: &AdapterError) -> &str {
    match error {
        AdapterError::DoesNotFit { column, .. } => column,
        error => panic!("{error}"),
    }
}

/// Nobody is refused for a value that only describes. Returns the stored name.
async fn check(adapter: &impl Adapter, holds_long_keys: bool) -> String {
    let picture = format!("data:image/png;base64,{}", "A".repeat(100_000));
    let name = format!("\0{}", "ä😀".repeat(5_000));
    let user = User::new("big").with_name(&name).with_email("big@example.com").with_image(&picture);
    let mut account = Account::new("idp", ProviderType::Oidc, "big");
    account.tokens = tokens();
    let session = NewSession::new("big-session".into(), UnixTime::from_millis(i64::MAX));
    let link = Some(account.into());
    let signed_up = adapter.sign_up(NewUser::new(user).verified_at(NOW), link, Some(session)).await.unwrap();
    let stored = adapter.user_by_account(&"idp".into(), "big").await.unwrap().unwrap();
    assert_eq!(stored, signed_up.user, "what is returned is what is stored");
    let name = stored.user.name.clone().unwrap();
    assert!(name.len() > 100 && !name.contains('\0'));
    assert!(stored.user.image.as_ref().is_none_or(|image| *image == picture), "no picture is cut");
    let found = adapter.session_and_user(&"big-session".into()).await.unwrap().unwrap();
    assert!(found.session.expires > NOW);
    assert!(adapter.touch_session(&"big-session".into(), FAR, UnixTime::from_millis(i64::MAX)).await.is_ok());

    let kept = adapter.account(&"idp".into(), "big").await.unwrap().unwrap().tokens;
    assert!(kept.expires_at.is_some_and(|time| time > NOW));
    assert!(kept.id_token.is_some_and(|token| token == Secret::new("small")));
    assert!(kept.access_token.is_none_or(|token| token.expose().len() == 70_000), "no token is cut");
    let id = stored.id();
    let mut account = Account::new("idp", ProviderType::OAuth, "refreshed");
    account.tokens.access_token = Some(Secret::new("old"));
    adapter.link_account(&id, account.into(), None).await.unwrap();
    let mut fresh = tokens();
    fresh.access_token = Some(Secret::new("new"));
    assert!(adapter.update_account_tokens(&"idp".into(), "refreshed", &"old".into(), &fresh).await.unwrap());

    let patch = UserPatch::default().name(Some("é".repeat(10_000))).image(Some(picture));
    let patched = adapter.update_user(&id, patch.email_verified(Some(FAR))).await.unwrap();
    assert_eq!(adapter.user(&id).await.unwrap().as_ref(), Some(&patched));

    let mut passkey = Authenticator::new("Y3JlZA==", id.clone(), "a2V5");
    passkey.counter = u32::MAX - 2;
    let account = Account::new("passkey", ProviderType::WebAuthn, "Y3JlZA==");
    adapter.link_account(&id, Link::passkey(account, passkey), None).await.unwrap();
    for counter in [u32::MAX - 1, u32::MAX] {
        assert!(adapter.authenticator("Y3JlZA==").await.unwrap().unwrap().may_count_to(counter));
        adapter.update_authenticator_counter("Y3JlZA==", counter).await.unwrap();
    }
    let error = adapter.update_authenticator_counter("Y3JlZA==", 7).await.unwrap_err();
    assert!(matches!(error, AdapterError::CounterRegression), "{error}");

    let user = || NewUser::new(User::new("nul").with_email("nul\0@example.com"));
    assert_eq!(misfit(&adapter.sign_up(user(), None, None).await.map(drop).unwrap_err()), "email");
    let patch = UserPatch::default().email(Some("n\0".to_owned()));
    assert_eq!(misfit(&adapter.update_user(&id, patch).await.unwrap_err()), "email");
    let long = "k".repeat(4_000);
    let account = Account::new("idp", ProviderType::Oidc, long.as_str());
    let signed_up = adapter.sign_up(NewUser::new(User::new("long")), Some(account.into()), None).await;
    let token = VerificationToken::new(long.as_str(), "token".into(), FAR);
    let created = adapter.create_verification_token(token).await;
    let session = adapter.create_session(&id, NewSession::new(long.as_str().into(), FAR)).await;
    let spent = adapter.spend_once(&long, FAR).await;
    if holds_long_keys {
        _ = (signed_up.unwrap(), created.unwrap(), session.unwrap(), spent.unwrap());
    } else {
        assert_eq!(misfit(&signed_up.map(drop).unwrap_err()), "providerAccountId");
        assert_eq!(misfit(&created.unwrap_err()), "identifier");
        assert_eq!(misfit(&session.map(drop).unwrap_err()), "sessionToken");
        assert_eq!(misfit(&spent.unwrap_err()), "key");
        assert!(adapter.user_by_account(&"idp".into(), &long).await.unwrap().is_none());
    }
    adapter
        .create_verification_token(VerificationToken::new("far@example.com", "t".into(), FAR))
        .await
        .unwrap();
    assert!(adapter.use_verification_token("a\0", &"b\0".into()).await.unwrap().is_none());
    assert!(adapter.delete_session(&"b\0".into()).await.unwrap().is_none());
    name
}

#[tokio::test]
async fn sqlite_holds_all() {
    let directory = TempDir::new();
    for (file, tables) in [("new.db", ""), ("authjs.db", DRIZZLE_SQLITE)] {
        let pool = sqlite(&directory.join(file)).await;
        sqlx::raw_sql(tables).execute(&pool).await.unwrap();
        let adapter = SqliteAdapter::new(pool);
        adapter.migrate().await.unwrap();
        assert_eq!(check(&adapter, true).await.chars().count(), 10_000);
    }
}

#[tokio::test]
async fn postgres_holds_what_fits() {
    let server = Postgres::start().await;
    let tables = [
        ("drizzle", Schema::Drizzle, "", 10_000),
        ("drizzle_authjs", Schema::Drizzle, DRIZZLE_PG, 10_000),
        ("pg", Schema::PgAdapter, "", 10_000),
        ("pg_authjs", Schema::PgAdapter, PG_ADAPTER, 255),
    ];
    for (name, schema, tables, length) in tables {
        let pool = server.database(name).await;
        sqlx::raw_sql(tables).execute(&pool).await.unwrap();
        let adapter = PostgresAdapter::new(pool, schema);
        adapter.migrate().await.unwrap();
        assert_eq!(check(&adapter, false).await.chars().count(), length, "{name}");
    }
}

#[tokio::test]
async fn mariadb_holds_what_fits() {
    let server = MariaDb::start().await;
    let pool = server.database("new").await;
    let adapter = MySqlAdapter::new(pool);
    adapter.migrate().await.unwrap();
    assert!(check(&adapter, false).await.len() > 20_000);

    let pool = server.database("authjs").await;
    sqlx::raw_sql(DRIZZLE_MYSQL).execute(&pool).await.unwrap();
    let adapter = MySqlAdapter::new(pool.clone());
    adapter.migrate().await.unwrap();
    assert_eq!(check(&adapter, false).await.chars().count(), 255);

    let narrow =
        "UPDATE `user` SET `name` = NULL; ALTER TABLE `user` MODIFY `name` varchar(20) CHARACTER SET utf8mb3";
    sqlx::raw_sql(narrow).execute(&pool).await.unwrap();
    let adapter = MySqlAdapter::new(pool);
    let user = NewUser::new(User::new("emoji").with_name("Zoë 😀"));
    let stored = adapter.sign_up(user, None, None).await.unwrap().user;
    assert_eq!(stored.user.name.as_deref(), Some("Zoë \u{fffd}"));
    assert_eq!(adapter.user(&stored.id()).await.unwrap(), Some(stored));
}
