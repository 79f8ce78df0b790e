//! FusionAuth.

use http::StatusCode;

use super::prelude::*;
use crate::contract::IntoText;

vendor! {
    /// FusionAuth. Variables: `AUTH_FUSIONAUTH_ID`, `AUTH_FUSIONAUTH_SECRET`, `AUTH_FUSIONAUTH_ISSUER`.
    ///
    /// The issuer is that of the tenant's settings, and must be the URL of the installation, without a
    /// trailing slash. Register `…/auth/callback/fusionauth` as an authorized redirect URL of an application
    /// with the authorization code grant, and give the application an asymmetric key for its ID tokens.
    ///
    /// ```
    /// # use auth::provider::FusionAuth;
    /// let fusion_auth = FusionAuth::new("my-client", "s3cret")
    ///     .issuer("https://acme.fusionauth.io")
    ///     .tenant_id("30663132-6464-6665-3032-326466613934");
    /// ```
    FusionAuth: FusionAuthProfile = Definition::oidc("fusionauth", "FusionAuth")
        .token("{issuer}/oauth2/token")
        .userinfo("{issuer}/oauth2/userinfo")
        .scope("openid offline_access email profile");
    conform = ignore_false_challenge;
}

impl OAuthProvider<FusionAuth> {
    /// Sets the tenant, if the client ID alone does not determine it.
    pub fn tenant_id(self, id: impl IntoText<String>) -> Self {
        self.authorization_param("tenantId", id.into_text())
    }
}

/// A FusionAuth user: the claims of the ID token.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FusionAuthProfile {
    /// The ID.
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
    /// `true` if FusionAuth has verified the e-mail address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub picture: Option<String>,
    /// The ID of the application.
    #[serde(rename = "applicationId")]
    pub application_id: Option<String>,
    /// The roles in the application.
    #[serde(default)]
    pub roles: Vec<String>,
    /// The way in which the user signed in at FusionAuth.
    #[serde(rename = "authenticationType")]
    pub authentication_type: Option<String>,
    /// The ID of the tenant.
    pub tid: Option<String>,
}

impl UserProfile for FusionAuthProfile {
    fn user(self) -> Result<ProfileUser, BoxError> {
        let parts = [self.given_name, self.middle_name, self.family_name];
        let name = self.name.or(self.preferred_username).or_else(|| full_name(parts));
        let user = ProfileUser::new(self.sub).name(name).email(self.email);
        Ok(user.image(self.picture).email_verified(self.email_verified))
    }
}

/// Ignores a challenge in a response that is not a refusal. FusionAuth sends some.
fn ignore_false_challenge(answer: &mut TokenAnswer) {
    answer.challenged &= answer.status == StatusCode::UNAUTHORIZED;
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[test]
    fn only_a_refusal_is_a_challenge() {
        let challenged = |status| {
            let mut answer = TokenAnswer::new(status, true, Bytes::from_static(b"{}"));
            ignore_false_challenge(&mut answer);
            answer.challenged
        };
        assert!(challenged(StatusCode::UNAUTHORIZED) && !challenged(StatusCode::OK));
    }
}
