//! Facebook.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Facebook. Variables: `AUTH_FACEBOOK_ID`, `AUTH_FACEBOOK_SECRET`.
    ///
    /// Register `…/auth/callback/facebook` as OAuth redirect URI of an app with Facebook Login at
    /// <https://developers.facebook.com/apps>; in production it must be https. Who has registered by
    /// telephone has no e-mail address.
    Facebook
}

/// What Facebook says about a user (`GET /me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FacebookProfile {
    /// The id, of this app's own.
    pub id: String,
    /// The full name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The picture.
    pub picture: Option<FacebookPicture>,
}

/// A picture at Facebook.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FacebookPicture {
    /// The picture itself.
    pub data: Option<FacebookPictureData>,
}

/// Where a picture is, and of what size.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FacebookPictureData {
    /// The URL, which expires.
    pub url: Option<String>,
    /// The width in pixels.
    pub width: Option<u32>,
    /// The height in pixels.
    pub height: Option<u32>,
    /// Whether it is the one of users without a picture.
    pub is_silhouette: Option<bool>,
}

impl Vendor for Facebook {
    type Profile = FacebookProfile;

    fn definition() -> Definition {
        Definition::oauth("facebook", "Facebook")
            .authorization("https://www.facebook.com/v19.0/dialog/oauth")
            .token("https://graph.facebook.com/oauth/access_token")
            .userinfo("https://graph.facebook.com/me?fields=id,name,email,picture")
            .scope("email")
            .brand_color(Color::rgb(0x00, 0x6a, 0xff))
    }

    async fn user(profile: FacebookProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let image = profile.picture.and_then(|picture| picture.data).and_then(|data| data.url);
        Ok(ProfileUser::new(profile.id).name(profile.name).email(profile.email).image(image))
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
            "id": "7", "name": "Ada", "email": "ada@example.test",
            "picture": { "data": { "url": "https://img.test/7", "width": 50, "height": 50 } },
        });
        let sign_in = SignIn::new(Facebook::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://www.facebook.com/v19.0/dialog/oauth?scope=email pkce",
                "POST https://graph.facebook.com/oauth/access_token basic",
                "GET https://graph.facebook.com/me?fields=id,name,email,picture bearer",
                "user 7 | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
