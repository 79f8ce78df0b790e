//! Which callback and event sees what, situation by situation: the tables of the protocol ("Callbacks" and
//! "Events") as one table. A situation is a list of steps; what the callbacks write down in the last one is
//! compared, in its order. Sign-in by e-mail and by passkey are further steps and further rows.

use auth::{Auth, StandardClaims, adapter::MemoryAdapter, prelude::*};
use http::Request;
use serde_json::{Value, json};

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

fn application(builder: Start, issuer: &str) -> Auth<Shown> {
    builder
        .provider(acme(issuer))
        .provider(plain(issuer))
        .credentials::<authorize>()
        .sign_in::<guard>()
        .redirect::<redirect>()
        .jwt::<issue>()
        .jwt_access::<access>()
        .jwt_update::<update>()
        .session::<show>()
        .on::<signed_in>()
        .on::<created>()
        .on::<linked>()
        .on::<signed_out>()
        .on::<read>()
        .build()
        .unwrap()
}

#[auth::jwt]
struct Claims {
    note: String,
}

#[auth::session]
struct Shown {
    note: String,
}

#[auth::credentials]
struct Login {
    name: String,
}

type OidcProfile = Option<Profile<StandardClaims>>;
type PlainProfile = Option<Profile<Me>>;

/// What a callback at sign-in sees; `-` for what is not there.
fn seen(user: &User, account: &Account, oidc: OidcProfile, plain: PlainProfile) -> String {
    let email = user.email.as_deref().unwrap_or("-");
    let profile = oidc.and_then(|Profile(claims)| claims.sub).or(plain.map(|Profile(me)| me.id));
    let profile = profile.as_deref().unwrap_or("-");
    format!("user={email} account={} profile={profile}", described(account))
}

/// Kind, provider and id of an account.
fn described(account: &Account) -> String {
    let kind = serde_json::to_value(account.kind).unwrap();
    format!("{}/{}/{}", kind.as_str().unwrap(), account.provider, account.provider_account_id)
}

fn named(form: Option<Form<Login>>) -> String {
    form.map_or("-".to_owned(), |Form(login)| login.name)
}

#[auth::authorize]
async fn authorize(form: Login, State(journal): State<Journal>) -> Option<User> {
    journal.note(format!("authorize {}", form.name));
    let user = User::new(form.name.as_str()).with_name(&form.name).with_email(format!("{}@login", form.name));
    (form.name != "nobody").then_some(user)
}

#[auth::sign_in]
async fn guard(
    user: &User,
    account: &Account,
    oidc: Option<Profile<StandardClaims>>,
    plain: Option<Profile<Me>>,
    form: Option<Form<Login>>,
    State(journal): State<Journal>,
) -> Result<SignIn> {
    journal.note(format!("signIn {} form={}", seen(user, account, oidc, plain), named(form)));
    match user.name.as_deref() {
        Some("Bob") => Ok(SignIn::redirect("/banned")),
        Some("denied") => Ok(SignIn::Deny),
        Some("broken") => Err("the guard cannot say".into()),
        _ => Ok(SignIn::Allow),
    }
}

#[auth::redirect]
async fn redirect(url: RedirectUrl<'_>, State(journal): State<Journal>) -> Target {
    journal.note(format!("redirect {}", url.requested()));
    Target::Requested
}

#[auth::jwt]
async fn issue(
    user: &User,
    account: &Account,
    trigger: Trigger,
    oidc: Option<Profile<StandardClaims>>,
    plain: Option<Profile<Me>>,
    form: Option<Form<Login>>,
    State(journal): State<Journal>,
) -> Result<Option<Claims>> {
    let trigger = if trigger == Trigger::SignUp { "signUp" } else { "signIn" };
    journal.note(format!("jwt {trigger} {} form={}", seen(user, account, oidc, plain), named(form)));
    match user.name.as_deref() {
        Some("nothing") => Ok(None),
        Some("unlucky") => Err("no token today".into()),
        _ => Ok(Some(Claims { note: String::new() })),
    }
}

fn claims(token: &Jwt<Claims>) -> String {
    format!("of={} note={}", token.name.as_deref().unwrap_or("-"), token.note)
}

#[auth::jwt(access)]
async fn access(token: &Jwt<Claims>, State(journal): State<Journal>) -> bool {
    journal.note(format!("jwt(access) {}", claims(token)));
    token.sub.as_deref() != Some("revoked")
}

#[derive(serde::Deserialize)]
struct Patch {
    note: String,
}

#[auth::jwt(update)]
async fn update(
    token: &mut Jwt<Claims>,
    Update(patch): Update<Patch>,
    State(journal): State<Journal>,
) -> Keep {
    journal.note(format!("jwt(update) {} payload={}", claims(token), patch.note));
    token.note = patch.note;
    if token.note == "revoke" { Keep::Revoke } else { Keep::Yes }
}

#[auth::session]
async fn show(token: &Jwt<Claims>, State(journal): State<Journal>) -> Shown {
    journal.note(format!("session {}", claims(token)));
    Shown { note: token.note.clone() }
}

#[auth::event(sign_in)]
async fn signed_in(
    event: SignInEvent<'_>,
    oidc: Option<Profile<StandardClaims>>,
    plain: Option<Profile<Me>>,
    State(journal): State<Journal>,
) {
    let new = event.is_new_user.map_or("-".to_owned(), |new| new.to_string());
    journal.note(format!("event signIn {} new={new}", seen(event.user, event.account, oidc, plain)));
}

#[auth::event(create_user)]
async fn created(event: CreateUserEvent<'_>, State(journal): State<Journal>) {
    journal.note(format!("event createUser {}", event.user.email.as_deref().unwrap_or("-")));
}

#[auth::event(link_account)]
async fn linked(event: LinkAccountEvent<'_>, State(journal): State<Journal>) {
    let email = event.user.email.as_deref().unwrap_or("-");
    journal.note(format!("event linkAccount {email} {}", described(event.account)));
}

#[auth::event(sign_out)]
async fn signed_out(event: SignOutEvent<'_>, token: &Jwt<Claims>, State(journal): State<Journal>) {
    journal.note(format!("event signOut user={} note={}", event.user_id.unwrap_or("-"), token.note));
}

#[auth::event(session)]
async fn read(event: SessionEvent<'_>, token: &Jwt<Claims>, State(journal): State<Journal>) {
    journal.note(format!(
        "event session user={} {}",
        event.user.name.as_deref().unwrap_or("-"),
        claims(token)
    ));
}
