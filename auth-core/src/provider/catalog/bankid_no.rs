//! BankID Norge.

use super::prelude::*;

vendor! {
    /// BankID of Norway. Variables: `AUTH_BANKID_NO_ID`, `AUTH_BANKID_NO_SECRET`.
    ///
    /// Order a client from a bank or a partner of BankID, with `…/auth/callback/bankid-no` as the redirect
    /// URI. The pages are in Norwegian (`ui_locales`) and ask for BankID with a high level of assurance
    /// (`login_hint`), unless `.authorization_param(…)` sets other values. The profile is a JWT signed by the
    /// userinfo endpoint.
    BankIDNorge: BankIDNorgeProfile = Definition::oidc("bankid-no", "BankID Norge")
        .issuer("https://auth.bankid.no/auth/realms/prod")
        .authorization_param("ui_locales", "no")
        .authorization_param("login_hint", "BIS")
        .profile_from_userinfo().client_auth(ClientAuthMethod::Post)
        .brand_color(Color::rgb(0x39, 0x13, 0x4c));
    user = |p| ProfileUser::new(p.sub).name(p.name).email(p.email).email_verified(p.email_verified);
}

/// A BankID user, as the userinfo endpoint returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BankIDNorgeProfile {
    /// The ID, specific to this client.
    pub sub: String,
    /// The full name.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The date of birth, `YYYY-MM-DD`.
    pub birthdate: Option<String>,
    /// The e-mail address, if the scope has `email` and the user consents.
    pub email: Option<String>,
    /// `true` if the e-mail address is verified.
    pub email_verified: Option<bool>,
    /// The level of assurance.
    pub acr: Option<String>,
}
