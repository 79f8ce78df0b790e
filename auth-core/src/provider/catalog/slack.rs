//! Slack.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    config::Color,
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Slack. Variables: `AUTH_SLACK_ID`, `AUTH_SLACK_SECRET`.
    ///
    /// Register `…/auth/callback/slack` as redirect URL at <https://api.slack.com/apps>; Slack takes `https`
    /// only. Users have another id in each workspace.
    Slack
}

impl Vendor for Slack {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("slack", "Slack")
            .issuer("https://slack.com")
            .without_pkce()
            .with_nonce()
            .brand_color(Color::rgb(0x61, 0x1f, 0x69))
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}
