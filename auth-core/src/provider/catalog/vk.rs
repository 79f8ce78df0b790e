//! VK.

use serde::Deserialize;
use serde_json::Value;

use super::{
    common::{bearer_by_default, full_name},
    vendor,
};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, Lookup, ProfileUser, TokenAnswer, UserInfo, Vendor},
};

vendor! {
    /// VK. Variables: `AUTH_VK_ID`, `AUTH_VK_SECRET`.
    ///
    /// Register `…/auth/callback/vk` as authorized redirect URI at <https://dev.vk.com>. The e-mail address
    /// comes with the tokens, and only if the user has one.
    Vk
}

const USERINFO: &str = "https://api.vk.com/method/users.get?fields=photo_100&v=5.131";

/// What VK says about a user (`response[0]` of `users.get`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct VkProfile {
    /// The id.
    pub id: u64,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// The URL of the picture.
    pub photo_100: Option<String>,
    /// The e-mail address, from the answer of the token endpoint.
    pub email: Option<String>,
}

impl Vendor for Vk {
    type Profile = VkProfile;

    fn definition() -> Definition {
        Definition::oauth("vk", "VK")
            .authorization("https://oauth.vk.com/authorize?v=5.131")
            .token("https://oauth.vk.com/access_token?v=5.131")
            .userinfo(UserInfo::get(USERINFO).profile_at("/response/0"))
            .scope("email")
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0x00, 0x77, 0xff))
    }

    async fn user(profile: VkProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = full_name([profile.first_name, profile.last_name]);
        Ok(ProfileUser::new(profile.id).name(name).email(profile.email).image(profile.photo_100))
    }

    fn conform(answer: &mut TokenAnswer) {
        bearer_by_default(answer);
    }

    async fn complete(mut profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
        if let (Some(email), Value::Object(members)) = (lookup.token_member("email"), &mut profile) {
            members.insert("email".to_owned(), email.clone());
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
            "response": [
                {
                    "id": 7, "first_name": "Ada", "last_name": "Lovelace", "photo_100": "https://img.test/7",
                },
            ],
        });
        let sign_in = SignIn::new(Vk::new("client", "secret"), profile)
            .token("token_type", Value::Null)
            .token("email", "ada@example.test");
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://oauth.vk.com/authorize?v=5.131&scope=email pkce",
                "POST https://oauth.vk.com/access_token?v=5.131 post",
                "GET https://api.vk.com/method/users.get?fields=photo_100&v=5.131 bearer",
                "user 7 | Ada Lovelace | ada@example.test | https://img.test/7",
            ]
        );
    }
}
