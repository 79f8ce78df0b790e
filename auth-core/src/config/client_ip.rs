//! The source of the client address.

use std::net::IpAddr;

use http::{Extensions, HeaderMap, HeaderName};

/// The source of the client address, which is an IP address.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum ClientIpSource {
    /// The connection: `axum::extract::ConnectInfo<SocketAddr>` in the request's extensions.
    #[default]
    Connection,
    /// The last entry of a header that a trusted proxy appends to, for example `X-Forwarded-For`.
    Header(HeaderName),
}

impl ClientIpSource {
    /// Returns the client address, if it is known.
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
