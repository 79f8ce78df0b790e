//! GitLab.

use super::prelude::*;
use crate::contract::IntoText;

vendor! {
    /// GitLab, at gitlab.com or self-managed. Variables: `AUTH_GITLAB_ID`, `AUTH_GITLAB_SECRET`.
    ///
    /// Register `…/auth/callback/gitlab` as a redirect URI of an application at
    /// <https://gitlab.com/-/user_settings/applications>, with the scope `read_user`.
    ///
    /// ```
    /// # use auth::provider::GitLab;
    /// let gitlab = GitLab::new("my-client", "s3cret").base_url("https://gitlab.example.com");
    /// ```
    GitLab: GitLabProfile = Definition::oauth("gitlab", "GitLab")
        .authorization("{base_url}/oauth/authorize")
        .token("{base_url}/oauth/token")
        .userinfo("{base_url}/api/v4/user")
        .scope("read_user")
        .option("base_url", "https://gitlab.com")
        .brand_color(Color::rgb(0xfc, 0x6d, 0x26));
}

impl OAuthProvider<GitLab> {
    /// Sets the URL of a self-managed installation, without a trailing slash.
    pub fn base_url(self, url: impl IntoText<String>) -> Self {
        self.option("base_url", url.into_text())
    }
}

/// A GitLab user, as `GET /api/v4/user` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct GitLabProfile {
    /// The ID, if the profile is that of OpenID Connect.
    pub sub: Option<String>,
    /// The ID.
    pub id: Option<u64>,
    /// The user name.
    pub username: Option<String>,
    /// The display name.
    pub name: Option<String>,
    /// The primary e-mail address.
    pub email: Option<String>,
    /// `true` if the e-mail address is verified; set if the profile is that of OpenID Connect.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
    /// The URL of the profile page.
    pub web_url: Option<String>,
    /// The state of the account, such as `active`.
    pub state: Option<String>,
    /// The time at which an e-mail address was confirmed; GitLab also sets it if it requires no confirmation.
    pub confirmed_at: Option<String>,
    /// `true` if the user signs in with a second factor.
    pub two_factor_enabled: Option<bool>,
    /// `true` if the user is an external one.
    pub external: Option<bool>,
}

impl UserProfile for GitLabProfile {
    fn user(self) -> Result<ProfileUser, BoxError> {
        let id = self.sub.or(self.id.map(|id| id.to_string()));
        let user = ProfileUser::new(id.ok_or("the profile has neither `sub` nor `id`")?);
        let user = user.name(self.name.or(self.username)).email(self.email);
        Ok(user.image(self.avatar_url).email_verified(self.email_verified))
    }
}
