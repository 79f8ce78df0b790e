//! Outgoing HTTP: the trait behind which every request to a provider is made, and its default implementation.

mod client;

pub use self::client::{HttpClient, HttpError, HttpFuture};
