//! The mails of the notices.

use super::Notice;
use crate::{
    contract::{AdapterUser, callback::event::SecondFactorChange},
    flow::{mails, scope::Scope, types::AppTypes},
    provider::email::AccountMailKind,
};

/// Returns the kind of the mail, and the name of the provider that it is about.
fn kind(notice: Notice<'_>) -> (AccountMailKind, Option<&str>) {
    let kind = match notice {
        Notice::PasskeyAdded => AccountMailKind::PasskeyAdded,
        Notice::PasskeyRemoved => AccountMailKind::PasskeyRemoved,
        Notice::Linked(provider) => return (AccountMailKind::AccountLinked, Some(provider)),
        Notice::Unlinked(provider) => return (AccountMailKind::AccountUnlinked, Some(provider)),
        Notice::NumberAdded => AccountMailKind::NumberAdded,
        Notice::NumberChanged => AccountMailKind::NumberChanged,
        Notice::NumberRemoved => AccountMailKind::NumberRemoved,
        Notice::SecondFactor(change) => match change {
            SecondFactorChange::Enrolled => AccountMailKind::SecondFactorSetUp,
            SecondFactorChange::Removed => AccountMailKind::SecondFactorRemoved,
            SecondFactorChange::NewRecoveryCodes => AccountMailKind::NewRecoveryCodes,
            SecondFactorChange::RecoveryCodeUsed { left } => AccountMailKind::RecoveryCodeUsed { left },
            SecondFactorChange::TooManyWrongCodes => AccountMailKind::WrongCodes,
        },
        Notice::NewPassword { .. } => AccountMailKind::PasswordChanged,
        Notice::Deleted => AccountMailKind::AccountDeleted,
    };
    (kind, None)
}

/// Mails a notice, if mails about accounts are on.
pub(super) async fn send<F: AppTypes>(scope: &Scope<'_, F>, notice: Notice<'_>, user: &AdapterUser) {
    if mails::options(scope).is_ok() {
        let (kind, provider) = kind(notice);
        let api_keys = if let Notice::NewPassword { api_keys } = notice { api_keys } else { 0 };
        mails::notify_of(scope, kind, user, mails::Subject { provider, api_keys, ..Default::default() })
            .await;
    }
}
