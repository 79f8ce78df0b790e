//! The programs of the guide's pages on other frameworks and on axum-login, so that a compiler reads them.

pub mod axum_login;
pub mod poem;
pub mod rocket;
pub mod tonic;
pub mod warp;
