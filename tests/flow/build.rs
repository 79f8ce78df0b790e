//! Configurations that cannot work do not start, and say everything that is wrong at once.

use auth::{
    Auth, BuildProblem, Secret,
    config::{OriginPolicy, TrustedHosts},
};
use http::{Request, StatusCode};

use crate::{logs::Log, site::*, world::*};

#[test]
fn every_problem_is_told_at_once_with_its_fix() {
    let error = Auth::builder()
        .environment(|_| None)
        .base_path("no slash")
        .session_max_age(std::time::Duration::ZERO)
        .build()
        .unwrap_err();
    let problems = error.problems();
    assert!(problems.iter().any(|problem| matches!(problem, BuildProblem::NoProvider)));
    assert!(problems.iter().any(|problem| matches!(problem, BuildProblem::MissingSecret)));
    assert!(problems.iter().any(|problem| matches!(problem, BuildProblem::MissingOrigin)));
    assert!(problems.iter().any(|problem| matches!(problem, BuildProblem::BasePath(_))));
    assert!(problems.iter().any(|problem| matches!(problem, BuildProblem::NoMaxAge)));
    let text = error.to_string();
    for fix in ["AUTH_SECRET", "openssl rand", ".url(", ".credentials::<…>()", ".base_path("] {
        assert!(text.contains(fix), "{fix}: {text}");
    }
    assert_eq!(text.lines().count(), 2 + problems.len());
    assert!(text.ends_with("https://docs.rs/typed-auth/latest/auth/guide/errors/"), "{text}");
    for problem in problems {
        assert!(text.contains(&format!("{problem} [{}]", problem.code())), "{text}");
    }
}

#[tokio::test]
async fn a_server_without_providers_reads_the_sessions_of_another() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let reader: Auth = Auth::builder()
        .environment(|_| None)
        .secret(SECRET)
        .url(ORIGIN)
        .clock(site.clock.clone())
        .sign_in_elsewhere()
        .build()
        .unwrap();
    let session = reader.session(&site.headers()).await.unwrap().unwrap();
    assert_eq!(session.user.name.as_deref(), Some("ada"));
    assert!(reader.session(&http::HeaderMap::new()).await.unwrap().is_none());
}

#[test]
fn two_providers_of_one_name_are_refused() {
    let error = Auth::builder()
        .environment(|_| None)
        .state(World::default())
        .secret(SECRET)
        .url(ORIGIN)
        .credentials::<login>()
        .credentials::<login>()
        .build()
        .unwrap_err();
    assert!(matches!(error.problems(), [BuildProblem::DuplicateProvider(id)] if id == "credentials"));
}

#[auth::delete_account]
async fn forget() {}

#[auth::legacy_password]
fn old(password: &Secret, hash: &str) -> bool {
    password.expose() == hash
}

#[auth::credentials]
struct Registration {
    name: String,
}

#[auth::sign_up]
async fn register(form: Registration) -> auth::callback::SignUp {
    auth::callback::SignUp::new().with_name(form.name)
}

#[test]
fn a_callback_of_which_an_application_has_one_is_not_registered_twice() {
    let error = Auth::builder()
        .environment(|_| None)
        .delete_account::<forget>()
        .delete_account::<forget>()
        .legacy_password::<old>()
        .legacy_password::<old>()
        .sign_up::<register>()
        .sign_up::<register>()
        .build()
        .unwrap_err();
    let twice = |name: &str| {
        let problems = error.problems().iter();
        problems.filter(|problem| matches!(problem, BuildProblem::RegisteredTwice(it) if *it == name)).count()
    };
    assert_eq!(["delete_account", "legacy_password", "sign_up"].map(twice), [1; 3]);
    assert!(error.to_string().contains("`.sign_up::<…>()` is called twice"));
}

#[test]
fn the_environment_is_enough() {
    let environment = |name: &str| match name {
        "AUTH_SECRET" => Some(SECRET.to_owned()),
        "AUTH_URL" => Some("https://site.test".to_owned()),
        _ => None,
    };
    let auth =
        Auth::builder().environment(environment).state(World::default()).credentials::<login>().build();
    assert!(auth.is_ok());
}

#[tokio::test]
async fn an_untrusted_host_is_refused() {
    let site = Site::with(|builder| builder.origin(OriginPolicy::Untrusted));
    for (path, status) in [
        ("/auth/signin", StatusCode::INTERNAL_SERVER_ERROR),
        ("/auth/session", StatusCode::INTERNAL_SERVER_ERROR),
        ("/auth/nonsense", StatusCode::BAD_REQUEST),
    ] {
        let request = Request::get(path).header("host", "site.test").body(axum::body::Body::empty()).unwrap();
        let reply = site.raw(request).await;
        assert_eq!(reply.status, status, "{path}");
        assert_eq!(reply.set_cookies(), [""; 0]);
    }
    assert!(site.auth.session(&site.headers()).await.is_err());
}

fn secrets(url: Option<&str>, secrets: &[&str]) -> Result<Auth<()>, auth::BuildError> {
    let builder = Auth::builder()
        .environment(|_| None)
        .state(World::default())
        .secrets(secrets.iter().map(|secret| Secret::new(*secret)))
        .credentials::<login>();
    match url {
        Some(url) => builder.url(url).build(),
        None => builder.trust_hosts(TrustedHosts::any()).build(),
    }
}

