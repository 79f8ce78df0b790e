//! Tokens outlive deployments: what becomes of a session when the application's claims change.

use std::num::ParseIntError;

use auth::{
    Auth, AuthBuilder, AuthError, SignInResult,
    callback::Callbacks,
    cookie::{CookieBudget, cookie_budget},
    prelude::*,
    time::ManualClock,
};
use http::{
    HeaderMap, HeaderValue,
    header::{COOKIE, SET_COOKIE},
};

use crate::{
    logs::Log,
    site::{DAY, NOW, Noise, ORIGIN, SECRET, SESSION},
};

#[auth::jwt]
struct V1 {
    level: String,
}

#[auth::jwt(version = 2, migrate = from_v1)]
struct V2 {
    level: u8,
}

#[auth::jwt(version = 3, migrate = from_v2)]
struct V3 {
    admin: bool,
}

/// Without a way from the versions before.
#[auth::jwt(version = 3)]
struct Fresh {
    admin: bool,
}

fn from_v1(old: V1) -> Result<V2, ParseIntError> {
    Ok(V2 { level: old.level.parse()? })
}

fn from_v2(old: V2) -> V3 {
    V3 { admin: old.level > 8 }
}

#[auth::jwt]
async fn issue_v1(user: &User) -> V1 {
    V1 { level: user.id.as_str().to_owned() }
}

#[auth::jwt]
async fn issue_v2() -> V2 {
    V2 { level: 9 }
}

#[auth::jwt]
async fn issue_v3() -> V3 {
    V3 { admin: true }
}

#[auth::jwt]
async fn issue_fresh() -> Fresh {
    Fresh { admin: true }
}

#[auth::session]
struct Visible {
    admin: bool,
}

#[auth::session]
async fn show_v1(token: &Jwt<V1>) -> Visible {
    Visible { admin: token.level == "9" }
}

#[auth::session]
async fn show_v2(token: &Jwt<V2>) -> Visible {
    Visible { admin: token.level == 9 }
}

#[auth::session]
async fn show_v3(token: &Jwt<V3>) -> Visible {
    Visible { admin: token.admin }
}

#[auth::session]
async fn show_fresh(token: &Jwt<Fresh>) -> Visible {
    Visible { admin: token.admin }
}

fn start(clock: &ManualClock) -> AuthBuilder<(), Callbacks> {
    let builder = Auth::builder().environment(|_| None).secret(SECRET).url(ORIGIN).clock(clock.clone());
    builder.random(Noise::seeded(1)).credentials::<nobody>()
}

#[auth::credentials]
struct Login {}

#[auth::authorize]
async fn nobody(_: Login) -> Option<User> {
    None
}

/// One application at four points of its life, and a clock.
struct Life {
    v1: Auth<Visible>,
    v2: Auth<Visible>,
    v3: Auth<Visible>,
    fresh: Auth<Visible>,
    clock: ManualClock,
}

fn life() -> Life {
    let clock = ManualClock::at(NOW);
    Life {
        v1: start(&clock).jwt::<issue_v1>().session::<show_v1>().build().unwrap(),
        v2: start(&clock).jwt::<issue_v2>().session::<show_v2>().build().unwrap(),
        v3: start(&clock).jwt::<issue_v3>().session::<show_v3>().build().unwrap(),
        fresh: start(&clock).jwt::<issue_fresh>().session::<show_fresh>().build().unwrap(),
        clock,
    }
}

/// The cookies of somebody who signs in.
async fn enter(auth: &Auth<Visible>, id: &str) -> HeaderMap {
    let SignInResult::SignedIn(cookies) = auth.sign_in_as(&HeaderMap::new(), User::new(id)).await.unwrap()
    else {
        panic!("nobody was signed in");
    };
    sent_back(cookies.iter())
}

fn sent_back<'h>(cookies: impl Iterator<Item = &'h HeaderValue>) -> HeaderMap {
    let pair =
        |cookie: &HeaderValue| HeaderValue::from_str(cookie.to_str().unwrap().split(';').next().unwrap());
    HeaderMap::from_iter(cookies.map(|cookie| (COOKIE, pair(cookie).unwrap())))
}

