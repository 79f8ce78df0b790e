//! Nextcloud.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;
use serde_json::Value;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, Lookup, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// Nextcloud, an installation of it. Variables: `AUTH_NEXTCLOUD_ID`, `AUTH_NEXTCLOUD_SECRET`,
    /// `AUTH_NEXTCLOUD_ISSUER`.
    ///
    /// The issuer is the URL of the installation, without a slash at its end: `https://cloud.example.com`.
    /// Register `…/auth/callback/nextcloud` as redirection URI of an OAuth 2.0 client in the settings under
    /// “Security”.
    Nextcloud
}

/// What Nextcloud says about a user (`ocs.data` of `GET /ocs/v1.php/cloud/users/{user}`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NextcloudProfile {
    /// The user name, which is the id.
    pub id: String,
    /// The name to show.
    pub displayname: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture, made of the issuer and the id.
    pub avatar: Option<String>,
}

impl Vendor for Nextcloud {
    type Profile = NextcloudProfile;

    fn definition() -> Definition {
        Definition::oauth("nextcloud", "Nextcloud")
            .authorization("{issuer}/apps/oauth2/authorize")
            .token("{issuer}/apps/oauth2/api/v1/token")
            .userinfo(
                UserInfo::get("{issuer}/ocs/v1.php/cloud/users/{token.user_id}")
                    .header("OCS-APIRequest", "true")
                    .profile_at("/ocs/data"),
            )
    }

    async fn user(profile: NextcloudProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.id).name(profile.displayname);
        Ok(user.email(profile.email).image(profile.avatar))
    }

    /// Where the picture is follows from the id.
    async fn complete(mut profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
        let avatar = match (lookup.issuer(), profile.get("id").and_then(Value::as_str)) {
            (Some(issuer), Some(id)) => {
                format!("{issuer}/avatar/{}/512", utf8_percent_encode(id, NON_ALPHANUMERIC))
            }
            _ => return Ok(profile),
        };
        if let Value::Object(members) = &mut profile {
            members.insert("avatar".to_owned(), avatar.into());
        }
        Ok(profile)
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
            "ocs": {
                "meta": { "statuscode": 100 },
                "data": { "id": "ada l", "displayname": "Ada", "email": "ada@example.test" },
            },
        });
        let sign_in = SignIn::new(Nextcloud::new("client", "secret").issuer("https://id.test"), profile)
            .token("user_id", "ada l");
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://id.test/apps/oauth2/authorize?scope=openid+profile+email pkce",
                "POST https://id.test/apps/oauth2/api/v1/token basic",
                "GET https://id.test/ocs/v1.php/cloud/users/ada%20l bearer ocs-apirequest: true",
                "user ada l | Ada | ada@example.test | https://id.test/avatar/ada%20l/512",
            ]
        );
    }
}
