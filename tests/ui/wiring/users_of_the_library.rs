//! token: users::<User>
//! token: User
//! fix: #[auth::user]

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().users::<User>();
}
