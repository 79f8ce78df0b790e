//! Mended as the message says.

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    pub team: Option<String>,
}

#[auth::session(from = Member)]
pub struct Visible {
    pub team: Option<String>,
}

fn main() {}
