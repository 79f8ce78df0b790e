//! Threads.

use serde::Deserialize;
use serde_json::Value;

use super::{
    common::{bearer_by_default, id},
    vendor,
};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, Lookup, ProfileUser, TokenAnswer, Vendor},
};

vendor! {
    /// Threads. Variables: `AUTH_THREADS_ID`, `AUTH_THREADS_SECRET`.
    ///
    /// Register `…/auth/callback/threads` as redirect callback URL of the use case “Threads API” at
    /// <https://developers.facebook.com/apps>; Threads takes `https` only. There is no PKCE. It tells no
    /// e-mail address.
    Threads
}

const USERINFO: &str = "https://graph.threads.net/v1.0/me?fields=id,username,threads_profile_picture_url";

/// What Threads says about a user (`GET /v1.0/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ThreadsProfile {
    /// The id; another one in each application.
    #[serde(deserialize_with = "id")]
    pub id: String,
    /// The user name.
    pub username: Option<String>,
    /// The URL of the picture.
    pub threads_profile_picture_url: Option<String>,
}

impl Vendor for Threads {
    type Profile = ThreadsProfile;

    fn definition() -> Definition {
        Definition::oauth("threads", "Threads")
            .authorization("https://threads.net/oauth/authorize")
            .token("https://graph.threads.net/oauth/access_token")
            .userinfo(USERINFO)
            .scope("threads_basic")
            .without_pkce()
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0x00, 0x00, 0x00))
    }

    async fn user(profile: ThreadsProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let image = profile.threads_profile_picture_url;
        Ok(ProfileUser::new(profile.id).name(profile.username).image(image))
    }

    fn conform(answer: &mut TokenAnswer) {
        bearer_by_default(answer);
    }

    /// The documentation has the profile at the top, Auth.js expects it under `data`.
    async fn complete(mut profile: Value, _: Lookup<'_>) -> Result<Value, BoxError> {
        Ok(profile.get_mut("data").map(Value::take).unwrap_or(profile))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile =
            json!({ "id": "7", "username": "ada", "threads_profile_picture_url": "https://img.test/7" });
        let sign_in = SignIn::new(Threads::new("client", "secret"), profile).token("token_type", Value::Null);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://threads.net/oauth/authorize?scope=threads_basic",
                "POST https://graph.threads.net/oauth/access_token post",
                "GET https://graph.threads.net/v1.0/me?fields=id,username,threads_profile_picture_url bearer",
                "user 7 | ada | - | https://img.test/7",
            ]
        );
    }

    #[test]
    fn reads_profiles_under_data() {
        let profile = json!({ "data": { "id": "7", "username": "ada" } });
        let sign_in = SignIn::new(Threads::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://threads.net/oauth/authorize?scope=threads_basic",
                "POST https://graph.threads.net/oauth/access_token post",
                "GET https://graph.threads.net/v1.0/me?fields=id,username,threads_profile_picture_url bearer",
                "user 7 | ada | - | -",
            ]
        );
    }
}
