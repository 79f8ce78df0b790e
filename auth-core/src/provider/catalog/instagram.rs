//! Instagram.

use serde::Deserialize;

use super::{common::bearer_by_default, vendor};
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, TokenAnswer, Vendor},
};

vendor! {
    /// Instagram. Variables: `AUTH_INSTAGRAM_ID`, `AUTH_INSTAGRAM_SECRET`.
    ///
    /// Register `…/auth/callback/instagram` as OAuth redirect URI of an app at
    /// <https://developers.facebook.com/apps>; it must be https. The API behind the scope `user_profile` is
    /// one that Instagram has closed for personal accounts; professional ones have the scope
    /// `instagram_business_basic`. There are no e-mail addresses.
    Instagram
}

/// What Instagram says about a user (`GET /me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct InstagramProfile {
    /// The id, of this app's own.
    pub id: String,
    /// The user name.
    pub username: Option<String>,
    /// The name to show.
    pub name: Option<String>,
    /// The kind of account: `BUSINESS`, `MEDIA_CREATOR` or `PERSONAL`.
    pub account_type: Option<String>,
}

impl Vendor for Instagram {
    type Profile = InstagramProfile;

    fn definition() -> Definition {
        Definition::oauth("instagram", "Instagram")
            .authorization("https://api.instagram.com/oauth/authorize")
            .token("https://api.instagram.com/oauth/access_token")
            .userinfo("https://graph.instagram.com/me?fields=id,username,account_type,name")
            .scope("user_profile")
            .client_auth(ClientAuthMethod::Post)
    }

    async fn user(profile: InstagramProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.username))
    }

    fn conform(answer: &mut TokenAnswer) {
        bearer_by_default(answer);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "id": "17841405793187218", "username": "ada", "account_type": "BUSINESS" });
        let sign_in =
            SignIn::new(Instagram::new("client", "secret"), profile).token("token_type", Value::Null);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://api.instagram.com/oauth/authorize?scope=user_profile pkce",
                "POST https://api.instagram.com/oauth/access_token post",
                "GET https://graph.instagram.com/me?fields=id,username,account_type,name bearer",
                "user 17841405793187218 | ada | - | -",
            ]
        );
    }
}
