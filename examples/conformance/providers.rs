//! The providers of the contract, in its order, each if its variables are set.

use std::time::Duration;

use auth::{
    AuthBuilder,
    callback::Callbacks,
    prelude::*,
    provider::{
        Email, Passkey, ProfileUser,
        email::SmtpTransport,
        oauth::{Definition, OAuth2, Oidc, UserProfile},
    },
};
use serde::Deserialize;

use crate::environment::{client, variable};

type Builder = AuthBuilder<(), Callbacks>;

/// Adds the providers.
pub fn add(builder: Builder) -> Result<Builder> {
    let builder = builder.credentials::<login>();
    Ok(passkey(email(oauth(oidc(builder)))?))
}

fn passkey(builder: Builder) -> Builder {
    match variable("DATABASE_URL") {
        // As in Auth.js, visitors register passkeys for any address.
        Some(_) => builder.passkey(Passkey::new().open_registration()),
        None => builder,
    }
}

fn oidc(builder: Builder) -> Builder {
    let Some((issuer, id, secret)) = client("OIDC_ISSUER", "OIDC") else { return builder };
    builder.provider(<Oidc>::new("mock-oidc", "Mock OIDC", issuer, id, secret).query_param("foo"))
}

fn oauth(builder: Builder) -> Builder {
    let Some((issuer, id, secret)) = client("OAUTH_ISSUER_URL", "OAUTH") else { return builder };
    let definition = Definition::oauth("mock-oauth", "Mock OAuth")
        .issuer(issuer)
        .authorization("{issuer}/auth")
        .scope("read:user")
        .token("{issuer}/token")
        .userinfo("{issuer}/oauth2/user");
    builder.provider(OAuth2::<MockProfile>::new(definition, id, secret))
}

fn email(builder: Builder) -> Result<Builder> {
    let (Some(server), Some(_)) = (variable("SMTP_URL"), variable("DATABASE_URL")) else {
        return Ok(builder);
    };
    let from = variable("EMAIL_FROM").unwrap_or_else(|| "no-reply@auth.example".to_owned());
    let mut email = Email::new(SmtpTransport::from_url(&server)?, &from)?.request_limit(None);
    if let Some(age) = variable("EMAIL_MAX_AGE") {
        email = email.max_age(Duration::from_secs(age.parse()?));
    }
    Ok(builder.email(email))
}

/// The response of the userinfo endpoint of `mock-oauth`.
#[derive(Deserialize)]
pub struct MockProfile {
    id: String,
    login: String,
    name: Option<String>,
    email: Option<String>,
    avatar_url: Option<String>,
}

impl UserProfile for MockProfile {
    fn user(self) -> Result<ProfileUser> {
        let name = self.name.unwrap_or(self.login);
        Ok(ProfileUser::new(self.id).name(name).email(self.email).image(self.avatar_url))
    }
}

/// The form of the credentials provider.
#[auth::credentials]
pub struct Login {
    #[auth(label = "Username")]
    username: String,
    #[auth(label = "Password", password)]
    password: Option<Secret>,
}

/// The five users of the contract, whose addresses count as verified, and two names that cause errors.
#[auth::authorize]
pub async fn login(form: Login) -> Result<Option<KnownUser>> {
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
    Ok(Some(KnownUser::from(User::new(id).with_name(name)).with_verified_email(email)))
}
