//! The applications of the tables: what each callback sees.

use auth::{Auth, adapter::AnyAdapter, prelude::*, provider::StandardClaims};

use crate::app::*;

/// An application with every callback and event, each of which writes down what it sees.
pub(super) fn application(builder: Start, issuer: &str) -> Auth<Shown> {
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
        .on::<updated>()
        .on::<linked>()
        .on::<signed_out>()
        .on::<read>()
        .build()
        .unwrap()
}

/// The same where sessions are kept in the database.
pub(super) fn with_stored_sessions(builder: Start, database: AnyAdapter, issuer: &str) -> Auth<Shown> {
    builder
        .database_sessions(database)
        .provider(acme(issuer))
        .provider(plain(issuer))
        .credentials::<authorize>()
        .sign_in::<guard>()
        .redirect::<redirect>()
        .session::<show_stored>()
        .on::<signed_in>()
        .on::<created>()
        .on::<updated>()
        .on::<linked>()
        .on::<stored_signed_out>()
        .on::<stored_read>()
        .build()
        .unwrap()
}

#[auth::jwt]
struct Claims {
    note: String,
}

#[auth::session]
pub(crate) struct Shown {
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

/// The name, or the beginning of the address.
fn name(user: &User) -> Option<&str> {
    user.name.as_deref().or_else(|| user.email.as_deref()?.split('@').next())
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
    method: SignInMethod<'_>,
    oidc: Option<Profile<StandardClaims>>,
    plain: Option<Profile<Me>>,
    form: Option<Form<Login>>,
    State(journal): State<Journal>,
) -> Result<SignIn> {
    let asked = if matches!(method, SignInMethod::LinkRequested(_)) { "(request)" } else { "" };
    journal.note(format!("signIn{asked} {} form={}", seen(user, account, oidc, plain), named(form)));
    match name(user) {
        Some("Bob" | "bob") => Ok(SignIn::redirect("/banned")),
        Some("denied") => Ok(SignIn::Deny),
        Some("later") if asked.is_empty() => Ok(SignIn::Deny),
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
) -> Access {
    journal.note(format!("jwt(update) {} payload={}", claims(token), patch.note));
    token.note = patch.note;
    if token.note == "revoke" { Access::Revoke } else { Access::Allow }
}

#[auth::session]
async fn show(token: &Jwt<Claims>, State(journal): State<Journal>) -> Shown {
    journal.note(format!("session {}", claims(token)));
    Shown { note: token.note.clone() }
}

/// The session of a stored user, who has no token.
#[auth::session]
async fn show_stored(user: &User, update: Option<Update<Patch>>, State(journal): State<Journal>) -> Shown {
    let note = update.map(|Update(patch)| patch.note);
    let email = user.email.as_deref().unwrap_or("-");
    journal.note(format!("session user={email} update={}", note.as_deref().unwrap_or("-")));
    Shown { note: note.unwrap_or_default() }
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

#[auth::event(update_user)]
async fn updated(event: UpdateUserEvent<'_>, State(journal): State<Journal>) {
    journal.note(format!("event updateUser {}", event.user.email.as_deref().unwrap_or("-")));
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

#[auth::event(sign_out)]
async fn stored_signed_out(event: SignOutEvent<'_>, State(journal): State<Journal>) {
    journal.note(format!("event signOut user={}", event.user_id.map_or("-", |_| "stored")));
}

#[auth::event(session)]
async fn stored_read(event: SessionEvent<'_>, session: &Session<Shown>, State(journal): State<Journal>) {
    let name = event.user.name.as_deref().unwrap_or("-");
    journal.note(format!("event session user={name} note={}", session.note));
}
