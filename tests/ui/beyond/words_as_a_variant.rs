//! token: German
//! fix: GERMAN

use auth::prelude::*;

use auth::page::Words;

fn main() {
    let _ = Auth::builder().words(Words::German);
}
