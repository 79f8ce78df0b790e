//! Notion.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// Notion. Variables: `AUTH_NOTION_ID`, `AUTH_NOTION_SECRET`.
    ///
    /// Register `…/auth/callback/notion` as redirect URI of a public integration at
    /// <https://www.notion.so/my-integrations>. The e-mail address comes only to integrations with the
    /// capability to read it.
    Notion
}

/// What Notion says about a user (`bot.owner.user` of `GET /v1/users/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NotionProfile {
    /// The id.
    pub id: String,
    /// The name to show.
    pub name: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
    /// What is known of a person only.
    pub person: Option<NotionPerson>,
}

/// A user of Notion that is no bot.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NotionPerson {
    /// The e-mail address.
    pub email: Option<String>,
}

impl Vendor for Notion {
    type Profile = NotionProfile;

    fn definition() -> Definition {
        Definition::oauth("notion", "Notion")
            .authorization("https://api.notion.com/v1/oauth/authorize")
            .token("https://api.notion.com/v1/oauth/token")
            .authorization_param("owner", "user")
            .userinfo(
                UserInfo::get("https://api.notion.com/v1/users/me")
                    .header("Notion-Version", "2022-06-28")
                    .profile_at("/bot/owner/user"),
            )
    }

    async fn user(profile: NotionProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let email = profile.person.and_then(|person| person.email);
        Ok(ProfileUser::new(profile.id).name(profile.name).email(email).image(profile.avatar_url))
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
            "object": "user",
            "bot": {
                "owner": {
                    "type": "user",
                    "user": {
                        "id": "7", "name": "Ada", "avatar_url": "https://img.test/7",
                        "person": { "email": "ada@example.test" },
                    },
                },
            },
        });
        let sign_in = SignIn::new(Notion::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://api.notion.com/v1/oauth/authorize?scope=openid+profile+email\
                    &owner=user pkce",
                "POST https://api.notion.com/v1/oauth/token basic",
                "GET https://api.notion.com/v1/users/me bearer notion-version: 2022-06-28",
                "user 7 | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
