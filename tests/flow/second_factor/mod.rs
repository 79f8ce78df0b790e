//! The second factor of a sign-in: enrolled, asked for at every way in, and proven once.

mod attacks;
mod build;
mod every_action;
mod late;
mod pending;
mod ways_in;

use std::sync::atomic::{AtomicU64, Ordering};

use auth::{
    AuthError, KnownUser, SignInResult, StoredId,
    adapter::{Adapter, AnyAdapter},
    prelude::*,
    testing::totp_code,
};
use http::StatusCode;

use crate::{database::databases, site::*, world::*};

pub(crate) const PAGE: &str = "http://site.test/auth/second-factor";
const WRONG: &str = "http://site.test/auth/second-factor?error=WrongCode";
const NOT_WAITING: &str = "http://site.test/auth/signin?error=SessionRequired";
const HOME: &str = "http://site.test";
const PENDING: &str = "authjs.pending";

/// Everybody needs a second factor, but those whose names begin with `free`.
#[auth::second_factor]
async fn always(user: &User, method: SignInMethod<'_>, State(world): State<World>) -> Result<SecondFactor> {
    world.note(format!("second factor {method:?}").split('(').next().unwrap_or_default());
    match user.email.as_deref().unwrap_or_default() {
        email if email.starts_with("free") => Ok(SecondFactor::NotNeeded),
        email if email.starts_with("broken2") => Err("the second factor cannot be decided".into()),
        _ => Ok(SecondFactor::Required),
    }
}

#[auth::event(second_factor)]
async fn changed(event: SecondFactorEvent<'_>, State(world): State<World>) {
    world.note(format!("{:?}", event.change));
}

fn seeded(start: Start) -> Start {
    static SEED: AtomicU64 = AtomicU64::new(1_000);
    start.random(Noise::seeded(SEED.fetch_add(1, Ordering::Relaxed)))
}

/// A site on which everybody needs a second factor, with sessions in the database.
fn strict(database: &AnyAdapter) -> Site {
    Site::built(|start| {
        let start = seeded(start).credentials::<login>().totp("Acme").second_factor::<always>();
        let start = start.sign_in::<first>().database_sessions(database.clone()).session::<of_nobody>();
        start.on::<signed_in>().on::<created>().on::<changed>().build().unwrap()
    })
}

/// A site that asks those for a second factor who have one.
fn lenient(database: &AnyAdapter) -> Site {
    Site::built(|start| {
        let start = seeded(start).credentials::<login>().totp("Acme");
        let start = start.database_sessions(database.clone()).session::<of_nobody>();
        start.on::<signed_in>().on::<changed>().build().unwrap()
    })
}

/// A site whose sessions are tokens, and whose users are named by the application.
fn with_tokens(database: &AnyAdapter) -> Site {
    Site::built(|start| {
        let start = seeded(start).adapter(database.clone()).credentials::<login>().totp("Acme");
        let start = start.sign_in::<first>().jwt::<issue>().session::<Visible>();
        start.on::<signed_in>().on::<changed>().build().unwrap()
    })
}

/// A site whose sessions are tokens, on which everybody needs a second factor.
fn with_tokens_for_all(database: &AnyAdapter) -> Site {
    Site::built(|start| {
        let start = seeded(start).adapter(database.clone()).credentials::<login>().totp("Acme");
        start.second_factor::<always>().jwt::<issue>().session::<Visible>().build().unwrap()
    })
}

/// What a user has after the enrolment.
pub(crate) struct Enrolled {
    key: String,
    codes: Vec<String>,
}

impl Enrolled {
    /// The code that the authenticator application shows at the time of a site.
    fn code(&self, site: &Site) -> String {
        use auth::time::Clock;
        totp_code(&self.key, site.clock.now()).unwrap()
    }
}

/// The content of the elements with this start tag.
fn elements(html: &str, start: &str) -> Vec<String> {
    html.split(start).skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

impl Site {
    /// Enters a code; where the browser is sent.
    async fn enter(&mut self, code: &str) -> String {
        self.post("/auth/second-factor", &[("code", code)]).await.location().to_owned()
    }

    /// Enrols an authenticator application in a sign-in that waits for it.
    pub(crate) async fn enrol(&mut self) -> Enrolled {
        let page = self.get("/auth/second-factor").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("<svg class=\"qr\""));
        let key = elements(&page.body, "<code class=\"key\">").remove(0);
        let mut enrolled = Enrolled { key, codes: Vec::new() };
        let code = enrolled.code(self);
        let shown = self.post("/auth/second-factor", &[("code", code.as_str())]).await;
        assert_eq!(shown.status, StatusCode::OK, "{} {}", shown.header(http::header::LOCATION), shown.body);
        enrolled.codes = elements(&shown.body, "<li>");
        assert_eq!(enrolled.codes.len(), 10);
        enrolled
    }

    /// Waits for the next time step.
    fn next_step(&self) {
        self.clock.advance(std::time::Duration::from_secs(30));
    }

    pub(crate) async fn is_signed_in(&mut self) -> bool {
        self.session().await["user"].is_object()
    }
}

