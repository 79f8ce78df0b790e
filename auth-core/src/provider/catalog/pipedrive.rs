//! Pipedrive.

use serde::Deserialize;

use super::vendor;
use crate::{
    BoxError, TokenSet,
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// Pipedrive. Variables: `AUTH_PIPEDRIVE_ID`, `AUTH_PIPEDRIVE_SECRET`.
    ///
    /// Register `…/auth/callback/pipedrive` as callback URL of an application in the Developer Hub.
    Pipedrive
}

/// What Pipedrive says about a user (`data` of `GET /users/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct PipedriveProfile {
    /// The id.
    pub id: u64,
    /// The name to show.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub icon_url: Option<String>,
    /// The id of the company.
    pub company_id: Option<u64>,
    /// The name of the company.
    pub company_name: Option<String>,
}

impl Vendor for Pipedrive {
    type Profile = PipedriveProfile;

    fn definition() -> Definition {
        Definition::oauth("pipedrive", "Pipedrive")
            .authorization("https://oauth.pipedrive.com/oauth/authorize")
            .token("https://oauth.pipedrive.com/oauth/token")
            .userinfo(UserInfo::get("https://api.pipedrive.com/users/me").profile_at("/data"))
    }

    async fn user(profile: PipedriveProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.name).email(profile.email).image(profile.icon_url))
    }
}
