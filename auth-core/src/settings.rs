//! What `build()` makes of the configuration: checked, and with all keys derived.

use std::{net::IpAddr, time::Duration};

use http::{Extensions, HeaderMap, HeaderName};

#[cfg(feature = "oauth")]
use crate::config::{TrustedHosts, env::PublicUrl};
use crate::{
    Clock, Random,
    callback::arguments::Facts,
    check::csrf::Csrf,
    config::{BasePath, Origin, OriginPolicy, PagesOptions},
    cookie::names::CookieSet,
    limit::RateLimiter,
    page::PageStyle,
    revocation::Epochs,
    session::codec::SessionCodec,
    store::Store,
};

/// The settings of a running application.
pub(crate) struct Settings {
    pub(crate) base_path: BasePath,
    pub(crate) origin: OriginPolicy,
    /// Forces the names and attributes of https, or those of http; otherwise the scheme of the request's
    /// origin decides.
    pub(crate) secure_cookies: Option<bool>,
    pub(crate) http: Scheme,
    pub(crate) https: Scheme,
    pub(crate) csrf: Csrf,
    /// Makes of the tokens of magic links what is stored of them.
    #[cfg(feature = "email")]
    pub(crate) links: crate::provider::email::LinkHasher,
    pub(crate) pages: PagesOptions,
    pub(crate) style: PageStyle,
    /// How long a session lasts after its last use.
    pub(crate) max_age: Duration,
    /// At which age the layer issues a token anew.
    pub(crate) update_age: Duration,
    pub(crate) client_ip: ClientIpSource,
    /// In bytes.
    pub(crate) body_limit: usize,
    /// Counts sign-ins by client address.
    pub(crate) sign_ins: Option<RateLimiter>,
    /// Where users, accounts and sessions are kept, if anywhere.
    pub(crate) store: Option<Store>,
    /// What is known of users' epochs, where session tokens can be revoked.
    pub(crate) epochs: Option<Epochs>,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) random: Box<dyn Random>,
    /// Asks the providers; there where there is one to be asked.
    #[cfg(feature = "oauth")]
    pub(crate) client: Option<Box<dyn crate::http::HttpClient>>,
    /// The key of the `state` parameter.
    #[cfg(feature = "oauth")]
    pub(crate) state_keys: crate::jose::TokenKeys,
    /// The key of what is inside of a challenge's cookie.
    #[cfg(feature = "passkey")]
    pub(crate) challenge_keys: crate::jose::TokenKeys,
    /// The server to which providers send browsers, if it is not this one.
    #[cfg(feature = "oauth")]
    pub(crate) redirect_proxy: Option<PublicUrl>,
    /// The hosts for which this server is the redirect proxy.
    #[cfg(feature = "oauth")]
    pub(crate) proxied: Option<TrustedHosts>,
    /// The public keys of signed tokens.
    #[cfg(feature = "signed")]
    pub(crate) jwks: Option<String>,
}

/// Cookies and keys for one scheme: names differ, and with them the keys.
pub(crate) struct Scheme {
    pub(crate) cookies: CookieSet,
    pub(crate) session: SessionCodec,
    /// The keys of what a sign-in keeps in the browser.
    #[cfg(any(feature = "oauth", feature = "passkey"))]
    pub(crate) checks: crate::check::sealed::CheckKeys,
    /// The keys of the cookie that says by which provider to sign out, where there is any to sign out at.
    #[cfg(feature = "oauth")]
    pub(crate) sign_out_hint: Option<crate::jose::TokenKeys>,
}

impl Settings {
    /// The public keys, when they are what is asked for: `GET {base path}/jwks`.
    #[cfg(feature = "signed")]
    pub(crate) fn jwks_at(&self, parts: &http::request::Parts) -> Option<String> {
        let asked =
            parts.method == http::Method::GET && self.base_path.strip(parts.uri.path()) == Some("/jwks");
        self.jwks.clone().filter(|_| asked)
    }

    /// The facts about a request that callbacks may ask for.
    pub(crate) fn facts<'r>(&self, headers: &'r HeaderMap, extensions: &Extensions) -> Facts<'r> {
        Facts { headers: Some(headers), client_ip: self.client_ip.address(headers, extensions) }
    }

    /// The redirect proxy of a provider: its own, or everybody's. One that answers by a POST cannot have any.
    #[cfg(feature = "oauth")]
    pub(crate) fn redirect_proxy_of<'s>(
        &'s self,
        provider: &'s crate::provider::oauth::OAuth,
    ) -> Option<&'s PublicUrl> {
        provider.redirect_proxy.as_ref().or(self.redirect_proxy.as_ref()).filter(|_| !provider.form_post)
    }

    /// Cookies and keys for a request of that origin.
    pub(crate) fn scheme(&self, origin: &Origin) -> &Scheme {
        if self.secure_cookies.unwrap_or(origin.is_https()) { &self.https } else { &self.http }
    }
}

/// Who is believed about the address of the client.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum ClientIpSource {
    /// The connection: `axum::extract::ConnectInfo<SocketAddr>` in the request's extensions.
    #[default]
    Connection,
    /// The last entry of a header which a trusted proxy appends to, for example `X-Forwarded-For`.
    Header(HeaderName),
}

impl ClientIpSource {
    /// The address, as far as it can be known.
    pub(crate) fn address(&self, headers: &HeaderMap, extensions: &Extensions) -> Option<IpAddr> {
        match self {
            Self::Header(name) => {
                let list = headers.get_all(name).iter().next_back()?.to_str().ok()?;
                list.rsplit(',').next()?.trim().parse().ok()
            }
            Self::Connection => connection(extensions),
        }
    }
}

#[cfg(feature = "axum")]
fn connection(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>().map(|info| info.0.ip())
}

#[cfg(not(feature = "axum"))]
fn connection(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<std::net::SocketAddr>().map(std::net::SocketAddr::ip)
}
