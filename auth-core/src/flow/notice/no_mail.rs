//! The notices of an application without mails.

use super::Notice;
use crate::{
    contract::AdapterUser,
    flow::{scope::Scope, types::AppTypes},
};

/// Does nothing.
pub(super) async fn send<F: AppTypes>(_: &Scope<'_, F>, _: Notice<'_>, _: &AdapterUser) {}
