//! VK.

use super::prelude::*;

vendor! {
    /// VK. Variables: `AUTH_VK_ID`, `AUTH_VK_SECRET`.
    ///
    /// Register `…/auth/callback/vk` as an authorized redirect URI at <https://dev.vk.com>. The e-mail
    /// address comes with the tokens, and only if the user has one.
    Vk: VkProfile = Definition::oauth("vk", "VK")
        .authorization("https://oauth.vk.com/authorize?v=5.131")
        .token("https://oauth.vk.com/access_token?v=5.131")
        .userinfo(
            UserInfo::get("https://api.vk.com/method/users.get?fields=photo_100&v=5.131")
                .profile_at("/response/0"),
        )
        .scope("email").client_auth(ClientAuthMethod::Post).brand_color(Color::rgb(0x00, 0x77, 0xff));
    user = |p| ProfileUser::new(p.id)
        .name(full_name([p.first_name, p.last_name])).email(p.email).image(p.photo_100);
    conform = bearer_by_default;
    complete = with_email;
}

/// A VK user, as `users.get` returns it in `response[0]`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct VkProfile {
    /// The ID.
    pub id: u64,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// The URL of the picture.
    pub photo_100: Option<String>,
    /// The e-mail address, from the response of the token endpoint.
    pub email: Option<String>,
}

/// Adds the e-mail address from the response of the token endpoint.
async fn with_email(mut profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
    if let Some(email) = lookup.token_member("email") {
        insert(&mut profile, "email", email.clone());
    }
    Ok(profile)
}
