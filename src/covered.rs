//! A router on which each route says who may call it. A route that does not say so is a compiler error.
//!
#![doc = include_str!("docs/covered.md")]

#[doc(inline)]
pub use auth_core::integration::axum::covered::{
    MethodRouter, Router, any, assert_routes, connect, delete, get, head, on, options, patch, post, put,
    service, trace,
};

/// The traits behind the router, which compiler messages name by this path.
#[doc(hidden)]
pub use auth_core::integration::axum::covered::{
    Arguments, Handler, IntoCovered, IntoMethodRouter, Last, NoBody, Part, Reply, Take, WithBody,
    WithoutArguments,
};
