//! Pinterest.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Pinterest. Variables: `AUTH_PINTEREST_ID`, `AUTH_PINTEREST_SECRET`.
    ///
    /// Register `…/auth/callback/pinterest` as redirect URI at <https://developers.pinterest.com/apps/>.
    /// Users are known by their user name, which they can change. Pinterest tells no e-mail address.
    Pinterest
}

/// What Pinterest says about a user (`GET /v5/user_account`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct PinterestProfile {
    /// The user name.
    pub username: String,
    /// The id.
    pub id: Option<String>,
    /// `PINNER` or `BUSINESS`.
    pub account_type: Option<String>,
    /// The URL of a web page.
    pub website_url: Option<String>,
    /// The URL of the picture.
    pub profile_image: Option<String>,
}

impl Vendor for Pinterest {
    type Profile = PinterestProfile;

    fn definition() -> Definition {
        Definition::oauth("pinterest", "Pinterest")
            .authorization("https://www.pinterest.com/oauth")
            .token("https://api.pinterest.com/v5/oauth/token")
            .userinfo("https://api.pinterest.com/v5/user_account")
            .scope("user_accounts:read")
            .brand_color(Color::rgb(0xbd, 0x08, 0x1c))
    }

    async fn user(profile: PinterestProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(&profile.username).name(profile.username).image(profile.profile_image))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "username": "ada", "profile_image": "https://img.test/7" });
        let sign_in = SignIn::new(Pinterest::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://www.pinterest.com/oauth?scope=user_accounts%3Aread pkce",
                "POST https://api.pinterest.com/v5/oauth/token basic",
                "GET https://api.pinterest.com/v5/user_account bearer",
                "user ada | ada | - | https://img.test/7",
            ]
        );
    }
}
