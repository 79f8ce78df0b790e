//! token: Some(3)
//! fix: expected a string

use auth::prelude::*;

fn main() {
    let _ = User::new("1").with_email(Some(3));
}
