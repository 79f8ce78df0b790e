//! Figma.

use serde::Deserialize;

use super::{common::bearer_by_default, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, TokenAnswer, Vendor},
};

vendor! {
    /// Figma. Variables: `AUTH_FIGMA_ID`, `AUTH_FIGMA_SECRET`.
    ///
    /// Register `…/auth/callback/figma` as callback of an app at <https://www.figma.com/developers/apps>. The
    /// scope `files:read` is one that Figma phases out; an app which has only newer ones names them:
    /// `.scope("current_user:read")`.
    Figma
}

/// What Figma says about a user (`GET /v1/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FigmaProfile {
    /// The id.
    pub id: String,
    /// The name to show.
    pub handle: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub img_url: Option<String>,
}

impl Vendor for Figma {
    type Profile = FigmaProfile;

    fn definition() -> Definition {
        Definition::oauth("figma", "Figma")
            .authorization("https://www.figma.com/oauth")
            .token("https://api.figma.com/v1/oauth/token")
            .userinfo("https://api.figma.com/v1/me")
            .scope("files:read")
            .without_pkce()
            .brand_color(Color::rgb(0xff, 0x72, 0x37))
    }

    async fn user(profile: FigmaProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.handle).email(profile.email).image(profile.img_url))
    }

    fn conform(answer: &mut TokenAnswer) {
        bearer_by_default(answer);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "id": "7", "handle": "ada", "email": "ada@example.test", "img_url": "https://img.test/7",
        });
        let sign_in = SignIn::new(Figma::new("client", "secret"), profile).token("token_type", Value::Null);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://www.figma.com/oauth?scope=files%3Aread",
                "POST https://api.figma.com/v1/oauth/token basic",
                "GET https://api.figma.com/v1/me bearer",
                "user 7 | ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
