//! The tokens of the provider on the server's side: kept, refreshed once, and never shown.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use auth::{
    Account, Auth, Secret, StoredId, User,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, NewUser, PostgresAdapter, SqliteAdapter},
    provider::{ProviderTokens, ProviderTokensError},
};
use axum::response::IntoResponse;
use http::StatusCode;

use crate::{
    app::*,
    provider::{Claims, Tamper},
    server::{TempDir, postgres::Postgres},
};

/// The provider's access tokens last for a minute.
const MINUTE: Duration = Duration::from_secs(60);

/// A site with a database, and as many engines on it as there may be processes.
struct Kept {
    site: Site,
    engines: Vec<Auth<()>>,
    adapter: AnyAdapter,
}

impl Kept {
    async fn new() -> Self {
        Self::on(vec![AnyAdapter::new(MemoryAdapter::new())]).await
    }

    /// One engine for each connection to the database.
    async fn on(adapters: Vec<AnyAdapter>) -> Self {
        let mut engines = Vec::new();
        let adapter = adapters[0].clone();
        let mut site = Site::serve_all(adapters.len(), |builder, issuer| {
            let builder = builder.provider(acme(issuer)).provider(plain(issuer));
            let auth: Auth = builder.adapter(adapters[engines.len()].clone()).build().unwrap();
            engines.push(auth.clone());
            auth
        })
        .await;
        for provider in ["acme", "plain"] {
            site.sign_in(provider, Some("ada")).await;
        }
        site.provider.asked("");
        Self { site, engines, adapter }
    }

    async fn user(&self) -> StoredId {
        self.adapter.user_by_account(&"acme".into(), "ada").await.unwrap().unwrap().id()
    }

    async fn tokens(&self, engine: usize) -> ProviderTokens {
        let user = self.user().await;
        self.engines[engine].provider_tokens(&user, "acme").await.unwrap().unwrap()
    }

