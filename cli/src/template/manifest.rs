//! `Cargo.toml` of a new project.

use super::{Library, Project};
use crate::arguments::{Store, Way};

impl Project {
    pub(super) fn manifest(&self) -> String {
        let Self { name, store, .. } = self;
        let library = match &self.library {
            Library::Release(version) => format!("version = \"{version}\""),
            Library::Git(url) => format!("git = {url:?}"),
            Library::Path(path) => format!("path = {path:?}"),
        };
        let features: Vec<String> = self.features().iter().map(|feature| format!("\"{feature}\"")).collect();
        let features = match features.is_empty() {
            true => String::new(),
            false => format!(", features = [{}]", features.join(", ")),
        };
        let sqlx = match store {
            Store::Postgres => {
                "# For TLS to the database, add `tls-rustls-ring-webpki` to the features.\n\
                 sqlx = { version = \"0.9.0\", default-features = false, features = [\"runtime-tokio\", \"postgres\"] }\n"
            }
            Store::Sqlite | Store::Memory => "",
        };
        let profile = match self.has(Way::Password) {
            true => {
                "\n# Hashing a password is slow by design, and without optimisation far slower still.\n\
                 [profile.dev.package.argon2]\nopt-level = 3\n\n[profile.dev.package.blake2]\nopt-level = 3\n"
            }
            false => "",
        };
        format!(
            r#"[package]
name = "{name}"
version = "0.1.0"
edition = "2024"
rust-version = "1.95"
publish = false

[dependencies]
# In code, the library is called `auth`.
typed-auth = {{ {library}{features} }}
axum = "0.8.9"
dotenvy = "0.15.7"
{sqlx}tokio = {{ version = "1.54.1", features = ["macros", "net", "rt-multi-thread"] }}
tracing-subscriber = "0.3.23"
{profile}"#
        )
    }

    /// Returns the features of the library.
    fn features(&self) -> Vec<&'static str> {
        let mut features = Vec::new();
        if self.sends_mails() {
            features.push("email");
        }
        if self.has(Way::Github) {
            features.push("oauth");
        }
        if self.has(Way::Passkey) {
            features.push("passkey");
        }
        if self.has(Way::Password) {
            features.push("password");
        }
        match self.store {
            Store::Sqlite => features.push("sqlite"),
            Store::Postgres => features.push("postgres"),
            Store::Memory => {}
        }
        features
    }
}
