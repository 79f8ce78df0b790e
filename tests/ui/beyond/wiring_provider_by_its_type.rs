//! token: GitHub
//! fix: from_env

use auth::prelude::*;

use auth::provider::GitHub;

fn main() {
    let _ = Auth::builder().provider::<GitHub>();
}
