//! The size of the session cookie, for `cargo auth size`.

use serde_json::{Value, json};

use crate::{app::description::Described, flow::settings::Settings};

/// Returns the maximum size of the session token, with that of each claim; `null` if the cookie has only the token of a row.
pub(super) fn measure<E: Described + ?Sized>(settings: &Settings, engine: &E) -> Value {
    if settings.store.as_ref().is_some_and(|store| store.keeps_sessions) {
        return Value::Null;
    }
    let budget = engine.budget();
    let claims =
        engine.claims().iter().map(|claim| json!({ "name": claim.name, "max_size": claim.max_size }));
    json!({
        "max_size": budget.max_size,
        "cookies": budget.cookies,
        "unbounded": budget.unbounded,
        "is_encrypted": settings.jwks.is_none(),
        "claims": claims.collect::<Vec<_>>(),
    })
}
