//! FusionAuth.

use http::StatusCode;
use serde::Deserialize;

use super::{common::full_name, vendor};
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, OAuthProvider, ProfileUser, TokenAnswer, Vendor},
};

vendor! {
    /// FusionAuth. Variables: `AUTH_FUSIONAUTH_ID`, `AUTH_FUSIONAUTH_SECRET`, `AUTH_FUSIONAUTH_ISSUER`.
    ///
    /// The issuer is that of the tenant's settings, and must be the URL of the installation, without a slash
    /// at its end. Register `…/auth/callback/fusionauth` as authorized redirect URL of an application with
    /// the authorization code grant, and give it an asymmetric key for its ID tokens.
    ///
    /// ```
    /// # use auth_core::provider::FusionAuth;
    /// let fusion_auth = FusionAuth::new("my-client", "s3cret")
    ///     .issuer("https://acme.fusionauth.io")
    ///     .tenant_id("30663132-6464-6665-3032-326466613934");
    /// ```
    FusionAuth
}

impl OAuthProvider<FusionAuth> {
    /// The tenant, where the client id alone does not tell.
    pub fn tenant_id(self, id: impl Into<String>) -> Self {
        self.authorization_param("tenantId", id.into())
    }
}

/// What FusionAuth says about a user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FusionAuthProfile {
    /// The id.
    pub sub: String,
    /// The full name.
    pub name: Option<String>,
    /// The user name.
    pub preferred_username: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The middle name.
    pub middle_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether FusionAuth has verified the address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub picture: Option<String>,
    /// The id of the application.
    #[serde(rename = "applicationId")]
    pub application_id: Option<String>,
    /// The roles in the application.
    #[serde(default)]
    pub roles: Vec<String>,
    /// How the user signed in at FusionAuth.
    #[serde(rename = "authenticationType")]
    pub authentication_type: Option<String>,
    /// The id of the tenant.
    pub tid: Option<String>,
}

impl Vendor for FusionAuth {
    type Profile = FusionAuthProfile;

    fn definition() -> Definition {
        Definition::oidc("fusionauth", "FusionAuth")
            .token("{issuer}/oauth2/token")
            .userinfo("{issuer}/oauth2/userinfo")
            .scope("openid offline_access email profile")
    }

    async fn user(profile: FusionAuthProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let parts = [profile.given_name, profile.middle_name, profile.family_name];
        let name = profile.name.or(profile.preferred_username).or_else(|| full_name(parts));
        let user = ProfileUser::new(profile.sub).name(name).email(profile.email);
        Ok(user.image(profile.picture).email_verified(profile.email_verified))
    }

    /// FusionAuth sends a challenge with answers that are no refusal.
    fn conform(answer: &mut TokenAnswer) {
        answer.challenged &= answer.status == StatusCode::UNAUTHORIZED;
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
            "sub": "7", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.test",
        });
        let sign_in = SignIn::new(
            FusionAuth::new("client", "secret").issuer("https://acme.test").tenant_id("3066"),
            profile,
        );
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://acme.test/authorize?scope=openid+offline_access+email+profile\
                    &tenantId=3066 pkce",
                "POST https://acme.test/oauth2/token basic",
                "user 7 | Ada Lovelace | ada@example.test | -",
            ]
        );
    }

    #[test]
    fn only_a_refusal_is_a_challenge() {
        let challenged = |status| {
            let mut answer = TokenAnswer { status, challenged: true, body: json!({}) };
            FusionAuth::conform(&mut answer);
            answer.challenged
        };
        assert!(challenged(StatusCode::UNAUTHORIZED) && !challenged(StatusCode::OK));
    }
}
