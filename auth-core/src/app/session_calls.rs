//! The work of an engine on sessions, without the types of its callbacks.

use serde_json::Value;

use super::{
    engine_calls::engine_calls,
    server_side::{self, Read, SignInResult, SignedOut, UpdatedSession},
    valid_key::{self, OwnerRecord, ValidKey},
};
#[cfg(feature = "totp")]
use super::{
    own_totp::{self, ChangedTotp, Enrol, TotpChange, TotpEnrolment},
    pending_sign_in::{self, PendingSecondFactor, ProvenSecondFactor},
};
#[cfg(feature = "totp")]
use crate::{contract::StoredTotp, flow::second_factor::enrolment};
use crate::{
    contract::{KnownUser, StoredId, UserId, api_key::KeyKind, form::FormInput, session::Session},
    flow::{
        api_keys::KeyFailure,
        application::Engine,
        error::AuthError,
        scope::RequestHead,
        session::{self, ActiveSession, SessionId},
        types::AppTypes,
    },
};

engine_calls! {
    /// The work of an engine on sessions.
    #[cfg_attr(
        not(feature = "extractors"),
        allow(dead_code, reason = "some of it serves the integration of a framework")
    )]
    pub(crate) trait SessionCalls<V>;

    read(head: RequestHead<'r>, renew: bool) -> Result<Read<V>, AuthError> = server_side::read;
    refresh(head: RequestHead<'r>, update: Option<Value>)
        -> Result<UpdatedSession<V>, AuthError> = server_side::refresh;
    sign_in(head: RequestHead<'r>, provider: &'r str, form: &'r (dyn FormInput + Sync))
        -> Result<SignInResult, AuthError> = server_side::sign_in;
    sign_in_as(head: RequestHead<'r>, user: KnownUser) -> Result<SignInResult, AuthError> = server_side::sign_in_as;
    #[cfg(feature = "totp")]
    pending_second_factor(head: RequestHead<'r>)
        -> Result<Option<PendingSecondFactor>, AuthError> = pending_sign_in::pending;
    #[cfg(feature = "totp")]
    prove_second_factor(head: RequestHead<'r>, code: &'r str)
        -> Result<ProvenSecondFactor, AuthError> = pending_sign_in::prove;
    #[cfg(feature = "totp")]
    totp_enrolment(head: RequestHead<'r>, request: Enrol<'r>) -> Result<TotpEnrolment, AuthError> = own_totp::enrol;
    #[cfg(feature = "totp")]
    change_totp(head: RequestHead<'r>, change: TotpChange<'r>) -> Result<ChangedTotp, AuthError> = own_totp::change;
    #[cfg(feature = "totp")]
    second_factor_of(user: &'r StoredId) -> Result<Option<StoredTotp>, AuthError> = enrolment::of_user;
    #[cfg(feature = "totp")]
    remove_second_factor(user: &'r StoredId) -> Result<bool, AuthError> = enrolment::remove_of;
    callback_url(head: RequestHead<'r>, requested: &'r str) -> Result<String, AuthError> = server_side::callback_url;
    sign_out(head: RequestHead<'r>) -> Result<SignedOut, AuthError> = server_side::sign_out;
    sessions_of(user: &'r StoredId) -> Result<Vec<ActiveSession>, AuthError> = session::list;
    revoke_session(user: &'r StoredId, id: &'r SessionId) -> Result<bool, AuthError> = session::revoke;
    sign_out_everywhere(user: &'r StoredId) -> Result<(), AuthError> = session::revoke_all;
    sign_out_application_user(id: &'r UserId) -> Result<(), AuthError> = session::revoke_application_user;
    delete_expired() -> Result<u64, AuthError> = delete_expired;
    key(head: RequestHead<'r>, kind: KeyKind, text: &'r str) -> Result<ValidKey, KeyFailure> = valid_key::check;
    owner_session(head: RequestHead<'r>, owner: &'r OwnerRecord)
        -> Result<Option<Session<V>>, AuthError> = valid_key::owner_session;
}

/// Deletes the expired rows of the database, and returns their number.
async fn delete_expired<F: AppTypes>(engine: &Engine<F>) -> Result<u64, AuthError> {
    let store = engine.settings.store.as_ref().ok_or(AuthError::MissingAdapter)?;
    Ok(store.delete_expired(engine.settings.clock.now()).await?)
}
