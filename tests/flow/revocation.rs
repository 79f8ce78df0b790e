//! Revocable tokens: sign-out, deleted users, databases that lose their data, and clocks that step back.

use std::{collections::BTreeMap, time::Duration};

use auth::{
    AuthError, User, UserId,
    adapter::{Adapter, AnyAdapter, MemoryAdapter, NewUser},
    prelude::*,
    provider::Email,
    time::{Clock, UnixTime},
};

use crate::{database::*, mail::Outbox, site::*, world::*};

const TRUST: Duration = Duration::from_secs(10);

fn site(database: &AnyAdapter) -> Site {
    Site::with(|start| start.adapter(database.clone()).revocable_tokens(TRUST))
}

/// The session of a copied cookie.
async fn is_session(site: &mut Site, cookies: &BTreeMap<String, String>) -> bool {
    site.cookies = cookies.clone();
    !site.session().await.is_null()
}

#[tokio::test]
async fn sign_out_ends_the_session_for_everyone_who_holds_a_copy() {
    for database in databases().await {
        let (mut here, mut elsewhere) = (site(&database), site(&database));
        here.sign_in("ada").await;
        let first = here.cookies.clone();
        assert!(is_session(&mut elsewhere, &first).await);
        // A copy that was issued anew is of the same session.
        here.clock.advance(TRUST);
        here.session().await;
        let second = here.cookies.clone();
        assert_ne!(first[SESSION], second[SESSION]);
        let csrf = here.csrf().await;
        here.post("/auth/signout", &[("csrfToken", &csrf)]).await;
        for copy in [&first, &second] {
            assert!(!is_session(&mut here, copy).await);
            assert_eq!(here.session_cookies(), [""; 0]);
            here.cookies = copy.clone();
            assert_eq!(here.get("/me").await.status, 401);
        }
        elsewhere.clock.advance(TRUST * 2);
        assert!(!is_session(&mut elsewhere, &first).await);

        // Another session of the user lives on, and so does the next one.
        here.cookies = BTreeMap::new();
        here.sign_in("ada").await;
        assert!(!here.session().await.is_null());
    }
}

#[tokio::test]
async fn other_sessions_of_the_user_stay() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let mut site = site(&database);
    site.sign_in("ada").await;
    let phone = std::mem::take(&mut site.cookies);
    site.sign_in("ada").await;
    let _ = site.auth.sign_out(&site.headers()).await.unwrap();
    assert!(site.session().await.is_null());
    assert!(is_session(&mut site, &phone).await);
}

#[tokio::test]
async fn a_late_read_does_not_bring_the_session_back() {
    for database in databases().await {
        let mut site = site(&database);
        site.sign_in("ada").await;
        // The read is under way when the user signs out, and its response arrives last.
        let late = site.auth.refresh(&site.headers()).await.unwrap();
        let _ = site.auth.sign_out(&site.headers()).await.unwrap();
        site.take(late.cookies.iter());
        assert_eq!(site.session_cookies(), [SESSION]);
        assert_eq!(site.get("/me").await.status, 401);
        assert!(site.session().await.is_null());
        assert_eq!(site.session_cookies(), [""; 0]);
    }
}

#[tokio::test]
async fn a_new_sign_in_ends_the_session_that_the_browser_had() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let mut site = site(&database);
    site.sign_in("ada").await;
    let first = site.cookies.clone();
    site.sign_in("grace").await;
    assert!(!site.session().await.is_null());
    assert!(!is_session(&mut site, &first).await);
}

#[tokio::test]
async fn a_deleted_user_has_no_session() {
    for database in databases().await {
        let user = NewUser::new(User::new("stored").with_email("ada@example.com"));
        let id = database.sign_up(user, None, None).await.unwrap().user.id();
        let mut site = site(&database);
        let signed_in = site.auth.sign_in_as(&site.headers(), KnownUser::stored(&id)).await.unwrap();
        let auth::SignInResult::SignedIn(cookies) = signed_in else { panic!() };
        site.take(cookies.iter());
        assert!(!site.session().await.is_null());
        assert!(database.delete_user(&id).await.unwrap());
        site.clock.advance(TRUST);
        assert_eq!(site.get("/me").await.status, 401);
        assert!(site.session().await.is_null());
        assert_eq!(site.session_cookies(), [""; 0]);
    }
}

