//! The providers of the contract, in its order, each when its variables are there.

use auth::{AuthBuilder, flow::Callbacks, prelude::*};

/// Adds the providers.
pub fn add(builder: AuthBuilder<(), Callbacks>) -> AuthBuilder<(), Callbacks> {
    builder.credentials::<login>()
}

/// The form of the credentials provider.
#[auth::credentials]
pub struct Login {
    #[auth(label = "Username")]
    username: String,
    #[auth(label = "Password", password)]
    password: Option<Secret>,
}

/// The five users, and two names that make trouble.
#[auth::authorize]
pub async fn login(form: Login) -> Result<Option<User>> {
    let password = form.password.as_ref().map_or("", Secret::expose);
    let (id, name, email) = match (form.username.as_str(), password) {
        ("coded", _) => return Err(CredentialsSignin::with_code("locked").into()),
        ("crash", _) => return Err("a failure of some other kind".into()),
        ("alice", "wonderland") => ("1", "Alice", "alice@example.com"),
        ("bob", "builder") => ("2", "Bob", "bob@example.com"),
        ("mallory", "mallory") => ("3", "Mallory", "mallory@blocked.example"),
        ("zed", "zed") => ("4", "Zed", "zed@banned.example"),
        ("boom", "boom") => ("5", "Boom", "boom@boom.example"),
        _ => return Ok(None),
    };
    Ok(Some(User::new(id).with_name(name).with_email(email)))
}
