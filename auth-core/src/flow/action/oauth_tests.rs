//! Sign-ins through OAuth from end to end, against a scripted provider that does what a well-behaved one never does.

use bytes::Bytes;
use http::{
    HeaderMap, Request, Response,
    header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE},
};
use http_body_util::{BodyExt, Full};
use serde::Deserialize;

use crate::{
    app::auth::Auth,
    config::TrustedHosts,
    contract::{
        BoxError, ProfileUser,
        callback::{
            profile::Profile,
            sign_in::{SignInArgument, SignInCall, SignInCallback},
            state::AppState,
        },
    },
    http::testing::{Scripted, block_on},
    provider::oauth::{Definition, OAuth2, OAuthProvider, UserProfile},
};

#[derive(Deserialize)]
struct Acme {
    id: u64,
    login: String,
    staff: Option<bool>,
    #[serde(default)]
    teams: Vec<String>,
}

impl UserProfile for Acme {
    fn user(self) -> Result<ProfileUser, BoxError> {
        match self.id {
            0 => Err("no user".into()),
            id => Ok(ProfileUser::new(id).name(self.login).email("Ada@Example.com".to_owned())),
        }
    }
}

#[derive(Deserialize)]
struct Other {}

/// Allows a user whose profile is available under its own type and under no other.
struct OnlyAda;

impl<S: AppState> SignInCallback<S> for OnlyAda {
    type Wired = Self;
    type Outcome = bool;

    async fn call(call: SignInCall<'_, S>) -> bool {
        let acme = <Option<Profile<Acme>> as SignInArgument<'_, S>>::from_call(&call);
        let other = <Option<Profile<Other>> as SignInArgument<'_, S>>::from_call(&call);
        let is_fresh = call.attempt.user.plain().id != call.attempt.account.provider_account_id.as_str();
        let is_ada = |acme: &Acme| acme.login == "ada" && acme.staff != Some(false) && acme.teams.is_empty();
        acme.is_some_and(|acme| is_ada(&acme)) && other.is_none() && is_fresh
    }
}

fn definition() -> Definition {
    Definition::oauth("acme", "Acme")
        .authorization("https://acme.test/authorize")
        .token("https://acme.test/token")
        .userinfo("https://acme.test/me")
}

/// Responds to a well-formed request with a token, and to the next one with this profile.
fn acme(status: u16, profile: &'static str) -> Scripted {
    Scripted::new(move |request| match request.uri().path() {
        "/token" => {
            let body = std::str::from_utf8(request.body()).unwrap();
            let sound =
                body.contains("code=c0de&code_verifier=") && body.ends_with("&grant_type=authorization_code");
            assert!(sound && request.headers().contains_key("authorization"), "{body}");
            (200, r#"{"access_token":"at","token_type":"bearer"}"#.to_owned())
        }
        _ => (status, profile.to_owned()),
    })
}

const ADA: &str = r#"{"id":7,"login":"ada"}"#;

fn auth(origin: &str, definition: Definition, http: Scripted) -> Auth<()> {
    let provider: OAuthProvider<OAuth2<Acme>> = OAuth2::new(definition, "id", "secret");
    Auth::builder()
        .environment(|_| None)
        .secret("a secret for tests, and for nothing else")
        .url(origin)
        .provider(provider)
        .http_client(http)
        .redirect_proxy_url("https://proxy.test/auth")
        .redirect_proxy_for(TrustedHosts::only(["app.test"]).unwrap())
        .sign_in::<OnlyAda>()
        .build()
        .unwrap()
}

/// A browser that keeps all cookies, whatever their attributes.
struct Browser<'a> {
    auth: &'a Auth<()>,
    cookies: Vec<(String, String)>,
}

impl<'a> Browser<'a> {
    fn new(auth: &'a Auth<()>) -> Self {
        Self { auth, cookies: Vec::new() }
    }

    fn send(&mut self, method: &str, path: &str, form: &[(&str, &str)]) -> Response<Full<Bytes>> {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(COOKIE, cookies.join("; "))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Full::new(Bytes::from(body)))
            .unwrap();
        let response = block_on(self.auth.handle(request));
        for line in lines(response.headers()) {
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
        response
    }

