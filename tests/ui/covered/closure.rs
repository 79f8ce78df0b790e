//! token: async || "hello"
//! fix: let the first argument be `_: Public` for anyone

use auth::{
    covered::{Router, get},
    prelude::*,
};

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

fn main() {
    let _: Router<Auth<Visible>> = Router::new().route("/", get(async || "hello"));
}
