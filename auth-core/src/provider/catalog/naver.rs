//! Naver.

use super::prelude::*;

vendor! {
    /// Naver. Variables: `AUTH_NAVER_ID`, `AUTH_NAVER_SECRET`.
    ///
    /// Register `…/auth/callback/naver` as a callback URL at <https://developers.naver.com/apps/>, and choose
    /// there the data of the profile.
    Naver: NaverProfile = Definition::oauth("naver", "Naver")
        .authorization("https://nid.naver.com/oauth2.0/authorize")
        .token("https://nid.naver.com/oauth2.0/token")
        .userinfo(UserInfo::get("https://openapi.naver.com/v1/nid/me").profile_at("/response"));
    user = |p| ProfileUser::new(p.id).name(p.nickname).email(p.email).image(p.profile_image);
}

/// A Naver user, as `GET /v1/nid/me` returns it in `response`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NaverProfile {
    /// The ID, a different one for each application.
    pub id: String,
    /// The nickname.
    pub nickname: Option<String>,
    /// The full name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub profile_image: Option<String>,
}
