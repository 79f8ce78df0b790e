//! The account page without codes by telephone.

use super::Context;
use crate::flow::{error::AuthError, types::AppTypes};

/// Returns `false`.
pub(super) fn is_on<F: AppTypes>(_: &Context<'_, F>) -> bool {
    false
}

/// Fails: there is no such change.
pub(super) async fn add<F: AppTypes>(_: &mut Context<'_, F>) -> Result<String, AuthError> {
    Err(AuthError::UnknownAction)
}
