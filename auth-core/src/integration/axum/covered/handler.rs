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
use http::request::Parts;
use serde_json::Value;

use super::super::access::Access;
use crate::integration::access::{AccessType, settled::If};

/// An async function or closure with the arguments `T`, a tuple.
#[diagnostic::on_unimplemented(
    message = "this is not a handler",
    label = "not an async function",
    note = "a handler is an async function of up to 16 arguments, and the first one says who may call it: \
        `async fn handler(_: Public)`"
)]
pub trait Handler<T>: Clone + Send + Sync + 'static {
    /// The tuple `T`. Bounds on this type are reported at the handler.
    type Args: Send + 'static;

    /// The return type.
    type Output;

    /// The future.
    type Future: Future<Output = Self::Output>;

    /// Calls the function.
    fn call(self, arguments: Self::Args) -> Self::Future;
}

/// The arguments of a handler: the first says who may call it, and a request provides all of them. `M` says what the last
/// one takes, and `R` is what the handler returns: only if the first argument is right does the compiler say that `R` is no
/// response.
pub trait Arguments<S, M, R>: Sized {
    /// Returns the entry of the first argument in the record of routes.
    fn describe() -> Value;

    /// Takes the arguments from a request and calls the handler, or returns the response of the first argument that
    /// rejects the request. One future does both, so that the request is not moved from one to the next.
    fn answer<C, U>(request: Request, state: S, call: C) -> impl Future<Output = Response> + Send
    where
        C: FnOnce(Self) -> U + Send,
        U: Future<Output = R> + Send;
}

/// Arguments that a request provides. This trait has one implementation, and not one for each number of arguments, so that
/// the compiler does not list them.
#[diagnostic::on_unimplemented(
    message = "this handler does not say who may call it",
    label = "has no argument that says who may call it",
    note = "let the first argument be `_: Public` for anyone, or one of `Session<…>`, `Option<Session<…>>`, `Guard<…>`, \
        `Can<…>`, `Proven<…>`, `Fresh<…>` and `Caller<…>`"
)]
pub trait Take<S, M, R>: Sized {
    /// Returns the entry of the first argument in the record of routes.
    fn describe() -> Value;

    /// Takes the arguments from a request and calls the handler, or returns the response of the first argument that
    /// rejects the request. One future does both, so that the request is not moved from one to the next.
    fn answer<C, U>(request: Request, state: S, call: C) -> impl Future<Output = Response> + Send
    where
        C: FnOnce(Self) -> U + Send,
        U: Future<Output = R> + Send;
}

impl<S, M, R, A: Arguments<S, M, R>> Take<S, M, R> for A {
    fn describe() -> Value {
        <Self as Arguments<S, M, R>>::describe()
    }

    fn answer<C, U>(request: Request, state: S, call: C) -> impl Future<Output = Response> + Send
    where
        C: FnOnce(Self) -> U + Send,
        U: Future<Output = R> + Send,
    {
        <Self as Arguments<S, M, R>>::answer(request, state, call)
    }
}

/// A handler without arguments, which does not exist: nothing implements this trait.
pub trait WithoutArguments<S> {}

/// An argument in the middle: a part of the request, without its body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument in the middle of a handler",
    label = "cannot take this argument",
    note = "only the last argument may take the body, such as `String`, `Json<…>`, `Form<…>` and `Request`; before it are \
        extractors for the state of this router, such as `Path<…>`, `Query<…>` and `State<T>` for a part `T` of that state"
)]
pub trait Part<S>: Sized {
    /// Takes the argument.
    ///
    /// # Errors
    /// Returns the response if the argument rejects the request.
    fn take(parts: &mut Parts, state: &S) -> impl Future<Output = Result<Self, Response>> + Send;
}

#[diagnostic::do_not_recommend]
impl<S: Send + Sync, A: FromRequestParts<S>> Part<S> for A {
    async fn take(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        Self::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)
    }
}

/// The last argument, which may take the body.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of a handler",
    label = "cannot take this argument",
    note = "arguments are extractors for the state of this router, such as `Path<…>`, `Query<…>` and `State<T>` for a part `T` \
        of that state, and in the last place `String`, `Json<…>`, `Form<…>` or `Request`, which take the body; `Form` \
        of `auth` is for callbacks: handlers take `axum::Form`"
)]
pub trait Last<S, M>: Sized {
    /// Takes the argument.
    ///
    /// # Errors
    /// Returns the response if the argument rejects the request.
    fn take(request: Request, state: &S) -> impl Future<Output = Result<Self, Response>> + Send;
}

/// Marks handlers whose only argument says who may call them, or whose last argument takes no body.
pub struct NoBody(());

