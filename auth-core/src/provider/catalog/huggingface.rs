//! Hugging Face.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Hugging Face. Variables: `AUTH_HUGGINGFACE_ID`, `AUTH_HUGGINGFACE_SECRET`.
    ///
    /// Register `…/auth/callback/huggingface` as redirect URL of an application at
    /// <https://huggingface.co/settings/applications/new>, with the scopes `openid`, `profile` and `email`.
    HuggingFace
}

impl Vendor for HuggingFace {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("huggingface", "Hugging Face")
            .issuer("https://huggingface.co")
            .brand_color(Color::rgb(0xff, 0xd2, 0x1e))
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
        let sign_in = SignIn::new(HuggingFace::new("client", "secret"), standard_claims());
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://huggingface.co/authorize?scope=openid+profile+email pkce",
                "POST https://huggingface.co/token basic",
                "user 7 | ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
