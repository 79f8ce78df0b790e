//! Links about accounts: made, found, and spent once.

use std::time::Duration;

use crate::{
    adapter::Adapter,
    contract::{Secret, UnixTime, VerificationToken},
    flow::{error::AuthError, scope::Scope, types::AppTypes},
    provider::email::{LinkPurpose, LinkToken},
};

/// The facts that a link is bound to.
#[derive(Clone, Copy)]
pub(crate) struct Bound<'a> {
    pub(crate) purpose: LinkPurpose,
    /// The user, or another subject, who has one link for this purpose at a time.
    pub(crate) subject: &'a str,
    /// The facts that must not change before the link is opened.
    pub(crate) facts: &'a [&'a str],
}

/// A link that the database keeps and that has not expired.
pub(crate) struct KeptLink {
    identifier: String,
    hash: Secret,
}

/// A link that is spent, and may work again if that was in vain.
#[must_use = "restore it, or drop it if it stays spent"]
pub(crate) struct SpentLink(VerificationToken);

impl SpentLink {
    /// Lets the link work again, until its time is over. A failure is logged: the user asks for another link then.
    pub(crate) async fn restore<F: AppTypes>(self, scope: &Scope<'_, F>) {
        let restored = match scope.adapter() {
            Ok(adapter) => adapter.create_verification_token(self.0).await.map_err(AuthError::from),
            Err(error) => Err(error),
        };
        if let Err(error) = restored {
            error.log();
        }
    }
}

/// Stores a new link in place of earlier ones, and returns its token and its expiry.
///
/// # Errors
/// Fails if the database fails.
pub(crate) async fn make<F: AppTypes>(
    scope: &Scope<'_, F>,
    bound: Bound<'_>,
    max_age: Duration,
) -> Result<(LinkToken, UnixTime), AuthError> {
    let settings = &scope.engine.settings;
    let (token, expires) = (LinkToken::mint(&*settings.random), scope.now + max_age);
    let hash = settings.account_tokens.hashes(bound.purpose, &token, bound.facts).next();
    let hash = hash.ok_or(AuthError::Verification)?;
    let stored = VerificationToken::new(bound.purpose.identifier(bound.subject), hash, expires);
    scope.adapter()?.set_verification_token(stored).await?;
    Ok((token, expires))
}

/// Looks for a link without spending it.
///
/// # Errors
/// Fails if the database fails.
pub(crate) async fn find<F: AppTypes>(
    scope: &Scope<'_, F>,
    bound: Bound<'_>,
    token: &LinkToken,
) -> Result<Option<KeptLink>, AuthError> {
    let (adapter, identifier) = (scope.adapter()?, bound.purpose.identifier(bound.subject));
    for hash in scope.engine.settings.account_tokens.hashes(bound.purpose, token, bound.facts) {
        let kept = adapter.verification_token(&identifier, &hash).await?;
        if kept.is_some_and(|kept| kept.expires >= scope.now) {
            return Ok(Some(KeptLink { identifier, hash }));
        }
    }
    Ok(None)
}

impl KeptLink {
    /// Spends the link until it is restored. Of several uses at the same time one succeeds.
    ///
    /// # Errors
    /// Fails if the link has been spent, or the database fails.
    pub(crate) async fn spend_for_now<F: AppTypes>(
        self,
        scope: &Scope<'_, F>,
    ) -> Result<SpentLink, AuthError> {
        let spent = scope.adapter()?.use_verification_token(&self.identifier, &self.hash).await?;
        spent.map(SpentLink).ok_or(AuthError::Verification)
    }

    /// Spends the link. Of several uses at the same time one succeeds.
    ///
    /// # Errors
    /// Fails if the link has been spent, or the database fails.
    pub(crate) async fn spend<F: AppTypes>(self, scope: &Scope<'_, F>) -> Result<(), AuthError> {
        let spent = scope.adapter()?.use_verification_token(&self.identifier, &self.hash).await?;
        spent.map(drop).ok_or(AuthError::Verification)
    }
}
