//! Which callback and event sees what, situation by situation: the tables of the protocol ("Callbacks" and
//! "Events") as one table. A situation is a list of steps; what the callbacks write down in the last one is
//! compared, in its order. Sign-in by e-mail and by passkey are further steps and further rows.

mod callbacks;

use auth::adapter::MemoryAdapter;
use http::Request;
use serde_json::{Value, json};

use self::callbacks::application;
use crate::{app::*, browser::Reply};

/// What a browser does.
#[derive(Clone, Copy)]
enum Step {
    /// Posts the sign-in form of a provider.
    Leave(&'static str),
    /// Comes back from the provider as somebody.
    ComeBack(&'static str),
    /// Comes back with a refusal.
    ComeBackRefused,
    /// Posts the form of the credentials provider.
    Credentials(&'static str),
    /// `GET /session`.
    Read,
    /// `POST /session` with the text as `data.note`.
    Change(&'static str),
    /// `POST /signout`.
    SignOut,
    /// `GET` of a path.
    Get(&'static str),
}
use Step::*;

/// A situation, the steps that lead there, where the last one leads the browser, and what is written down in
/// it.
struct Row(&'static str, &'static [Step], &'static str, &'static [&'static str]);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // signIn, jwt at sign-in, and the event signIn
    Row("OpenID Connect: leaving", &[Leave("acme")], "(the provider)", &[
        "redirect /inside",
    ]),
    Row("OpenID Connect: the callback", &[Leave("acme"), ComeBack("ada")], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "jwt signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "event signIn user=ada@example.com account=oidc/acme/ada profile=ada new=-",
    ]),
    Row("OAuth 2.0: the callback", &[Leave("plain"), ComeBack("ada")], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oauth/plain/ada profile=ada form=-",
        "jwt signIn user=ada@example.com account=oauth/plain/ada profile=ada form=-",
        "event signIn user=ada@example.com account=oauth/plain/ada profile=ada new=-",
    ]),
    Row("the provider refuses", &[Leave("acme"), ComeBackRefused], "/auth/signin?error=OAuthCallbackError", &[
        "redirect (site)/inside",
    ]),
    Row("credentials", &[Credentials("ada")], "/inside", &[
        "redirect /inside",
        "authorize ada",
        "signIn user=ada@login account=credentials/credentials/ada profile=- form=ada",
        "jwt signIn user=ada@login account=credentials/credentials/ada profile=- form=ada",
        "event signIn user=ada@login account=credentials/credentials/ada profile=- new=-",
    ]),
    Row("credentials that are wrong", &[Credentials("nobody")],
        "/auth/signin?error=CredentialsSignin&code=credentials", &[
        "redirect /inside",
        "authorize nobody",
    ]),
    // The results of signIn
    Row("signIn says no", &[Credentials("denied")], "/auth/error?error=AccessDenied", &[
        "redirect /inside",
        "authorize denied",
        "signIn user=denied@login account=credentials/credentials/denied profile=- form=denied",
    ]),
    Row("signIn fails", &[Credentials("broken")], "/auth/error?error=AccessDenied", &[
        "redirect /inside",
        "authorize broken",
        "signIn user=broken@login account=credentials/credentials/broken profile=- form=broken",
    ]),
    Row("signIn sends elsewhere", &[Leave("acme"), ComeBack("bob")], "/banned", &[
        "redirect (site)/inside",
        "signIn user=bob@example.com account=oidc/acme/bob profile=bob form=-",
        "redirect /banned",
    ]),
    // The results of jwt
    Row("jwt makes nothing", &[Credentials("nothing")], "/inside", &[
        "redirect /inside",
        "authorize nothing",
        "signIn user=nothing@login account=credentials/credentials/nothing profile=- form=nothing",
        "jwt signIn user=nothing@login account=credentials/credentials/nothing profile=- form=nothing",
        "event signIn user=nothing@login account=credentials/credentials/nothing profile=- new=-",
    ]),
    Row("jwt fails", &[Credentials("unlucky")], "/auth/error?error=Configuration", &[
        "redirect /inside",
        "authorize unlucky",
        "signIn user=unlucky@login account=credentials/credentials/unlucky profile=- form=unlucky",
        "jwt signIn user=unlucky@login account=credentials/credentials/unlucky profile=- form=unlucky",
    ]),
    // jwt when the token is read and updated, session, and the event session
    Row("GET session, signed out", &[Read], "null", &["redirect (site)"]),
    Row("GET session", &[Credentials("ada"), Read], "ada ", &[
        "redirect (site)/inside",
        "jwt(access) of=ada note=",
        "session of=ada note=",
        "event session user=ada of=ada note=",
    ]),
    Row("GET session, revoked", &[Credentials("revoked"), Read], "null", &[
        "redirect (site)/inside",
        "jwt(access) of=revoked note=",
    ]),
    Row("POST session", &[Credentials("ada"), Change("hello")], "ada hello", &[
        "redirect (site)/inside",
        "jwt(access) of=ada note=",
        "jwt(update) of=ada note= payload=hello",
        "session of=ada note=hello",
        "event session user=ada of=ada note=hello",
    ]),
    Row("POST session, revoked by the update", &[Credentials("ada"), Change("revoke")], "null", &[
        "redirect (site)/inside",
        "jwt(access) of=ada note=",
        "jwt(update) of=ada note= payload=revoke",
    ]),
    Row("POST session, signed out", &[Change("hello")], "null", &["redirect (site)"]),
    // signOut
    Row("sign-out", &[Credentials("ada"), SignOut], "/inside", &[
        "redirect (site)/inside",
        "event signOut user=ada note=",
    ]),
    Row("sign-out, signed out", &[SignOut], "", &["redirect (site)"]),
    // redirect
    Row("a callback URL in nothing but the cookie of before", &[Get("/auth/csrf")], "", &["redirect (site)"]),
    Row("a callback URL in the query", &[Get("/auth/csrf?callbackUrl=%2Fthere")], "", &["redirect /there"]),
    Row("a callback URL in the cookie", &[Get("/auth/csrf?callbackUrl=%2Fthere"), Get("/auth/csrf")], "", &[
        "redirect (site)/there",
    ]),
];

/// With tokens, and a database for users and accounts.
#[rustfmt::skip]
const ROWS_WITH_A_DATABASE: &[Row] = &[
    Row("the first sign-in", &[Leave("acme"), ComeBack("ada")], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "event createUser ada@example.com",
        "event linkAccount ada@example.com oidc/acme/ada",
        "jwt signUp user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "event signIn user=ada@example.com account=oidc/acme/ada profile=ada new=true",
    ]),
    Row("the next one", &[Leave("acme"), ComeBack("ada"), SignOut, Leave("acme"), ComeBack("ada")], "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "jwt signIn user=ada@example.com account=oidc/acme/ada profile=ada form=-",
        "event signIn user=ada@example.com account=oidc/acme/ada profile=ada new=false",
    ]),
    Row("another provider, signed in", &[Leave("acme"), ComeBack("ada"), Leave("plain"), ComeBack("ada")],
        "/inside", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oauth/plain/ada profile=ada form=-",
        "jwt(access) of=Ada Lovelace note=",
        "event linkAccount ada@example.com oauth/plain/ada",
        "jwt signIn user=ada@example.com account=oauth/plain/ada profile=ada form=-",
        "event signIn user=ada@example.com account=oauth/plain/ada profile=ada new=false",
    ]),
    Row("another provider, signed out",
        &[Leave("acme"), ComeBack("ada"), SignOut, Leave("plain"), ComeBack("ada")],
        "/auth/signin?error=OAuthAccountNotLinked", &[
        "redirect (site)/inside",
        "signIn user=ada@example.com account=oauth/plain/ada profile=ada form=-",
    ]),
    Row("signIn sends elsewhere, and nobody is made", &[Leave("acme"), ComeBack("bob")], "/banned", &[
        "redirect (site)/inside",
        "signIn user=bob@example.com account=oidc/acme/bob profile=bob form=-",
        "redirect /banned",
    ]),
];

#[tokio::test]
async fn each_callback_sees_what_is_there() {
    let mut site = Site::serve(application).await;
    check(&mut site, ROWS).await;
}

#[tokio::test]
async fn each_callback_sees_what_is_there_with_a_database() {
    for row in ROWS_WITH_A_DATABASE {
        let stored =
            |builder: Start, issuer: &str| application(builder.adapter(MemoryAdapter::new()), issuer);
        let mut site = Site::serve(stored).await;
        check(&mut site, std::slice::from_ref(row)).await;
    }
}

async fn check(site: &mut Site, rows: &[Row]) {
    for Row(situation, steps, outcome, expected) in rows {
        site.forget();
        let csrf = site.get("/auth/csrf").await.json()["csrfToken"].as_str().unwrap().to_owned();
        let mut leaving = String::new();
        let mut last = String::new();
        for &step in *steps {
            site.journal.take();
            let reply = take(site, step, &csrf, &leaving).await;
            last = led_to(site, &reply);
            if let Leave(_) = step {
                leaving = reply.location().to_owned();
            }
        }
        assert_eq!(last, *outcome, "{situation}");
        let happened: Vec<_> =
            site.journal.take().into_iter().map(|line| line.replace(&site.url, "(site)")).collect();
        assert_eq!(happened, *expected, "{situation}");
    }
}

async fn take(site: &mut Site, step: Step, csrf: &str, leaving: &str) -> Reply {
    let url = |path: &str| format!("{}{path}", site.url);
    let token = ("csrfToken", csrf);
    match step {
        Leave(provider) => {
            let url = url(&format!("/auth/signin/{provider}"));
            site.browser.post(&url, &[token, ("callbackUrl", "/inside")]).await
        }
        ComeBack(user) => come_back(site, leaving, Some(user)).await,
        ComeBackRefused => come_back(site, leaving, None).await,
        Credentials(name) => {
            let url = url("/auth/callback/credentials");
            site.browser.post(&url, &[token, ("callbackUrl", "/inside"), ("name", name)]).await
        }
        Read => site.get("/auth/session").await,
        Change(note) => {
            let url = url("/auth/session");
            let request = Request::post(&url).header("content-type", "application/json");
            let body = json!({ "csrfToken": csrf, "data": { "note": note } });
            site.browser.send(&url, request, body.to_string()).await
        }
        SignOut => {
            let url = url("/auth/signout");
            site.browser.post(&url, &[token]).await
        }
        Get(path) => site.get(path).await,
    }
}

async fn come_back(site: &mut Site, leaving: &str, login: Option<&str>) -> Reply {
    let callback = site.browser.at_provider(leaving, login).await;
    site.browser.get(&callback).await
}

/// The path to which a redirect leads, or who a session shows and their note; nothing for other answers.
fn led_to(site: &Site, reply: &Reply) -> String {
    if reply.status.is_redirection() {
        let path = reply.location().strip_prefix(&site.url);
        return path.map_or("(the provider)", |path| path.trim_end_matches('/')).to_owned();
    }
    match reply.json() {
        Value::Null => "null".to_owned(),
        json => match json["user"]["name"].as_str() {
            Some(name) => format!("{name} {}", json["user"]["note"].as_str().unwrap()),
            None => String::new(),
        },
    }
}
