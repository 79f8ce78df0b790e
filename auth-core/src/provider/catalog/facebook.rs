//! Facebook.

use super::prelude::*;

vendor! {
    /// Facebook. Variables: `AUTH_FACEBOOK_ID`, `AUTH_FACEBOOK_SECRET`.
    ///
    /// Register `…/auth/callback/facebook` as an OAuth redirect URI of an app with Facebook Login at
    /// <https://developers.facebook.com/apps>; in production it must be https. Users who have registered by
    /// telephone have no e-mail address.
    Facebook: FacebookProfile = Definition::oauth("facebook", "Facebook")
        .authorization("https://www.facebook.com/v19.0/dialog/oauth")
        .token("https://graph.facebook.com/oauth/access_token")
        .userinfo("https://graph.facebook.com/me?fields=id,name,email,picture")
        .scope("email").brand_color(Color::rgb(0x00, 0x6a, 0xff));
    user = |p| ProfileUser::new(p.id)
        .name(p.name).email(p.email)
        .image(p.picture.and_then(|picture| picture.data).and_then(|data| data.url));
}

/// A Facebook user, as `GET /me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FacebookProfile {
    /// The ID, specific to this app.
    pub id: String,
    /// The full name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The picture.
    pub picture: Option<FacebookPicture>,
}

/// The picture of a Facebook user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FacebookPicture {
    /// The URL and the size.
    pub data: Option<FacebookPictureData>,
}

/// The URL and size of a picture.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FacebookPictureData {
    /// The URL, which expires.
    pub url: Option<String>,
    /// The width in pixels.
    pub width: Option<u32>,
    /// The height in pixels.
    pub height: Option<u32>,
    /// `true` if it is the placeholder for users without a picture.
    pub is_silhouette: Option<bool>,
}
