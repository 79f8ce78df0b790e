//! Wikimedia.

use super::prelude::*;

vendor! {
    /// Wikimedia: Wikipedia and its sisters. Variables: `AUTH_WIKIMEDIA_ID`, `AUTH_WIKIMEDIA_SECRET`.
    ///
    /// Propose an OAuth 2.0 consumer with `…/auth/callback/wikimedia` as the callback URL at
    /// <https://meta.wikimedia.org/wiki/Special:OAuthConsumerRegistration>. Only consumers that have applied
    /// for it receive the e-mail address.
    Wikimedia: WikimediaProfile = Definition::oauth("wikimedia", "Wikimedia")
        .authorization("https://meta.wikimedia.org/w/rest.php/oauth2/authorize")
        .token("https://meta.wikimedia.org/w/rest.php/oauth2/access_token")
        .userinfo("https://meta.wikimedia.org/w/rest.php/oauth2/resource/profile")
        .scope("").brand_color(Color::rgb(0x00, 0x00, 0x00));
    user = |p| ProfileUser::new(p.sub).name(p.username).email(p.email).email_verified(p.confirmed_email);
}

/// A Wikimedia user, as `GET /oauth2/resource/profile` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WikimediaProfile {
    /// The ID, the same in all wikis.
    pub sub: String,
    /// The user name.
    pub username: Option<String>,
    /// The full name.
    pub realname: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// `true` if Wikimedia has verified the e-mail address.
    pub confirmed_email: Option<bool>,
}
