//! NetSuite.

use super::prelude::*;
use crate::contract::IntoText;

vendor! {
    /// NetSuite. Variables: `AUTH_NETSUITE_ID`, `AUTH_NETSUITE_SECRET`.
    ///
    /// It needs the account, and a RESTlet of yours that returns the signed-in user with the members of
    /// [`NetSuiteProfile`]. Register `…/auth/callback/netsuite` as a redirect URI of an integration record
    /// with the authorization code grant. PKCE is not used.
    ///
    /// ```
    /// # use auth::provider::NetSuite;
    /// let netsuite = NetSuite::new("client-id", "s3cret").account_id("1234567").userinfo(
    ///     "https://1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=12&deploy=1",
    /// );
    /// ```
    NetSuite: NetSuiteProfile = Definition::oauth("netsuite", "NetSuite")
        .authorization("https://{account_id}.app.netsuite.com/app/login/oauth2/authorize.nl")
        .token("https://{account_id}.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token")
        .userinfo("{userinfo_url}")
        .scope("restlets rest_webservices").without_pkce().brand_color(Color::rgb(0x18, 0x1a, 0x1b));
    user = |p| ProfileUser::new(p.id).name(p.name).email(p.email);
}

/// A NetSuite user, as your RESTlet returns it; `N/runtime` has the data.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NetSuiteProfile {
    /// The ID in the account.
    pub id: String,
    /// The full name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The ID of the location.
    pub location: Option<i64>,
    /// The ID of the role with which the user has signed in.
    pub role: Option<i64>,
}

impl OAuthProvider<NetSuite> {
    /// Sets the account, as shown in “Company Information”: `1234567`, or `1234567_SB1` for a sandbox.
    pub fn account_id(self, account: &str) -> Self {
        self.option("account_id", account.to_ascii_lowercase().replace('_', "-"))
    }

    /// Sets the URL of the RESTlet that returns the signed-in user.
    pub fn userinfo(self, url: impl IntoText<String>) -> Self {
        self.option("userinfo_url", url.into_text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::oauth::{IdentityProvider, ProviderConfigError};

    #[test]
    fn nothing_starts_without_an_account_and_a_restlet() {
        let netsuite = || NetSuite::new("client", "secret");
        let missing = |provider| IdentityProvider::<()>::new(provider).err();
        let option = |name: &str| Some(ProviderConfigError::MissingOption(name.to_owned()));
        assert_eq!(missing(netsuite()), option("account_id"));
        assert_eq!(missing(netsuite().account_id("7")), option("userinfo_url"));
    }
}