/// Marks handlers whose last argument takes the body.
pub struct WithBody(());

#[diagnostic::do_not_recommend]
impl<S: Send + Sync, A: FromRequestParts<S>> Last<S, NoBody> for A {
    async fn take(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, _) = request.into_parts();
        Self::from_request_parts(&mut parts, state).await.map_err(IntoResponse::into_response)
    }
}

#[diagnostic::do_not_recommend]
impl<S: Send + Sync, A: FromRequest<S>> Last<S, WithBody> for A {
    async fn take(request: Request, state: &S) -> Result<Self, Response> {
        Self::from_request(request, state).await.map_err(IntoResponse::into_response)
    }
}

/// The values that a handler may return.
#[diagnostic::on_unimplemented(
    message = "a handler cannot return `{Self}`",
    label = "not a response",
    note = "it returns what implements axum's `IntoResponse`: a string, a status, `Json<…>`, `Html<…>`, `Redirect`, a tuple of \
        a status, headers and one of these, or a `Result` of two of them"
)]
pub trait Reply {
    /// Returns the response.
    fn reply(self) -> Response;
}

#[diagnostic::do_not_recommend]
impl<R: IntoResponse> Reply for R {
    fn reply(self) -> Response {
        self.into_response()
    }
}

impl<F, U> Handler<()> for F
where
    F: FnOnce() -> U + Clone + Send + Sync + 'static,
    U: Future,
{
    type Args = ();
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
    type Args = (A,);
    type Output = U::Output;
    type Future = U;

    fn call(self, (access,): (A,)) -> U {
        self(access)
    }
}

impl<S, R> Arguments<S, NoBody, R> for ()
where
    Self: WithoutArguments<S>,
    S: Send + Sync,
    R: Reply,
{
    fn describe() -> Value {
        Value::Null
    }

    async fn answer<C, U>(_: Request, _: S, call: C) -> Response
    where
        C: FnOnce(Self) -> U + Send,
        U: Future<Output = R> + Send,
    {
        call(()).await.reply()
    }
}

impl<S, R, A> Arguments<S, NoBody, R> for (A,)
where
    A: AccessType + Send,
    If<A::Exists, A>: Access<S>,
    If<A::Exists, R>: Reply,
    S: Send + Sync,
{
    fn describe() -> Value {
        A::describe()
    }

    async fn answer<C, U>(request: Request, state: S, call: C) -> Response
    where
        C: FnOnce(Self) -> U + Send,
        U: Future<Output = R> + Send,
    {
        let (mut parts, _) = request.into_parts();
        match access::<A, S>(&mut parts, &state).await {
            Ok(access) => call((access,)).await.reply(),
            Err(rejection) => rejection,
        }
    }
}

/// Takes the first argument.
async fn access<A: Access<S>, S>(parts: &mut Parts, state: &S) -> Result<A, Response> {
    A::take(parts, state).await.map_err(IntoResponse::into_response)
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
            type Args = (A, $($Part,)* Z);
            type Output = U::Output;
            type Future = U;

            fn call(self, (A, $($Part,)* Z): (A, $($Part,)* Z)) -> U {
                self(A, $($Part,)* Z)
            }
        }

        #[allow(non_snake_case)]
        impl<S, M, R, A, $($Part,)* Z> Arguments<S, M, R> for (A, $($Part,)* Z)
        where
            S: Send + Sync,
            A: AccessType + Send,
            If<A::Exists, A>: Access<S>,
            If<A::Exists, R>: Reply,
            $($Part: Part<S> + Send,)*
            Z: Last<S, M> + Send,
        {
            fn describe() -> Value {
                A::describe()
            }

            async fn answer<C, U>(request: Request, state: S, call: C) -> Response
            where
                C: FnOnce(Self) -> U + Send,
                U: Future<Output = R> + Send,
            {
                let (mut parts, body) = request.into_parts();
                let A = match access::<A, S>(&mut parts, &state).await {
                    Ok(access) => access,
                    Err(rejection) => return rejection,
                };
                $(
                    let $Part = match $Part::take(&mut parts, &state).await {
                        Ok(part) => part,
                        Err(rejection) => return rejection,
                    };
                )*
                let Z = match Z::take(Request::from_parts(parts, body), &state).await {
                    Ok(last) => last,
                    Err(rejection) => return rejection,
                };
                call((A, $($Part,)* Z)).await.reply()
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
    F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>,
    T: 'static,
    M: 'static,
    S: Send + Sync + 'static,
{
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, state: S) -> Self::Future {
        let handler = self.handler;
        Box::pin(F::Args::answer(request, state, move |arguments| handler.call(arguments)))
    }
}
