//! Twitter.

use super::prelude::*;

vendor! {
    /// X, formerly Twitter. Variables: `AUTH_TWITTER_ID`, `AUTH_TWITTER_SECRET` (those of OAuth 2.0).
    ///
    /// Register `…/auth/callback/twitter` as a callback URI of a confidential client at
    /// <https://developer.x.com>. An application that may read the e-mail address has to request it:
    ///
    /// ```
    /// # use auth::provider::Twitter;
    /// let userinfo = "https://api.x.com/2/users/me?user.fields=profile_image_url,confirmed_email";
    /// let twitter = Twitter::new("client-id", "s3cret")
    ///     .scope("users.read tweet.read offline.access users.email")
    ///     .definition(|definition| definition.userinfo(userinfo));
    /// ```
    Twitter: TwitterProfile = Definition::oauth("twitter", "Twitter")
        .authorization("https://x.com/i/oauth2/authorize")
        .token("https://api.x.com/2/oauth2/token")
        .userinfo(
            UserInfo::get("https://api.x.com/2/users/me?user.fields=profile_image_url").profile_at("/data"),
        )
        .scope("users.read tweet.read offline.access").brand_color(Color::rgb(0x1d, 0xa1, 0xf2));
    user = |p| ProfileUser::new(p.id)
        .name(p.name).email_verified(p.confirmed_email.is_some().then_some(true))
        .email(p.confirmed_email.or(p.email)).image(p.profile_image_url);
}

/// An X user, as `GET /2/users/me` returns it in `data`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TwitterProfile {
    /// The ID.
    pub id: String,
    /// The display name.
    pub name: Option<String>,
    /// The user name.
    pub username: Option<String>,
    /// The e-mail address, which the user has confirmed.
    pub confirmed_email: Option<String>,
    /// An e-mail address that may be unconfirmed.
    pub email: Option<String>,
    /// The URL of the picture.
    pub profile_image_url: Option<String>,
}
