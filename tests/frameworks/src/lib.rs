//! The programs of the guide's page on other frameworks, so that a compiler reads them.

pub mod poem;
pub mod rocket;
pub mod tonic;
pub mod warp;