#[test]
fn a_short_secret_is_refused_unless_only_this_machine_can_use_it() {
    let long = "x".repeat(32);
    let padded = format!("short{}", " ".repeat(40));
    for url in [Some("https://site.test"), Some("http://10.0.0.1"), Some("http://localhost.test"), None] {
        assert!(secrets(url, &[&long]).is_ok(), "{url:?}");
        for weak in [&["abc"][..], &[&long[1..]], &[&long, "old"], &["new", &long], &[&padded]] {
            let error = secrets(url, weak).unwrap_err();
            assert!(
                matches!(error.problems(), [BuildProblem::WeakSecret { .. }]),
                "{url:?} {weak:?} {error}"
            );
            assert!(error.to_string().contains("openssl rand -base64 33"), "{error}");
        }
    }
    let log = Log::default();
    let _listening = log.listen();
    for url in ["http://localhost:3000", "http://127.0.0.1", "http://[::1]:80", "https://app.localhost"] {
        assert!(secrets(Some(url), &["abc"]).is_ok(), "{url}");
    }
    assert_eq!(log.text().matches("a secret has 3 bytes").count(), 4, "{}", log.text());
    assert!(!log.text().contains("abc"));
}

#[test]
fn a_short_secret_of_the_environment_is_refused_too() {
    let environment = |name: &str| match name {
        "AUTH_SECRET" => Some("abc".to_owned()),
        "AUTH_SECRET_1" => Some(SECRET.to_owned()),
        "AUTH_URL" => Some("https://site.test".to_owned()),
        _ => None,
    };
    let builder = Auth::builder().environment(environment).state(World::default()).credentials::<login>();
    let error = builder.build().unwrap_err();
    assert!(matches!(error.problems(), [BuildProblem::WeakSecret { length: 3 }]), "{error}");
}

fn environment(variables: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<String> + 'static {
    move |name| {
        let found = variables.iter().find(|(candidate, _)| *candidate == name);
        found
            .map(|(_, value)| (*value).to_owned())
            .or_else(|| (name == "AUTH_SECRET").then(|| SECRET.to_owned()))
    }
}

#[test]
fn main_shows_the_texts_of_errors() {
    let error = Auth::builder().environment(|_| None).build().unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
    assert!(format!("{error:?}").lines().all(|line| !line.contains("BuildError")), "{error:?}");
    for problem in error.problems() {
        assert_eq!(format!("{problem:?}"), problem.to_string());
    }
    let missing = auth::provider::GitHub::from_env().err().map(|error| format!("{error:?}"));
    if let Some(text) = missing {
        assert!(text.contains("AUTH_GITHUB_ID is not set: set it to"), "{text}");
    }
    let boxed: auth::BoxError = "x".parse::<auth::config::Origin>().unwrap_err().into();
    assert!(format!("{boxed:?}").contains("https://example.com"), "{boxed:?}");
}

#[test]
fn a_wrong_url_is_one_problem() {
    let builder = || Auth::builder().state(World::default()).credentials::<login>();
    let wrong = environment(&[("AUTH_URL", "localhost:3000"), ("AUTH_SECRET", "short")]);
    let error = builder().environment(wrong).build().unwrap_err();
    assert!(matches!(error.problems(), [BuildProblem::Variable(_)]), "{error}");
    // As an application does that reads the variable itself.
    let wrong = environment(&[("AUTH_URL", "localhost:3000")]);
    let error = builder().environment(wrong).url("localhost:3000").build().unwrap_err();
    assert!(matches!(error.problems(), [BuildProblem::Url(_)]), "{error}");
    assert!(error.to_string().contains("https://example.com"), "{error}");
    let error = builder().environment(environment(&[])).url("https://a.test/x?y").build().unwrap_err();
    assert!(matches!(error.problems(), [BuildProblem::Url(_)]), "{error}");
}

#[test]
fn a_provider_that_failed_is_no_missing_provider() {
    let broken = auth::provider::GitLab::new("id", "secret").base_url("http://git.test");
    let error = Auth::builder()
        .environment(environment(&[("AUTH_URL", "https://a.test")]))
        .provider(broken)
        .build()
        .unwrap_err();
    assert!(matches!(error.problems(), [BuildProblem::Provider { .. }]), "{error}");
}

/// The URL of the sign-in action, as browsers see it, and whether it answers at `here`.
async fn place(auth: Auth<()>, here: &str) -> String {
    let request = Request::get(format!("{here}/providers")).body(axum::body::Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(auth.routes::<()>(), request).await.unwrap();
    assert_eq!(response.status(), 200, "{here}");
    let body = http_body_util::BodyExt::collect(response.into_body()).await.unwrap().to_bytes();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    body["credentials"]["signinUrl"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "current_thread")]
async fn the_path_of_the_public_url_is_that_of_browsers() {
    const NEXT: &[(&str, &str)] = &[("AUTH_URL", "http://localhost:3000/api/auth")];
    let builder = || Auth::builder().state(World::default()).credentials::<login>();
    let log = Log::default();
    let _listening = log.listen();
    let expected = "http://localhost:3000/api/auth/signin/credentials";
    let by_variable = builder().environment(environment(NEXT)).build().unwrap();
    assert_eq!(place(by_variable, "/api/auth").await, expected);
    let by_url = builder().environment(environment(NEXT)).url(NEXT[0].1).build().unwrap();
    assert_eq!(place(by_url, "/api/auth").await, expected);
    let same = builder().environment(environment(NEXT)).base_path("/api/auth").build().unwrap();
    assert_eq!(place(same, "/api/auth").await, expected);
    let confirmed = builder().environment(environment(NEXT)).base_path("/auth").public_path("/api/auth");
    assert_eq!(place(confirmed.build().unwrap(), "/auth").await, expected);
    assert!(!log.text().contains("base_path"), "{}", log.text());

    let other = builder().environment(environment(NEXT)).base_path("/auth").build().unwrap();
    assert_eq!(place(other, "/auth").await, expected);
    assert!(log.text().contains("requests arrive at `/auth`, as `.base_path(…)` says"), "{}", log.text());
}
