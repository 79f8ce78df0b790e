//! token: "no-reply@acme.example"
//! fix: expected `Email`

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().email("no-reply@acme.example");
}
