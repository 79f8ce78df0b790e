//! Patreon.

use serde::Deserialize;

use super::{common::id, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// Patreon. Variables: `AUTH_PATREON_ID`, `AUTH_PATREON_SECRET`.
    ///
    /// Register `…/auth/callback/patreon` as redirect URI of a client at
    /// <https://www.patreon.com/portal/registration/register-clients>.
    Patreon
}

/// What Patreon says about a user (`data` of `GET /api/oauth2/api/current_user`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct PatreonProfile {
    /// The id.
    #[serde(deserialize_with = "id")]
    pub id: String,
    /// The rest.
    pub attributes: PatreonAttributes,
}

/// The attributes of a user of Patreon.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct PatreonAttributes {
    /// The full name.
    pub full_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether Patreon has verified the address.
    pub is_email_verified: Option<bool>,
    /// The URL of the picture.
    pub image_url: Option<String>,
}

impl Vendor for Patreon {
    type Profile = PatreonProfile;

    fn definition() -> Definition {
        Definition::oauth("patreon", "Patreon")
            .authorization("https://www.patreon.com/oauth2/authorize")
            .token("https://www.patreon.com/api/oauth2/token")
            .userinfo(
                UserInfo::get("https://www.patreon.com/api/oauth2/api/current_user").profile_at("/data"),
            )
            .scope("identity identity[email]")
            .brand_color(Color::rgb(0xe8, 0x5b, 0x46))
    }

    async fn user(profile: PatreonProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let attributes = profile.attributes;
        let user = ProfileUser::new(profile.id).name(attributes.full_name).email(attributes.email);
        Ok(user.image(attributes.image_url).email_verified(attributes.is_email_verified))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "data": {
                "type": "user", "id": "7",
                "attributes": {
                    "full_name": "Ada", "email": "ada@example.test", "is_email_verified": true,
                    "image_url": "https://img.test/7",
                },
            },
        });
        let sign_in = SignIn::new(Patreon::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://www.patreon.com/oauth2/authorize?scope=identity+identity%5Bemail%5D pkce",
                "POST https://www.patreon.com/api/oauth2/token basic",
                "GET https://www.patreon.com/api/oauth2/api/current_user bearer",
                "user 7 | Ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
