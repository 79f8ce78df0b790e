//! The record of routes for `cargo auth routes`.

use serde_json::json;

use super::router::Router;
use crate::app::Commands;

impl<V> Commands<'_, V> {
    /// Adds the record of a router's routes for `cargo auth routes`: who may call each of them.
    pub fn routes<S: Clone + Send + Sync + 'static>(mut self, routes: &Router<S>) -> Self {
        self.routes = Some(json!({ "routes": routes.record(), "text": routes.accesses().to_text() }));
        self
    }
}
