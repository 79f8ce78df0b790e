//! `GET /jwks`: the public keys of signed tokens.

use bytes::Bytes;
use http::Response;

use crate::flow::{application::Engine, response, types::AppTypes};

/// Returns the key set. The path does not exist if tokens are encrypted.
pub(super) fn show<F: AppTypes>(engine: &Engine<F>) -> Response<Bytes> {
    engine.settings.jwks.clone().map_or_else(response::bad_request, response::jwks)
}
