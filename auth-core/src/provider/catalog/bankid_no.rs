//! BankID Norge.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, Vendor},
};

vendor! {
    /// BankID of Norway. Variables: `AUTH_BANKID_NO_ID`, `AUTH_BANKID_NO_SECRET`.
    ///
    /// Order a client from a bank or a partner of BankID, with `…/auth/callback/bankid-no` as redirect URI.
    /// The pages are in Norwegian (`ui_locales`) and ask for BankID with a high level of assurance
    /// (`login_hint`), unless `.authorization_param(…)` says something else. The profile is a JWT that the
    /// userinfo endpoint signs.
    BankIDNorge
}

/// What BankID says about a user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BankIDNorgeProfile {
    /// The id, of this client's own.
    pub sub: String,
    /// The full name.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The date of birth, `YYYY-MM-DD`.
    pub birthdate: Option<String>,
    /// The e-mail address, if the scope has `email` and the user agrees.
    pub email: Option<String>,
    /// Whether the address is verified.
    pub email_verified: Option<bool>,
    /// The level of assurance.
    pub acr: Option<String>,
}

impl Vendor for BankIDNorge {
    type Profile = BankIDNorgeProfile;

    fn definition() -> Definition {
        Definition::oidc("bankid-no", "BankID Norge")
            .issuer("https://auth.bankid.no/auth/realms/prod")
            .authorization_param("ui_locales", "no")
            .authorization_param("login_hint", "BIS")
            .profile_from_userinfo()
            .with_nonce()
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0x39, 0x13, 0x4c))
    }

    async fn user(profile: BankIDNorgeProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.sub).name(profile.name);
        Ok(user.email(profile.email).email_verified(profile.email_verified))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "sub": "7", "name": "Ada Lovelace", "email": "ada@example.test" });
        let sign_in = SignIn::new(BankIDNorge::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://auth.bankid.no/auth/realms/prod/authorize?scope=openid+profile+email\
                    &ui_locales=no\
                    &login_hint=BIS pkce nonce",
                "POST https://auth.bankid.no/auth/realms/prod/token post",
                "GET https://auth.bankid.no/auth/realms/prod/userinfo bearer",
                "user 7 | Ada Lovelace | ada@example.test | -",
            ]
        );
    }
}
