//! token: UserId::new("1")
//! fix: .to_string()

use auth::prelude::*;

fn main() {
    let _ = User::new("1").with_name(UserId::new("1"));
}
