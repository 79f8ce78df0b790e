//! TikTok.

use super::prelude::*;

vendor! {
    /// TikTok. Variables: `AUTH_TIKTOK_ID` (the client key), `AUTH_TIKTOK_SECRET`.
    ///
    /// Register `…/auth/callback/tiktok` as a redirect URI of the product “Login Kit” at
    /// <https://developers.tiktok.com/apps>; TikTok accepts only `https`. There is no e-mail address.
    TikTok: TikTokProfile = Definition::oauth("tiktok", "TikTok")
        .authorization("https://www.tiktok.com/v2/auth/authorize")
        .token("https://open.tiktokapis.com/v2/oauth/token/")
        .userinfo(UserInfo::get(USERINFO).profile_at("/data/user"))
        .authorization_param("client_key", "{client_id}")
        .token_param("client_key", "{client_id}")
        .scope("user.info.basic").client_auth(ClientAuthMethod::Post)
        .brand_color(Color::rgb(0x00, 0x00, 0x00));
    user = |p| ProfileUser::new(p.open_id).name(p.display_name).image(p.avatar_url);
}

/// The userinfo endpoint with the requested fields; TikTok returns no others.
const USERINFO: &str = "https://open.tiktokapis.com/v2/user/info/?fields=open_id,avatar_url,display_name";

/// A TikTok user, as `GET /v2/user/info/` returns it in `data.user`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TikTokProfile {
    /// The ID, a different one for each application.
    pub open_id: String,
    /// The display name.
    pub display_name: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
}
