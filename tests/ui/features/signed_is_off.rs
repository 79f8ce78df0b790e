//! token: "key"
//! fix: needs the feature `signed`: `cargo add typed-auth --features signed`

use auth::Auth;

fn main() {
    let _ = Auth::builder().state(()).signed("key").build();
}
