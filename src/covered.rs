//! A router on which each route says who may call it. A route that does not say so is a compiler error.
//!
#![doc = include_str!("docs/covered.md")]

#[cfg(feature = "axum")]
#[doc(inline)]
pub use auth_core::integration::axum::covered::{
    MethodRouter, Router, any, assert_routes, connect, delete, get, head, on, options, patch, post, put,
    service, trace,
};
#[cfg(any(feature = "actix", feature = "axum"))]
#[doc(inline)]
pub use auth_core::integration::record::CoveredRoutes;

/// The traits behind the router, which compiler messages name by this path.
#[cfg(feature = "axum")]
#[doc(hidden)]
pub use auth_core::integration::axum::covered::{
    Arguments, Handler, IntoCovered, IntoMethodRouter, Last, NoBody, Part, Reply, Take, WithBody,
    WithoutArguments,
};

/// The same for actix-web.
#[cfg(feature = "actix")]
pub mod actix {
    #[doc(inline)]
    pub use auth_core::integration::actix::covered::{
        PathRoutes, Routes, assert_routes, delete, get, head, options, patch, post, put,
    };

    /// The traits behind the routes, which compiler messages name by this path.
    #[doc(hidden)]
    pub use auth_core::integration::actix::covered::{
        CoveredAccess, CoveredArguments, CoveredHandler, IntoPathRoutes, ScopeEndpoint,
    };
}
