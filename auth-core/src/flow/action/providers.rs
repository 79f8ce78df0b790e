//! `GET /providers`: what there is to sign in with.

use serde::ser::{SerializeMap, Serializer};

use super::Context;
use crate::{
    cookie::jar::CookieJar,
    flow::{response::Answer, types::AppTypes},
};

/// All providers by their id, in the order of the configuration. It sets no cookies.
pub(super) fn list<F: AppTypes>(cx: &mut Context<'_, F>) -> Answer {
    cx.scope.jar = CookieJar::new();
    Answer::PublicJson(json(cx).unwrap_or_default())
}

fn json<F: AppTypes>(cx: &Context<'_, F>) -> serde_json::Result<String> {
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
