//! A forgotten password: a link by mail, and a new password in place of the forgotten one.
//!
//! The link proves the address, and nothing else: the second factor is asked for at the sign-in that follows.

use super::{about, end_late_keys, report};
use crate::{
    adapter::{Adapter, EmailProof},
    contract::{
        AdapterUser, EmailAddress, Password, StoredId, StoredPassword, VerifiedBy, VerifiedEmail,
        callback::{event::PasswordChange, wiring::Subject},
    },
    flow::{
        account_mail::{
            link::{self, Bound, KeptLink},
            options, send, sender, url,
        },
        api_keys,
        error::AuthError,
        password,
        scope::Scope,
        session,
        sign_in::{
            first_proof::{self, TokenRevocation},
            limit::{self, AccountName, Purpose},
        },
        types::AppTypes,
    },
    provider::email::{AccountMailKind, LinkPurpose, LinkToken},
};

/// The ID by which the database is asked if there is no user with the address, so that it takes as long.
const NOBODY: &str = "00000000-0000-0000-0000-000000000000";

/// The user with an address, and the facts that a link is bound to.
struct Owner {
    user: Option<AdapterUser>,
    stored: Option<StoredPassword>,
    id: StoredId,
}

impl Owner {
    async fn of<F: AppTypes>(scope: &Scope<'_, F>, address: &EmailAddress) -> Result<Self, AuthError> {
        let adapter = password::adapter(&scope.engine.settings)?;
        let user = adapter.user_by_email(address.as_str()).await?;
        let id = user.as_ref().map_or_else(|| StoredId::from_store(NOBODY), AdapterUser::id);
        let stored = adapter.password_of(&id).await?;
        Ok(Self { user, stored, id })
    }

    /// Returns the facts that must not change before the link is opened: the user, and the password that is forgotten. Each
    /// change of the password thus ends all links.
    fn facts<'a>(&'a self, address: &'a EmailAddress) -> [&'a str; 3] {
        let hash = self.stored.as_ref().map_or("", |stored| stored.hash.expose());
        [self.id.as_str(), address.as_str(), hash]
    }
}

/// A link that works, with its user.
pub(crate) struct OpenedLink {
    pub(crate) user: AdapterUser,
    stored: Option<StoredPassword>,
    link: KeptLink,
}

/// Mails a link to an address, or a notice if no user has it. The response is the same, and so is the work.
///
/// # Errors
/// Fails if there were too many mails, or the database or the mail server fails.
pub(crate) async fn request<F: AppTypes>(
    scope: &Scope<'_, F>,
    address: &EmailAddress,
) -> Result<(), AuthError> {
    let max_age = options(scope)?.reset_max_age;
    limit::network(scope).await?;
    if let Some(rule) = &sender(scope)?.requests {
        let _mailed = limit::by_rule(scope, Purpose::Mail, &AccountName::of_address(address), rule).await?;
    }
    let owner = Owner::of(scope, address).await?;
    let facts = owner.facts(address);
    let (token, expires) = link::make(scope, bound(address, &facts), max_age).await?;
    let url = url(scope, "password/reset", &[("token", token.expose()), ("email", address.as_str())]);
    match owner.user {
        Some(_) => send(scope, AccountMailKind::ResetPassword, address, Some((&url, expires))).await,
        None => send(scope, AccountMailKind::NoAccount, address, None).await,
    }
}

fn bound<'a>(address: &'a EmailAddress, facts: &'a [&'a str]) -> Bound<'a> {
    Bound { purpose: LinkPurpose::ResetPassword, subject: address.as_str(), facts }
}

/// Looks for a link without spending it.
///
/// # Errors
/// Returns [`AuthError::Verification`] if the link does not work, and [`AuthError::TooManyRequests`] after too many that do
/// not.
pub(crate) async fn open<F: AppTypes>(
    scope: &Scope<'_, F>,
    address: &EmailAddress,
    token: &LinkToken,
) -> Result<OpenedLink, AuthError> {
    options(scope)?;
    let owner = Owner::of(scope, address).await?;
    let facts = owner.facts(address);
    let link = link::find(scope, bound(address, &facts), token).await?;
    match (owner.user, link) {
        (Some(user), Some(link)) => Ok(OpenedLink { user, stored: owner.stored, link }),
        _ => Err(limit::wrong(scope, &AccountName::of_address(address), AuthError::Verification).await),
    }
}

/// Spends the link, and stores a new password. All sessions of the user end. Returns `true` if they have ended, as far as they
/// can be ended.
///
/// The link proves the address. If nothing had proven it before, what was added to the user before is removed.
///
/// # Errors
/// - [`AuthError::Verification`] if the link does not work.
/// - [`PasswordError::Refused`](crate::check::password::PasswordError) if the password breaks a rule. The link works on.
pub(crate) async fn reset<F: AppTypes>(
    scope: &Scope<'_, F>,
    address: &EmailAddress,
    token: &LinkToken,
    new: &Password,
) -> Result<bool, AuthError> {
    limit::network(scope).await?;
    let OpenedLink { mut user, mut stored, link } = open(scope, address, token).await?;
    let settings = &scope.engine.settings;
    let accepted = password::check_new_password(settings, new, about(&user)).await?;
    api_keys::end_for_new_password(settings, &user.id()).await?;
    link.spend(scope).await?;
    if user.email_verified.is_none() {
        let email = user.user.email.clone().unwrap_or_default();
        let proof = EmailProof::new(user.id(), email, scope.now);
        let proven = TokenRevocation::of(scope).prove(scope.adapter()?, &user, proof).await?;
        user = proven.user;
        let subject = Subject::typed(user.clone().typed()?);
        let email = VerifiedEmail::new(address, VerifiedBy::Mail);
        first_proof::report(scope, &subject, Some(email), proven.removed.as_ref()).await;
        stored = None;
    }
    if !password::store_password(settings, &user, &accepted, stored.as_ref()).await? {
        return Err(AuthError::Verification);
    }
    let is_alone = match session::revoke_all(scope.engine, &user.id()).await {
        Ok(()) | Err(AuthError::NotRevocable) => true,
        Err(error) => {
            error.log();
            tracing::warn!(target: "auth", help = "sessions_not_ended", "the sessions of a user could not be ended");
            false
        }
    };
    end_late_keys(scope, &user.id()).await;
    report(scope, &user, PasswordChange::Reset).await?;
    Ok(is_alone)
}
