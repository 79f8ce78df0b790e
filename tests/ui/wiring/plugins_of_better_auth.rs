//! token: ["passkey"]
//! fix: each has a method of its own

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().plugins(["passkey"]);
}
