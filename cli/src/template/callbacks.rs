//! `src/callbacks.rs` of a new project.

use super::Project;
use crate::arguments::Way;

const CALLBACKS: &str = r#"//! The callbacks: what the token holds, what the browser sees, and who may sign in.

use auth::prelude::*;

/// The claims that the application adds to the encrypted token.
#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

/// What handlers and the browser see of the session: each field is taken from the token.
#[auth::session(from = Token)]
pub struct Visible {
    pub id: UserId,
}

/// Creates the token when a user signs in.
#[auth::jwt]
pub async fn issue(user: &User) -> Token {
    Token { id: user.id.clone() }
}
"#;

const REGISTRATION: &str = r#"
/// The form of a new user, whose address is proven by a link.
#[auth::credentials]
pub struct Registration {
    #[auth(required, label = "Your name")]
    name: String,
    #[auth(required, label = "Password")]
    password: Password,
}

/// Creates a user. The library checks and stores the password.
#[auth::sign_up]
pub async fn register(form: Registration) -> SignUp {
    let _ = form.password;
    SignUp::new().with_name(form.name)
}
"#;

impl Project {
    pub(super) fn callbacks(&self) -> String {
        if !self.has(Way::Password) {
            return CALLBACKS.to_owned();
        }
        let callbacks = CALLBACKS.replacen("use auth::prelude::*;", "use auth::{Password, prelude::*};", 1);
        format!("{callbacks}{REGISTRATION}")
    }
}
