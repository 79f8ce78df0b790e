//! The application under test: users, callbacks, and what they write down.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use auth::{prelude::*, token::OtherClaims};
use serde::Deserialize;

pub(crate) const HOUR: Duration = Duration::from_secs(60 * 60);

/// The state of the callbacks: what has happened, and whom nobody lets in any more.
#[derive(Clone, Default)]
pub(crate) struct World {
    journal: Arc<Mutex<Vec<String>>>,
    revoked: Arc<Mutex<Vec<String>>>,
    trouble: Arc<Mutex<Option<(&'static str, Access)>>>,
}

impl World {
    pub(crate) fn note(&self, what: impl Into<String>) {
        self.journal.lock().unwrap().push(what.into());
    }

    /// What has happened since it was asked last.
    pub(crate) fn happened(&self) -> Vec<String> {
        std::mem::take(&mut *self.journal.lock().unwrap())
    }

    pub(crate) fn revoke(&self, id: &str) {
        self.revoked.lock().unwrap().push(id.to_owned());
    }

    /// From now on, this callback fails (`Access::Allow`) or revokes.
    pub(crate) fn trouble(&self, callback: &'static str, access: Access) {
        *self.trouble.lock().unwrap() = Some((callback, access));
    }

    pub(crate) fn no_trouble(&self) {
        *self.trouble.lock().unwrap() = None;
    }

    /// What a callback returns that asks the world.
    pub(crate) fn ask(&self, callback: &'static str) -> Result<Access> {
        match *self.trouble.lock().unwrap() {
            Some((name, Access::Allow)) if name == callback => Err("the callback cannot ask".into()),
            Some((name, access)) if name == callback => Ok(access),
            _ => Ok(Access::Allow),
        }
    }
}

#[auth::jwt]
pub(crate) struct Token {
    pub(crate) role: Option<String>,
    #[auth(default)]
    pub(crate) note: String,
    #[auth(rest)]
    pub(crate) rest: OtherClaims,
}

#[auth::session(from = Token)]
#[derive(Debug)]
pub(crate) struct Visible {
    pub(crate) role: Option<String>,
    #[auth(with = note_length, root)]
    pub(crate) length: usize,
}

fn note_length(token: &Token) -> usize {
    token.note.len()
}

#[auth::credentials]
pub(crate) struct Login {
    name: String,
    #[auth(password)]
    password: Secret,
}

impl Login {
    /// What a callback sees of the form: the name, and the length of the password.
    pub(crate) fn seen(&self) -> String {
        format!("{} {}", self.name, self.password.expose().len())
    }
}

/// Everybody's password is `hunter2`; some names make trouble.
#[auth::authorize]
pub(crate) async fn login(form: Login, State(world): State<World>) -> Result<Option<User>> {
    world.note(format!("authorize {}", form.name));
    match form.name.as_str() {
        "locked" => Err(CredentialsSignin::with_code("locked").into()),
        "crash" => Err("the database is gone".into()),
        "nameless" => Ok(Some(User::new("nameless"))),
        name if form.password == Secret::new("hunter2") => {
            Ok(Some(User::new(name).with_name(name).with_email(format!("{name}@example.com"))))
        }
        _ => Ok(None),
    }
}

/// Of an application without state.
#[auth::authorize]
pub(crate) async fn login_anybody(form: Login) -> User {
    User::new(form.name)
}

/// By what the guards know somebody: the first part of the address.
fn name(user: &User) -> &str {
    user.email.as_deref().and_then(|email| email.strip_suffix("@example.com")).unwrap_or(user.id.as_str())
}

#[auth::sign_in]
pub(crate) async fn first(user: &User, State(world): State<World>) -> Result<SignIn> {
    world.note("first guard");
    Ok(match name(user) {
        "away" => SignIn::redirect("/banned"),
        "guest" => SignIn::allow_for(HOUR),
        "visitor" => SignIn::allow_until_browser_closes(HOUR * 2),
        "abroad" => SignIn::redirect("https://evil.example/"),
        _ => SignIn::Allow,
    })
}

#[auth::sign_in]
pub(crate) async fn second(user: &User, State(world): State<World>) -> Result<bool> {
    world.note("second guard");
    match name(user) {
        "broken" => Err("the guard cannot say".into()),
        name => Ok(name != "denied"),
    }
}

#[auth::jwt]
pub(crate) async fn issue(user: &User, State(world): State<World>) -> Result<Option<Token>> {
    world.note("jwt");
    if user.id == "nothing" {
        return Ok(None);
    }
    let role = if user.id == "ada" { "admin" } else { "member" };
    Ok(Some(Token { role: Some(role.to_owned()), note: String::new(), rest: OtherClaims::new() }))
}

#[derive(Deserialize)]
pub(crate) struct Patch {
    note: String,
}

#[auth::jwt(update)]
pub(crate) async fn update(token: &mut Jwt<Token>, Update(patch): Update<Patch>) -> Result<Access> {
    match patch.note.as_str() {
        "revoke" => return Ok(Access::Revoke),
        "fail" => return Err("the update failed".into()),
        _ => token.note = patch.note,
    }
    Ok(Access::Allow)
}

#[auth::jwt(access)]
pub(crate) async fn still_valid(token: &Jwt<Token>, State(world): State<World>) -> bool {
    let revoked = world.revoked.lock().unwrap();
    !revoked.iter().any(|id| Some(id.as_str()) == token.sub.as_deref())
}

/// The session of users about whom nothing is known, but what the browser has just sent.
#[auth::session]
pub(crate) async fn of_nobody(update: Option<Update<Patch>>) -> Visible {
    Visible { role: None, length: update.map_or(0, |Update(patch)| patch.note.len()) }
}

#[auth::event(create_user)]
pub(crate) async fn created(event: CreateUserEvent<'_>, State(world): State<World>) {
    world.note(format!("event create_user {:?}", event.user.email));
}

#[auth::event(sign_in)]
pub(crate) async fn signed_in(event: SignInEvent<'_>, State(world): State<World>) {
    world.note(format!("event sign_in {} {}", event.user.id, event.account.provider));
}

/// An event handler that fails changes nothing.
#[auth::event(sign_in)]
pub(crate) async fn failing(State(world): State<World>) -> Result<()> {
    world.note("event sign_in, failing");
    Err("the log is full".into())
}

#[auth::event(sign_out)]
pub(crate) async fn signed_out(event: SignOutEvent<'_>, token: &Jwt<Token>, State(world): State<World>) {
    world.note(format!("event sign_out {:?} {:?}", event.user_id, token.role));
}

#[auth::event(session)]
pub(crate) async fn shown(event: SessionEvent<'_>, session: &Session<Visible>, State(world): State<World>) {
    world.note(format!("event session {:?} {:?}", event.user.name, session.role));
}

#[auth::guard]
pub(crate) async fn admins(session: &Session<Visible>) -> bool {
    session.role.as_deref() == Some("admin")
}

#[auth::guard]
pub(crate) async fn broken(_: &Session<Visible>) -> Result<bool> {
    Err("the guard cannot say".into())
}
