//! Providers under `#[auth::provider(…)]`: their constructors, and their options as a definition.

use super::{
    callback::{ClientAuth, DescribedProvider, Description, Protocol},
    client_auth::ClientAuthMethod,
    configured::OAuthProvider,
    credential::Credential,
    definition::Definition,
    env::MissingVariable,
};
use crate::{
    config::Color,
    contract::{IntoText, Secret},
};

#[doc(hidden)]
impl<P: DescribedProvider> OAuthProvider<P> {
    /// Creates the provider with a client ID and a client secret.
    pub fn described(client_id: impl IntoText<String>, client_secret: impl IntoText<Secret>) -> Self {
        let credential = Credential::Secret(client_secret.into_text());
        Self::with(P::DESCRIPTION.definition(), client_id.into_text(), credential)
    }

    /// Creates the provider with the client ID and the client secret from the environment.
    ///
    /// # Errors
    /// Returns the name of a variable that is not set.
    pub fn described_from_env() -> Result<Self, MissingVariable> {
        Self::read(P::DESCRIPTION.definition(), |name| std::env::var(name).ok())
    }

    /// Creates the provider with a public client, which has no secret.
    pub fn described_public(client_id: impl IntoText<String>) -> Self {
        Self::with(P::DESCRIPTION.definition(), client_id.into_text(), Credential::None)
    }
}

impl Description {
    fn definition(&self) -> Definition {
        let Self { id, name, protocol, scopes, brand_color, client_auth, pkce, nonce, form_post } = *self;
        let mut definition = match protocol {
            Protocol::Oidc { issuer, userinfo } => {
                let definition = Definition::oidc(id, name).issuer(issuer);
                if userinfo { definition.profile_from_userinfo() } else { definition }
            }
            Protocol::OAuth2 { authorization, token, userinfo } => Definition::oauth(id, name)
                .authorization(authorization)
                .token(token)
                .userinfo(userinfo)
                // The default contains `openid`, which OAuth 2.0 does not define.
                .scope(""),
        };
        definition.client_auth = match client_auth {
            ClientAuth::Basic => ClientAuthMethod::Basic,
            ClientAuth::Post => ClientAuthMethod::Post,
            ClientAuth::SecretJwt => ClientAuthMethod::SecretJwt,
        };
        (definition.pkce, definition.nonce) = (pkce, nonce);
        definition.brand_color = brand_color.map(|[red, green, blue]| Color::rgb(red, green, blue));
        if let Some(scopes) = scopes {
            definition = definition.scope(scopes);
        }
        if form_post { definition.form_post() } else { definition }
    }
}
