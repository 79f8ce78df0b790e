//! token: Words::GERMAN
//! fix: expected `Languages`

use auth::prelude::*;

use auth::page::Words;

fn main() {
    let _ = Auth::builder().languages(Words::GERMAN);
}
