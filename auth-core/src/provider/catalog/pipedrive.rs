//! Pipedrive.

use super::prelude::*;

vendor! {
    /// Pipedrive. Variables: `AUTH_PIPEDRIVE_ID`, `AUTH_PIPEDRIVE_SECRET`.
    ///
    /// Register `…/auth/callback/pipedrive` as a callback URL of an application in the Developer Hub.
    Pipedrive: PipedriveProfile = Definition::oauth("pipedrive", "Pipedrive")
        .authorization("https://oauth.pipedrive.com/oauth/authorize")
        .token("https://oauth.pipedrive.com/oauth/token")
        .userinfo(UserInfo::get("https://api.pipedrive.com/users/me").profile_at("/data"));
    user = |p| ProfileUser::new(p.id).name(p.name).email(p.email).image(p.icon_url);
}

/// A Pipedrive user, as `GET /users/me` returns it in `data`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct PipedriveProfile {
    /// The ID.
    pub id: u64,
    /// The display name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub icon_url: Option<String>,
    /// The ID of the company.
    pub company_id: Option<u64>,
    /// The name of the company.
    pub company_name: Option<String>,
}
