//! token: "Acme"
//! fix: needs the feature `totp`: `cargo add typed-auth --features totp`

use auth::Auth;

fn main() {
    let _ = Auth::builder().state(()).totp("Acme").build();
}
