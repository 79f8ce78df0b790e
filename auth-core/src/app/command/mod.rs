//! The answers to `cargo auth`: what only the application knows of itself.

mod doctor;
mod finding;
mod migrate;
mod size;
#[cfg(feature = "typescript")]
mod types;

use std::io;

use serde_json::{Value, json};

use super::auth::Auth;
use crate::{
    contract::session::SessionData,
    tooling::question::{Question, Subject},
};

/// The version of the answers, which the command checks.
const PROTOCOL: u32 = 1;

/// The answers of an application to `cargo auth`, with its routes and types. [`Auth::commands`] returns it.
#[must_use = "nothing is answered before `answer()`"]
pub struct Commands<'a, V> {
    auth: &'a Auth<V>,
    /// The record of routes.
    pub(crate) routes: Option<Value>,
    /// The contents of the TypeScript module.
    types: Option<String>,
}

/// The error of an answer that could not be written.
#[derive(thiserror::Error)]
#[error(
    "the answer to `cargo auth` cannot be written: run the command again, and do not set TYPED_AUTH_COMMAND yourself"
)]
pub struct CommandError(#[from] io::Error);

crate::contract::readable::debug_by_message!(CommandError);

impl<V: SessionData> Auth<V> {
    /// Answers the command `cargo auth`, if it has started the application to ask it, and ends the process. Otherwise
    /// does nothing.
    ///
    /// Write it in `main`, right after `build()`. The command can then check the configuration (`cargo auth doctor`),
    /// create tables (`cargo auth migrate`) and measure the session cookie (`cargo auth size`). [`commands`](Self::commands)
    /// adds what other questions need.
    ///
    /// ```no_run
    /// # async fn run() -> auth::Result<()> {
    /// use auth::Auth;
    ///
    /// let auth: Auth = Auth::builder().build()?;
    /// auth.answer_commands().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// No answer has a secret. The command asks through two variables of the environment, `TYPED_AUTH_COMMAND` and
    /// `TYPED_AUTH_ANSWER`. While they are set, `build()` tells the command its problems, and `migrate()` changes nothing.
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Fails if the answer cannot be written.
    pub async fn answer_commands(&self) -> Result<(), CommandError> {
        self.commands().answer().await
    }

    /// Returns the answers to `cargo auth`, to add the routes and the types of the application.
    ///
    /// ```no_run
    /// # #[cfg(all(feature = "axum", feature = "typescript"))]
    /// # mod application {
    /// # use auth::{Auth, covered::Router};
    /// #[auth::jwt(typescript)]
    /// struct Token { role: String }
    ///
    /// #[auth::session(from = Token, typescript)]
    /// struct Visible { role: String }
    ///
    /// # fn routes() -> Router<Auth<Visible>> { Router::new() }
    /// # async fn run(auth: Auth<Visible>) -> auth::Result<()> {
    /// auth.commands().routes(&routes()).types::<Token, Visible>().answer().await?;
    /// # Ok(())
    /// # }
    /// # }
    /// ```
    pub fn commands(&self) -> Commands<'_, V> {
        Commands { auth: self, routes: None, types: None }
    }
}

impl<V: SessionData> Commands<'_, V> {
    /// Answers the command, as [`Auth::answer_commands`] does.
    ///
    /// # Errors
    /// Fails if the answer cannot be written.
    pub async fn answer(self) -> Result<(), CommandError> {
        let Some(question) = Question::asked() else { return Ok(()) };
        question.tell(&json!({ "event": "asked" }))?;
        let answer = self.answer_to(&question.subject).await;
        question.tell(&answer)?;
        std::process::exit(0)
    }

    async fn answer_to(&self, subject: &Subject) -> Value {
        let engine = self.auth.erased();
        let answer = match subject {
            Subject::Doctor { headers } => doctor::examine(engine.settings(), engine, headers).await,
            Subject::Migrate { apply } => migrate::migrate(engine.settings(), *apply).await,
            Subject::Routes => json!(self.routes),
            Subject::Size => size::measure(engine.settings(), engine),
            Subject::Types => json!(self.types),
            Subject::Unknown => Value::Null,
        };
        json!({
            "event": "answer",
            "protocol": PROTOCOL,
            "library": env!("CARGO_PKG_VERSION"),
            "is_known": *subject != Subject::Unknown,
            "answer": answer,
        })
    }
}

#[cfg(test)]
#[cfg(all(feature = "sqlite", feature = "testing"))]
mod tests;
