//! Notion.

use super::prelude::*;

vendor! {
    /// Notion. Variables: `AUTH_NOTION_ID`, `AUTH_NOTION_SECRET`.
    ///
    /// Register `…/auth/callback/notion` as a redirect URI of a public integration at
    /// <https://www.notion.so/my-integrations>. Only integrations with the capability to read it receive the
    /// e-mail address.
    Notion: NotionProfile = Definition::oauth("notion", "Notion")
        .authorization("https://api.notion.com/v1/oauth/authorize")
        .token("https://api.notion.com/v1/oauth/token")
        .authorization_param("owner", "user")
        .userinfo(
            UserInfo::get("https://api.notion.com/v1/users/me")
                .header("Notion-Version", "2022-06-28")
                .profile_at("/bot/owner/user"),
        );
    user = |p| ProfileUser::new(p.id)
        .name(p.name).email(p.person.and_then(|person| person.email)).image(p.avatar_url);
}

/// A Notion user, as `GET /v1/users/me` returns it in `bot.owner.user`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NotionProfile {
    /// The ID.
    pub id: String,
    /// The display name.
    pub name: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
    /// The data of a person; missing for a bot.
    pub person: Option<NotionPerson>,
}

/// The data of a Notion user that is a person.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NotionPerson {
    /// The e-mail address.
    pub email: Option<String>,
}
