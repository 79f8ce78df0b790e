//! token: personal
//! fix: It goes on fields under

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub team: u32,
}

#[auth::session(from = Token)]
pub struct Visible {
    #[auth(personal)]
    pub team: u32,
}

fn main() {
    let _ = Auth::builder().build();
}
