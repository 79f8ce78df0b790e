//! token: [Words::GERMAN, Words::ENGLISH]
//! fix: expected `Languages`

use auth::prelude::*;

use auth::page::Words;

fn main() {
    let _ = Auth::builder().languages([Words::GERMAN, Words::ENGLISH]);
}