#[tokio::test]
async fn a_user_whose_row_is_deleted_by_hand_has_no_session() {
    let (adapter, pool) = sqlite().await;
    let outbox = Outbox::default();
    let email = Email::new(outbox.clone(), "Site <no-reply@site.test>").unwrap();
    let mut site = Site::built(|start| {
        let start = start.adapter(adapter).revocable_tokens(TRUST).email(email);
        start.jwt::<issue>().session::<Visible>().build().unwrap()
    });
    site.post("/auth/signin/email", &[("email", "ada@example.com")]).await;
    site.get(&outbox.link()).await;
    assert!(!site.session().await.is_null());
    sqlx::query(r#"DELETE FROM "user""#).execute(&pool).await.unwrap();
    site.clock.advance(TRUST);
    assert_eq!(site.get("/me").await.status, 401);
    assert!(site.session().await.is_null());
    assert_eq!(site.session_cookies(), [""; 0]);
}

#[tokio::test]
async fn a_database_that_has_lost_its_data_revives_no_token() {
    for times in 0..4 {
        let ada = UserId::from("ada");
        let whole = AnyAdapter::new(MemoryAdapter::new());
        let mut here = site(&whole);
        here.sign_in("ada").await;
        let before = here.cookies.clone();
        for _ in 0..times {
            here.auth.sign_out_application_user(&ada).await.unwrap();
        }
        here.cookies = BTreeMap::new();
        here.sign_in("ada").await;
        let after = here.cookies.clone();

        let empty = AnyAdapter::new(MemoryAdapter::new());
        let mut there = site(&empty);
        for copy in [&before, &after] {
            assert!(!is_session(&mut there, copy).await, "no epoch is known: {times}");
        }
        there.clock.advance(TRUST);
        there.auth.sign_out_application_user(&ada).await.unwrap();
        for copy in [&before, &after] {
            assert!(!is_session(&mut there, copy).await, "the epoch is new: {times}");
        }
        there.cookies = BTreeMap::new();
        there.sign_in("ada").await;
        assert!(!there.session().await.is_null());
    }
}

#[tokio::test]
async fn a_token_of_a_later_epoch_than_the_database_has_is_refused_and_kept() {
    let (new, restored) = (AnyAdapter::new(MemoryAdapter::new()), AnyAdapter::new(MemoryAdapter::new()));
    restored.begin_epoch(&StoredId::from_store("application:ada"), 3).await.unwrap();
    let mut here = site(&new);
    here.sign_in("ada").await;
    let cookies = here.cookies.clone();
    let mut there = site(&restored);
    assert!(!is_session(&mut there, &cookies).await);
    assert_eq!(there.session_cookies(), [SESSION]);
    there.cookies = cookies.clone();
    assert_eq!(there.get("/me").await.status, 401);
    // Old numbers are understood: the user signs in with that of the row, and it grows into a time.
    there.cookies = BTreeMap::new();
    there.sign_in("ada").await;
    let old = there.cookies.clone();
    assert!(!there.session().await.is_null());
    there.auth.sign_out_application_user(&"ada".into()).await.unwrap();
    assert!(!is_session(&mut there, &old).await);
    assert!(!is_session(&mut there, &cookies).await);
}

#[tokio::test]
async fn a_token_that_cannot_be_revoked_is_no_session_where_tokens_are() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let mut plain = Site::with(|start| start.adapter(database.clone()));
    plain.sign_in("ada").await;
    let mut site = site(&database);
    assert!(!is_session(&mut site, &plain.cookies).await);
    assert_eq!(site.session_cookies(), [SESSION], "it may be one elsewhere");
}

#[tokio::test]
async fn a_sign_in_asks_the_database_and_not_the_cache() {
    for database in databases().await {
        let (mut here, elsewhere) = (site(&database), site(&database));
        here.sign_in("ada").await;
        assert!(!here.session().await.is_null());
        elsewhere.auth.sign_out_application_user(&"ada".into()).await.unwrap();
        here.cookies = BTreeMap::new();
        here.sign_in("ada").await;
        here.clock.advance(TRUST);
        assert!(!here.session().await.is_null(), "it is of the new epoch");
    }
}

