//! What `build()` makes of the configuration: checked, and with all keys derived.

use std::{net::IpAddr, time::Duration};

use http::{Extensions, HeaderMap, HeaderName};

use crate::{
    Clock, Random,
    callback::arguments::Facts,
    check::csrf::Csrf,
    config::{BasePath, Origin, OriginPolicy, PagesOptions},
    cookie::names::CookieSet,
    limit::RateLimiter,
    page::PageStyle,
    session::codec::SessionCodec,
};

/// The settings of a running application.
pub(crate) struct Settings {
    pub(crate) base_path: BasePath,
    pub(crate) origin: OriginPolicy,
    /// Forces the names and attributes of https, or those of http; otherwise the scheme of the request's origin decides.
    pub(crate) secure_cookies: Option<bool>,
    pub(crate) http: Scheme,
    pub(crate) https: Scheme,
    pub(crate) csrf: Csrf,
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
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) random: Box<dyn Random>,
    /// The public keys of signed tokens.
    #[cfg(feature = "signed")]
    pub(crate) jwks: Option<String>,
}

/// Cookies and keys for one scheme: names differ, and with them the keys.
pub(crate) struct Scheme {
    pub(crate) cookies: CookieSet,
    pub(crate) session: SessionCodec,
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
