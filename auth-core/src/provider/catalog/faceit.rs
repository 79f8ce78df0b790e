//! FACEIT.

use super::prelude::*;

vendor! {
    /// FACEIT. Variables: `AUTH_FACEIT_ID`, `AUTH_FACEIT_SECRET`.
    ///
    /// Register `…/auth/callback/faceit` as a redirect URL of an OAuth2 client at
    /// <https://developers.faceit.com>.
    Faceit: FaceitProfile = Definition::oauth("faceit", "FACEIT")
        .authorization("https://accounts.faceit.com/accounts?redirect_popup=true")
        .token("https://api.faceit.com/auth/v1/oauth/token")
        .userinfo("https://api.faceit.com/auth/v1/resources/userinfo");
    user = |p| ProfileUser::new(p.guid)
        .name(p.name).email(p.email).image(p.picture).email_verified(p.email_verified);
}

/// A FACEIT user, as `GET /auth/v1/resources/userinfo` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FaceitProfile {
    /// The ID.
    pub guid: String,
    /// The display name.
    pub name: Option<String>,
    /// The name in games.
    pub nickname: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// `true` if FACEIT has verified the e-mail address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub picture: Option<String>,
    /// The locale.
    pub locale: Option<String>,
}
