//! Microsoft Entra ID.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::prelude::*;
use crate::config::{Origin, TextList};

vendor! {
    /// Microsoft Entra ID (Azure Active Directory). Variables: `AUTH_MICROSOFT_ENTRA_ID_ID`,
    /// `AUTH_MICROSOFT_ENTRA_ID_SECRET`; `AUTH_MICROSOFT_ENTRA_ID_ISSUER` for accounts of one tenant.
    ///
    /// Register `…/auth/callback/microsoft-entra-id` as a redirect URI of the platform “Web” at
    /// <https://entra.microsoft.com>. The issuer is `https://login.microsoftonline.com/{tenant}/v2.0`. By
    /// default the tenant is `common`: everybody with a Microsoft account for work, school or home can sign
    /// in, with an e-mail address that their own tenant may have made up. Set your tenant as the issuer, or
    /// list the tenants that may sign in:
    ///
    /// ```
    /// # use auth::provider::MicrosoftEntraId;
    /// let acme = "8eaef023-2b34-4da1-9baa-8bc8c9d6a490";
    /// let entra = MicrosoftEntraId::new("client-id", "s3cret").tenants([acme]);
    /// ```
    ///
    /// The picture is requested from Microsoft Graph at each sign-in. It is a `data:` URL, also in sessions. The host of
    /// Graph is that of the userinfo endpoint in the issuer's metadata, so that of the same national cloud.
    MicrosoftEntraId: MicrosoftEntraIdProfile = Definition::oidc("microsoft-entra-id", "Microsoft Entra ID")
        .issuer("https://login.microsoftonline.com/common/v2.0").tenant_issuer()
        .scope("openid profile email User.Read")
        .option(PHOTO_SIZE, "48")
        .brand_color(Color::rgb(0x00, 0x72, 0xc6));
    user = |p| ProfileUser::new(p.sub).name(p.name).email(p.email).image(p.photo).email_verified(p.xms_edov);
    complete = with_photo;
}

/// A Microsoft user: the claims of the ID token, and the picture.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MicrosoftEntraIdProfile {
    /// The ID, a different one for each application.
    pub sub: String,
    /// The ID in the tenant, the same in all applications.
    pub oid: Option<String>,
    /// The tenant.
    pub tid: Option<String>,
    /// The display name.
    pub name: Option<String>,
    /// The name used to sign in, usually an e-mail address; it can change.
    pub preferred_username: Option<String>,
    /// The e-mail address, which a tenant can choose freely.
    pub email: Option<String>,
    /// `true` if the e-mail address's domain belongs to the tenant; an optional claim that has to be enabled.
    pub xms_edov: Option<bool>,
    /// The picture, as a `data:` URL.
    pub photo: Option<String>,
}

impl OAuthProvider<MicrosoftEntraId> {
    /// Admits only the tenants with these IDs; by default, every tenant that the issuer admits.
    pub fn tenants(self, tenants: impl TextList) -> Self {
        self.pin_tenants(tenants)
    }

    /// Sets the width and height of the picture in pixels: 48 (the default), 64, 96, 120, 240, 360, 432, 504 or
    /// 648.
    pub fn photo_size(self, pixels: u16) -> Self {
        self.option(PHOTO_SIZE, pixels.to_string())
    }
}

/// The option that [`photo_size`](OAuthProvider::photo_size) sets.
pub(super) const PHOTO_SIZE: &str = "photo_size";

/// Adds the picture that Microsoft Graph has of the user as `photo`. If there is none, or it may
/// not be read, the user signs in without it.
pub(super) async fn with_photo(mut profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
    let size = lookup.option(PHOTO_SIZE).unwrap_or("48");
    let graph = lookup.userinfo_url().and_then(|url| Origin::split(url).ok());
    let Some((graph, _)) = graph else { return Ok(profile) };
    let url = format!("{graph}/v1.0/me/photos/{size}x{size}/$value");
    if let Ok(photo) = lookup.get(&url).await
        && !photo.is_empty()
    {
        insert(&mut profile, "photo", format!("data:image/jpeg;base64, {}", STANDARD.encode(photo)));
    }
    Ok(profile)
}
