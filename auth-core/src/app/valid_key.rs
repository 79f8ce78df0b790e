//! The API key of a request: its check, and a session of its owner for the functions of the application.

use std::any::Any;

use crate::{
    contract::{Jwt, StoredApiKey, api_key::KeyKind, session::Session},
    flow::{
        api_keys::{self, KeyFailure, KeyOwner},
        application::Engine,
        error::AuthError,
        scope::{RequestHead, Scope},
        session::{self, owner::Owner},
        types::AppTypes,
    },
};

/// A valid API key.
pub(crate) struct ValidKey {
    pub(crate) key: StoredApiKey,
    /// The record of a session of the owner.
    pub(crate) owner: OwnerRecord,
}

/// The record of a session of the owner of a key, without its type; `None` if only a sign-in can make one.
pub(crate) type OwnerRecord = Option<Box<dyn Any + Send + Sync>>;

/// Checks an API key of a kind. A key is not valid if its owner would get no session now.
pub(crate) async fn check<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    kind: KeyKind,
    text: &str,
) -> Result<ValidKey, KeyFailure> {
    let scope = Scope::new(engine, head).map_err(|untrusted| KeyFailure::Failed(untrusted.into()))?;
    let settings = &engine.settings;
    settings.warn_of_unknown_address(scope.facts.headers, scope.address);
    let KeyOwner { key, user } = api_keys::check(settings, kind, text, scope.address.known()).await?;
    match session::owner::find(&scope, &user).await.map_err(KeyFailure::Failed)? {
        Owner::Known(record) => Ok(ValidKey { key, owner: Some(Box::new(record)) }),
        Owner::Unknown => Ok(ValidKey { key, owner: None }),
        Owner::Refused => Err(KeyFailure::Invalid),
    }
}

/// Returns a session of the owner of a key, for the application's functions alone. `None` if only a sign-in can make one.
pub(crate) async fn owner_session<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    owner: &OwnerRecord,
) -> Result<Option<Session<F::Session>>, AuthError> {
    let scope = Scope::new(engine, head)?;
    match owner.as_ref().and_then(|record| record.downcast_ref::<Jwt<F::Token>>()) {
        Some(record) => session::owner::session(&scope, record).await.map(Some),
        None => Ok(None),
    }
}