/// A user who has enrolled an authenticator application, and the site, in a time step without a used code.
async fn enrolled(database: &AnyAdapter, name: &str) -> (Enrolled, StoredId) {
    let mut site = strict(database);
    assert_eq!(site.sign_in(name).await.location(), PAGE);
    let enrolled = site.enrol().await;
    let user = database.user_by_email(&format!("{name}@example.com")).await.unwrap().unwrap();
    (enrolled, user.id())
}

/// A site at which a user has proven the first factor, one time step after the enrolment.
async fn half_signed_in(database: &AnyAdapter, name: &str) -> (Site, Enrolled) {
    let (enrolled, _) = enrolled(database, name).await;
    let mut site = lenient(database);
    site.next_step();
    assert_eq!(site.sign_in(name).await.location(), PAGE);
    (site, enrolled)
}

#[tokio::test]
async fn a_user_enrols_before_there_is_a_session_and_is_asked_from_then_on() {
    for database in databases().await {
        let mut site = strict(&database);
        assert_eq!(site.sign_in("ada").await.location(), PAGE);
        assert_eq!(site.world.happened(), ["authorize ada", "first guard", "second factor Credentials"]);
        assert!(site.session_cookies().is_empty() && !site.is_signed_in().await);
        assert!(database.user_by_email("ada@example.com").await.unwrap().is_none(), "nothing is written");
        let first = site.enrol().await;
        assert!(site.is_signed_in().await && !site.cookies.contains_key(PENDING));
        let user = database.user_by_email("ada@example.com").await.unwrap().unwrap();
        assert_eq!(
            site.world.happened(),
            [
                "event create_user Some(\"ada@example.com\")".to_owned(),
                "Enrolled".to_owned(),
                format!("event sign_in {} credentials", user.user.id),
            ]
        );
        let stored = database.second_factor(&user.id()).await.unwrap().unwrap();
        assert_eq!(stored.recovery_codes, 10);
        assert!(!stored.secret.expose().contains(&first.key.replace(' ', "")));

        let mut again = lenient(&database);
        again.next_step();
        assert_eq!(again.sign_in("ada").await.location(), PAGE);
        let page = again.get("/auth/second-factor").await;
        assert!(page.body.contains("autocomplete=\"one-time-code\" inputmode=\"numeric\""));
        assert!(!page.body.contains("<svg class=\"qr\"") && !page.body.contains("<script"));
        assert_eq!(again.enter(&first.code(&again)).await, HOME);
        assert!(again.is_signed_in().await);
        let assurance = again.auth.session(&again.headers()).await.unwrap().unwrap();
        let methods: Vec<_> = assurance.assurance().proofs().map(|(method, _)| method.as_str()).collect();
        assert_eq!(methods, ["pwd", "otp"]);

        let mut free = lenient(&database);
        assert_eq!(free.sign_in("bob").await.location(), HOME, "who has none is not asked");
    }
}

#[tokio::test]
async fn the_callback_decides_and_its_error_refuses() {
    for database in databases().await {
        let mut site = strict(&database);
        assert_eq!(site.sign_in("freeman").await.location(), HOME);
        assert!(site.is_signed_in().await);
        let mut site = strict(&database);
        let refused = site.sign_in("broken2").await.location().to_owned();
        assert_eq!(refused, "http://site.test/auth/error?error=AccessDenied");
        assert!(database.user_by_email("broken2@example.com").await.unwrap().is_none());
    }
}

#[tokio::test]
async fn clients_of_auth_js_get_the_page_as_a_url() {
    for database in databases().await {
        enrolled(&database, "ada").await;
        let mut site = lenient(&database);
        let csrf = site.csrf().await;
        let fields = [("name", "ada"), ("password", "hunter2"), ("csrfToken", &csrf)];
        let request = http::Request::post("/auth/callback/credentials")
            .header(http::header::CONTENT_TYPE, FORM)
            .header("x-auth-return-redirect", "1");
        let reply = site.send(request, form(fields.into_iter())).await;
        assert_eq!((reply.status, reply.json()), (StatusCode::OK, serde_json::json!({ "url": PAGE })));
    }
}

