//! token: Auth::builder()
//! token: Auth::builder().build()
//! fix: Result::expect

use auth::prelude::*;

fn main() {
    let auth: Auth = Auth::builder().build();
    let _ = auth;
}
