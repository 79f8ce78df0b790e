//! GitHub.

use super::prelude::*;
use crate::contract::IntoText;

vendor! {
    /// GitHub. Variables: `AUTH_GITHUB_ID`, `AUTH_GITHUB_SECRET`.
    ///
    /// Register `…/auth/callback/github` as the callback URL of an application at
    /// <https://github.com/settings/developers>. For GitHub Enterprise, set its URL:
    ///
    /// ```
    /// # use auth::provider::GitHub;
    /// let github = GitHub::new("my-client", "s3cret").enterprise("https://github.acme.example");
    /// ```
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

impl OAuthProvider<GitHub> {
    /// Sets the URL of a GitHub Enterprise Server, such as `https://github.acme.example`, or of GitHub Enterprise Cloud
    /// with data residency, such as `https://acme.ghe.com`. Nothing is then requested from github.com.
    pub fn enterprise(self, url: impl IntoText<String>) -> Self {
        let url = url.into_text();
        let base = url.trim_end_matches('/').to_owned();
        let api = match base.strip_prefix("https://") {
            Some(host) if host.ends_with(".ghe.com") => format!("https://api.{host}"),
            _ => format!("{base}/api/v3"),
        };
        self.definition(|definition| {
            definition
                .issuer(format!("{base}/login/oauth"))
                .authorization(format!("{base}/login/oauth/authorize"))
                .token(format!("{base}/login/oauth/access_token"))
                .userinfo(format!("{api}/user"))
        })
    }
}

/// A GitHub user, as `GET /user` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct GitHubProfile {
    /// The ID, which stays the same if the login changes.
    pub id: u64,
    /// The user name.
    #[serde(default)]
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
    primary: Option<bool>,
    verified: Option<bool>,
}

/// Adds a private e-mail address, which is missing from the profile and listed separately. A GitHub App without the
/// permission to read addresses gets none.
async fn with_private_email(mut profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
    if profile.get("email").and_then(Value::as_str).is_some_and(|email| !email.trim().is_empty()) {
        return Ok(profile);
    }
    let user = lookup.userinfo_url().unwrap_or_default();
    let url = format!("{}/emails", user.trim_end_matches('/'));
    let Some(emails) = optional("/user/emails", lookup.get_json(&url).await) else { return Ok(profile) };
    let emails: Vec<Email> = json::convert(emails).unwrap_or_default();
    let named = || emails.iter().filter(|entry| !entry.email.trim().is_empty());
    if let Some(primary) = named().find(|entry| entry.primary == Some(true)).or(named().next()) {
        insert(&mut profile, "email", &*primary.email);
        insert(&mut profile, "email_verified", primary.verified);
    }
    Ok(profile)
}
