//! The parameters of an authorization request that belong to the flow.

use super::text::Text;

/// The parameters that belong to the flow, so neither the configuration nor the query of a sign-in can set them. They
/// bind the response to the browser, or would replace parameters that do: request objects (RFC 9101) come before the
/// parameters of the URL.
pub(super) const RESERVED: [&str; 12] = [
    "client_assertion",
    "client_assertion_type",
    "client_secret",
    "code_challenge",
    "code_challenge_method",
    "dpop_jkt",
    "nonce",
    "redirect_uri",
    "request",
    "request_uri",
    "response_mode",
    "state",
];

/// The parameters that only the configuration can set. A query that could set them would choose another client or
/// another kind of response.
pub(super) const CONFIGURED: [&str; 6] =
    ["callbackUrl", "client_id", "csrfToken", "id_token_hint", "registration", "response_type"];

/// Returns the first configured parameter that belongs to the flow, or that a query must not set.
pub(super) fn reserved<'p>(params: &'p [(Text, Text)], query_params: &'p [Text]) -> Option<&'p str> {
    let mut set = params.iter().map(|(name, _)| &**name).filter(|name| RESERVED.contains(name));
    let mut allowed = query_params.iter().map(|name| &**name);
    set.next().or_else(|| allowed.find(|name| RESERVED.contains(name) || CONFIGURED.contains(name)))
}
