//! Microsoft Entra ID.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use serde_json::Value;

use super::{common::flag, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, Lookup, OAuthProvider, ProfileUser, Vendor},
};

vendor! {
    /// Microsoft Entra ID (Azure Active Directory). Variables: `AUTH_MICROSOFT_ENTRA_ID_ID`,
    /// `AUTH_MICROSOFT_ENTRA_ID_SECRET`; `AUTH_MICROSOFT_ENTRA_ID_ISSUER` for accounts of one tenant.
    ///
    /// Register `…/auth/callback/microsoft-entra-id` as redirect URI of the platform “Web” at
    /// <https://entra.microsoft.com>. The issuer is `https://login.microsoftonline.com/{tenant}/v2.0`. By
    /// default the tenant is `common`: everybody with a Microsoft account of work, school or home can sign
    /// in, with an e-mail address that the own tenant has made up. Name your tenant as issuer, or those that
    /// may sign in:
    ///
    /// ```
    /// # use auth_core::provider::MicrosoftEntraId;
    /// let acme = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490";
    /// let entra = MicrosoftEntraId::new("client-id", "s3cret").tenants([acme]);
    /// ```
    ///
    /// The picture is that of Microsoft Graph, asked for at each sign-in. It is a `data:` URL, as it is in a
    /// session too.
    MicrosoftEntraId
}

/// What Microsoft says about a user, in the ID token.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MicrosoftEntraIdProfile {
    /// The id; another one in each application.
    pub sub: String,
    /// The id in the tenant, the same in all applications.
    pub oid: Option<String>,
    /// The tenant.
    pub tid: Option<String>,
    /// The name to show.
    pub name: Option<String>,
    /// The name to sign in with, mostly an address; it can change.
    pub preferred_username: Option<String>,
    /// The e-mail address, which a tenant can choose freely.
    pub email: Option<String>,
    /// Whether the domain of the address belongs to the tenant; an optional claim, to be switched on.
    #[serde(default, deserialize_with = "flag")]
    pub xms_edov: Option<bool>,
    /// The picture, as a `data:` URL.
    pub photo: Option<String>,
}

impl Vendor for MicrosoftEntraId {
    type Profile = MicrosoftEntraIdProfile;

    fn definition() -> Definition {
        Definition::oidc("microsoft-entra-id", "Microsoft Entra ID")
            .issuer("https://login.microsoftonline.com/common/v2.0")
            .tenant_issuer()
            .scope("openid profile email User.Read")
            .option(PHOTO_SIZE, "48")
            .brand_color(Color::rgb(0x00, 0x72, 0xc6))
    }

    async fn user(profile: MicrosoftEntraIdProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.sub).name(profile.name).email(profile.email);
        Ok(user.image(profile.photo).email_verified(profile.xms_edov))
    }

    /// Adds the picture, if there is one.
    async fn complete(profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
        Ok(with_photo(profile, lookup).await)
    }
}

impl OAuthProvider<MicrosoftEntraId> {
    /// The tenants that may sign in, by their ids; otherwise those of every tenant that the issuer takes in.
    pub fn tenants(self, tenants: impl IntoIterator<Item: Into<String>>) -> Self {
        self.pin_tenants(tenants)
    }

    /// The width and height of the picture in pixels: 48 by default, or 64, 96, 120, 240, 360, 432, 504, 648.
    pub fn photo_size(self, pixels: u16) -> Self {
        self.option(PHOTO_SIZE, pixels.to_string())
    }
}

/// The option of [`photo_size`](OAuthProvider::photo_size).
pub(super) const PHOTO_SIZE: &str = "photo_size";

/// The profile with the picture that Microsoft Graph has of the user, as `photo`. Who has none, or may not
/// show it, signs in without.
pub(super) async fn with_photo(mut profile: Value, lookup: Lookup<'_>) -> Value {
    let size = lookup.option(PHOTO_SIZE).unwrap_or("48");
    let url = format!("https://graph.microsoft.com/v1.0/me/photos/{size}x{size}/$value");
    if let (Ok(photo), Value::Object(claims)) = (lookup.get(&url).await, &mut profile) {
        let photo = format!("data:image/jpeg;base64, {}", STANDARD.encode(photo));
        claims.insert("photo".to_owned(), photo.into());
    }
    profile
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    const TENANT: &str = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490";
    const PHOTO: &str = "https://graph.microsoft.com/v1.0/me/photos/96x96/$value";

    #[test]
    fn signs_in() {
        let profile =
            json!({ "sub": "7", "tid": TENANT, "name": "Ada", "email": "ada@example.test", "xms_edov": 1 });
        let sign_in = SignIn::new(
            MicrosoftEntraId::new("client", "secret")
                .issuer("https://login.microsoftonline.com/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/v2.0")
                .photo_size(96),
            profile,
        )
        .answer(PHOTO, "jpeg");
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize \
                    https://login.microsoftonline.com/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/v2.0/authorize\
                    ?scope=openid+profile+email+User.Read pkce",
                "POST https://login.microsoftonline.com/8eaef023-2b34-4da1-9baa-8bc8c9d6a490/v2.0/token \
                    basic",
                "GET https://graph.microsoft.com/v1.0/me/photos/96x96/$value bearer",
                "user 7 | Ada | ada@example.test (verified) | data:image/jpeg;base64, anBlZw==",
            ]
        );
    }
}
