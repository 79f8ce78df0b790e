//! What a provider proves, and accounts that strangers prepare before the owner of an address comes.

use std::time::Duration;

use auth::{
    Auth, VerifiedBy,
    adapter::{Adapter, AnyAdapter, EmailSignIn, MemoryAdapter, NewUser, SqliteAdapter, VerificationToken},
    callback::ProviderEmail,
    prelude::*,
    time::{Clock, SystemClock},
};

use crate::{
    app::*,
    provider::{Claims, Tamper},
    server::databases::Servers,
};

const ADA: &str = "ada@example.com";
const NOT_LINKED: &str = "/auth/signin?error=OAuthAccountNotLinked";

#[auth::sign_in]
async fn seen(
    method: SignInMethod<'_>,
    email: Option<VerifiedEmail<'_>>,
    State(journal): State<Journal>,
) -> bool {
    let reported = match method {
        SignInMethod::Provider(ProviderEmail::Verified(email)) => {
            assert!(matches!(email.by(), VerifiedBy::Provider(_)));
            "verified"
        }
        SignInMethod::Provider(ProviderEmail::Claimed(_)) => "claimed",
        SignInMethod::Provider(ProviderEmail::Absent) => "absent",
        _ => "another way",
    };
    journal.note(format!("{reported} {:?}", email.map(|email| email.as_str())));
    true
}

#[auth::event(verify_email)]
async fn proven(event: VerifyEmailEvent<'_>, State(journal): State<Journal>) {
    journal.note(format!("proven, removed {}", event.removed.accounts.len()));
}

pub(crate) async fn sqlite() -> (SqliteAdapter, sqlx::SqlitePool) {
    let adapter = SqliteAdapter::open("sqlite::memory:").await.unwrap();
    let pool = adapter.pool().clone();
    adapter.migrate().await.unwrap();
    (adapter, pool)
}

/// A site whose sessions are rows or tokens, and whose OpenID provider may link by address or not.
async fn site(database: &AnyAdapter, rows: bool, link: bool) -> Site {
    Site::serve(|builder, issuer| {
        let acme = match link {
            true => acme(issuer).allow_dangerous_email_account_linking(),
            false => acme(issuer),
        };
        let builder = builder.provider(acme).provider(plain(issuer)).sign_in::<seen>().on::<proven>();
        let auth: Auth = match rows {
            true => builder.database_sessions(database.clone()).build().unwrap(),
            false => builder.adapter(database.clone()).build().unwrap(),
        };
        auth
    })
    .await
}

/// Runs a story with both kinds of sessions, in memory and on SQLite.
async fn everywhere<Story: Future<Output = ()>>(story: impl Fn(AnyAdapter, bool) -> Story) {
    for rows in [false, true] {
        story(AnyAdapter::new(MemoryAdapter::new()), rows).await;
        story(AnyAdapter::new(sqlite().await.0), rows).await;
    }
}

/// The same stories on the servers.
#[tokio::test]
async fn no_story_ends_otherwise_in_postgresql_and_mariadb() {
    let servers = Servers::start().await;
    for rows in [false, true] {
        for database in servers.databases().await {
            verified_at_sign_up(database, rows).await;
        }
        for database in servers.databases().await {
            account_without_proof(database, rows).await;
        }
        for database in servers.databases().await {
            stranger_before_the_owner(database, rows).await;
        }
        for database in servers.databases().await {
            account_with_another_address(database, rows).await;
        }
        for database in servers.databases().await {
            empty_address(database, rows).await;
        }
    }
}

/// The owner of the address opens a magic link.
async fn prove_by_mail(database: &AnyAdapter) {
    let now = SystemClock.now();
    let token = VerificationToken::new(ADA, "hash".into(), now + Duration::from_secs(60));
    database.create_verification_token(token).await.unwrap();
    let user = NewUser::new(User::new("new"));
    database.sign_in_by_email(EmailSignIn::new(ADA, "hash".into(), now, user)).await.unwrap().unwrap();
}

async fn has(database: &AnyAdapter, provider: &str, id: &str) -> bool {
    database.user_by_account(&provider.into(), id).await.unwrap().is_some()
}

fn unverified(claims: &mut Claims) {
    claims.insert("email_verified".to_owned(), false.into());
}

fn verified(claims: &mut Claims) {
    claims.insert("email_verified".to_owned(), true.into());
}

fn not_said(claims: &mut Claims) {
    claims.remove("email_verified");
}

fn empty(claims: &mut Claims) {
    claims.insert("email".to_owned(), "".into());
}

/// A user who came by a provider that has verified the address is not locked out by a later proof by mail.
#[tokio::test]
async fn a_verified_address_is_recorded_at_sign_up() {
    everywhere(verified_at_sign_up).await;
}

async fn verified_at_sign_up(database: AnyAdapter, rows: bool) {
    let mut site = site(&database, rows, false).await;
    assert_eq!(site.sign_in("acme", Some("ada")).await.location(), format!("{}/inside", site.url));
    assert_eq!(site.journal.take(), [format!("verified Some({ADA:?})")]);
    let user = database.user_by_email(ADA).await.unwrap().unwrap();
    assert!(user.email_verified.is_some());
    prove_by_mail(&database).await;
    assert!(has(&database, "acme", "ada").await);
    site.forget();
    assert_eq!(site.sign_in("acme", Some("ada")).await.location(), format!("{}/inside", site.url));
}

/// The provider that does not verify, and the classic merge: its account and session end with the first proof.
#[tokio::test]
async fn an_account_without_proof_goes_with_the_first_proof() {
    everywhere(account_without_proof).await;
}

