//! Magic links: `cargo run --example actix … -- email`.

use actix_web::web::{self, ServiceConfig};
use auth::{Auth, AuthBuilder, adapter::MemoryAdapter, callback::Callbacks, prelude::*, provider::Email};

/// Sends no links to disposable e-mail addresses. It decides before the user has proven their identity, so the refusal
/// does not reveal whether an account exists.
#[auth::sign_in]
async fn no_throw_away(method: SignInMethod<'_>) -> bool {
    !matches!(method, SignInMethod::LinkRequested(address) if address.ends_with("@mailinator.com"))
}

/// Builds the application.
pub(crate) fn auth(builder: AuthBuilder<(), Callbacks>, email: Email) -> auth::Result<Auth> {
    Ok(builder.database_sessions(MemoryAdapter::new()).email(email).sign_in::<no_throw_away>().build()?)
}

/// Adds the pages.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.route("/", web::get().to(async |session: Session| web::Json(session)));
}
