//! Passwords that the database keeps: sign-in by them, guesses, races, and what attackers send.

mod own_form;

use std::time::{Duration, Instant};

use auth::{
    Auth, AuthError, KnownUser, Password, PasswordError, RefusedPassword, StoredId, User,
    adapter::{Adapter, AnyAdapter, EmailProof, MemoryAdapter, NewPassword, NewUser},
    assurance::{self, Minutes},
    prelude::*,
    provider::{BreachQuery, Passwords},
    time::ManualClock,
};
use http::{HeaderMap, Request, StatusCode, header::*};

use crate::{
    site::{FORM, NOW, Noise, ORIGIN, SECRET, Site},
    world::*,
};

pub(crate) const PASSWORD: &str = "seven purple trombones";
const REFUSED: &str = "http://site.test/auth/signin?error=CredentialsSignin&code=credentials";

/// Passwords whose hashes cost next to nothing.
pub(crate) fn cheap() -> Passwords {
    Passwords::new().argon2id(64, 1, 1)
}

fn site_of(adapter: &AnyAdapter, passwords: Passwords) -> Site {
    Site::built(|start| {
        start
            .adapter(adapter.clone())
            .passwords(passwords)
            .jwt::<issue>()
            .session::<Visible>()
            .build()
            .unwrap()
    })
}

/// A database with the user Ada, whose address is not proven.
pub(crate) async fn with_ada() -> (AnyAdapter, StoredId) {
    let adapter = AnyAdapter::new(MemoryAdapter::new());
    let ada = User::new("u1").with_name("Ada Byron").with_email("ada@example.com");
    let id = adapter.sign_up(NewUser::new(ada), None, None).await.unwrap().user.id();
    (adapter, id)
}

/// A site on which Ada has a password.
async fn site() -> (Site, AnyAdapter, StoredId) {
    let (adapter, ada) = with_ada().await;
    let site = site_of(&adapter, cheap());
    site.auth.set_password(&ada, &Password::new(PASSWORD)).await.unwrap();
    (site, adapter, ada)
}

impl Site {
    async fn enters(&mut self, email: &str, password: &str) -> String {
        let fields = [("email", email), ("password", password)];
        self.post("/auth/callback/credentials", &fields).await.location().to_owned()
    }
}

pub(crate) async fn hash_of(adapter: &AnyAdapter, user: &StoredId) -> String {
    adapter.password_of(user).await.unwrap().unwrap().hash.expose().to_owned()
}

