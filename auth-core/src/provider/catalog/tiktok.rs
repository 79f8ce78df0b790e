//! TikTok.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// TikTok. Variables: `AUTH_TIKTOK_ID` (the client key), `AUTH_TIKTOK_SECRET`.
    ///
    /// Register `…/auth/callback/tiktok` as redirect URI of the product “Login Kit” at
    /// <https://developers.tiktok.com/apps>; TikTok takes `https` only. It tells no e-mail address.
    TikTok
}

/// TikTok tells no more than it is asked for.
const USERINFO: &str = "https://open.tiktokapis.com/v2/user/info/?fields=open_id,avatar_url,display_name";

/// What TikTok says about a user (`data.user` of `GET /v2/user/info/`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TikTokProfile {
    /// The id; another one in each application.
    pub open_id: String,
    /// The name to show.
    pub display_name: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
}

impl Vendor for TikTok {
    type Profile = TikTokProfile;

    fn definition() -> Definition {
        Definition::oauth("tiktok", "TikTok")
            .authorization("https://www.tiktok.com/v2/auth/authorize")
            .token("https://open.tiktokapis.com/v2/oauth/token/")
            .userinfo(UserInfo::get(USERINFO).profile_at("/data/user"))
            .authorization_param("client_key", "{client_id}")
            .token_param("client_key", "{client_id}")
            .scope("user.info.basic")
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0x00, 0x00, 0x00))
    }

    async fn user(profile: TikTokProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.open_id).name(profile.display_name).image(profile.avatar_url))
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
                "user": { "open_id": "7", "display_name": "Ada", "avatar_url": "https://img.test/7" },
            },
            "error": { "code": "ok" },
        });
        let sign_in = SignIn::new(TikTok::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://www.tiktok.com/v2/auth/authorize?scope=user.info.basic\
                    &client_key=client pkce",
                "POST https://open.tiktokapis.com/v2/oauth/token/ post client_key=client",
                "GET https://open.tiktokapis.com/v2/user/info/?fields=open_id,avatar_url,display_name bearer",
                "user 7 | Ada | - | https://img.test/7",
            ]
        );
    }
}
