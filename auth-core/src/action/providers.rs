//! `GET /providers`: what there is to sign in with.

use serde::ser::{SerializeMap, Serializer};

use super::Context;
use crate::{cookie::jar::CookieJar, flow::Flow, response::Outcome};

/// All providers by their id, in the order of the configuration. It sets no cookies.
pub(super) fn list<F: Flow>(cx: &mut Context<'_, F>) -> Outcome {
    cx.scope.jar = CookieJar::new();
    Outcome::PublicJson(json(cx).unwrap_or_default())
}

fn json<F: Flow>(cx: &Context<'_, F>) -> serde_json::Result<String> {
    let engine = cx.scope.engine;
    let mut body = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut body);
    let mut providers = serializer.serialize_map(Some(engine.providers.len()))?;
    for provider in &engine.providers {
        let public = provider.public(&cx.scope.origin, &engine.settings.base_path);
        providers.serialize_entry(provider.id(), &public)?;
    }
    providers.end()?;
    Ok(String::from_utf8(body).unwrap_or_default())
}
