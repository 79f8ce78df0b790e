//! Mailchimp.

use serde::Deserialize;

use super::{common::bearer_by_default, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, TokenAnswer, Vendor},
};

vendor! {
    /// Mailchimp. Variables: `AUTH_MAILCHIMP_ID`, `AUTH_MAILCHIMP_SECRET`.
    ///
    /// Register `…/auth/callback/mailchimp` as redirect URI at <https://admin.mailchimp.com/account/oauth2/>.
    /// Mailchimp answers with tokens that have no type and never expire.
    Mailchimp
}

/// What Mailchimp says about an account (`GET /oauth2/metadata`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MailchimpProfile {
    /// The name of the account.
    pub accountname: Option<String>,
    /// The data centre, which stands in the URL of the API.
    pub dc: Option<String>,
    /// The URL of the API.
    pub api_endpoint: Option<String>,
    /// Who has signed in.
    pub login: MailchimpLogin,
}

/// A user of a Mailchimp account.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MailchimpLogin {
    /// The id.
    pub login_id: u64,
    /// The user name.
    pub login_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub avatar: Option<String>,
}

impl Vendor for Mailchimp {
    type Profile = MailchimpProfile;

    fn definition() -> Definition {
        Definition::oauth("mailchimp", "Mailchimp")
            .authorization("https://login.mailchimp.com/oauth2/authorize")
            .token("https://login.mailchimp.com/oauth2/token")
            .userinfo("https://login.mailchimp.com/oauth2/metadata")
            .brand_color(Color::rgb(0x00, 0x00, 0x00))
    }

    async fn user(profile: MailchimpProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let login = profile.login;
        Ok(ProfileUser::new(login.login_id).name(profile.accountname).email(login.email))
    }

    fn conform(answer: &mut TokenAnswer) {
        bearer_by_default(answer);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "accountname": "Analytical Engines", "dc": "us1",
            "login": { "login_id": 7, "email": "ada@example.test" },
        });
        let sign_in = SignIn::new(Mailchimp::new("client", "secret"), profile)
            .token("token_type", Value::Null)
            .token("expires_in", 0);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://login.mailchimp.com/oauth2/authorize?scope=openid+profile+email pkce",
                "POST https://login.mailchimp.com/oauth2/token basic",
                "GET https://login.mailchimp.com/oauth2/metadata bearer",
                "user 7 | Analytical Engines | ada@example.test | -",
            ]
        );
    }
}
