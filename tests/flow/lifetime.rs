//! The absolute end of sessions: configured, or set by a guard for one sign-in.

use std::time::Duration;

use auth::{
    Auth, User,
    adapter::{Adapter, MemoryAdapter, NewSession, NewUser},
    prelude::*,
};
use http::header::SET_COOKIE;

use crate::{database::*, site::*, world::*};

const LIFETIME: Duration = Duration::from_secs(60 * 60 * 24 * 40);

/// A site with tokens, and one with sessions in each database.
async fn sites(configure: impl Fn(Start) -> Start) -> Vec<Site> {
    let mut sites = vec![Site::with(&configure)];
    for database in databases().await {
        sites.push(Site::with_sessions_in(database, &configure));
    }
    sites
}

/// Uses the session once a day, and returns the number of days that it has lasted.
async fn days_in_use(site: &mut Site) -> usize {
    for day in 1..100 {
        site.clock.advance(DAY);
        if site.session().await.is_null() {
            assert_eq!(site.session_cookies(), [""; 0], "an ended session is deleted");
            assert_eq!(site.get("/me").await.status, 401);
            return day;
        }
        assert_eq!(site.get("/me").await.status, 200);
    }
    100
}

#[tokio::test]
async fn a_session_in_use_ends_after_its_lifetime() {
    for mut site in sites(|start| start.session_lifetime(LIFETIME)).await {
        site.sign_in("ada").await;
        assert_eq!(days_in_use(&mut site).await, 40);
    }
    for mut site in sites(|start| start).await {
        site.sign_in("ada").await;
        assert_eq!(days_in_use(&mut site).await, 100);
    }
}

#[tokio::test]
async fn an_update_does_not_move_the_end() {
    for mut site in sites(|start| start.session_lifetime(DAY)).await {
        site.sign_in("ada").await;
        for _ in 0..5 {
            site.clock.advance(HOUR * 4);
            site.update(serde_json::json!({ "note": "x", "auth_time": 2_000_000_000 })).await;
        }
        assert!(!site.session().await.is_null());
        site.clock.advance(HOUR * 4 + Duration::from_secs(16));
        assert_eq!(site.get("/me").await.status, 401);
        assert!(site.session().await.is_null());
    }
}

#[tokio::test]
async fn a_guard_shortens_one_sign_in() {
    for mut site in sites(|start| start.session_lifetime(LIFETIME)).await {
        let reply = site.sign_in("guest").await;
        let cookie = reply.headers.get_all(SET_COOKIE).iter().find_map(|cookie| {
            let cookie = cookie.to_str().unwrap();
            cookie.starts_with(SESSION).then(|| cookie.to_owned())
        });
        assert!(cookie.unwrap().contains("Expires="));
        site.clock.advance(HOUR / 2);
        assert!(!site.session().await.is_null());
        site.clock.advance(HOUR / 2 + Duration::from_secs(16));
        assert_eq!(site.get("/me").await.status, 401);
        assert!(site.session().await.is_null());
        // The next one is not limited.
        site.sign_in("ada").await;
        site.clock.advance(DAY);
        assert!(!site.session().await.is_null());
    }
}

#[tokio::test]
async fn a_cookie_can_end_with_the_browser() {
    for mut site in sites(|start| start).await {
        site.sign_in("visitor").await;
        for path in ["/auth/session", "/me"] {
            site.clock.advance(HOUR / 2);
            for cookie in site.get(path).await.headers.get_all(SET_COOKIE) {
                let cookie = cookie.to_str().unwrap();
                if cookie.starts_with(SESSION) {
                    assert!(!cookie.contains("Expires") && !cookie.contains("Max-Age"), "{cookie}");
                }
            }
        }
        site.clock.advance(HOUR + Duration::from_secs(16));
        assert!(site.session().await.is_null(), "two hours at the latest");
    }
}

#[tokio::test]
async fn a_row_at_its_end_is_not_written_again() {
    for database in databases().await {
        let limited = |start: Start| start.session_lifetime(DAY * 31);
        let mut site = Site::with_sessions_in(database.clone(), limited);
        site.sign_in("ada").await;
        site.clock.advance(DAY * 5);
        let ada = user_of(&database, "ada").await;
        assert_eq!(site.get("/me").await.set_cookies(), [SESSION]);
        assert_eq!(database.sessions_of(&ada).await.unwrap()[0].expires, NOW + DAY * 31);
        site.clock.advance(DAY * 5);
        assert_eq!(site.get("/me").await.set_cookies(), [""; 0]);
    }
}

#[tokio::test]
async fn rows_of_before_work_and_end_when_they_expire() {
    for (configure, days) in [(Some(LIFETIME), 2), (None, 100)] {
        let configure = |start: Start| match configure {
            Some(lifetime) => start.session_lifetime(lifetime),
            None => start,
        };
        let copy = MemoryAdapter::new();
        let user = NewUser::new(User::new("1").with_email("ada@example.com"));
        let old = NewSession::new("7bb7ab5b-8c41-4a9c-8c5d-8a3a7d9a1f10".into(), NOW + DAY * 2);
        copy.sign_up(user, None, Some(old)).await.unwrap();
        let mut site = Site::with_sessions_in(copy, configure);
        site.cookies.insert(SESSION.to_owned(), "7bb7ab5b-8c41-4a9c-8c5d-8a3a7d9a1f10".to_owned());
        assert_eq!(days_in_use(&mut site).await, days);
    }
}

#[tokio::test]
async fn the_times_in_the_token_of_a_row_cannot_be_changed() {
    let limited = |start: Start| start.session_lifetime(DAY);
    let mut site = Site::with_sessions_in(MemoryAdapter::new(), limited);
    site.sign_in("guest").await;
    let token = site.cookies[SESSION].clone();
    for changed in [
        token.replace(".t1800000000", ".t1900000000"),
        token.split('.').next().unwrap().to_owned(),
        format!("{token}.u1900000000"),
    ] {
        site.cookies.insert(SESSION.to_owned(), changed);
        assert_eq!(site.get("/me").await.status, 401);
    }
}

#[auth::jwt(access)]
async fn note_auth_time(token: &Jwt<Token>, State(world): State<World>) -> bool {
    world.note(format!("auth_time {:?}", token.auth_time().map(|time| time.as_secs())));
    true
}

#[tokio::test]
async fn callbacks_know_when_the_user_signed_in() {
    let mut site = Site::built(|start| {
        start
            .credentials::<login>()
            .jwt::<issue>()
            .jwt_access::<note_auth_time>()
            .session::<Visible>()
            .build()
            .unwrap()
    });
    site.sign_in("ada").await;
    site.world.happened();
    for _ in 0..2 {
        site.clock.advance(DAY * 2);
        site.session().await;
        assert_eq!(site.world.happened(), ["auth_time Some(1800000000)"]);
    }
}

#[test]
fn a_lifetime_of_nothing_is_refused() {
    let built = Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url(ORIGIN)
        .credentials::<login_anybody>()
        .session_lifetime(Duration::ZERO)
        .build();
    assert!(built.unwrap_err().to_string().contains(".session_lifetime("));
}