#[tokio::test]
async fn on_the_wire_it_is_a_credentials_provider() {
    let (mut site, _, _) = site().await;
    let listed = site.get("/auth/providers").await.json();
    assert_eq!(listed["credentials"]["type"], "credentials");
    assert_eq!(listed["credentials"]["callbackUrl"], "http://site.test/auth/callback/credentials");
    let page = site.get("/auth/signin").await.body;
    for part in [
        "name=\"email\" id=\"input-email-for-credentials-provider\" type=\"email\"",
        "autocomplete=\"username\"",
        "name=\"password\" id=\"input-password-for-credentials-provider\" type=\"password\"",
        "autocomplete=\"current-password\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }

    assert_eq!(site.enters("ADA@Example.com ", PASSWORD).await, ORIGIN);
    assert_eq!(site.session().await["user"]["name"], "Ada Byron");
    let session = site.auth.session(&site.headers()).await.unwrap().unwrap();
    assert!(session.assurance().proves::<assurance::Password, Minutes<1>>());
    assert!(!session.assurance().proves::<assurance::Mfa, Minutes<1>>());
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_user_look_alike() {
    let (mut site, adapter, _) = site().await;
    let bob = User::new("u2").with_email("bob@example.com");
    adapter.sign_up(NewUser::new(bob), None, None).await.unwrap();
    let wrong = [
        ("ada@example.com", "seven purple trombone"),
        ("ada@example.com", "Seven purple trombones"),
        ("bob@example.com", PASSWORD),
        ("nobody@example.com", PASSWORD),
        ("not an address", PASSWORD),
        ("", PASSWORD),
    ];
    for (email, password) in wrong {
        let reply =
            site.post("/auth/callback/credentials", &[("email", email), ("password", password)]).await;
        assert_eq!(reply.location(), REFUSED, "{email}");
        // What was typed comes back on the page, for every address.
        assert_eq!(reply.set_cookies(), ["authjs.typed"], "{email}");
    }
    assert!(site.session_cookies().is_empty());
}

/// A check without a hash would take a hundredth of the time.
#[tokio::test]
async fn an_unknown_user_takes_as_long_as_a_known_one() {
    let (adapter, ada) = with_ada().await;
    let clock = ManualClock::at(NOW);
    let auth = Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url(ORIGIN)
        .clock(clock)
        .random(Noise::seeded(2))
        .account_limit(None)
        .sign_in_limit(None)
        .adapter(adapter.clone())
        .passwords(Passwords::new().argon2id(8 * 1024, 2, 1))
        .build()
        .unwrap();
    auth.set_password(&ada, &Password::new(PASSWORD)).await.unwrap();
    let check = async |email: &str| {
        let fields = [("email", email), ("password", "wrong wrong wrong")];
        let begun = Instant::now();
        let result = auth.sign_in(&HeaderMap::new(), "credentials", &fields).await;
        assert!(matches!(result, Err(AuthError::CredentialsSignin(_))));
        begun.elapsed()
    };
    // Other work on this machine only makes a check longer, so the fastest ones are compared.
    let (mut known, mut unknown) = (Duration::MAX, Duration::MAX);
    for _ in 0..20 {
        known = known.min(check("ada@example.com").await);
        unknown = unknown.min(check("nobody@example.com").await);
    }
    assert!(known < 3 * unknown && unknown < 3 * known, "{known:?} and {unknown:?}");
}

#[tokio::test]
async fn guesses_are_counted_for_known_and_unknown_addresses_alike() {
    for email in ["ada@example.com", "nobody@example.com"] {
        let (mut site, _, _) = site().await;
        let mut statuses = Vec::new();
        for number in 0..40 {
            let spelling = if number % 2 == 0 { email.to_owned() } else { email.to_uppercase() };
            let fields = [("email", spelling.as_str()), ("password", "a guess of a password")];
            statuses.push(site.post("/auth/callback/credentials", &fields).await.status);
        }
        let free = statuses.iter().take_while(|status| **status == StatusCode::FOUND).count();
        assert!((3..30).contains(&free), "{email}: {free}");
        assert!(statuses[free..].iter().all(|status| *status == StatusCode::TOO_MANY_REQUESTS), "{email}");
        // The method of `Auth` is another entrance to the same count.
        let fields = [("email", email), ("password", PASSWORD)];
        let result = site.auth.sign_in(&HeaderMap::new(), "credentials", &fields).await;
        assert!(matches!(result, Err(AuthError::TooManyRequests { .. })), "{email}");
    }
}

#[tokio::test]
async fn an_outdated_hash_is_replaced_at_sign_in_and_only_then() {
    let (mut old, adapter, ada) = site().await;
    let first = hash_of(&adapter, &ada).await;
    assert!(first.starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
    let mut new = site_of(&adapter, Passwords::new().argon2id(128, 2, 1));
    assert_eq!(new.enters("ada@example.com", "a wrong password").await, REFUSED);
    assert_eq!(hash_of(&adapter, &ada).await, first);

    // Two sign-ins at once replace it once, and both succeed.
    let both = [("email", "ada@example.com"), ("password", PASSWORD)];
    let empty = HeaderMap::new();
    let (one, two) = tokio::join!(
        new.auth.sign_in(&empty, "credentials", &both),
        new.auth.sign_in(&empty, "credentials", &both)
    );
    assert!(one.is_ok() && two.is_ok());
    let second = hash_of(&adapter, &ada).await;
    assert!(second.starts_with("$argon2id$v=19$m=128,t=2,p=1$"), "{second}");
    assert_eq!(new.enters("ada@example.com", PASSWORD).await, ORIGIN);
    assert_eq!(hash_of(&adapter, &ada).await, second);
    assert_eq!(old.enters("ada@example.com", PASSWORD).await, ORIGIN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_hash_of_an_old_password_never_undoes_a_change() {
    const CHANGED: &str = "eleven green violins";
    for round in 0..10 {
        let (_, adapter, ada) = site().await;
        let auth = site_of(&adapter, Passwords::new().argon2id(128, 2, 1)).auth;
        let (signing_in, empty) = (auth.clone(), HeaderMap::new());
        let sign_in = tokio::spawn(async move {
            let fields = [("email", "ada@example.com"), ("password", PASSWORD)];
            signing_in.sign_in(&empty, "credentials", &fields).await.is_ok()
        });
        auth.set_password(&ada, &Password::new(CHANGED)).await.unwrap();
        let _either = sign_in.await.unwrap();
        let fields = [("email", "ada@example.com"), ("password", CHANGED)];
        let changed = auth.sign_in(&HeaderMap::new(), "credentials", &fields).await;
        assert!(changed.is_ok(), "round {round}");
    }
}

#[tokio::test]
async fn a_password_that_was_planted_ends_with_the_first_proof_of_the_address() {
    let (mut site, adapter, ada) = site().await;
    assert_eq!(site.enters("ada@example.com", PASSWORD).await, ORIGIN);
    adapter.prove_email(EmailProof::new(ada.clone(), "ada@example.com", NOW)).await.unwrap();
    assert!(!site.auth.has_password(&ada).await.unwrap());
    assert_eq!(site.enters("ada@example.com", PASSWORD).await, REFUSED);
}

#[tokio::test]
async fn what_cannot_be_a_password_is_wrong_and_nothing_else() {
    let (mut site, _, _) = site().await;
    let long = "x".repeat(1025);
    for password in
        ["", "\0", "seven purple trombones\0", "\u{7}\u{1b}[2J", "\u{fffd}", &long, &"ﬃ".repeat(340)]
    {
        assert_eq!(site.enters("ada@example.com", password).await, REFUSED);
        site.clock.advance(Duration::from_secs(3600));
    }
    let csrf = site.csrf().await;
    for password in ["%FF%FE", "%C3", "seven%20purple%20trombones%FF", "%", "%zz"] {
        let body = format!("csrfToken={csrf}&email=ada%40example.com&password={password}");
        let request = Request::post("/auth/callback/credentials").header(CONTENT_TYPE, FORM);
        assert_eq!(site.send(request, body).await.location(), REFUSED, "{password}");
        site.clock.advance(Duration::from_secs(3600));
    }
    for body in [format!("csrfToken={csrf}&email=ada%40example.com"), format!("csrfToken={csrf}&password=x")]
    {
        let request = Request::post("/auth/callback/credentials").header(CONTENT_TYPE, FORM);
        assert_eq!(site.send(request, body).await.location(), REFUSED);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_hashes_at_once_are_503_and_never_a_wrong_password() {
    let (adapter, ada) = with_ada().await;
    let slow =
        Passwords::new().argon2id(32 * 1024, 4, 1).concurrent_hashes(1).max_wait(Duration::from_millis(20));
    let mut site = site_of(&adapter, slow);
    site.auth.set_password(&ada, &Password::new(PASSWORD)).await.unwrap();
    let csrf = site.csrf().await;
    let request = |site: &Site| {
        let body = format!("csrfToken={csrf}&email=ada%40example.com&password=seven+purple+trombones");
        let mut request =
            Request::post("/auth/callback/credentials").header(CONTENT_TYPE, FORM).body(body.into()).unwrap();
        request.headers_mut().extend(site.headers());
        request
    };
    let replies = tokio::join!(
        site.raw(request(&site)),
        site.raw(request(&site)),
        site.raw(request(&site)),
        site.raw(request(&site)),
        site.raw(request(&site))
    );
    let replies = [replies.0, replies.1, replies.2, replies.3, replies.4];
    let busy: Vec<_> = replies.iter().filter(|reply| reply.status == 503).collect();
    assert!(!busy.is_empty() && busy.len() < 5, "{}", busy.len());
    assert!(busy.iter().all(|reply| reply.header(RETRY_AFTER) == "5"));
    for reply in replies.iter().filter(|reply| reply.status != 503) {
        assert_eq!(reply.location(), ORIGIN);
    }
}

#[tokio::test]
async fn a_new_password_keeps_the_rules_and_ends_the_sessions() {
    let (adapter, ada) = with_ada().await;
    let mut site = Site::built(|start| {
        start
            .adapter(adapter.clone())
            .revocable_tokens(Duration::ZERO)
            .passwords(cheap().words(["Acme Rockets"]))
            .jwt::<issue>()
            .session::<Visible>()
            .build()
            .unwrap()
    });
    let set = async |site: &Site, password: &str| match site
        .auth
        .set_password(&ada, &Password::new(password))
        .await
    {
        Ok(()) => None,
        Err(AuthError::Password(PasswordError::Refused(refused))) => Some(refused),
        Err(other) => panic!("{other}"),
    };
    assert_eq!(set(&site, "too short").await, Some(RefusedPassword::TooShort { minimum: 15 }));
    assert_eq!(set(&site, &"long".repeat(257)).await, Some(RefusedPassword::TooLong));
    assert_eq!(set(&site, "seven purple trombones\n").await, Some(RefusedPassword::Unprintable));
    for guessable in ["passwordpassword", "ada@example.com", "AcmeRockets2026", "adabyron adabyron"] {
        assert_eq!(set(&site, guessable).await, Some(RefusedPassword::Guessable), "{guessable}");
    }
    assert!(!site.auth.has_password(&ada).await.unwrap());

    assert_eq!(set(&site, PASSWORD).await, None);
    assert_eq!(site.enters("ada@example.com", PASSWORD).await, ORIGIN);
    assert_eq!(site.session().await["user"]["name"], "Ada Byron");
    site.clock.advance(Duration::from_secs(2));
    assert_eq!(set(&site, "eleven green violins").await, None);
    assert!(site.session().await.is_null());
    assert_eq!(site.enters("ada@example.com", PASSWORD).await, REFUSED);
    assert_eq!(site.enters("ada@example.com", "eleven green violins").await, ORIGIN);
    assert!(
        site.auth.remove_password(&ada).await.unwrap() && !site.auth.remove_password(&ada).await.unwrap()
    );
    let unknown = site.auth.set_password(&StoredId::from_store("u9"), &Password::new(PASSWORD)).await;
    assert!(matches!(unknown, Err(AuthError::UnknownUser)));
}

#[tokio::test]
async fn a_service_is_asked_for_breached_passwords_by_a_prefix() {
    let answer = |query: BreachQuery| async move {
        assert_eq!((query.prefix().len(), query.suffix().len()), (5, 35));
        let breached = BreachQuery::is_in(&query, &format!("{}:12", query.suffix()));
        assert!(breached);
        match query.prefix() {
            "1AA41" => Err("the service is down".into()),
            _ => Ok(true),
        }
    };
    let (adapter, ada) = with_ada().await;
    let set = async |passwords: Passwords| match site_of(&adapter, passwords)
        .auth
        .set_password(&ada, &Password::new(PASSWORD))
        .await
    {
        Ok(()) => None,
        Err(AuthError::Password(PasswordError::Refused(refused))) => Some(refused),
        Err(other) => panic!("{other}"),
    };
    assert_eq!(set(cheap().breach_check(answer)).await, Some(RefusedPassword::Breached));
    let down = |_: BreachQuery| async { Err("the service is down".into()) };
    assert_eq!(set(cheap().breach_check(down)).await, None);
    assert_eq!(set(cheap().breach_check(down).refuse_unchecked()).await, Some(RefusedPassword::Unchecked));
    assert_eq!(set(cheap().breach_check(|_| async { Ok(false) })).await, None);
}

#[auth::second_factor]
async fn everybody() -> SecondFactor {
    SecondFactor::Required
}

#[tokio::test]
async fn the_second_factor_is_asked_for_and_shortens_the_minimum() {
    let (adapter, ada) = with_ada().await;
    let mut site = Site::built(|start| {
        start
            .adapter(adapter.clone())
            .passwords(cheap())
            .totp("Acme")
            .second_factor::<everybody>()
            .jwt::<issue>()
            .session::<Visible>()
            .build()
            .unwrap()
    });
    site.auth.set_password(&ada, &Password::new("wqm fvxk")).await.unwrap();
    assert_eq!(site.enters("ada@example.com", "wrong password").await, REFUSED);
    assert_eq!(site.enters("ada@example.com", "wqm fvxk").await, "http://site.test/auth/second-factor");
    assert!(site.session().await.is_null());
}

#[tokio::test]
async fn a_hash_of_another_program_is_wrong_until_it_is_replaced() {
    let (mut site, adapter, ada) = site().await;
    let stored = adapter.password_of(&ada).await.unwrap().unwrap();
    let foreign = NewPassword::new("$2b$12$foreign".into(), NOW).replacing(Some(stored.hash));
    assert!(adapter.set_password(&ada, foreign).await.unwrap());
    assert_eq!(site.enters("ada@example.com", PASSWORD).await, REFUSED);
    site.auth.set_password(&ada, &Password::new(PASSWORD)).await.unwrap();
    assert_eq!(site.enters("ada@example.com", PASSWORD).await, ORIGIN);
}

#[test]
fn what_cannot_work_is_reported_with_its_fix() {
    let problems = |passwords: Passwords, adapter: Option<MemoryAdapter>| {
        let builder = Auth::builder().environment(|_| None).secret(SECRET).url(ORIGIN).passwords(passwords);
        let built = match adapter {
            Some(adapter) => builder.adapter(adapter).build(),
            None => builder.build(),
        };
        built.err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert!(problems(Passwords::new(), None).contains("call `.adapter(…)`"));
    let adapter = || Some(MemoryAdapter::new());
    assert_eq!(problems(Passwords::new().min_length(8), adapter()), "");
    assert!(problems(Passwords::new().min_length(7), adapter()).contains("`.min_length(7)`"));
    assert!(problems(Passwords::new().argon2id(1, 1, 1), adapter()).contains("8 KiB of memory"));
}
