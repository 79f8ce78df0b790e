//! Codes that are sent to phones: `cargo run --example actix … -- sms`. On the account page (`/auth/account`), users add,
//! change and remove their number.
//!
//! Ada has the number `+44 20 7946 0018`, and signs in as `ada@example.com` with the password `correct horse battery`, too.
//! Messages are printed on the terminal: implement `CodeChannel` for the service that sends yours.

use actix_web::web::{self, ServiceConfig};
use auth::{
    Auth, AuthBuilder, Password,
    adapter::{Adapter, MemoryAdapter, NewUser},
    callback::Callbacks,
    prelude::*,
    provider::{Passwords, ProviderType, Sms, sms::CodeChannel},
    time::{Clock, SystemClock},
};

use super::who;

/// Builds the application, with a first user.
pub(crate) async fn auth(
    builder: AuthBuilder<(), Callbacks>,
    channel: impl CodeChannel,
) -> auth::Result<Auth> {
    let database = MemoryAdapter::new();
    let auth: Auth = builder
        .database_sessions(database.clone())
        .sms(Sms::new(channel).prefixes(["+44", "+49"])) // messages cost money: name your countries
        .passwords(Passwords::new())
        .account_page()
        .build()?;
    let ada = User::new("ada").with_name("Ada").with_email("ada@example.com");
    let number = Account::new("sms", ProviderType::Sms, "+442079460018");
    let ada = NewUser::new(ada).verified_at(SystemClock.now());
    let ada = database.sign_up(ada, Some(number.into()), None).await?.user;
    auth.set_password(&ada.id(), &Password::new("correct horse battery")).await?;
    Ok(auth)
}

/// Adds the pages.
pub(crate) fn routes(config: &mut ServiceConfig) {
    config.route("/", web::get().to(who));
}
