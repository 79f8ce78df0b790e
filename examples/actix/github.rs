//! Sign-in with GitHub: `AUTH_GITHUB_ID=… AUTH_GITHUB_SECRET=… cargo run --example actix … -- github`.
//!
//! Register an OAuth app at GitHub with the callback URL `http://localhost:3000/auth/callback/github`. Its client ID and
//! secret are the two variables.

use actix_web::web::{self, ServiceConfig};
use auth::{
    Auth, AuthBuilder,
    callback::Callbacks,
    prelude::*,
    provider::{GitHub, oauth::OAuthProvider, profile::GitHubProfile},
};

/// The application's claims in the encrypted token.
#[auth::jwt]
struct Token {
    login: Option<String>,
}

/// The fields the browser may see.
#[auth::session(from = Token)]
pub(crate) struct Visible {
    login: Option<String>,
}

/// Creates the token. The profile is `Some` if the user signs in through GitHub.
#[auth::jwt]
async fn issue(profile: Option<Profile<GitHubProfile>>) -> Token {
    Token { login: profile.map(|Profile(profile)| profile.login) }
}

/// Builds the application.
pub(crate) fn auth(
    builder: AuthBuilder<(), Callbacks>,
    github: OAuthProvider<GitHub>,
) -> auth::Result<Auth<Visible>> {
    Ok(builder.provider(github).jwt::<issue>().session::<Visible>().build()?)
}

/// Adds the pages.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.route("/", web::get().to(async |session: Session<Visible>| web::Json(session)));
}