async fn admin(auth: &Auth<Visible>, headers: &HeaderMap) -> Option<bool> {
    auth.session(headers).await.unwrap().map(|session| session.admin)
}

#[tokio::test]
async fn older_tokens_are_brought_to_the_present() {
    let life = life();
    let old = enter(&life.v1, "9").await;
    for auth in [&life.v1, &life.v2, &life.v3] {
        assert_eq!(admin(auth, &old).await, Some(true));
    }
    let middle = enter(&life.v2, "1").await;
    assert_eq!(admin(&life.v3, &middle).await, Some(true));
}

#[tokio::test]
async fn a_session_in_use_is_written_in_the_new_version() {
    let life = life();
    let old = enter(&life.v1, "9").await;
    life.clock.advance(DAY * 2);
    let change = life.v3.refresh(&old).await.unwrap();
    let renewed = sent_back(change.cookies.iter());
    assert_eq!(admin(&life.v3, &renewed).await, Some(true));
    // The version before does not know what has become of it.
    assert_eq!(admin(&life.v2, &renewed).await, None);
}

#[tokio::test(flavor = "current_thread")]
async fn an_unknown_version_is_signed_out_and_the_log_says_so() {
    let life = life();
    let log = Log::default();
    let _listening = log.listen();
    let (old, new) = (enter(&life.v1, "9").await, enter(&life.v3, "9").await);
    assert_eq!(admin(&life.v1, &new).await, None);
    assert!(log.text().contains("claims are of version 3"), "{}", log.text());
    assert_eq!(admin(&life.fresh, &old).await, None);
    assert!(log.text().contains("claims are of version 1"), "{}", log.text());

    let broken = enter(&life.v1, "a secret level").await;
    assert_eq!(admin(&life.v3, &broken).await, None);
    assert!(log.text().contains("migration of the token's claims to version 2 failed: invalid digit"));
    assert!(!log.text().contains("a secret level"));
}

#[tokio::test]
async fn a_token_that_this_version_cannot_read_keeps_its_cookie() {
    let life = life();
    let old = enter(&life.v1, "9").await;
    let new = enter(&life.v3, "9").await;
    for (auth, cookie) in [(&life.v1, &new), (&life.fresh, &old)] {
        let change = auth.refresh(cookie).await.unwrap();
        assert!(change.session.is_none());
        assert_eq!(change.cookies.iter().count(), 0);
        let request = http::Request::get("/auth/session").header(COOKIE, &cookie[COOKIE]);
        let response = auth.handle(request.body(axum::body::Body::empty()).unwrap()).await;
        let cookies: Vec<_> = response.headers().get_all(SET_COOKIE).iter().collect();
        assert!(cookies.iter().all(|cookie| !cookie.to_str().unwrap().starts_with(SESSION)), "{cookies:?}");
    }
}

#[auth::jwt]
struct Small {
    #[auth(max = 8)]
    team: String,
    admin: bool,
}

#[auth::jwt]
struct Large {
    #[auth(max = 8)]
    team: String,
    #[auth(max = 5000)]
    biography: String,
}

#[auth::jwt]
async fn issue_small(user: &User) -> Small {
    Small { team: user.id.as_str().to_owned(), admin: false }
}

#[auth::jwt]
async fn issue_large() -> Large {
    Large { team: "red".to_owned(), biography: "short".to_owned() }
}

const SMALL: CookieBudget = cookie_budget::<Small>();

