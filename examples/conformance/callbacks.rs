//! The callbacks of the contract.

use auth::{prelude::*, token::OtherClaims};
use serde::Deserialize;

/// The claims. All are optional, because another service may have written the token.
#[auth::jwt]
pub struct Token {
    pub id: Option<String>,
    pub role: Option<String>,
    #[auth(rest)]
    pub rest: OtherClaims,
}

/// The session shows both claims.
#[auth::session(from = Token)]
pub struct Visible {
    pub id: Option<String>,
    pub role: Option<String>,
}

/// Refuses, redirects or fails, depending on the domain of the e-mail address.
#[auth::sign_in]
pub async fn by_address(user: &User) -> Result<SignIn> {
    match user.email.as_deref().and_then(|email| email.rsplit_once('@')) {
        Some((_, "blocked.example")) => Ok(SignIn::Deny),
        Some((_, "banned.example")) => Ok(SignIn::redirect("/banned")),
        Some((_, "boom.example")) => Err("boom".into()),
        _ => Ok(SignIn::Allow),
    }
}

/// Creates the token. The user with the ID `1` is the administrator; of the contract's users, only Alice has it.
#[auth::jwt]
pub async fn issue(user: &User, account: &Account) -> Token {
    let admin = account.provider == "credentials" && user.id == "1";
    let role = if admin { "admin" } else { "user" };
    Token { id: Some(user.id.to_string()), role: Some(role.to_owned()), rest: OtherClaims::new() }
}

/// The changes that are accepted; everything else is ignored.
#[derive(Deserialize)]
pub struct Patch {
    revoke: Option<bool>,
    user: Option<UserPatch>,
}

/// The changes to the user.
#[derive(Deserialize)]
pub struct UserPatch {
    name: Option<String>,
}

/// Revokes the session, or renames its user.
#[auth::jwt(update)]
pub async fn update(token: &mut Jwt<Token>, Update(patch): Update<Patch>) -> Access {
    if patch.revoke == Some(true) {
        return Access::Revoke;
    }
    if let Some(name) = patch.user.and_then(|user| user.name) {
        token.name = Some(name);
    }
    Access::Allow
}

/// Shows the session of a stored user, who has no stored role.
#[auth::session]
pub async fn stored(user: &User) -> Visible {
    Visible { id: Some(user.id.to_string()), role: Some("user".to_owned()) }
}
