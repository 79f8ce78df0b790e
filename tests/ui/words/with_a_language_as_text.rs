//! token: "de"
//! fix: Words

use auth::prelude::*;

use auth::page::{Languages, Words};

fn main() {
    let _ = Auth::builder().languages(Languages::only(Words::ENGLISH).with("de"));
}
