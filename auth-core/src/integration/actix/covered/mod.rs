//! Routes of actix-web that say who may call them, or do not compile; and the record of what they say.

mod arguments;
mod methods;
mod routes;

pub use self::{
    arguments::{CoveredAccess, CoveredArguments, CoveredHandler},
    methods::{IntoPathRoutes, PathRoutes, delete, get, head, options, patch, post, put},
    routes::{Routes, ScopeEndpoint, assert_routes},
};
