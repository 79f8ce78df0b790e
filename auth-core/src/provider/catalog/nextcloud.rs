//! Nextcloud.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::prelude::*;

vendor! {
    /// An installation of Nextcloud. Variables: `AUTH_NEXTCLOUD_ID`, `AUTH_NEXTCLOUD_SECRET`,
    /// `AUTH_NEXTCLOUD_ISSUER`.
    ///
    /// The issuer is the URL of the installation, without a trailing slash: `https://cloud.example.com`.
    /// Register `…/auth/callback/nextcloud` as a redirection URI of an OAuth 2.0 client in the settings under
    /// “Security”.
    Nextcloud: NextcloudProfile = Definition::oauth("nextcloud", "Nextcloud")
        .authorization("{issuer}/apps/oauth2/authorize")
        .token("{issuer}/apps/oauth2/api/v1/token")
        .userinfo(
            UserInfo::get("{issuer}/ocs/v1.php/cloud/users/{token.user_id}")
                .header("OCS-APIRequest", "true")
                .profile_at("/ocs/data"),
        );
    user = |p| ProfileUser::new(p.id).name(p.displayname).email(p.email).image(p.avatar);
    complete = with_avatar;
}

/// A Nextcloud user, as `GET /ocs/v1.php/cloud/users/{user}` returns it in `ocs.data`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NextcloudProfile {
    /// The user name, which is also the ID.
    pub id: String,
    /// The display name.
    pub displayname: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture, built from the issuer and the ID.
    pub avatar: Option<String>,
}

/// Adds the URL of the picture, which follows from the ID.
async fn with_avatar(mut profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
    if let (Some(issuer), Some(id)) = (lookup.issuer(), profile.get("id").and_then(Value::as_str)) {
        let avatar = format!("{issuer}/avatar/{}/512", utf8_percent_encode(id, NON_ALPHANUMERIC));
        insert(&mut profile, "avatar", avatar);
    }
    Ok(profile)
}
