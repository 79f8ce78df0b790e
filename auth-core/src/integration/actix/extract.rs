//! Extractors.

use std::{
    convert::Infallible,
    future::{Ready, ready},
    ops,
    pin::Pin,
};

use actix_web::{FromRequest, HttpRequest, ResponseError, dev::Payload, web};
use http::request::Parts;

use super::{
    convert,
    state::{Stateless, With, WithState},
};
use crate::{
    app::auth::Auth,
    contract::{
        callback::state::AppState,
        session::{Session, SessionData},
    },
    flow::scope::RequestHead,
    integration::access::{
        Caller, Can, Guard, Proven, Public, SessionRejection,
        layered::{LayeredAccess, OptionalLayered, layered},
    },
};

type Extracting<T, E> = Pin<Box<dyn Future<Output = Result<T, E>>>>;

/// Makes accesses extractors: `extractors!([V] Session<V>;)`.
macro_rules! extractors {
    ($([$($Generic:ident),*] $Type:ty;)*) => {$(
        impl<$($Generic),*> FromRequest for $Type
        where
            Self: LayeredAccess<Stateless, Rejection: ResponseError + 'static> + 'static,
        {
            type Error = <Self as LayeredAccess<Stateless>>::Rejection;
            type Future = Extracting<Self, Self::Error>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let mut head = convert::head(request);
                Box::pin(async move { <Self as LayeredAccess<Stateless>>::take_layered(&mut head, &()).await })
            }
        }
    )*};
}

extractors! {
    [V] Session<V>;
    [G] Guard<G>;
    [V, K] Caller<V, K>;
    [X, N] Can<X, N>;
    [X, F, A] Proven<X, F, A>;
}

/// An access that a request may lack: `Optional<Session<Visible>>`.
///
/// Actix-web makes each extractor optional by itself, but its `Option<Session<Visible>>` is also `None` if the session cannot
/// be read, for example because the database is unavailable. This type is `None` only if there is no session, or if the guard
/// refuses, the permission or the proof is missing. Otherwise the response is that of the access.
#[derive(Clone, Copy, Debug)]
pub struct Optional<A>(pub Option<A>);

impl<A> FromRequest for Optional<A>
where
    A: OptionalLayered<Stateless, Failure: ResponseError + 'static> + 'static,
{
    type Error = A::Failure;
    type Future = Extracting<Self, A::Failure>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut head = convert::head(request);
        Box::pin(async move { A::take_optional_layered(&mut head, &()).await.map(Self) })
    }
}

impl<A, S> FromRequest for WithState<A, S>
where
    A: LayeredAccess<With<S>, Rejection: ResponseError + 'static> + 'static,
    S: AppState,
{
    type Error = A::Rejection;
    type Future = Extracting<Self, A::Rejection>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut head = convert::head(request);
        let Some(state) = request.app_data::<web::Data<S>>().cloned() else {
            tracing::error!(
                target: "auth",
                help = "missing_app_data",
                "a handler takes `WithState<…, {state}>`, and the application has no such state: call \
                 `.app_data(web::Data::new(state))` on the `App`, with a `{state}`",
                state = std::any::type_name::<S>(),
            );
            return Box::pin(ready(Err(SessionRejection::Failed.into())));
        };
        Box::pin(async move { A::take_layered(&mut head, &state).await.map(Self::new) })
    }
}

/// Extracts the application from the layer around a handler.
impl<V: SessionData> FromRequest for Auth<V> {
    type Error = SessionRejection;
    type Future = Ready<Result<Self, SessionRejection>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(layered(&convert::head(request)))
    }
}

impl FromRequest for Public {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self))
    }
}

/// The head of a request, as the methods of [`Auth`] take it.
///
/// Actix-web has an older version of the crate `http`, so its `HttpRequest` cannot be passed to them. This extractor holds the
/// parts of the request in the newer one.
///
/// ```
/// # #[cfg(feature = "actix")]
/// # mod application {
/// use actix_web::{HttpResponse, Responder};
/// use auth::{Auth, AuthError, integration::Head};
///
/// async fn sign_out(auth: Auth, head: Head) -> Result<impl Responder, AuthError> {
///     let signed_out = auth.sign_out(&head).await?;
///     Ok(signed_out.cookies.with(HttpResponse::NoContent()))
/// }
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Head(pub Parts);

impl ops::Deref for Head {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl<'r> From<&'r Head> for RequestHead<'r> {
    fn from(head: &'r Head) -> Self {
        Self::from(&head.0)
    }
}

impl FromRequest for Head {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(convert::head(request))))
    }
}
