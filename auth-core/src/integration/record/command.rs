//! The record of routes for `cargo auth routes`.

use serde_json::{Value, json};

use crate::app::Commands;

/// Routes that say who may call them, with a record of it: those of `auth::covered`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not know who may call its routes",
    label = "not a router of `auth::covered`",
    note = "pass the router of `auth::covered` before it becomes one of the framework"
)]
pub trait CoveredRoutes {
    /// Returns the record of routes: an object with a member for each route, such as `"GET /": "public"`.
    fn record(&self) -> Value;

    /// Returns the record as a text with a line for each route.
    fn record_text(&self) -> String;
}

impl<V> Commands<'_, V> {
    /// Adds the record of a router's routes for `cargo auth routes`: who may call each of them.
    pub fn routes(mut self, routes: &impl CoveredRoutes) -> Self {
        self.routes = Some(json!({ "routes": routes.record(), "text": routes.record_text() }));
        self
    }
}