#[tokio::test]
async fn the_browser_goes_where_it_wanted_to() {
    for database in databases().await {
        let (enrolled, _) = enrolled(&database, "ada").await;
        let mut site = lenient(&database);
        site.next_step();
        let fields = [("name", "ada"), ("password", "hunter2"), ("callbackUrl", "/deep?a=1&b=2")];
        assert_eq!(site.post("/auth/callback/credentials", &fields).await.location(), PAGE);
        // Another tab of the browser goes elsewhere in the meantime.
        site.get("/auth/signin?callbackUrl=%2Felsewhere").await;
        assert_eq!(site.enter(&enrolled.code(&site)).await, "http://site.test/deep?a=1&b=2");
    }
}

#[tokio::test]
async fn recovery_codes_sign_in_once_each() {
    for database in databases().await {
        let (mut site, enrolled) = half_signed_in(&database, "ada").await;
        let code = enrolled.codes[3].to_ascii_lowercase().replace('-', " ");
        let page = site.get("/auth/second-factor?recovery").await;
        assert!(page.body.contains("Recovery code") && page.body.contains("inputmode=\"text\""));
        assert_eq!(site.enter(&code).await, HOME);
        assert!(site.world.happened().contains(&"RecoveryCodeUsed { left: 9 }".to_owned()));

        let mut again = lenient(&database);
        again.sign_in("ada").await;
        assert_eq!(again.enter(&code).await, WRONG);
        assert_eq!(again.enter(&enrolled.codes[4]).await, HOME);
        let user = database.user_by_email("ada@example.com").await.unwrap().unwrap();
        assert_eq!(database.second_factor(&user.id()).await.unwrap().unwrap().recovery_codes, 8);
    }
}

#[tokio::test]
async fn handlers_and_pages_of_the_application_ask_for_the_second_factor() {
    for database in databases().await {
        let (enrolled, user) = enrolled(&database, "ada").await;
        let mut site = with_tokens(&database);
        site.next_step();
        let half = site.auth.sign_in_as(&site.headers(), KnownUser::stored(&user)).await.unwrap();
        let SignInResult::SecondFactor { url, cookies } = half else {
            panic!("the second factor is skipped")
        };
        assert_eq!(url, PAGE);
        site.take(cookies.iter());
        assert!(!site.is_signed_in().await);
        let needs = site.auth.pending_second_factor(&site.headers()).await.unwrap().unwrap();
        assert!(needs.takes_codes && !needs.takes_passkeys && needs.enrolment.is_none());
        let wrong = site.auth.prove_second_factor(&site.headers(), "000 000").await;
        assert!(matches!(wrong, Err(AuthError::WrongCode)));
        let proven = site.auth.prove_second_factor(&site.headers(), &enrolled.code(&site)).await.unwrap();
        assert!(proven.callback_url.is_none() && proven.recovery_codes.is_empty());
        site.take(proven.cookies.iter());
        assert!(site.is_signed_in().await);
        assert!(site.auth.pending_second_factor(&site.headers()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_secret_is_sealed_anew_by_the_newest_secret_of_the_application() {
    for database in databases().await {
        let (enrolled, user) = enrolled(&database, "ada").await;
        let rotated = |secrets: [&'static str; 2]| {
            Site::built(|start| {
                let start =
                    seeded(start).secrets(secrets.map(Secret::new)).credentials::<login>().totp("Acme");
                start.database_sessions(database.clone()).session::<of_nobody>().build().unwrap()
            })
        };
        const NEW: &str = "a newer secret for tests, and for nothing else";
        let mut site = rotated([NEW, SECRET]);
        site.next_step();
        assert_eq!(site.sign_in("ada").await.location(), PAGE);
        assert_eq!(site.enter(&enrolled.code(&site)).await, HOME);
        let mut site = rotated([NEW, ""]);
        site.next_step();
        site.next_step();
        assert_eq!(site.sign_in("ada").await.location(), PAGE);
        assert_eq!(site.enter(&enrolled.code(&site)).await, HOME, "the old secret is not needed any more");
        assert!(database.second_factor(&user).await.unwrap().is_some());
        let mut site = rotated(["another secret, which has sealed nothing", ""]);
        site.sign_in("ada").await;
        assert_eq!(
            site.enter(&enrolled.code(&site)).await,
            "http://site.test/auth/error?error=Configuration"
        );
    }
}
