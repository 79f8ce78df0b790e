//! The session and the token as TypeScript, for `cargo auth types`.

use super::Commands;
use crate::typescript::{self, SessionTypes, TokenTypes};

impl<V> Commands<'_, V> {
    /// Adds the token `T` and the session `S` for `cargo auth types`, which writes what
    /// [`module`](crate::typescript::module) returns.
    pub fn types<T: TokenTypes, S: SessionTypes>(self) -> Self {
        Self { types: Some(typescript::module::<T, S>()), ..self }
    }
}
