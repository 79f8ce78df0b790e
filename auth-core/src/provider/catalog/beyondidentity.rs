//! Beyond Identity.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Beyond Identity. Variables: `AUTH_BEYONDIDENTITY_ID`, `AUTH_BEYONDIDENTITY_SECRET`,
    /// `AUTH_BEYONDIDENTITY_ISSUER`.
    ///
    /// The issuer is that of the application, below
    /// `https://auth-{region}.beyondidentity.com/v1/tenants/{tenant}/realms/{realm}/applications/`.
    /// Register `…/auth/callback/beyondidentity` as redirect URI of an OIDC application.
    BeyondIdentity
}

/// What Beyond Identity says about a user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BeyondIdentityProfile {
    /// The id.
    pub sub: String,
    /// The name to show.
    pub name: Option<String>,
    /// The user name.
    pub preferred_username: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether Beyond Identity has verified the address.
    pub email_verified: Option<bool>,
}

impl Vendor for BeyondIdentity {
    type Profile = BeyondIdentityProfile;

    fn definition() -> Definition {
        Definition::oidc("beyondidentity", "Beyond Identity").brand_color(Color::rgb(0x50, 0x77, 0xc5))
    }

    async fn user(profile: BeyondIdentityProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
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
        let profile =
            json!({ "sub": "7", "name": "Ada", "email": "ada@example.test", "preferred_username": "ada" });
        let sign_in = SignIn::new(BeyondIdentity::new("client", "secret").issuer("https://id.test"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://id.test/authorize?scope=openid+profile+email pkce",
                "POST https://id.test/token basic",
                "user 7 | Ada | ada@example.test | -",
            ]
        );
    }
}
