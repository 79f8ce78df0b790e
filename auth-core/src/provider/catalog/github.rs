//! GitHub.

use super::prelude::*;

vendor! {
    /// GitHub. Variables: `AUTH_GITHUB_ID`, `AUTH_GITHUB_SECRET`.
    ///
    /// Register `…/auth/callback/github` as the callback URL of an application at
    /// <https://github.com/settings/developers>.
    GitHub: GitHubProfile = Definition::oauth("github", "GitHub")
        .issuer("https://github.com/login/oauth")
        .authorization("https://github.com/login/oauth/authorize")
        .token("https://github.com/login/oauth/access_token")
        .userinfo(UserInfo::get("https://api.github.com/user"))
        .scope("read:user user:email").brand_color(Color::rgb(0x24, 0x29, 0x2f));
    user = |p| ProfileUser::new(p.id)
        .name(p.name.unwrap_or(p.login)).email(p.email).image(p.avatar_url).email_verified(p.email_verified);
    complete = with_private_email;
}

/// A GitHub user, as `GET /user` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct GitHubProfile {
    /// The ID, which stays the same if the login changes.
    pub id: u64,
    /// The user name.
    pub login: String,
    /// The display name.
    pub name: Option<String>,
    /// The public e-mail address, or the primary one if there is none.
    pub email: Option<String>,
    /// `true` if GitHub has verified the e-mail address; `None` if the address is the public one.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
}

/// One entry of `GET /user/emails`.
#[derive(Deserialize)]
struct Email {
    email: String,
    primary: bool,
    verified: bool,
}

/// Adds a private e-mail address, which is missing from the profile and listed separately.
async fn with_private_email(mut profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
    if profile.get("email").and_then(Value::as_str).is_some_and(|email| !email.is_empty()) {
        return Ok(profile);
    }
    let emails = lookup.get_json("https://api.github.com/user/emails").await?;
    let emails: Vec<Email> = serde_json::from_value(emails)?;
    if let Some(primary) = emails.iter().find(|email| email.primary).or(emails.first()) {
        insert(&mut profile, "email", &*primary.email);
        insert(&mut profile, "email_verified", primary.verified);
    }
    Ok(profile)
}
