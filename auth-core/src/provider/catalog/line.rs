//! LINE.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, IdTokenAlgorithm, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// LINE. Variables: `AUTH_LINE_ID`, `AUTH_LINE_SECRET`.
    ///
    /// Register `…/auth/callback/line` as callback URL of a LINE Login channel at
    /// <https://developers.line.biz/console/>. The e-mail address comes only to channels that have applied
    /// for it. ID tokens are signed with the client secret.
    Line
}

impl Vendor for Line {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("line", "LINE")
            .issuer("https://access.line.me")
            .without_pkce()
            .id_token_algorithm(IdTokenAlgorithm::HS256)
            .brand_color(Color::rgb(0x00, 0xc3, 0x00))
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "sub": "7", "name": "Ada", "email": "ada@example.test", "email_verified": true,
            "picture": "https://img.test/7",
        });
        let sign_in = SignIn::new(Line::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://access.line.me/authorize?scope=openid+profile+email",
                "POST https://access.line.me/token basic",
                "user 7 | Ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
