//! Duende IdentityServer 6.

use super::vendor;
use crate::{
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// An installation of Duende IdentityServer 6. Variables: `AUTH_DUENDE_IDENTITY_SERVER6_ID`,
    /// `AUTH_DUENDE_IDENTITY_SERVER6_SECRET`, `AUTH_DUENDE_IDENTITY_SERVER6_ISSUER`.
    ///
    /// The issuer is the URL of the installation. Register `…/auth/callback/duende-identity-server6` as
    /// redirect URI of a client with the authorization code grant. Duende leaves the user's claims out of ID
    /// tokens unless the client's `AlwaysIncludeUserClaimsInIdToken` is set.
    DuendeIdentityServer6
}

impl Vendor for DuendeIdentityServer6 {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("duende-identity-server6", "DuendeIdentityServer6")
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::catalog::fixture::{SignIn, standard_claims};

    #[test]
    fn signs_in() {
        let sign_in = SignIn::new(
            DuendeIdentityServer6::new("client", "secret").issuer("https://id.test"),
            standard_claims(),
        );
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://id.test/authorize?scope=openid+profile+email pkce",
                "POST https://id.test/token basic",
                "user 7 | ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
