//! Sign-in through any OpenID provider, given its issuer and a client registered there:
//! `OIDC_ISSUER=https://… OIDC_CLIENT_ID=… OIDC_CLIENT_SECRET=… cargo run --example actix … -- oidc`.
//!
//! Register the redirect URI `http://localhost:3000/auth/callback/sso` and the post-logout redirect URI
//! `http://localhost:3000/auth/signout/sso`. An issuer on this machine may use http.

use std::env;

use actix_web::web::{self, ServiceConfig};
use auth::{
    Auth, AuthBuilder,
    callback::Callbacks,
    prelude::*,
    provider::oauth::{OAuthProvider, Oidc},
};

/// Allows only users whose e-mail address the provider has verified.
#[auth::sign_in]
async fn verified(email: Option<VerifiedEmail<'_>>) -> bool {
    email.is_some()
}

/// Reads the issuer and the client from the environment.
pub(crate) fn provider() -> auth::Result<OAuthProvider<Oidc>> {
    let (issuer, id) = (env::var("OIDC_ISSUER")?, env::var("OIDC_CLIENT_ID")?);
    Ok(<Oidc>::new("sso", "Single sign-on", issuer, id, env::var("OIDC_CLIENT_SECRET")?))
}

/// Builds the application.
pub(crate) fn auth(builder: AuthBuilder<(), Callbacks>, sso: OAuthProvider<Oidc>) -> auth::Result<Auth> {
    Ok(builder.provider(sso.sign_out_at_provider()).sign_in::<verified>().build()?)
}

/// Adds the pages.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.route("/", web::get().to(async |session: Session| web::Json(session)));
}
