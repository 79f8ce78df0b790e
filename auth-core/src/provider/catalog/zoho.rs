//! Zoho.

use super::prelude::*;

vendor! {
    /// Zoho. Variables: `AUTH_ZOHO_ID`, `AUTH_ZOHO_SECRET`.
    ///
    /// Register `…/auth/callback/zoho` as an authorized redirect URI of a server-based application at
    /// <https://api-console.zoho.com>, with the accounts of all data centres.
    Zoho: ZohoProfile = Definition::oauth("zoho", "Zoho")
        .authorization("https://accounts.zoho.com/oauth/v2/auth")
        .token("https://accounts.zoho.com/oauth/v2/token")
        .userinfo("https://accounts.zoho.com/oauth/user/info")
        .scope("AaaServer.profile.Read");
    user = |p| ProfileUser::new(p.id).name(full_name([p.first_name, p.last_name])).email(p.email);
}

/// A Zoho user, as `GET /oauth/user/info` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ZohoProfile {
    /// The ID.
    #[serde(rename = "ZUID")]
    pub id: String,
    /// The given name.
    #[serde(rename = "First_Name")]
    pub first_name: Option<String>,
    /// The family name.
    #[serde(rename = "Last_Name")]
    pub last_name: Option<String>,
    /// The display name.
    #[serde(rename = "Display_Name")]
    pub display_name: Option<String>,
    /// The e-mail address.
    #[serde(rename = "Email")]
    pub email: Option<String>,
}
