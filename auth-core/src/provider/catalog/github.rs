//! GitHub.

use serde::Deserialize;
use serde_json::Value;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, Lookup, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// GitHub. Register the application at <https://github.com/settings/developers>.
    GitHub
}

/// What GitHub says about a user (`GET /user`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct GitHubProfile {
    /// The id, which stays when the login changes.
    pub id: u64,
    /// The user name.
    pub login: String,
    /// The name to show.
    pub name: Option<String>,
    /// The public e-mail address, else the primary one.
    pub email: Option<String>,
    /// Whether GitHub has verified the address; known when it is not the public one.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
}

impl Vendor for GitHub {
    type Profile = GitHubProfile;

    fn definition() -> Definition {
        Definition::oauth("github", "GitHub")
            .issuer("https://github.com/login/oauth")
            .authorization("https://github.com/login/oauth/authorize")
            .token("https://github.com/login/oauth/access_token")
            .userinfo(UserInfo::get("https://api.github.com/user"))
            .scope("read:user user:email")
            .brand_color(Color::rgb(0x24, 0x29, 0x2f))
    }

    async fn user(profile: GitHubProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.id).name(profile.name.unwrap_or(profile.login));
        Ok(user.email(profile.email).image(profile.avatar_url).email_verified(profile.email_verified))
    }

    /// Who keeps the address private has it in a list.
    async fn complete(mut profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
        if profile.get("email").and_then(Value::as_str).is_some_and(|email| !email.is_empty()) {
            return Ok(profile);
        }
        let emails: Vec<Email> =
            serde_json::from_value(lookup.get_json("https://api.github.com/user/emails").await?)?;
        let primary = emails.iter().find(|email| email.primary).or(emails.first());
        if let (Some(primary), Value::Object(members)) = (primary, &mut profile) {
            members.insert("email".to_owned(), primary.email.as_str().into());
            members.insert("email_verified".to_owned(), primary.verified.into());
        }
        Ok(profile)
    }
}

/// One entry of `GET /user/emails`.
#[derive(Deserialize)]
struct Email {
    email: String,
    primary: bool,
    verified: bool,
}
