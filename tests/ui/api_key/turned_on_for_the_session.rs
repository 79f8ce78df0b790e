//! token: Visible
//! fix: #[auth::api_key

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn main() {
    let _ = Auth::builder().api_keys::<Visible>();
}
