//! `GET /providers`: the providers of the application.

use serde::ser::{SerializeMap, Serializer};

use super::Context;
use crate::{
    cookie::jar::CookieJar,
    flow::{response::Answer, types::AppTypes},
};

/// Lists all providers by ID, in the order of the configuration. Sets no cookies.
pub(super) fn list<F: AppTypes>(cx: &mut Context<'_, F>) -> Answer {
    cx.scope.jar = CookieJar::new();
    Answer::json(json(cx).unwrap_or_default())
}

fn json<F: AppTypes>(cx: &Context<'_, F>) -> serde_json::Result<String> {
    let engine = cx.scope.engine;
    let mut body = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut body);
    let mut providers = serializer.serialize_map(Some(engine.providers.len()))?;
    for provider in &engine.providers {
        let public = provider.public(&cx.scope.origin, &cx.scope.base);
        providers.serialize_entry(provider.id(), &public)?;
    }
    providers.end()?;
    Ok(String::from_utf8(body).unwrap_or_default())
}
