//! Mailchimp.

use super::prelude::*;

vendor! {
    /// Mailchimp. Variables: `AUTH_MAILCHIMP_ID`, `AUTH_MAILCHIMP_SECRET`.
    ///
    /// Register `…/auth/callback/mailchimp` as a redirect URI at
    /// <https://admin.mailchimp.com/account/oauth2/>. Mailchimp's tokens have no type and never expire.
    Mailchimp: MailchimpProfile = Definition::oauth("mailchimp", "Mailchimp")
        .authorization("https://login.mailchimp.com/oauth2/authorize")
        .token("https://login.mailchimp.com/oauth2/token")
        .userinfo("https://login.mailchimp.com/oauth2/metadata")
        .brand_color(Color::rgb(0x00, 0x00, 0x00));
    user = |p| ProfileUser::new(p.login.login_id).name(p.accountname).email(p.login.email);
    conform = bearer_by_default;
}

/// A Mailchimp account, as `GET /oauth2/metadata` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MailchimpProfile {
    /// The name of the account.
    pub accountname: Option<String>,
    /// The data centre, which is part of the URL of the API.
    pub dc: Option<String>,
    /// The URL of the API.
    pub api_endpoint: Option<String>,
    /// The signed-in user of the account.
    pub login: MailchimpLogin,
}

/// The signed-in user of a Mailchimp account.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MailchimpLogin {
    /// The ID.
    pub login_id: u64,
    /// The user name.
    pub login_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub avatar: Option<String>,
}
