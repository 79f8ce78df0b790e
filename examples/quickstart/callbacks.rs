//! Who may sign in, what the token holds, what the browser sees.

use auth::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    db::{Db, Name, Role},
    password,
};

/// What the encrypted token holds beside the standard claims.
#[auth::jwt]
pub struct Token {
    pub id: UserId,
    /// A token from before there were roles still opens.
    #[auth(default)]
    pub role: Role,
}

impl Token {
    fn is_admin(&self) -> bool {
        self.role == Role::Admin
    }
}

/// What handlers and the browser see of it: the fields of the same names, and one that is made of them.
#[auth::session(from = Token)]
pub struct Visible {
    pub id: UserId,
    pub role: Role,
    #[auth(with = Token::is_admin)]
    pub admin: bool,
}

/// The sign-in form: drawn on the built-in page, and parsed from the request.
#[auth::credentials]
pub struct Login {
    #[auth(email, label = "E-mail", placeholder = "ada@example.com", required)]
    email: String,
    #[auth(password, label = "Password", required)]
    password: Secret,
}

/// Is the password right? Answers after the same time whether or not there is such a user.
#[auth::authorize]
pub async fn login(form: Login, State(db): State<Db>) -> Result<Option<User>> {
    let (user, hash) = db.user_with_password(&form.email).await?.unzip();
    let right = password::verify(form.password, hash).await?;
    Ok(user.filter(|_| right))
}

/// A user who is banned lands on a page that says so. An error, as of the database, lets nobody in either.
#[auth::sign_in]
pub async fn not_banned(user: &User, State(db): State<Db>) -> Result<SignIn> {
    Ok(if db.role(&user.id).await?.is_some() { SignIn::Allow } else { SignIn::redirect("/banned") })
}

/// Makes the token, once per sign-in.
#[auth::jwt]
pub async fn issue(user: &User, State(db): State<Db>) -> Result<Token> {
    let role = db.role(&user.id).await?.unwrap_or_default();
    Ok(Token { id: user.id.clone(), role })
}

/// Runs whenever a session is read: who has been banned or demoted meanwhile is signed out.
#[auth::jwt(access)]
pub async fn still_valid(token: &Jwt<Token>, State(db): State<Db>) -> Result<Keep> {
    Ok(if db.role(&token.id).await? == Some(token.role) { Keep::Yes } else { Keep::Revoke })
}

/// What users may change of their sessions. A payload of another shape never reaches `rename`.
#[derive(Serialize, Deserialize)]
pub struct Rename {
    pub name: Name,
}

/// Serves `useSession().update({ name })` in a browser as well as the form of the start page.
#[auth::jwt(update)]
pub async fn rename(
    token: &mut Jwt<Token>,
    Update(patch): Update<Rename>,
    State(db): State<Db>,
) -> Result<()> {
    db.rename(&token.id, &patch.name).await?;
    token.name = Some(patch.name.into());
    Ok(())
}

/// Which sessions may see the page for administrators.
#[auth::guard]
pub async fn admins(session: &Session<Visible>) -> bool {
    session.admin
}

/// Writes sign-ins to the log.
#[auth::event(sign_in)]
pub async fn audit(event: SignInEvent<'_>) {
    tracing::info!(user = %event.user.id, provider = %event.account.provider, "signed in");
}
