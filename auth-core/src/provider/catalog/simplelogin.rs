//! SimpleLogin.

use super::prelude::*;

vendor! {
    /// SimpleLogin. Variables: `AUTH_SIMPLELOGIN_ID`, `AUTH_SIMPLELOGIN_SECRET`.
    ///
    /// Register `…/auth/callback/simplelogin` as a redirect URI of an application at
    /// <https://app.simplelogin.io/developer>. The e-mail address is an alias if the user chooses so.
    SimpleLogin: SimpleLoginProfile = Definition::oidc("simplelogin", "SimpleLogin")
        .issuer("https://app.simplelogin.io").brand_color(Color::rgb(0xe3, 0x15, 0x6a));
    user = |p| ProfileUser::new(p.sub)
        .name(p.name).email(p.email).image(p.avatar_url).email_verified(p.email_verified);
}

/// A SimpleLogin user: the claims of the ID token.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct SimpleLoginProfile {
    /// The ID, a different one for each application.
    pub sub: String,
    /// The display name.
    pub name: Option<String>,
    /// The e-mail address, or an alias of it.
    pub email: Option<String>,
    /// `true` if SimpleLogin has verified the e-mail address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
}
