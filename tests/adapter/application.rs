//! The application of the tests: it signs in by a form, with one password for all users.

use auth::{Auth, AuthBuilder, Secret, User, callback::Callbacks};

#[auth::credentials]
struct Login {
    name: String,
    #[auth(password)]
    password: Secret,
}

#[auth::authorize]
async fn login(form: Login) -> Option<User> {
    (form.password == Secret::new("hunter2")).then(|| User::new(form.name.clone()).with_name(form.name))
}

/// Returns the builder of the application, without its database.
pub(crate) fn builder() -> AuthBuilder<(), Callbacks> {
    Auth::builder()
        .environment(|_| None)
        .secret("a secret for tests, and for nothing else")
        .url("http://site.test")
        .credentials::<login>()
}