    /// Starts a sign-in. Returns the parameters for the provider, and the cookies that were set.
    fn start(&mut self, callback_url: &str) -> (Vec<(String, String)>, Vec<String>) {
        let answer = self.send("GET", "/auth/csrf", &[]).into_body();
        let body = block_on(answer.collect()).unwrap().to_bytes();
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        let token = body["csrfToken"].as_str().unwrap();
        let form = [("csrfToken", token), ("callbackUrl", callback_url)];
        let response = self.send("POST", "/auth/signin/acme", &form);
        let (base, query) = location(&response).split_once('?').unwrap();
        assert_eq!(base, "https://acme.test/authorize");
        (form_urlencoded::parse(query.as_bytes()).into_owned().collect(), lines(response.headers()))
    }

    fn has_session(&self) -> bool {
        self.cookies.iter().any(|(name, _)| name.contains("session-token"))
    }
}

fn lines(headers: &HeaderMap) -> Vec<String> {
    headers.get_all(SET_COOKIE).iter().map(|value| value.to_str().unwrap().to_owned()).collect()
}

fn location(response: &Response<Full<Bytes>>) -> &str {
    response.headers()[LOCATION].to_str().unwrap()
}

fn value<'p>(params: &'p [(String, String)], name: &str) -> &'p str {
    params.iter().find(|(candidate, _)| candidate == name).map_or("", |(_, value)| value)
}

#[test]
fn a_proxied_flow_goes_out_and_comes_back_by_the_list() {
    let app = auth("https://app.test", definition(), acme(200, ADA));
    let mut browser = Browser::new(&app);
    let (params, _) = browser.start("/deep");
    assert_eq!(value(&params, "redirect_uri"), "https://proxy.test/auth/callback/acme");
    let state = value(&params, "state");

    // The proxy opens the state with the secret alone, and needs no cookie.
    let proxy = auth("https://proxy.test", definition(), acme(200, ADA));
    let callback = format!("/auth/callback/acme?code=c0de&state={state}");
    let forwarded = Browser::new(&proxy).send("GET", &callback, &[]);
    let back = location(&forwarded).strip_prefix("https://app.test").unwrap();
    assert_eq!(back, callback);

    let done = browser.send("GET", back, &[]);
    assert_eq!(location(&done), "https://app.test/deep");
    assert!(browser.has_session());
    let again = browser.send("GET", back, &[]);
    assert_eq!(location(&again), "https://app.test/auth/error?error=Configuration", "the state is spent");
}

#[test]
fn the_proxy_forwards_to_no_other_host() {
    let app = auth("https://evil.test", definition(), acme(200, ADA));
    let (params, _) = Browser::new(&app).start("/");
    let proxy = auth("https://proxy.test", definition(), acme(200, ADA));
    let callback = |state: &str| format!("/auth/callback/acme?code=c0de&state={state}");
    for state in [value(&params, "state"), "forged"] {
        let refused = Browser::new(&proxy).send("GET", &callback(state), &[]);
        assert_eq!(location(&refused), "https://proxy.test/auth/error?error=Configuration");
    }
}

#[test]
fn a_form_post_needs_no_cookie_that_stays_at_home() {
    let app = auth("https://app.test", definition().form_post(), acme(200, ADA));
    let mut browser = Browser::new(&app);
    let (params, set) = browser.start("/deep");
    assert_eq!(value(&params, "response_mode"), "form_post");
    assert_eq!(value(&params, "redirect_uri"), "https://app.test/auth/callback/acme");
    let sealed: Vec<&String> =
        set.iter().filter(|line| line.contains("state") || line.contains("pkce")).collect();
    assert_eq!(sealed.len(), 2);
    assert!(sealed.iter().all(|line| line.contains("SameSite=None; Secure")));

    // A POST from another site carries only these cookies.
    browser.cookies.retain(|(name, _)| name.contains("state") || name.contains("pkce"));
    let form = [("code", "c0de"), ("state", value(&params, "state"))];
    let done = browser.send("POST", "/auth/callback/acme", &form);
    assert_eq!(location(&done), "https://app.test/deep");
    assert!(browser.has_session());
}

