//! Passkeys: `cargo run --example actix … -- passkey`. Visitors may sign up by registering one (`open_registration`), so
//! nothing proves their e-mail addresses. By default, only signed-in users register passkeys.
//!
//! Browsers allow passkeys on https and on `http://localhost`.

use actix_web::web::{self, ServiceConfig};
use auth::{
    Auth, AuthBuilder, adapter::MemoryAdapter, assurance, callback::Callbacks, prelude::*, provider::Passkey,
};

use super::who;

/// Builds the application.
pub(crate) fn auth(builder: AuthBuilder<(), Callbacks>) -> auth::Result<Auth> {
    let passkey = Passkey::new().relying_party_name("Passkey example").open_registration();
    Ok(builder.adapter(MemoryAdapter::new()).passkey(passkey).build()?)
}

/// Adds the pages.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.route("/", web::get().to(who)).route("/keys", web::get().to(keys));
}

/// Requires a passkey that was used in the last five minutes. Otherwise, a browser is sent to the step-up page.
async fn keys(session: Proven<Session, assurance::Passkey, Minutes<5>>) -> String {
    format!("the keys of {}", session.user.email.as_deref().unwrap_or_default())
}