async fn account_without_proof(database: AnyAdapter, rows: bool) {
    for change in [unverified as fn(&mut Claims), not_said] {
        let mut site = site(&database, rows, false).await;
        site.provider.tamper(Tamper::IdToken { change, by: "provider" });
        site.sign_in("acme", Some("ada")).await;
        assert_eq!(site.journal.take(), ["claimed None"]);
        let user = database.user_by_email(ADA).await.unwrap().unwrap();
        assert_eq!(user.email_verified, None);
        assert!(!site.get("/auth/session").await.json().is_null());

        prove_by_mail(&database).await;
        assert!(!has(&database, "acme", "ada").await);
        assert!(site.get("/auth/session").await.json().is_null(), "the session ends");
        site.forget();
        let reply = site.sign_in("acme", Some("ada")).await;
        assert_eq!(reply.location(), format!("{}{NOT_LINKED}", site.url));
        assert_eq!(database.user_by_email(ADA).await.unwrap().unwrap().id(), user.id());
        database.delete_user(&user.id()).await.unwrap();
    }
}

/// A provider that has verified the address takes over a user whom a stranger has made, if it may link by address.
#[tokio::test]
async fn a_stranger_does_not_lock_the_owner_of_the_address_out() {
    everywhere(stranger_before_the_owner).await;
}

async fn stranger_before_the_owner(database: AnyAdapter, rows: bool) {
    let mut stranger = site(&database, rows, true).await;
    stranger.sign_in("plain", Some("ada")).await;
    let user = database.user_by_email(ADA).await.unwrap().unwrap();
    assert_eq!(user.email_verified, None);

    let mut careful = site(&database, rows, false).await;
    let reply = careful.sign_in("acme", Some("ada")).await;
    assert_eq!(reply.location(), format!("{}{NOT_LINKED}", careful.url));
    assert!(has(&database, "plain", "ada").await);

    let mut owner = site(&database, rows, true).await;
    assert_eq!(owner.sign_in("acme", Some("ada")).await.location(), format!("{}/inside", owner.url));
    assert!(owner.journal.take().contains(&"proven, removed 1".to_owned()));
    let after = database.user_by_email(ADA).await.unwrap().unwrap();
    assert!(after.id() == user.id() && after.email_verified.is_some());
    assert!(has(&database, "acme", "ada").await && !has(&database, "plain", "ada").await);
    assert!(stranger.get("/auth/session").await.json().is_null(), "the session ends");
    assert!(!owner.get("/auth/session").await.json().is_null());
}

/// The trojan identifier: a stranger links the own account, with another address, to the user of the address.
#[tokio::test]
async fn an_account_with_another_address_goes_with_the_first_proof() {
    everywhere(account_with_another_address).await;
}

async fn account_with_another_address(database: AnyAdapter, rows: bool) {
    let mut eve = site(&database, rows, false).await;
    eve.sign_in("plain", Some("ada")).await;
    let own = eve.url.clone();
    eve.browser.cookies.retain(|host, _| *host == own);
    eve.provider.tamper(Tamper::IdToken { change: verified, by: "provider" });
    eve.sign_in("acme", Some("bob")).await;
    let user = database.user_by_account(&"acme".into(), "bob").await.unwrap().unwrap();
    assert_eq!((user.user.email.as_deref(), user.email_verified), (Some(ADA), None));
    prove_by_mail(&database).await;
    assert!(!has(&database, "acme", "bob").await && !has(&database, "plain", "ada").await);
    assert!(eve.get("/auth/session").await.json().is_null());
    eve.forget();
    eve.sign_in("acme", Some("bob")).await;
    let other = database.user_by_account(&"acme".into(), "bob").await.unwrap().unwrap();
    assert_ne!(other.id(), user.id());
}

/// Rows that Auth.js has written say nothing about a proof: the account stays, and its provider can prove the address.
#[tokio::test]
async fn an_account_of_an_existing_database_stays() {
    for rows in [false, true] {
        for by_mail in [true, false] {
            let (adapter, pool) = sqlite().await;
            let database = AnyAdapter::new(adapter);
            for row in [
                r#"INSERT INTO "user" ("id", "email") VALUES ('7', 'ada@example.com')"#,
                r#"INSERT INTO "account" ("userId", "type", "provider", "providerAccountId")
                    VALUES ('7', 'oidc', 'acme', 'ada')"#,
            ] {
                sqlx::query(row).execute(&pool).await.unwrap();
            }
            if by_mail {
                prove_by_mail(&database).await;
            }
            let mut site = site(&database, rows, false).await;
            let reply = site.sign_in("acme", Some("ada")).await;
            assert_eq!(reply.location(), format!("{}/inside", site.url));
            assert!(!site.get("/auth/session").await.json().is_null());
            let user = database.user_by_account(&"acme".into(), "ada").await.unwrap().unwrap();
            assert!(user.user.id == "7" && user.email_verified.is_some());
        }
    }
}

/// An empty address is nobody's: it links nothing and proves nothing.
#[tokio::test]
async fn an_empty_address_links_nothing() {
    everywhere(empty_address).await;
}

async fn empty_address(database: AnyAdapter, rows: bool) {
    let user = NewUser::new(User::new("7").with_email("")).verified_at(SystemClock.now());
    let user = database.sign_up(user, None, None).await.unwrap().user;
    let mut site = site(&database, rows, true).await;
    site.provider.tamper(Tamper::IdToken { change: empty, by: "provider" });
    site.sign_in("acme", Some("ada")).await;
    assert!(database.accounts_of(&user.id()).await.unwrap().is_empty());
    assert!(site.journal.take().iter().all(|line| !line.starts_with("verified")));
}
