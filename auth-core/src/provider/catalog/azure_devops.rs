//! Azure DevOps.

use serde::Deserialize;
use serde_json::Value;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, TokenAnswer, Vendor},
};

vendor! {
    /// Azure DevOps. Variables: `AUTH_AZURE_DEVOPS_ID`, `AUTH_AZURE_DEVOPS_SECRET`.
    ///
    /// Register `…/auth/callback/azure-devops` as authorization callback URL at
    /// <https://app.vsaex.visualstudio.com>, with the scopes to ask for. The code is the assertion of a JWT
    /// bearer grant there, and the client secret that of the client. Microsoft takes no new registrations any
    /// more; those of Entra ID take their place.
    AzureDevOps
}

/// What Azure DevOps says about a user (`GET /_apis/profile/profiles/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct AzureDevOpsProfile {
    /// The id.
    pub id: String,
    /// The name to show.
    pub display_name: Option<String>,
    /// The e-mail address.
    pub email_address: Option<String>,
    /// The alias.
    pub public_alias: Option<String>,
    /// The attributes.
    pub core_attributes: Option<AzureDevOpsAttributes>,
}

/// Attributes of a user of Azure DevOps.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "PascalCase")]
pub struct AzureDevOpsAttributes {
    /// The picture.
    pub avatar: Option<AzureDevOpsAvatar>,
}

/// An attribute that is a picture.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AzureDevOpsAvatar {
    /// Its value.
    pub value: Option<AzureDevOpsPicture>,
}

/// A picture at Azure DevOps.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AzureDevOpsPicture {
    /// The picture itself, in Base64.
    pub value: Option<String>,
}

impl Vendor for AzureDevOps {
    type Profile = AzureDevOpsProfile;

    fn definition() -> Definition {
        Definition::oauth("azure-devops", "Azure DevOps")
            .authorization("https://app.vssps.visualstudio.com/oauth2/authorize")
            .authorization_param("response_type", "Assertion")
            .token("https://app.vssps.visualstudio.com/oauth2/token")
            .token_param("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            .token_param("client_assertion", "{client_secret}")
            .token_param("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
            .token_param("assertion", "{code}")
            .userinfo(concat!(
                "https://app.vssps.visualstudio.com/_apis/profile/profiles/me",
                "?details=true&coreAttributes=Avatar&api-version=6.0",
            ))
            .scope("vso.profile")
            .without_pkce()
            .client_auth(ClientAuthMethod::Custom)
    }

    async fn user(profile: AzureDevOpsProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let avatar = profile.core_attributes.and_then(|attributes| attributes.avatar);
        let picture = avatar.and_then(|avatar| avatar.value).and_then(|picture| picture.value);
        let image = picture.map(|base64| format!("data:image/jpeg;base64,{base64}"));
        Ok(ProfileUser::new(profile.id).name(profile.display_name).email(profile.email_address).image(image))
    }

    /// The type of the tokens is `jwt-bearer`, and they are used as bearer tokens.
    fn conform(answer: &mut TokenAnswer) {
        if let Some(kind) = answer.body.get_mut("token_type")
            && kind == "jwt-bearer"
        {
            *kind = Value::from("bearer");
        }
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
            "id": "d6", "displayName": "Ada", "emailAddress": "ada@example.test",
            "coreAttributes": { "Avatar": { "value": { "value": "YWRh" } } },
        });
        let sign_in =
            SignIn::new(AzureDevOps::new("client", "secret"), profile).token("token_type", "jwt-bearer");
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://app.vssps.visualstudio.com/oauth2/authorize?scope=vso.profile\
                    &response_type=Assertion",
                "POST https://app.vssps.visualstudio.com/oauth2/token \
                    grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer \
                    client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
                    client_assertion=secret assertion=co",
                "GET https://app.vssps.visualstudio.com/_apis/profile/profiles/me?details=true\
                    &coreAttributes=Avatar&api-version=6.0 bearer",
                "user d6 | Ada | ada@example.test | data:image/jpeg;base64,YWRh",
            ]
        );
    }
}
