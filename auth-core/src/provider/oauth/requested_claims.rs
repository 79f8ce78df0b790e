//! The claims that scopes request (OpenID Connect Core section 5.4). A provider may return them from the userinfo endpoint
//! alone.

use serde_json::Value;

use super::{
    id_token::{IdTokenClaims, present},
    identify::Proof,
    runtime::OAuth,
    token_response::Tokens,
};
use crate::{contract::ProviderType, http::HttpClient};

/// The claims of each scope.
const SCOPES: [(&str, &[&str]); 4] = [
    (
        "profile",
        &[
            "name",
            "family_name",
            "given_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "gender",
            "birthdate",
            "zoneinfo",
            "locale",
            "updated_at",
        ],
    ),
    ("email", &["email", "email_verified"]),
    ("address", &["address"]),
    ("phone", &["phone_number", "phone_number_verified"]),
];

impl OAuth {
    /// Completes the claims of an ID token from the userinfo endpoint, if there is one, and if the ID token has none of the
    /// claims of a requested scope. Claims of one scope come from one place, so that `email_verified` is about the `email`
    /// next to it. The ID token proves who the user is, so a failure is only logged.
    pub(super) async fn with_requested_claims(
        &self,
        http: &dyn HttpClient,
        proof: &Proof<'_>,
        tokens: &Tokens,
        mut claims: IdTokenClaims,
    ) -> IdTokenClaims {
        let missing = self.missing_claims(&claims);
        if missing.is_empty() || self.userinfo_endpoint(proof.metadata).is_none() {
            return claims;
        }
        match self.userinfo(http, proof, tokens, Some(&claims)).await {
            Ok(Value::Object(userinfo)) => {
                for name in missing {
                    if let Some(value) = present(&userinfo, name) {
                        claims.insert(name.to_owned(), value.clone());
                    }
                }
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(
                target: "auth",
                help = "claims_left_out",
                provider = %self.id,
                "the claims that the ID token lacks are left out: {error}"
            ),
        }
        claims
    }

    /// Returns the claims of the requested scopes of which the ID token has none.
    fn missing_claims(&self, claims: &IdTokenClaims) -> Vec<&'static str> {
        let configured = self.authorization_params.iter().find(|(name, _)| name == "scope");
        let scopes = configured.map_or(&*self.scope, |(_, scopes)| scopes);
        let requests = |scope: &str| scopes.split_whitespace().any(|requested| requested == scope);
        if self.kind != ProviderType::Oidc || !requests("openid") {
            return Vec::new();
        }
        let is_missing = |names: &[&str]| names.iter().all(|name| present(claims, name).is_none());
        let missing = SCOPES.into_iter().filter(|(scope, names)| requests(scope) && is_missing(names));
        missing.flat_map(|(_, names)| names.iter().copied()).collect()
    }
}

#[cfg(test)]
#[path = "requested_claims_tests.rs"]
mod tests;
