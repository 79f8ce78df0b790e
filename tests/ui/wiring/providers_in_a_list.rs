//! token: [GitHub::new("id", "secret")]
//! fix: add each with `.provider(…)`

use auth::prelude::*;
use auth::provider::GitHub;

fn main() {
    let _ = Auth::builder().state(()).providers([GitHub::new("id", "secret")]).build();
}
