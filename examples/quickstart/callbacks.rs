//! Who may sign in, what the token holds, what the browser sees.

use auth::{ProviderType, prelude::*};
use serde::{Deserialize, Serialize};

use crate::{
    db::{Db, Name, Role},
    password,
};

/// What we know of users beside name and address: columns of the table of users.
#[auth::user]
#[derive(Clone)]
pub struct Member {
    #[auth(default)]
    pub role: Role,
    #[auth(default)]
    pub banned: bool,
}

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

/// Who is banned lands on a page that says so, however they sign in.
#[auth::sign_in]
pub async fn not_banned(user: &User<Member>) -> SignIn {
    if user.banned { SignIn::redirect("/banned") } else { SignIn::Allow }
}

/// Newcomers come by mail, which proves that the address is theirs. Passkeys and passwords are added later: whoever
/// could begin with one might take the address of somebody else, and wait for them.
#[auth::sign_in]
pub async fn by_mail_at_first(user: &User, account: &Account, State(db): State<Db>) -> Result<SignIn> {
    if account.kind != ProviderType::WebAuthn {
        return Ok(SignIn::Allow);
    }
    let known = db.knows(user.email.as_deref().unwrap_or_default()).await?;
    Ok(if known { SignIn::Allow } else { SignIn::redirect("/by-mail-at-first") })
}

/// Makes the token, once per sign-in.
#[auth::jwt]
pub async fn issue(user: &User<Member>) -> Token {
    Token { id: user.id.clone(), role: user.role }
}

/// Runs whenever a session is read: who has been banned, demoted or removed meanwhile is signed out.
#[auth::jwt(access)]
pub async fn still_valid(token: &Jwt<Token>, State(db): State<Db>) -> Result<bool> {
    let member = db.member(&token.id).await?;
    Ok(member.is_some_and(|member| !member.banned && member.role == token.role))
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
