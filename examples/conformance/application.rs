//! The application of the contract. Environment variables configure it.

use auth::{
    Auth, Session,
    config::{SignInLayout, Theme, TrustedHosts},
};

use crate::{
    callbacks::{Visible, by_address, issue, stored, update},
    database, environment, providers,
};

/// Builds the application. `build()` reads `AUTH_SECRET` and its rotation variables, `AUTH_URL` and `AUTH_TRUST_HOST`.
pub async fn auth() -> auth::Result<Auth<Visible>> {
    // As in Auth.js, each form of the sign-in page is open.
    let theme = Theme::new().sign_in_layout(SignInLayout::AllOpen);
    let mut builder = providers::add(Auth::builder())?.sign_in::<by_address>().theme(theme);
    if let Some(path) = environment::variable("AUTH_BASE_PATH") {
        builder = builder.base_path(&path);
    }
    if let Some(url) = environment::variable("AUTH_URL") {
        builder = builder.url(&url);
    } else if environment::variable("AUTH_TRUST_HOST").is_some() {
        builder = builder.trust_hosts(TrustedHosts::any());
    } else {
        builder = builder.origin(auth::config::OriginPolicy::Untrusted);
    }
    let mut builder =
        builder.session_max_age(environment::max_age()?).sign_in_limit(None).account_limit(None);
    if let Some(age) = environment::update_age()? {
        builder = builder.session_update_age(age);
    }
    if let Some(url) = environment::variable("DATABASE_URL") {
        let adapter = database::open(&url).await?;
        if environment::variable("SESSION_STRATEGY").as_deref() == Some("database") {
            return Ok(builder.database_sessions(adapter).session::<stored>().build()?);
        }
        builder = builder.adapter(adapter);
    }
    Ok(builder.jwt::<issue>().jwt_update::<update>().session::<Visible>().build()?)
}

/// Returns the text of the protected page. Of a session without e-mail address, name and ID it shows `undefined`, as in the
/// reference.
pub fn protected_page(session: Session<Visible>) -> String {
    let Session { user, data, .. } = session;
    let who = user.email.or(user.name).or(data.id).unwrap_or_else(|| "undefined".to_owned());
    format!("signed in as {who}")
}
