//! Patreon.

use super::prelude::*;

vendor! {
    /// Patreon. Variables: `AUTH_PATREON_ID`, `AUTH_PATREON_SECRET`.
    ///
    /// Register `…/auth/callback/patreon` as a redirect URI of a client at
    /// <https://www.patreon.com/portal/registration/register-clients>.
    Patreon: PatreonProfile = Definition::oauth("patreon", "Patreon")
        .authorization("https://www.patreon.com/oauth2/authorize")
        .token("https://www.patreon.com/api/oauth2/token")
        .userinfo(
            UserInfo::get("https://www.patreon.com/api/oauth2/api/current_user").profile_at("/data"),
        )
        .scope("identity identity[email]").brand_color(Color::rgb(0xe8, 0x5b, 0x46));
    user = |p| ProfileUser::new(p.id)
        .name(p.attributes.full_name).email(p.attributes.email).image(p.attributes.image_url)
        .email_verified(p.attributes.is_email_verified);
}

/// A Patreon user, as `GET /api/oauth2/api/current_user` returns it in `data`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct PatreonProfile {
    /// The ID.
    pub id: String,
    /// The other attributes.
    #[serde(default)]
    pub attributes: PatreonAttributes,
}

/// The attributes of a Patreon user.
#[derive(Clone, Debug, Default, Deserialize)]
#[non_exhaustive]
pub struct PatreonAttributes {
    /// The full name.
    pub full_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// `true` if Patreon has verified the e-mail address.
    pub is_email_verified: Option<bool>,
    /// The URL of the picture.
    pub image_url: Option<String>,
}
