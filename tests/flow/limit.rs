//! Nobody tries passwords as often as they like.

use std::time::Duration;

use auth::config::{ClientIpSource, RateLimit};
use http::{HeaderName, Request, header::CONTENT_TYPE};

use crate::site::*;

#[tokio::test]
async fn one_try_too_many_is_429() {
    let header = HeaderName::from_static("x-forwarded-for");
    let mut site = Site::with(|builder| {
        let limit = RateLimit::new(3, Duration::from_secs(60));
        builder.client_ip(ClientIpSource::Header(header)).sign_in_limit(limit)
    });
    let token = site.csrf().await;
    let form = form([("name", "ada"), ("password", "guess"), ("csrfToken", token.as_str())].into_iter());
    for (address, waits, status) in [
        ("192.0.2.1", 0, 302),
        ("192.0.2.1", 0, 302),
        ("192.0.2.1", 0, 302),
        ("192.0.2.1", 59, 429),
        ("198.51.100.7, 192.0.2.1", 0, 429),
        ("192.0.2.2", 0, 302),
        ("192.0.2.1", 1, 302),
    ] {
        site.clock.advance(Duration::from_secs(waits));
        let request = Request::post("/auth/callback/credentials")
            .header(CONTENT_TYPE, FORM)
            .header("x-forwarded-for", address);
        let reply = site.send(request, form.clone()).await;
        assert_eq!(reply.status, status, "{address} after {waits} s");
    }
}
