//! `Auth::layer()` and `Auth::same_origin()` as middleware.

use std::{
    future::{Ready, ready},
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::{
    HttpResponse,
    body::{EitherBody, MessageBody},
    dev::{Service, ServiceRequest, ServiceResponse, Transform},
};

use super::{convert, place};
use crate::integration::{
    layer::{AuthLayer, Renewing},
    same_origin::{REFUSED, SameOrigin, SameOriginLayer},
};

type Responding<B, E> = Pin<Box<dyn Future<Output = Result<ServiceResponse<B>, E>>>>;

impl<S, B> Transform<S, ServiceRequest> for AuthLayer
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Future: 'static>,
{
    type Response = ServiceResponse<B>;
    type Error = S::Error;
    type Transform = Renewing<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(Renewing::new(service, self.clone())))
    }
}

impl<S, B> Service<ServiceRequest> for Renewing<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Future: 'static>,
{
    type Response = ServiceResponse<B>;
    type Error = S::Error;
    type Future = Responding<B, S::Error>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner().poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let prefix = place::linkable_prefix(request.request());
        let renewal =
            convert::with_extensions(request.request(), |extensions| self.layer().enter(prefix, extensions));
        let response = self.inner().call(request);
        Box::pin(async move {
            let mut response = response.await?;
            if !renewal.is_empty() {
                convert::change_headers(response.headers_mut(), |headers| renewal.add_to(headers));
            }
            Ok(response)
        })
    }
}

impl<S, B> Transform<S, ServiceRequest> for SameOriginLayer
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Future: 'static>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = S::Error;
    type Transform = SameOrigin<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(SameOrigin::new(service, self.clone())))
    }
}

impl<S, B> Service<ServiceRequest> for SameOrigin<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Future: 'static>,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = S::Error;
    type Future = Responding<EitherBody<B>, S::Error>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner().poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let head = convert::head(request.request());
        if self.layer().passes(&head.method, &head.headers, &head.uri) {
            let response = self.inner().call(request);
            return Box::pin(async move { Ok(response.await?.map_into_left_body()) });
        }
        let response = request.into_response(HttpResponse::Forbidden().body(REFUSED));
        Box::pin(async move { Ok(response.map_into_right_body()) })
    }
}
