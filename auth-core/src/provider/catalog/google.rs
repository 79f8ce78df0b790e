//! Google.

use super::prelude::*;

vendor! {
    /// Google. Variables: `AUTH_GOOGLE_ID`, `AUTH_GOOGLE_SECRET`.
    ///
    /// Register `…/auth/callback/google` as an authorized redirect URI of an OAuth client for web
    /// applications at <https://console.cloud.google.com/apis/credentials>. Google sends a refresh token only
    /// at the first consent, and only if offline access is requested:
    ///
    /// ```
    /// # use auth::provider::Google;
    /// let google = Google::new("my-client", "s3cret")
    ///     .authorization_param("access_type", "offline")
    ///     .authorization_param("prompt", "consent");
    /// ```
    ///
    /// The parameter `hd` only selects the accounts that Google offers. To admit the users of one
    /// organisation only, check [`hd`](GoogleProfile::hd) of the profile as well.
    Google: GoogleProfile = Definition::oidc("google", "Google")
        .issuer("https://accounts.google.com").brand_color(Color::rgb(0x1a, 0x73, 0xe8));
    user = |p| ProfileUser::new(p.sub)
        .name(p.name).email(p.email).image(p.picture).email_verified(p.email_verified);
}

/// A Google user: the claims of the ID token.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct GoogleProfile {
    /// The ID.
    pub sub: String,
    /// The full name.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// `true` if Google has verified the e-mail address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub picture: Option<String>,
    /// The domain of the organisation that the account belongs to.
    pub hd: Option<String>,
    /// The locale.
    pub locale: Option<String>,
}
