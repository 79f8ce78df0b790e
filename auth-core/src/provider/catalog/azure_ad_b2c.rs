//! Azure AD B2C.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// A user flow of Azure AD B2C. Variables: `AUTH_AZURE_AD_B2C_ID`, `AUTH_AZURE_AD_B2C_SECRET`,
    /// `AUTH_AZURE_AD_B2C_ISSUER`.
    ///
    /// The issuer is `https://{tenant}.b2clogin.com/tfp/{tenant id}/{user flow}/v2.0/`: choose the form with
    /// `tfp` for the issuer claim in the properties of the user flow, since the other one has no metadata at
    /// its place. Let the flow return the claims display name and e-mail addresses, and register
    /// `…/auth/callback/azure-ad-b2c` as redirect URI.
    AzureADB2C
}

/// What Azure AD B2C says about a user, as far as the user flow returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AzureADB2CProfile {
    /// The id.
    pub sub: String,
    /// The id of the object in the directory.
    pub oid: Option<String>,
    /// The name to show.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The user name.
    pub preferred_username: Option<String>,
    /// The e-mail addresses.
    #[serde(default)]
    pub emails: Vec<String>,
    /// The identity provider behind B2C, if there is one.
    pub idp: Option<String>,
    /// The user flow.
    pub tfp: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// The postal code.
    #[serde(rename = "postalCode")]
    pub postal_code: Option<String>,
}

impl Vendor for AzureADB2C {
    type Profile = AzureADB2CProfile;

    fn definition() -> Definition {
        Definition::oidc("azure-ad-b2c", "Azure AD B2C").brand_color(Color::rgb(0x00, 0x72, 0xc6))
    }

    async fn user(profile: AzureADB2CProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = profile.name.or(profile.preferred_username);
        Ok(ProfileUser::new(profile.sub).name(name).email(profile.emails.into_iter().next()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "sub": "7", "name": "Ada", "emails": ["ada@example.test", "b@example.test"] });
        let sign_in = SignIn::new(
            AzureADB2C::new("client", "secret").issuer("https://acme.b2clogin.com/tfp/1/B2C_1_in/v2.0/"),
            profile,
        );
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://acme.b2clogin.com/tfp/1/B2C_1_in/v2.0/authorize\
                    ?scope=openid+profile+email pkce",
                "POST https://acme.b2clogin.com/tfp/1/B2C_1_in/v2.0/token basic",
                "user 7 | Ada | ada@example.test | -",
            ]
        );
    }
}
