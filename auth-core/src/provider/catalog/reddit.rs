//! Reddit.

use super::prelude::*;

vendor! {
    /// Reddit. Variables: `AUTH_REDDIT_ID`, `AUTH_REDDIT_SECRET`.
    ///
    /// Register `…/auth/callback/reddit` as a redirect URI of a web app at
    /// <https://www.reddit.com/prefs/apps>. PKCE is not used. Reddit provides no e-mail address.
    Reddit: RedditProfile = Definition::oauth("reddit", "Reddit")
        .authorization("https://www.reddit.com/api/v1/authorize")
        .token("https://www.reddit.com/api/v1/access_token")
        .userinfo("https://oauth.reddit.com/api/v1/me")
        .scope("identity").without_pkce().brand_color(Color::rgb(0xff, 0x45, 0x00));
    user = |p| ProfileUser::new(p.id).name(p.name);
}

/// A Reddit user, as `GET /api/v1/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct RedditProfile {
    /// The ID.
    pub id: String,
    /// The user name.
    pub name: Option<String>,
    /// The URL of the picture.
    pub icon_img: Option<String>,
    /// `true` if the user has an e-mail address that Reddit has verified.
    pub has_verified_email: Option<bool>,
}
