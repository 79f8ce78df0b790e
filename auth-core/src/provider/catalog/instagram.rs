//! Instagram.

use super::prelude::*;

vendor! {
    /// Instagram. Variables: `AUTH_INSTAGRAM_ID`, `AUTH_INSTAGRAM_SECRET`.
    ///
    /// Register `…/auth/callback/instagram` as an OAuth redirect URI of an app at
    /// <https://developers.facebook.com/apps>; it must be https. Instagram has closed the API behind the
    /// scope `user_profile` for personal accounts; professional accounts have the scope
    /// `instagram_business_basic`. Instagram provides no e-mail address.
    Instagram: InstagramProfile = Definition::oauth("instagram", "Instagram")
        .authorization("https://api.instagram.com/oauth/authorize")
        .token("https://api.instagram.com/oauth/access_token")
        .userinfo("https://graph.instagram.com/me?fields=id,username,account_type,name")
        .scope("user_profile").client_auth(ClientAuthMethod::Post);
    user = |p| ProfileUser::new(p.id).name(p.username);
    conform = bearer_by_default;
}

/// An Instagram user, as `GET /me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct InstagramProfile {
    /// The ID, specific to this app.
    pub id: String,
    /// The user name.
    pub username: Option<String>,
    /// The display name.
    pub name: Option<String>,
    /// The kind of account: `BUSINESS`, `MEDIA_CREATOR` or `PERSONAL`.
    pub account_type: Option<String>,
}