    async fn stored(&self) -> Account {
        self.adapter.account(&"acme".into(), "ada").await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn a_token_is_refreshed_when_it_ends() {
    let kept = Kept::new().await;
    let tokens = kept.tokens(0).await;
    assert_eq!((tokens.provider_account_id(), tokens.scope()), ("ada", Some("openid profile email")));
    let first = tokens.access_token().await.unwrap();
    assert_eq!(kept.site.provider.asked("/token"), 0, "it lasts for a while");
    let before = kept.stored().await.tokens;

    kept.site.wait(MINUTE / 2);
    let second = tokens.access_token().await.unwrap();
    assert!(second != first);
    assert!(tokens.access_token().await.unwrap() == second);
    assert_eq!(kept.site.provider.asked("/token"), 1);
    let after = kept.stored().await.tokens;
    assert!(
        after.access_token == Some(second) && after.refresh_token != before.refresh_token,
        "all is stored"
    );
    assert!(after.id_token == before.id_token, "that of the sign-in");
    assert!(after.expires_at > before.expires_at);

    kept.site.wait(MINUTE / 2);
    assert!(tokens.access_token().await.is_ok(), "the new refresh token is good as well");
}

#[tokio::test]
async fn plain_oauth_is_refreshed_too() {
    let kept = Kept::new().await;
    let user = kept.adapter.user_by_account(&"plain".into(), "ada").await.unwrap().unwrap().id();
    let tokens = kept.engines[0].provider_tokens(&user, "plain").await.unwrap().unwrap();
    let first = tokens.access_token().await.unwrap();
    kept.site.wait(MINUTE);
    assert!(tokens.access_token().await.unwrap() != first);
}

#[tokio::test]
async fn a_refresh_token_that_is_not_rotated_stays() {
    let kept = Kept::new().await;
    let before = kept.stored().await.tokens.refresh_token;
    let change = |answer: &mut Claims| drop(answer.remove("refresh_token"));
    kept.site.provider.tamper(Tamper::Json { path: "/token", change });
    kept.site.wait(MINUTE);
    kept.tokens(0).await.access_token().await.unwrap();
    assert!(kept.stored().await.tokens.refresh_token == before);
}

/// As soon after the one before as it gets, and with the same refresh token.
#[tokio::test]
async fn a_token_of_a_few_seconds_is_refreshed_each_time() {
    let kept = Kept::new().await;
    kept.site.provider.tamper(Tamper::Answer {
        path: "/token",
        answer: || {
            static NUMBER: AtomicU32 = AtomicU32::new(0);
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let body = format!(r#"{{"access_token":"a{number}","token_type":"bearer","expires_in":20}}"#);
            http::Response::new(body.into())
        },
    });
    kept.site.wait(MINUTE);
    for number in 0..5 {
        let token = kept.tokens(0).await.access_token().await.unwrap();
        assert_eq!(token.expose(), format!("a{number}"));
    }
}

/// Asks many times at once, by all engines in turn: the one token that all get.
async fn ask_all(kept: &Kept, times: usize) -> Secret {
    let mut asking = tokio::task::JoinSet::new();
    for number in 0..times {
        let tokens = kept.tokens(number % kept.engines.len()).await;
        asking.spawn(async move { tokens.access_token().await });
    }
    let mut answers = asking.join_all().await.into_iter().map(Result::unwrap);
    let first = answers.next().unwrap();
    assert!(answers.all(|token| token == first), "all get the same");
    first
}

#[tokio::test]
async fn many_who_ask_refresh_once() {
    let kept = Kept::new().await;
    kept.site.wait(MINUTE);
    let token = ask_all(&kept, 100).await;
    assert_eq!(kept.site.provider.asked("/token"), 1);
    assert!(kept.stored().await.tokens.access_token == Some(token));
}

#[tokio::test]
async fn many_who_ask_share_a_failure() {
    let kept = Kept::new().await;
    kept.site.wait(MINUTE);
    let answer = || StatusCode::INTERNAL_SERVER_ERROR.into_response();
    kept.site.provider.tamper(Tamper::Answer { path: "/token", answer });
    kept.site.provider.asked("");
    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let tokens = kept.tokens(0).await;
        asking.spawn(async move { tokens.access_token().await.is_err() });
    }
    assert!(asking.join_all().await.into_iter().all(|failed| failed));
    assert_eq!(kept.site.provider.asked("/token"), 1, "a silent provider delays nobody twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_sqlite_refresh_once() {
    let directory = TempDir::new();
    let mut adapters = Vec::new();
    for _ in 0..2 {
        let url = format!("sqlite:{}", directory.join("auth.db").display());
        let adapter = SqliteAdapter::open(&url).await.unwrap();
        adapter.migrate().await.unwrap();
        adapters.push(AnyAdapter::new(adapter));
    }
    two_processes_refresh_once(adapters).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_processes_on_postgres_refresh_once() {
    let server = Postgres::start().await;
    let pools = [server.database("auth").await, server.existing("auth").await];
    let mut adapters = Vec::new();
    for pool in pools {
        let adapter = PostgresAdapter::detect(pool).await.unwrap();
        adapter.migrate().await.unwrap();
        adapters.push(AnyAdapter::new(adapter));
    }
    two_processes_refresh_once(adapters).await;
}

/// The provider rotates refresh tokens: a second use would end the grant, and the next refresh would fail.
async fn two_processes_refresh_once(adapters: Vec<AnyAdapter>) {
    let kept = Kept::on(adapters).await;
    for round in 1..=3 {
        kept.site.wait(MINUTE);
        let token = ask_all(&kept, 20).await;
        assert_eq!(kept.site.provider.asked("/token"), 1, "round {round}");
        assert!(kept.stored().await.tokens.access_token == Some(token));
    }
}

#[tokio::test]
async fn a_grant_that_has_ended_is_told_and_signing_in_again_helps() {
    let mut kept = Kept::new().await;
    let tokens = kept.tokens(0).await;
    kept.site.provider.forget_grants().await;
    kept.site.wait(MINUTE);
    for _ in 0..3 {
        assert!(matches!(tokens.access_token().await, Err(ProviderTokensError::SignInAgain)));
    }
    assert_eq!(kept.site.provider.asked("/token"), 1, "a refresh token that is no good is not tried again");
    assert!(kept.stored().await.tokens.refresh_token.is_none());

    kept.site.forget();
    kept.site.sign_in("acme", Some("ada")).await;
    kept.site.provider.asked("");
    assert!(tokens.access_token().await.is_ok());
    assert_eq!(kept.site.provider.asked("/token"), 0);
}

#[tokio::test]
async fn tokens_that_can_still_be_refreshed_outlive_a_sign_in() {
    let mut kept = Kept::new().await;
    let before = kept.stored().await.tokens.access_token;
    kept.site.forget();
    kept.site.sign_in("acme", Some("ada")).await;
    assert!(kept.stored().await.tokens.access_token == before, "as in Auth.js");
}

#[tokio::test]
async fn a_provider_that_fails_is_left_alone_for_a_while() {
    let kept = Kept::new().await;
    let tokens = kept.tokens(0).await;
    kept.site.wait(MINUTE);
    kept.site.provider.tamper(Tamper::Answer {
        path: "/token",
        answer: || http::Response::builder().status(503).body("down".into()).unwrap(),
    });
    assert!(matches!(tokens.access_token().await, Err(ProviderTokensError::Provider { .. })));
    assert!(kept.site.log.take().contains("503"));
    for _ in 0..5 {
        assert!(matches!(tokens.access_token().await, Err(ProviderTokensError::Unavailable)));
    }
    assert_eq!(kept.site.provider.asked("/token"), 1);
    kept.site.provider.tamper(Tamper::Nothing);
    kept.site.wait(MINUTE / 2);
    assert!(tokens.access_token().await.is_ok());
}

#[tokio::test]
async fn a_caller_who_goes_away_loses_no_token() {
    let kept = Kept::new().await;
    let tokens = kept.tokens(0).await;
    let before = kept.stored().await.tokens.access_token;
    kept.site.wait(MINUTE);
    kept.site.provider.tamper(Tamper::Silence { path: "/token", time: Duration::from_millis(300) });
    let patience = Duration::from_millis(50);
    assert!(tokio::time::timeout(patience, tokens.access_token()).await.is_err());
    assert!(tokens.access_token().await.is_ok());
    assert_eq!(kept.site.provider.asked("/token"), 1, "the refresh has gone on");
    assert!(kept.stored().await.tokens.access_token != before);
}

#[tokio::test]
async fn who_is_late_reads_what_the_winner_stored() {
    let kept = Kept::new().await;
    let tokens = kept.tokens(0).await;
    kept.site.wait(MINUTE);
    kept.site.provider.tamper(Tamper::Silence { path: "/token", time: Duration::from_millis(300) });
    let asking = tokio::spawn(async move { tokens.access_token().await.map_err(drop) });
    while kept.site.provider.asked("/token") == 0 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let before = kept.stored().await.tokens;
    let mut faster = before.clone();
    faster.access_token = Some(Secret::new("of somebody faster"));
    let expected = before.access_token.unwrap();
    assert!(kept.adapter.update_account_tokens(&"acme".into(), "ada", &expected, &faster).await.unwrap());
    assert!(asking.await.unwrap().is_ok_and(|token| token == Secret::new("of somebody faster")));
    assert!(kept.stored().await.tokens.access_token == faster.access_token);
}

#[tokio::test]
async fn who_has_no_tokens_gets_none() {
    let kept = Kept::new().await;
    let (auth, user) = (&kept.engines[0], kept.user().await);
    assert!(auth.provider_tokens(&StoredId::from_store("nobody"), "acme").await.unwrap().is_none());
    let unknown = auth.provider_tokens(&user, "unknown").await;
    assert!(matches!(unknown, Err(ProviderTokensError::UnknownProvider)));
    let tokens = kept.tokens(0).await;
    let account = kept.stored().await;
    kept.adapter.unlink_account(&"acme".into(), "ada").await.unwrap();
    assert!(matches!(tokens.access_token().await, Err(ProviderTokensError::SignInAgain)));
    let other = NewUser::new(User::new("another user"));
    kept.adapter.sign_up(other, Some(account.into()), None).await.unwrap();
    assert!(matches!(tokens.access_token().await, Err(ProviderTokensError::SignInAgain)));

    let mut stateless = None;
    Site::serve(|builder, issuer| {
        let auth: Auth = builder.provider(acme(issuer)).build().unwrap();
        stateless = Some(auth.clone());
        auth
    })
    .await;
    let refused = stateless.unwrap().provider_tokens(&user, "acme").await;
    assert!(matches!(refused, Err(ProviderTokensError::MissingAdapter)));
}

#[tokio::test]
async fn tokens_are_nowhere_to_be_seen() {
    let mut kept = Kept::new().await;
    let tokens = kept.tokens(0).await;
    let mut secrets = vec![kept.stored().await.tokens];
    kept.site.wait(MINUTE);
    tokens.access_token().await.unwrap();
    secrets.push(kept.stored().await.tokens);
    kept.site.provider.forget_grants().await;
    kept.site.wait(MINUTE);
    let refused = tokens.access_token().await.err().unwrap();
    let session = kept.site.get("/auth/session").await.body;
    let seen = format!("{}\n{tokens:?}\n{refused:?}\n{refused}\n{session}", kept.site.log.take());
    for set in secrets {
        for secret in [set.access_token, set.refresh_token, set.id_token].into_iter().flatten() {
            assert!(!seen.contains(secret.expose()), "{seen}");
        }
    }
}
