//! GitLab.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, OAuthProvider, ProfileUser, Vendor},
};

vendor! {
    /// GitLab, at gitlab.com or elsewhere. Variables: `AUTH_GITLAB_ID`, `AUTH_GITLAB_SECRET`.
    ///
    /// Register `…/auth/callback/gitlab` as redirect URI of an application at
    /// <https://gitlab.com/-/user_settings/applications>, with the scope `read_user`.
    ///
    /// ```
    /// # use auth_core::provider::GitLab;
    /// let gitlab = GitLab::new("my-client", "s3cret").base_url("https://gitlab.example.com");
    /// ```
    GitLab
}

impl OAuthProvider<GitLab> {
    /// The URL of an installation of one's own, without a slash at its end.
    pub fn base_url(self, url: impl Into<String>) -> Self {
        self.option("base_url", url.into())
    }
}

/// What GitLab says about a user (`GET /api/v4/user`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct GitLabProfile {
    /// The id, where the profile is that of OpenID Connect.
    pub sub: Option<String>,
    /// The id.
    pub id: Option<u64>,
    /// The user name.
    pub username: Option<String>,
    /// The name to show.
    pub name: Option<String>,
    /// The primary e-mail address.
    pub email: Option<String>,
    /// Whether the address is verified, where the profile is that of OpenID Connect.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
    /// The URL of the page.
    pub web_url: Option<String>,
    /// Whether the account is `active`.
    pub state: Option<String>,
    /// When an address was confirmed; GitLab sets it too where it does not ask for a confirmation.
    pub confirmed_at: Option<String>,
    /// Whether a second factor is asked for.
    pub two_factor_enabled: Option<bool>,
    /// Whether the user comes from elsewhere.
    pub external: Option<bool>,
}

impl Vendor for GitLab {
    type Profile = GitLabProfile;

    fn definition() -> Definition {
        Definition::oauth("gitlab", "GitLab")
            .authorization("{base_url}/oauth/authorize")
            .token("{base_url}/oauth/token")
            .userinfo("{base_url}/api/v4/user")
            .scope("read_user")
            .option("base_url", "https://gitlab.com")
            .brand_color(Color::rgb(0xfc, 0x6d, 0x26))
    }

    async fn user(profile: GitLabProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let id = profile.sub.or(profile.id.map(|id| id.to_string()));
        let user = ProfileUser::new(id.ok_or("the profile has neither `sub` nor `id`")?);
        let user = user.name(profile.name.or(profile.username)).email(profile.email);
        Ok(user.image(profile.avatar_url).email_verified(profile.email_verified))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "id": 7, "username": "ada", "email": "ada@example.test", "avatar_url": "https://img.test/7",
        });
        let sign_in = SignIn::new(GitLab::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://gitlab.com/oauth/authorize?scope=read_user pkce",
                "POST https://gitlab.com/oauth/token basic",
                "GET https://gitlab.com/api/v4/user bearer",
                "user 7 | ada | ada@example.test | https://img.test/7",
            ]
        );
    }

    #[test]
    fn signs_in_elsewhere() {
        let profile = json!({ "sub": "8", "id": 7, "name": "Ada", "email_verified": true });
        let sign_in = SignIn::new(GitLab::new("client", "secret").base_url("https://git.test/lab"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://git.test/lab/oauth/authorize?scope=read_user pkce",
                "POST https://git.test/lab/oauth/token basic",
                "GET https://git.test/lab/api/v4/user bearer",
                "user 8 | Ada | - (verified) | -",
            ]
        );
    }
}
