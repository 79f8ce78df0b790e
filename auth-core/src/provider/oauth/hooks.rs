//! The hooks of a provider, without its type.

use std::pin::Pin;

use serde_json::Value;

use super::{lookup::Lookup, token_answer::TokenAnswer};
use crate::contract::{BoxError, callback::profile::RawProfile};

pub(super) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The type-erased form of [`ProviderCallback`](super::callback::ProviderCallback), as far as it concerns the provider alone.
pub(super) trait Hooks: Send + Sync {
    /// Returns the profile in the form that callbacks read.
    fn raw<'p>(&self, profile: &'p Value) -> RawProfile<'p>;

    fn conform(&self, answer: &mut TokenAnswer);

    fn complete<'a>(&'a self, profile: Value, lookup: Lookup<'a>) -> BoxFuture<'a, Result<Value, BoxError>>;
}
