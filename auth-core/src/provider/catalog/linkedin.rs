//! LinkedIn.

use super::prelude::*;

vendor! {
    /// LinkedIn. Variables: `AUTH_LINKEDIN_ID`, `AUTH_LINKEDIN_SECRET`.
    ///
    /// Add the product “Sign In with LinkedIn using OpenID Connect” to the application at
    /// <https://www.linkedin.com/developers/apps>, and register `…/auth/callback/linkedin` as an authorized
    /// redirect URL. LinkedIn refuses PKCE from web applications and leaves the `nonce` out of its ID tokens, so
    /// neither is used; `state` alone protects the sign-in.
    LinkedIn: LinkedInProfile = Definition::oidc("linkedin", "LinkedIn")
        .issuer("https://www.linkedin.com/oauth").without_pkce().without_nonce()
        .client_auth(ClientAuthMethod::Post).brand_color(Color::rgb(0x00, 0x66, 0x99));
    user = |p| ProfileUser::new(p.sub)
        .name(p.name).email(p.email).image(p.picture).email_verified(p.email_verified);
}

/// A LinkedIn member: the claims of the ID token.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct LinkedInProfile {
    /// The ID, a different one for each application.
    pub sub: String,
    /// The full name.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The URL of the picture.
    pub picture: Option<String>,
    /// The primary e-mail address.
    pub email: Option<String>,
    /// `true` if LinkedIn has verified the e-mail address.
    pub email_verified: Option<bool>,
}
