//! token: "client"
//! fix: `HttpClient`

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().http_client("client");
}
