//! Threads.

use super::prelude::*;

vendor! {
    /// Threads. Variables: `AUTH_THREADS_ID`, `AUTH_THREADS_SECRET`.
    ///
    /// Register `…/auth/callback/threads` as a redirect callback URL of the use case “Threads API” at
    /// <https://developers.facebook.com/apps>; Threads accepts only `https`. PKCE is not used. Threads
    /// provides no e-mail address.
    Threads: ThreadsProfile = Definition::oauth("threads", "Threads")
        .authorization("https://threads.net/oauth/authorize")
        .token("https://graph.threads.net/oauth/access_token")
        .userinfo("https://graph.threads.net/v1.0/me?fields=id,username,threads_profile_picture_url")
        .scope("threads_basic").without_pkce().client_auth(ClientAuthMethod::Post)
        .brand_color(Color::rgb(0x00, 0x00, 0x00));
    user = |p| ProfileUser::new(p.id).name(p.username).image(p.threads_profile_picture_url);
    conform = bearer_by_default;
    complete = at_the_top;
}

/// A Threads user, as `GET /v1.0/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ThreadsProfile {
    /// The ID, a different one for each application.
    pub id: String,
    /// The user name.
    pub username: Option<String>,
    /// The URL of the picture.
    pub threads_profile_picture_url: Option<String>,
}

/// Moves the profile to the top: it is there in the documentation, and under `data` in Auth.js.
async fn at_the_top(mut profile: Value, _: Lookup<'_>) -> Result<Value, BoxError> {
    Ok(profile.get_mut("data").map(Value::take).unwrap_or(profile))
}
