//! `GET /passkey.js`: the script of the passkey form.

use bytes::Bytes;
use http::Response;

use crate::{
    flow::{application::Engine, request::AuthRequest, response, types::AppTypes},
    page::passkey_script::JAVASCRIPT,
};

/// Returns the script. The path does not exist if the application has no passkeys.
pub(super) fn show<F: AppTypes>(engine: &Engine<F>, request: &AuthRequest<'_>) -> Response<Bytes> {
    if engine.providers.iter().any(|provider| provider.passkey().is_some()) {
        response::script(JAVASCRIPT, request.raw_query.is_some())
    } else {
        response::bad_request()
    }
}