#[tokio::test(flavor = "current_thread")]
async fn a_claim_that_is_too_long_is_not_issued() {
    let log = Log::default();
    let _listening = log.listen();
    let auth = start(&ManualClock::at(NOW)).jwt::<issue_small>().build().unwrap();
    assert!(!log.text().contains("more than one cookie"));
    let enter = async |id: &str| auth.sign_in_as(&HeaderMap::new(), User::new(id)).await;
    let SignInResult::SignedIn(cookies) = enter("eight ch").await.unwrap() else {
        panic!("nobody was signed in")
    };
    let length = cookies.iter().map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap().len()).max();
    assert!(length.unwrap() < SMALL.max_size.unwrap());
    let error = enter("nine char").await.unwrap_err();
    let AuthError::Unwritable(cause) = &error else { panic!("{error}") };
    assert_eq!(
        cause.to_string(),
        "the claim `team` is 9 bytes long, and its `max` is 8: the token is not issued"
    );
}

#[test]
fn claims_that_can_fill_more_than_one_cookie_are_named_at_the_start() {
    assert_eq!((SMALL.cookies, SMALL.largest), (Some(1), Some(("team", 10))));
    assert_eq!(cookie_budget::<V1>().unbounded, Some("level"));
    let large = cookie_budget::<Large>();
    assert_eq!((large.cookies, large.largest), (Some(3), Some(("biography", 5002))));

    let log = Log::default();
    let _listening = log.listen();
    start(&ManualClock::at(NOW)).jwt::<issue_large>().build().unwrap();
    assert!(log.text().contains("the claim `biography` alone takes up to 5002"), "{}", log.text());
}

/// The claims of a service that numbers what this one names.
#[auth::jwt]
struct Numbered {
    id: u64,
    team: Option<u64>,
    admin: String,
    tags: Option<Vec<u64>>,
}

#[auth::jwt]
struct Named {
    id: UserId,
    team: Option<String>,
    admin: bool,
    #[auth(default)]
    tags: Vec<String>,
}

#[auth::jwt(version = 2, migrate = from_named)]
struct Renamed {
    id: UserId,
    admin: bool,
}

fn from_named(old: Named) -> Renamed {
    Renamed { id: old.id, admin: old.admin }
}

#[auth::jwt]
async fn issue_numbered(user: &User) -> Numbered {
    let admin = if user.id == "boss" { "true" } else { user.id.as_str() };
    Numbered { id: 42, team: Some(7), admin: admin.to_owned(), tags: None }
}

#[auth::session]
async fn show_numbered(token: &Jwt<Numbered>) -> Visible {
    Visible { admin: token.id == 42 && token.team == Some(7) && token.tags.is_none() }
}

#[auth::jwt]
async fn issue_named() -> Named {
    Named { id: UserId::new("1"), team: None, admin: true, tags: Vec::new() }
}

#[auth::session]
async fn show_named(token: &Jwt<Named>) -> Visible {
    Visible {
        admin: token.admin && token.id == "42" && token.team.as_deref() == Some("7") && token.tags.is_empty(),
    }
}

#[auth::jwt]
async fn issue_renamed() -> Renamed {
    Renamed { id: UserId::new("1"), admin: true }
}

#[auth::session]
async fn show_renamed(token: &Jwt<Renamed>) -> Visible {
    Visible { admin: token.admin && token.id == "42" }
}

#[tokio::test(flavor = "current_thread")]
async fn the_claims_of_another_service_are_converted_or_left_alone() {
    let clock = ManualClock::at(NOW);
    let numbered = start(&clock).jwt::<issue_numbered>().session::<show_numbered>().build().unwrap();
    let named = start(&clock).jwt::<issue_named>().session::<show_named>().build().unwrap();
    let renamed = start(&clock).jwt::<issue_renamed>().session::<show_renamed>().build().unwrap();
    let cookies = enter(&numbered, "boss").await;
    for auth in [&numbered, &named, &renamed] {
        assert_eq!(admin(auth, &cookies).await, Some(true));
    }

    let log = Log::default();
    let _listening = log.listen();
    let odd = enter(&numbered, "no secret").await;
    for auth in [&named, &renamed] {
        let change = auth.refresh(&odd).await.unwrap();
        assert!(change.session.is_none() && change.cookies.iter().next().is_none());
    }
    assert!(log.text().contains("admin: not a boolean"), "{}", log.text());
    assert!(!log.text().contains("no secret"), "{}", log.text());
}
