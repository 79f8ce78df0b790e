//! Slack.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
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
        let sign_in = SignIn::new(Slack::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://slack.com/authorize?scope=openid+profile+email nonce",
                "POST https://slack.com/token basic",
                "user 7 | Ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
