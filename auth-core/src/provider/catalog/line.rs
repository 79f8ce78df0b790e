//! LINE.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    config::Color,
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
