//! Azure AD B2C.

use super::prelude::*;

vendor! {
    /// A user flow of Azure AD B2C. Variables: `AUTH_AZURE_AD_B2C_ID`, `AUTH_AZURE_AD_B2C_SECRET`,
    /// `AUTH_AZURE_AD_B2C_ISSUER`.
    ///
    /// The issuer is `https://{tenant}.b2clogin.com/tfp/{tenant id}/{user flow}/v2.0/`: choose the form with
    /// `tfp` for the issuer claim in the properties of the user flow, since the other form has no metadata at
    /// its URL. Let the user flow return the claims for the display name and the e-mail addresses, and
    /// register `…/auth/callback/azure-ad-b2c` as a redirect URI.
    AzureADB2C: AzureADB2CProfile = Definition::oidc("azure-ad-b2c", "Azure AD B2C")
        .profile_from_id_token()
        .brand_color(Color::rgb(0x00, 0x72, 0xc6));
    user = |p| ProfileUser::new(p.sub)
        .name(p.name.or(p.preferred_username)).email(p.emails.into_iter().next());
}

/// An Azure AD B2C user: the claims of the ID token that the user flow returns.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AzureADB2CProfile {
    /// The ID.
    pub sub: String,
    /// The ID of the object in the directory.
    pub oid: Option<String>,
    /// The display name.
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
