//! NetSuite.

use serde::Deserialize;

use super::{common::id, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, OAuthProvider, ProfileUser, Vendor},
};

vendor! {
    /// NetSuite. Variables: `AUTH_NETSUITE_ID`, `AUTH_NETSUITE_SECRET`.
    ///
    /// It has to be told the account, and who says what user has signed in: a RESTlet of your own that
    /// answers with the members of [`NetSuiteProfile`]. Register `…/auth/callback/netsuite` as redirect URI
    /// of an integration record with the authorization code grant. There is no PKCE.
    ///
    /// ```
    /// # use auth_core::provider::NetSuite;
    /// let netsuite = NetSuite::new("client-id", "s3cret").account_id("1234567").userinfo(
    ///     "https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=12&deploy=1",
    /// );
    /// ```
    NetSuite
}

/// What your RESTlet says about a user; `N/runtime` knows it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NetSuiteProfile {
    /// The id in the account.
    #[serde(deserialize_with = "id")]
    pub id: String,
    /// The full name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The id of the location.
    pub location: Option<i64>,
    /// The id of the role that the user has signed in with.
    pub role: Option<i64>,
}

impl Vendor for NetSuite {
    type Profile = NetSuiteProfile;

    fn definition() -> Definition {
        Definition::oauth("netsuite", "NetSuite")
            .authorization("https://{account_id}.app.netsuite.com/app/login/oauth2/authorize.nl")
            .token("https://{account_id}.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token")
            .userinfo("{userinfo_url}")
            .scope("restlets rest_webservices")
            .without_pkce()
            .brand_color(Color::rgb(0x18, 0x1a, 0x1b))
    }

    async fn user(profile: NetSuiteProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.name).email(profile.email))
    }
}

impl OAuthProvider<NetSuite> {
    /// The account, as it stands in “Company Information”: `1234567`, `1234567_SB1` for a sandbox.
    pub fn account_id(self, account: &str) -> Self {
        self.option("account_id", account.to_ascii_lowercase().replace('_', "-"))
    }

    /// The URL of the RESTlet that says who has signed in.
    pub fn userinfo(self, url: impl Into<String>) -> Self {
        self.option("userinfo_url", url.into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::{
        catalog::fixture::SignIn,
        oauth::{IdentityProvider, ProviderConfigError},
    };

    #[test]
    fn signs_in() {
        let profile = json!({ "id": -5, "name": "Ada", "email": "ada@example.test", "role": 3 });
        let sign_in = SignIn::new(
            NetSuite::new("client", "secret")
                .account_id("TSTDRV7_SB1")
                .userinfo("https://rest.test/who?deploy=1"),
            profile,
        );
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://tstdrv7-sb1.app.netsuite.com/app/login/oauth2/authorize.nl\
                    ?scope=restlets+rest_webservices",
                "POST https://tstdrv7-sb1.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token \
                    basic",
                "GET https://rest.test/who?deploy=1 bearer",
                "user -5 | Ada | ada@example.test | -",
            ]
        );
    }

    #[test]
    fn nothing_starts_without_an_account_and_a_restlet() {
        let netsuite = || NetSuite::new("client", "secret");
        let missing = |provider| IdentityProvider::<()>::new(provider).err();
        let option = |name: &str| Some(ProviderConfigError::MissingOption(name.to_owned()));
        assert_eq!(missing(netsuite()), option("account_id"));
        assert_eq!(missing(netsuite().account_id("7")), option("userinfo_url"));
    }
}
