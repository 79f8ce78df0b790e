//! The settings that all providers of an application share.

use super::runtime::OAuth;
use crate::{
    config::{TrustedHosts, env::PublicUrl},
    http::HttpClient,
    jose::TokenKeys,
};

/// The HTTP client, the key of `state`, and the redirect proxy.
pub(crate) struct OAuthSettings {
    /// HTTP client for requests to providers; `None` if no provider needs one.
    pub(crate) client: Option<Box<dyn HttpClient>>,
    /// The key of the `state` parameter.
    pub(crate) state_keys: TokenKeys,
    /// The key of the `state` parameter of sign-outs at providers.
    pub(crate) sign_out_keys: TokenKeys,
    /// The server to which providers send browsers, if it is not this one.
    pub(crate) redirect_proxy: Option<PublicUrl>,
    /// The hosts for which this server is the redirect proxy.
    pub(crate) proxied: Option<TrustedHosts>,
}

impl OAuthSettings {
    /// Returns the redirect proxy of a provider: its own, or that of the application. A provider that
    /// responds by a POST cannot have one.
    pub(crate) fn redirect_proxy_of<'s>(&'s self, provider: &'s OAuth) -> Option<&'s PublicUrl> {
        provider.redirect_proxy.as_ref().or(self.redirect_proxy.as_ref()).filter(|_| !provider.form_post)
    }
}
