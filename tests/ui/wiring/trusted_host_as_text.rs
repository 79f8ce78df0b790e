//! token: "app.example"
//! fix: TrustedHosts

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().trust_hosts("app.example");
}
