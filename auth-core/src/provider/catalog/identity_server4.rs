//! IdentityServer4.

use super::vendor;
use crate::{
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// An installation of IdentityServer4. Variables: `AUTH_IDENTITY_SERVER4_ID`,
    /// `AUTH_IDENTITY_SERVER4_SECRET`, `AUTH_IDENTITY_SERVER4_ISSUER`.
    ///
    /// The issuer is the URL of the installation. Register `…/auth/callback/identity-server4` as redirect URI
    /// of a client with the authorization code grant. IdentityServer leaves the user's claims out of ID
    /// tokens unless the client's `AlwaysIncludeUserClaimsInIdToken` is set.
    IdentityServer4
}

impl Vendor for IdentityServer4 {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("identity-server4", "IdentityServer4")
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
            IdentityServer4::new("client", "secret").issuer("https://id.test"),
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
