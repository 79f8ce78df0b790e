//! The server for the conformance kit on actix-web: the application of `examples/conformance`.
//!
//! `cargo build --release --example conformance-actix --features actix,email,oauth,passkey,postgres,redis,sqlite`

#![allow(unreachable_pub, reason = "a program has no public interface")]

#[path = "../conformance/application.rs"]
mod application;
#[path = "../conformance/callbacks.rs"]
mod callbacks;
#[path = "../conformance/database.rs"]
mod database;
#[path = "../conformance/environment.rs"]
mod environment;
#[path = "../conformance/providers.rs"]
mod providers;
#[path = "../conformance/reference.rs"]
mod reference;

use actix_web::{
    App, HttpResponse, HttpServer,
    body::{BoxBody, MessageBody, to_bytes},
    dev::{Service, ServiceResponse},
    http::header,
    web,
};
use auth::{Auth, integration::Head};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::{callbacks::Visible, reference::Asked};

#[actix_web::main]
async fn main() -> auth::Result<()> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let auth = application::auth().await?;
    let app = move || {
        App::new()
            .wrap_fn(|request, service| {
                let asked = Asked::of(request.path(), &newer(request.headers()));
                let response = service.call(request);
                async move { as_the_reference(&asked, response.await?).await }
            })
            .app_data(web::Data::new(auth.clone()))
            .route("/", web::get().to(protected))
            .route("/banned", web::get().to(async || "banned"))
            .service(auth.scope())
    };
    HttpServer::new(app).bind((environment::host(), environment::port()?))?.run().await?;
    Ok(())
}

/// Does not extend the session, as the page of the other example does not.
async fn protected(auth: web::Data<Auth<Visible>>, head: Head) -> HttpResponse {
    let (mut response, text) = match auth.session(&head).await {
        Ok(Some(session)) => (HttpResponse::Ok(), application::protected_page(session)),
        Ok(None) | Err(_) => (HttpResponse::Unauthorized(), "signed out".to_owned()),
    };
    response.content_type("text/plain; charset=utf-8").body(text)
}

/// Makes a response that of the reference.
async fn as_the_reference(
    asked: &Asked,
    response: ServiceResponse<impl MessageBody>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let (request, response) = response.into_parts();
    let (mut head, body) = response.into_parts();
    let body = to_bytes(body).await.unwrap_or_default();
    let status = StatusCode::from_u16(head.status().as_u16()).unwrap_or_default();
    let mut headers = newer(head.headers());
    let body = asked.mend(status, &mut headers, body.into());
    head.headers_mut().clear();
    for (name, value) in &headers {
        let name = header::HeaderName::from_bytes(name.as_str().as_bytes());
        if let (Ok(name), Ok(value)) = (name, header::HeaderValue::from_bytes(value.as_bytes())) {
            head.headers_mut().append(name, value);
        }
    }
    Ok(ServiceResponse::new(request, head.set_body(BoxBody::new(body))))
}

/// Returns headers as the newer version of the crate `http` has them.
fn newer(headers: &header::HeaderMap) -> HeaderMap {
    let convert = |(name, value): (&header::HeaderName, &header::HeaderValue)| {
        let name = HeaderName::from_bytes(name.as_str().as_bytes()).ok()?;
        Some((name, HeaderValue::from_bytes(value.as_bytes()).ok()?))
    };
    let mut converted = HeaderMap::new();
    for (name, value) in headers.iter().filter_map(convert) {
        converted.append(name, value);
    }
    converted
}
