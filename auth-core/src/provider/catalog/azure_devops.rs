//! Azure DevOps.

use super::prelude::*;

vendor! {
    /// Azure DevOps. Variables: `AUTH_AZURE_DEVOPS_ID`, `AUTH_AZURE_DEVOPS_SECRET`.
    ///
    /// Register `…/auth/callback/azure-devops` as an authorization callback URL at
    /// <https://app.vsaex.visualstudio.com>, with the scopes to request. The code is sent as the assertion of
    /// a JWT bearer grant, and the client secret as the client assertion. Microsoft no longer accepts new
    /// registrations; Entra ID replaces them.
    AzureDevOps: AzureDevOpsProfile = Definition::oauth("azure-devops", "Azure DevOps")
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
        .scope("vso.profile").without_pkce().client_auth(ClientAuthMethod::Custom);
    conform = rename_token_type;
}

/// An Azure DevOps user, as `GET /_apis/profile/profiles/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct AzureDevOpsProfile {
    /// The ID.
    pub id: String,
    /// The display name.
    pub display_name: Option<String>,
    /// The e-mail address.
    pub email_address: Option<String>,
    /// The alias.
    pub public_alias: Option<String>,
    /// The attributes.
    pub core_attributes: Option<AzureDevOpsAttributes>,
}

/// The attributes of an Azure DevOps user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "PascalCase")]
pub struct AzureDevOpsAttributes {
    /// The picture.
    pub avatar: Option<AzureDevOpsAvatar>,
}

/// An attribute with a picture.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AzureDevOpsAvatar {
    /// The value.
    pub value: Option<AzureDevOpsPicture>,
}

/// A picture of an Azure DevOps user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AzureDevOpsPicture {
    /// The picture itself, in Base64.
    pub value: Option<String>,
}

impl UserProfile for AzureDevOpsProfile {
    fn user(self) -> Result<ProfileUser, BoxError> {
        let avatar = self.core_attributes.and_then(|attributes| attributes.avatar);
        let picture = avatar.and_then(|avatar| avatar.value).and_then(|picture| picture.value);
        let image = picture.map(|base64| format!("data:image/jpeg;base64,{base64}"));
        Ok(ProfileUser::new(self.id).name(self.display_name).email(self.email_address).image(image))
    }
}

/// Changes the token type `jwt-bearer`, which Azure DevOps uses for bearer tokens.
fn rename_token_type(answer: &mut TokenAnswer) {
    if let Some(kind) = answer.body.get_mut("token_type")
        && kind == "jwt-bearer"
    {
        *kind = Value::from("bearer");
    }
}
