//! Azure Active Directory, the former name of Microsoft Entra ID.

use serde_json::Value;

use super::{
    microsoft_entra_id::{MicrosoftEntraId, MicrosoftEntraIdProfile, PHOTO_SIZE, with_photo},
    vendor,
};
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, Lookup, OAuthProvider, ProfileUser, Vendor},
};

vendor! {
    /// Microsoft Entra ID under its former name. Variables: `AUTH_AZURE_AD_ID`, `AUTH_AZURE_AD_SECRET`;
    /// `AUTH_AZURE_AD_ISSUER` for accounts of one tenant.
    ///
    /// For applications whose users have accounts of the provider `azure-ad`, and which have registered
    /// `…/auth/callback/azure-ad`. New ones use [`MicrosoftEntraId`], which is the same in everything else.
    AzureAD
}

impl OAuthProvider<AzureAD> {
    /// The tenants that may sign in, by their ids; otherwise those of every tenant that the issuer takes in.
    pub fn tenants(self, tenants: impl IntoIterator<Item: Into<String>>) -> Self {
        self.pin_tenants(tenants)
    }

    /// The width and height of the picture in pixels: 48 (the default), 64, 96, 120, 240, 360, 432, 504 or
    /// 648.
    pub fn photo_size(self, pixels: u16) -> Self {
        self.option(PHOTO_SIZE, pixels.to_string())
    }
}

impl Vendor for AzureAD {
    type Profile = MicrosoftEntraIdProfile;

    fn definition() -> Definition {
        let definition = MicrosoftEntraId::definition();
        Definition { id: "azure-ad".into(), name: "Azure Active Directory".into(), ..definition }
    }

    async fn user(profile: MicrosoftEntraIdProfile, tokens: &TokenSet) -> Result<ProfileUser, BoxError> {
        MicrosoftEntraId::user(profile, tokens).await
    }

    async fn complete(profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
        Ok(with_photo(profile, lookup).await)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "sub": "7", "tid": "1f-2e", "name": "Ada", "email": "ada@example.test" });
        let sign_in = SignIn::new(
            AzureAD::new("client", "secret").issuer("https://login.microsoftonline.com/1f-2e/v2.0"),
            profile,
        )
        .answer("https://graph.microsoft.com/v1.0/me/photos/48x48/$value", "ada");
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://login.microsoftonline.com/1f-2e/v2.0/authorize\
                    ?scope=openid+profile+email+User.Read pkce",
                "POST https://login.microsoftonline.com/1f-2e/v2.0/token basic",
                "GET https://graph.microsoft.com/v1.0/me/photos/48x48/$value bearer",
                "user 7 | Ada | ada@example.test | data:image/jpeg;base64, YWRh",
            ]
        );
    }
}
