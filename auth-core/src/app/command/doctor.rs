//! The configuration of a running application, for `cargo auth doctor`, and what is wrong with it.

use http::{Extensions, HeaderMap, HeaderName, HeaderValue, Uri};
use serde_json::{Value, json};

use super::{finding::Finding, migrate};
use crate::{
    app::description::Described,
    config::{ClientAddress, ClientIpSource, Origin, OriginPolicy},
    flow::settings::Settings,
};

/// Describes the application and the origin of a request with these headers, and lists what is wrong. Values of headers
/// that name no origin and no address stay out of the answer.
pub(super) async fn examine<E: Described + ?Sized>(
    settings: &Settings,
    engine: &E,
    headers: &[(String, String)],
) -> Value {
    let mut findings = Vec::new();
    let map = headers_of(headers);
    let origin = origin_of_request(settings, &map, &mut findings);
    let address = address_of_request(settings, &map, &mut findings);
    if let OriginPolicy::Fixed(origin) = &settings.origin
        && !origin.is_https()
        && !origin.is_loopback()
    {
        findings.push(Finding::InsecureOrigin);
    }
    let (database, of_database) = migrate::findings(settings).await;
    findings.extend(of_database);
    json!({
        "origin": source_of_origin(&settings.origin),
        "request": { "origin": origin.as_ref().map(Origin::as_str), "client_address": address },
        "client_address": source_of_address(&settings.client_ip),
        "base_path": settings.paths.here.as_str(),
        "public_path": settings.paths.below(""),
        "sessions": sessions(settings, origin.as_ref()),
        "providers": providers(engine, origin.as_ref()),
        "database": database,
        "has_database": settings.store.is_some(),
        "findings": findings,
    })
}

fn headers_of(headers: &[(String, String)]) -> HeaderMap {
    let header = |(name, value): &(String, String)| {
        Some((name.parse::<HeaderName>().ok()?, HeaderValue::from_str(value).ok()?))
    };
    let mut map = HeaderMap::new();
    for (name, value) in headers.iter().filter_map(header) {
        map.append(name, value);
    }
    map
}

/// Returns the origin of a request; `None` if it is not trusted, or depends on headers and there are none.
fn origin_of_request(
    settings: &Settings,
    headers: &HeaderMap,
    findings: &mut Vec<Finding>,
) -> Option<Origin> {
    match settings.origin.resolve(headers, &Uri::from_static("/")) {
        Ok(origin) => Some(origin.into_owned()),
        Err(_) if headers.is_empty() => None,
        Err(error) => {
            findings.push(Finding::UntrustedHost(error));
            None
        }
    }
}

fn address_of_request(
    settings: &Settings,
    headers: &HeaderMap,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let is_proxied = headers.contains_key(http::header::FORWARDED) || headers.contains_key("x-forwarded-for");
    match settings.client_ip.address(headers, &Extensions::new()) {
        ClientAddress::Known(address) => return Some(address.to_string()),
        _ if headers.is_empty() => {}
        ClientAddress::NotUnderstood => findings.push(Finding::UnreadableAddress),
        ClientAddress::Missing if settings.client_ip.header().is_some() => {
            findings.push(Finding::MissingAddress);
        }
        ClientAddress::Missing if is_proxied => findings.push(Finding::ProxiedAddress),
        ClientAddress::Missing => {}
    }
    None
}

fn source_of_origin(policy: &OriginPolicy) -> Value {
    match policy {
        OriginPolicy::Fixed(origin) => json!({ "source": "fixed", "url": origin.as_str() }),
        OriginPolicy::Forwarded { hosts } => json!({ "source": "request", "hosts": hosts.list() }),
        OriginPolicy::Untrusted => json!({ "source": "none" }),
    }
}

fn source_of_address(source: &ClientIpSource) -> Value {
    match source {
        ClientIpSource::Connection => json!({ "source": "connection" }),
        ClientIpSource::Header(header) => {
            json!({ "source": "header", "header": header.as_str(), "proxies": 1 })
        }
        ClientIpSource::Proxies { header, count } => {
            json!({ "source": "header", "header": header.as_str(), "proxies": count })
        }
    }
}

fn sessions(settings: &Settings, origin: Option<&Origin>) -> Value {
    let in_database = settings.store.as_ref().is_some_and(|store| store.keeps_sessions);
    let kind = match (in_database, settings.jwks.is_some()) {
        (true, _) => "rows of the database",
        (false, true) => "signed tokens",
        (false, false) => "encrypted tokens",
    };
    json!({
        "kind": kind,
        "max_age": settings.max_age.as_secs(),
        "lifetime": settings.lifetime.map(|lifetime| lifetime.as_secs()),
        "cookie": origin.map(|origin| settings.scheme(origin).cookies.session_token.name()),
    })
}

/// Lists the providers. Their URLs are known if the origin is.
fn providers<E: Described + ?Sized>(engine: &E, origin: Option<&Origin>) -> Vec<Value> {
    let somewhere = Origin::parse("https://localhost").ok();
    let Some(at) = origin.or(somewhere.as_ref()) else { return Vec::new() };
    let describe = |provider: crate::contract::PublicProvider| {
        json!({
            "id": provider.id,
            "name": provider.name,
            "type": provider.kind,
            "callback_url": origin.map(|_| provider.callback_url),
        })
    };
    engine.providers(at).into_iter().map(describe).collect()
}
