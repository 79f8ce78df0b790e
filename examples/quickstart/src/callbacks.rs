//! The callbacks: sign-in rules, the claims in the token, and the session that the browser sees.

use auth::{Password, prelude::*};
use serde::{Deserialize, Serialize};

use crate::db::{Db, Name, Role};

/// Our own columns in the users table.
#[auth::user]
#[derive(Clone)]
pub struct Member {
    #[auth(default)]
    pub role: Role,
    #[auth(default)]
    pub banned: bool,
}

/// Our claims in the encrypted token.
#[auth::jwt]
pub struct Token {
    pub id: UserId,
    /// Defaulted, so that tokens issued before roles existed still open.
    #[auth(default)]
    pub role: Role,
}

impl Token {
    fn is_admin(&self) -> bool {
        self.role == Role::Admin
    }
}

/// The fields that handlers and the browser see: two copied from the token by name, one computed from it.
#[auth::session(from = Token)]
pub struct Visible {
    pub id: UserId,
    pub role: Role,
    #[auth(with = Token::is_admin)]
    pub admin: bool,
}

/// The form of a new user, on the page behind the link that proves the e-mail address.
#[auth::credentials]
pub struct Registration {
    #[auth(required, label = "Your name", autocomplete = "name")]
    name: String,
    #[auth(required, label = "Password")]
    password: Password,
}

/// Creates a user. Colleagues become administrators, because their address is proven.
#[auth::sign_up]
pub async fn register(form: Registration, email: VerifiedEmail<'_>) -> Result<SignUp<Member>> {
    let name = Name::try_from(form.name).map_err(SignUpRefused::with_message)?;
    let role = if email.domain() == "acme.example" { Role::Admin } else { Role::Member };
    Ok(SignUp::new().with_name(String::from(name)).with_columns(Member { role, banned: false }))
}

/// Redirects banned users to a page that says so, for every way to sign in.
#[auth::sign_in]
pub async fn not_banned(user: &User<Member>) -> SignIn {
    if user.banned { SignIn::redirect("/banned") } else { SignIn::Allow }
}

/// Creates the token, once per sign-in.
#[auth::jwt]
pub async fn issue(user: &User<Member>) -> Token {
    Token { id: user.id.clone(), role: user.role }
}

/// Runs whenever a session is read. Signs out users who have been banned, demoted or deleted in the meantime.
#[auth::jwt(access)]
pub async fn still_valid(token: &Jwt<Token>, State(db): State<Db>) -> Result<bool> {
    let Some(id) = token.stored_id() else { return Ok(false) };
    let member = db.member(&id).await?;
    Ok(member.is_some_and(|member| !member.banned && member.role == token.role))
}

/// The payload of a session update. A payload of any other shape never reaches `rename`.
#[derive(Serialize, Deserialize)]
pub struct Rename {
    pub name: Name,
}

/// Handles `useSession().update({ name })` in the browser and the form on the start page.
#[auth::jwt(update)]
pub async fn rename(
    token: &mut Jwt<Token>,
    Update(patch): Update<Rename>,
    State(db): State<Db>,
) -> Result<()> {
    let id = token.stored_id().ok_or("the user is not one of the database")?;
    db.rename(&id, &patch.name).await?;
    token.name = Some(patch.name.into());
    Ok(())
}

/// What a handler can ask for: `Can<Session<Visible>, permission::ListUsers>`.
#[auth::permissions]
pub enum Permission {
    ListUsers,
}

/// Says who has which permissions, at each request that asks. A role without an arm does not compile.
#[auth::grants]
pub fn granted(session: &Session<Visible>) -> Set<Permission> {
    match session.role {
        Role::Admin => Set::all(),
        Role::Member => Set::NONE,
    }
}

/// What a program may do that calls with a key of a user, if the user may do it, too.
#[auth::api_key(prefix = "quickstart")]
pub struct Key {
    pub scopes: Set<Permission>,
}

/// Writes sign-ins to the log.
#[auth::event(sign_in)]
pub async fn audit(event: SignInEvent<'_>) {
    tracing::info!(user = %event.user.id, provider = %event.account.provider, "signed in");
}
