//! Zoho.

use serde::Deserialize;

use super::{
    common::{full_name, id},
    vendor,
};
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Zoho. Variables: `AUTH_ZOHO_ID`, `AUTH_ZOHO_SECRET`.
    ///
    /// Register `…/auth/callback/zoho` as authorized redirect URI of a server-based application at
    /// <https://api-console.zoho.com>, with the accounts of all data centres.
    Zoho
}

/// What Zoho says about a user (`GET /oauth/user/info`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ZohoProfile {
    /// The id.
    #[serde(rename = "ZUID", deserialize_with = "id")]
    pub id: String,
    /// The given name.
    #[serde(rename = "First_Name")]
    pub first_name: Option<String>,
    /// The family name.
    #[serde(rename = "Last_Name")]
    pub last_name: Option<String>,
    /// The name to show.
    #[serde(rename = "Display_Name")]
    pub display_name: Option<String>,
    /// The e-mail address.
    #[serde(rename = "Email")]
    pub email: Option<String>,
}

impl Vendor for Zoho {
    type Profile = ZohoProfile;

    fn definition() -> Definition {
        Definition::oauth("zoho", "Zoho")
            .authorization("https://accounts.zoho.com/oauth/v2/auth")
            .token("https://accounts.zoho.com/oauth/v2/token")
            .userinfo("https://accounts.zoho.com/oauth/user/info")
            .scope("AaaServer.profile.Read")
    }

    async fn user(profile: ZohoProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = full_name([profile.first_name, profile.last_name]);
        Ok(ProfileUser::new(profile.id).name(name).email(profile.email))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile =
            json!({ "ZUID": 7, "First_Name": "Ada", "Last_Name": "Lovelace", "Email": "ada@example.test" });
        let sign_in = SignIn::new(Zoho::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://accounts.zoho.com/oauth/v2/auth?scope=AaaServer.profile.Read pkce",
                "POST https://accounts.zoho.com/oauth/v2/token basic",
                "GET https://accounts.zoho.com/oauth/user/info bearer",
                "user 7 | Ada Lovelace | ada@example.test | -",
            ]
        );
    }
}