/// A sibling of the site plants the cookies of its own flow, and posts the response from there, so that the browser's
/// own cookies come along.
#[test]
fn a_form_post_with_the_cookies_of_another_flow_is_refused() {
    let app = auth("https://app.test", definition().form_post(), acme(200, ADA));
    let mut attacker = Browser::new(&app);
    let (params, _) = attacker.start("/");
    let mut victim = Browser::new(&app);
    victim.send("GET", "/auth/csrf", &[]);
    let is_check = |name: &str| name.contains("state") || name.contains("pkce");
    victim.cookies.extend(attacker.cookies.iter().filter(|(name, _)| is_check(name)).cloned());
    let form = [("code", "c0de"), ("state", value(&params, "state"))];
    let refused = victim.send("POST", "/auth/callback/acme", &form);
    assert_eq!(location(&refused), "https://app.test/auth/error?error=Configuration");
    assert!(!victim.has_session());
}

#[test]
fn the_userinfo_response_is_a_profile_or_an_error() {
    let configuration = "https://proxy.test/auth/error?error=Configuration";
    let parse = "https://proxy.test/auth/signin?error=OAuthCallbackError";
    for (status, profile, target) in [
        (200, ADA, "https://proxy.test"),
        (200, r#"{"id":7,"login":"eve"}"#, "https://proxy.test/auth/error?error=AccessDenied"),
        (200, r#"{"id":0,"login":"ada"}"#, parse),
        (200, r#"{"login":"ada"}"#, parse),
        (200, r#"{"id":"7","login":"ada","staff":"true","teams":null}"#, "https://proxy.test"),
        (200, r#"{"id":7.0,"login":"ada","staff":"perhaps","teams":{}}"#, "https://proxy.test"),
        (200, r#"{"id":7,"login":"ada","staff":{},"teams":[null,[]]}"#, "https://proxy.test"),
        (200, "\u{feff}{\"id\":7,\"login\":\"ada\",\"\\udc00\":\"\\ud800!\"}", "https://proxy.test"),
        (200, r#"{"id":"seven","login":"ada"}"#, parse),
        (200, "[]", configuration),
        (200, "<h1>", configuration),
        (401, ADA, configuration),
        (302, ADA, configuration),
    ] {
        let app = auth("https://proxy.test", definition(), acme(status, profile));
        let mut browser = Browser::new(&app);
        let (params, _) = browser.start("/");
        let callback = format!("/auth/callback/acme?code=c0de&state={}", value(&params, "state"));
        let done = browser.send("GET", &callback, &[]);
        assert_eq!(location(&done).trim_end_matches('/'), target, "{status} {profile}");
        assert_eq!(browser.has_session(), target == "https://proxy.test");
    }
}

#[test]
fn a_configuration_that_cannot_work_does_not_start() {
    let problems = |definition: Definition| {
        let built: Result<Auth<()>, _> = Auth::builder()
            .environment(|_| None)
            .secret("a secret for tests, and for nothing else")
            .url("https://app.test")
            .provider(OAuth2::<Acme>::new(definition, "id", "secret"))
            .http_client(acme(200, ADA))
            .build();
        built.err().map(|error| error.to_string()).unwrap_or_default()
    };
    assert_eq!(problems(definition()), "");
    for (definition, words) in [
        (definition().token("http://acme.test/token"), "its token endpoint is http"),
        (definition().token("acme.test/token"), "its token endpoint is not an absolute https URL"),
        (definition().token("{issuer}/token"), "its issuer is missing"),
        (definition().token("https://{account}.test/token"), "its option `account` is missing"),
        (Definition::oauth("acme", "Acme").token("https://a.test"), "its authorization endpoint is missing"),
        (Definition::oidc("acme", "Acme"), "its issuer is missing"),
    ] {
        let problems = problems(definition);
        assert!(problems.contains(words), "{problems}");
    }
}
