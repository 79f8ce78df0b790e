//! Handlers: functions whose arguments are checked one by one.
//!
//! axum's own `Handler` is one bound for the whole function, so the compiler reports the same error for each mistake.
//! Here, a function has only a shape, and its arguments have a bound each, so the error is about the argument that does
//! not fit.

use std::{marker::PhantomData, pin::Pin};

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    handler::Handler as AxumHandler,
    response::{IntoResponse, Response},
};
use serde_json::Value;

use super::super::access::Access;

/// An async function or closure with the arguments `T`, a tuple.
#[diagnostic::on_unimplemented(
    message = "this is not a handler",
    label = "not an async function",
    note = "a handler is an async function of up to 16 arguments, and the first one says who may call it: \
        `async fn handler(_: Public)`"
)]
pub trait Handler<T>: Clone + Send + Sync + 'static {
    /// The tuple `T`. Bounds on this type are reported at the handler.
    type Arguments: Send + 'static;

    /// The return type.
    type Output;

    /// The future.
    type Future: Future<Output = Self::Output>;

    /// Calls the function.
    fn call(self, arguments: Self::Arguments) -> Self::Future;
}

/// The arguments of a handler: the first says who may call it, and a request provides all of them.
#[diagnostic::on_unimplemented(
    message = "this handler does not say who may call it",
    label = "has no argument that says who may call it",
    note = "let the first argument be `_: Public` for everybody, or one of `Session<…>`, `Option<Session<…>>`, `Guard<…>`, \
        `Can<…>`, `Proven<…>`, `Fresh<…>` and `Caller<…>`"
)]
pub trait Arguments<S, M>: Sized {
    /// Returns what the first argument says, for the record of routes.
    fn describe() -> Value;

    /// Takes the arguments from a request.
    ///
    /// # Errors
    /// Returns the response of the first argument that rejects the request.
    fn take(request: Request, state: &S) -> impl Future<Output = Result<Self, Response>> + Send;
}

/// Marks handlers whose only argument says who may call them. Their request is not passed on.
pub struct AccessAlone(());

impl<F, U> Handler<()> for F
where
    F: FnOnce() -> U + Clone + Send + Sync + 'static,
    U: Future,
{
    type Arguments = ();
    type Output = U::Output;
    type Future = U;

    fn call(self, (): ()) -> U {
        self()
    }
}

impl<F, U, A> Handler<(A,)> for F
where
    F: FnOnce(A) -> U + Clone + Send + Sync + 'static,
    U: Future,
    A: Send + 'static,
{
    type Arguments = (A,);
    type Output = U::Output;
    type Future = U;

    fn call(self, (access,): (A,)) -> U {
        self(access)
    }
}

impl<S: Send + Sync, A: Access<S>> Arguments<S, AccessAlone> for (A,) {
    fn describe() -> Value {
        A::describe()
    }

    async fn take(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, _) = request.into_parts();
        match A::from_request_parts(&mut parts, state).await {
            Ok(access) => Ok((access,)),
            Err(rejection) => Err(rejection.into_response()),
        }
    }
}

/// Implements the traits for functions of two and more arguments. The last one may take the body.
macro_rules! arguments {
    ($($Part:ident)*) => {
        #[allow(non_snake_case)]
        impl<F, U, A, $($Part,)* Z> Handler<(A, $($Part,)* Z)> for F
        where
            F: FnOnce(A, $($Part,)* Z) -> U + Clone + Send + Sync + 'static,
            U: Future,
            A: Send + 'static,
            $($Part: Send + 'static,)*
            Z: Send + 'static,
        {
            type Arguments = (A, $($Part,)* Z);
            type Output = U::Output;
            type Future = U;

            fn call(self, (A, $($Part,)* Z): (A, $($Part,)* Z)) -> U {
                self(A, $($Part,)* Z)
            }
        }

        #[allow(non_snake_case)]
        impl<S, M, A, $($Part,)* Z> Arguments<S, M> for (A, $($Part,)* Z)
        where
            S: Send + Sync,
            A: Access<S>,
            $($Part: FromRequestParts<S> + Send,)*
            Z: FromRequest<S, M> + Send,
        {
            fn describe() -> Value {
                A::describe()
            }

            async fn take(request: Request, state: &S) -> Result<Self, Response> {
                let (mut parts, body) = request.into_parts();
                let A = A::from_request_parts(&mut parts, state).await.map_err(IntoResponse::into_response)?;
                $(
                    let $Part =
                        $Part::from_request_parts(&mut parts, state).await.map_err(IntoResponse::into_response)?;
                )*
                let request = Request::from_parts(parts, body);
                let Z = Z::from_request(request, state).await.map_err(IntoResponse::into_response)?;
                Ok((A, $($Part,)* Z))
            }
        }
    };
}

arguments!();
arguments!(T2);
arguments!(T2 T3);
arguments!(T2 T3 T4);
arguments!(T2 T3 T4 T5);
arguments!(T2 T3 T4 T5 T6);
arguments!(T2 T3 T4 T5 T6 T7);
arguments!(T2 T3 T4 T5 T6 T7 T8);
arguments!(T2 T3 T4 T5 T6 T7 T8 T9);
arguments!(T2 T3 T4 T5 T6 T7 T8 T9 T10);
arguments!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11);
arguments!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12);
arguments!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13);
arguments!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14);
arguments!(T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15);

/// A handler, as axum calls it.
pub(super) struct Asked<F, T, M> {
    handler: F,
    arguments: PhantomData<fn() -> (T, M)>,
}

impl<F, T, M> Asked<F, T, M> {
    pub(super) const fn new(handler: F) -> Self {
        Self { handler, arguments: PhantomData }
    }
}

impl<F: Clone, T, M> Clone for Asked<F, T, M> {
    fn clone(&self) -> Self {
        Self::new(self.handler.clone())
    }
}

impl<F, T, M, S> AxumHandler<(T, M), S> for Asked<F, T, M>
where
    F: Handler<T, Arguments: Arguments<S, M>, Output: IntoResponse, Future: Send>,
    T: 'static,
    M: 'static,
    S: Send + Sync + 'static,
{
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, state: S) -> Self::Future {
        Box::pin(async move {
            match F::Arguments::take(request, &state).await {
                Ok(arguments) => self.handler.call(arguments).await.into_response(),
                Err(rejection) => rejection,
            }
        })
    }
}
