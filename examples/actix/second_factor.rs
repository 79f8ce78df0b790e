//! A password and a second factor, which is an authenticator application or a recovery code:
//! `cargo run --example actix … -- second_factor`. Administrators need one; other users may enrol one at `/auth/totp`.
//!
//! Sign in as `admin` or `ada`, with the password `correct horse`.

use actix_web::web::{self, ServiceConfig};
use auth::{Auth, AuthBuilder, adapter::MemoryAdapter, callback::Callbacks, prelude::*};

use super::who;

#[auth::credentials]
struct Login {
    name: String,
    #[auth(password)]
    password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    // Compare a hash in a real application: see the quickstart.
    (form.password == Secret::new("correct horse"))
        .then(|| User::new(form.name.as_str()).with_name(form.name))
}

#[auth::second_factor]
async fn needed(user: &User) -> SecondFactor {
    if user.name.as_deref() == Some("admin") { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

/// Builds the application.
pub(crate) fn auth(builder: AuthBuilder<(), Callbacks>) -> auth::Result<Auth> {
    Ok(builder
        .database_sessions(MemoryAdapter::new())
        .credentials::<login>()
        .totp("Second factor example")
        .second_factor::<needed>()
        .build()?)
}

/// Adds the pages.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.route("/", web::get().to(who));
}