#[tokio::test]
async fn a_database_that_is_gone_signs_nobody_out() {
    let (adapter, pool) = sqlite().await;
    let database = AnyAdapter::new(adapter);
    let mut site = site(&database);
    site.sign_in("ada").await;
    site.clock.advance(TRUST * 2);
    pool.close().await;
    assert_eq!(site.session().await, serde_json::json!(null));
    assert_eq!(site.session_cookies(), [SESSION]);
    assert_eq!(site.get("/me").await.status, 503);
    assert!(matches!(site.auth.session(&site.headers()).await, Err(AuthError::Adapter(_))));
}

#[tokio::test]
async fn a_clock_that_steps_trusts_no_longer() {
    const HOUR: Duration = Duration::from_secs(3600);
    for step in [|now: UnixTime| now - HOUR, |now: UnixTime| now + HOUR] {
        let database = AnyAdapter::new(MemoryAdapter::new());
        let (mut here, elsewhere) = (site(&database), site(&database));
        here.sign_in("ada").await;
        assert!(!here.session().await.is_null());
        here.clock.set(step(NOW));
        elsewhere.auth.sign_out_application_user(&"ada".into()).await.unwrap();
        assert!(here.session().await.is_null());
    }
}

#[tokio::test]
async fn a_clock_that_stands_still_trusts_no_longer_than_the_time_that_passes() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let (mut here, elsewhere) = (site(&database), site(&database));
    here.sign_in("ada").await;
    assert!(!here.session().await.is_null());
    elsewhere.auth.sign_out_application_user(&"ada".into()).await.unwrap();
    assert!(!here.session().await.is_null(), "it is trusted for a while");
    let now = here.clock.now();
    here.clock.advance(TRUST);
    here.clock.set(now);
    assert!(here.session().await.is_null());
}

#[auth::jwt]
async fn without_subject(user: &User) -> Jwt<Token> {
    let claims = Token { role: None, note: String::new(), rest: Default::default() };
    let mut token = Jwt::for_user(user, claims);
    token.sub = None;
    token
}

#[tokio::test]
async fn a_token_without_a_subject_ends_with_its_sign_out_too() {
    let database = AnyAdapter::new(MemoryAdapter::new());
    let mut site = Site::built(|start| {
        start
            .adapter(database.clone())
            .revocable_tokens(TRUST)
            .credentials::<login>()
            .jwt::<without_subject>()
            .session::<Visible>()
            .build()
            .unwrap()
    });
    site.sign_in("ada").await;
    let copy = site.cookies.clone();
    assert!(!site.session().await.is_null());
    let _ = site.auth.sign_out(&site.headers()).await.unwrap();
    assert!(!is_session(&mut site, &copy).await);
}

#[auth::jwt]
async fn with_a_subject_of_its_own(user: &User) -> Jwt<Token> {
    let claims = Token { role: None, note: String::new(), rest: Default::default() };
    let mut token = Jwt::for_user(user, claims);
    token.sub = Some("somebody".to_owned());
    token
}

#[tokio::test]
async fn a_token_with_a_subject_of_the_application_ends_with_its_stored_user() {
    for database in databases().await {
        for is_deleted in [true, false] {
            let user = NewUser::new(User::new(format!("stored-{is_deleted}")));
            let id = database.sign_up(user, None, None).await.unwrap().user.id();
            let mut site = Site::built(|start| {
                let start = start.adapter(database.clone()).revocable_tokens(TRUST).credentials::<login>();
                start.jwt::<with_a_subject_of_its_own>().session::<Visible>().build().unwrap()
            });
            let signed_in = site.auth.sign_in_as(&site.headers(), KnownUser::stored(&id)).await.unwrap();
            let auth::SignInResult::SignedIn(cookies) = signed_in else { panic!() };
            site.take(cookies.iter());
            assert!(!site.session().await.is_null());
            if is_deleted {
                assert!(database.delete_user(&id).await.unwrap());
                site.clock.advance(TRUST);
            } else {
                site.auth.sign_out_everywhere(&id).await.unwrap();
            }
            assert!(site.session().await.is_null(), "deleted: {is_deleted}");
        }
    }
}
