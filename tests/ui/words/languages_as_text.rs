//! token: "de"
//! fix: Languages

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().languages("de");
}
