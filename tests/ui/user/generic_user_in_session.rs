//! token: User<Member>
//! fix: from = Member

use auth::prelude::*;

#[auth::user]
#[derive(Clone)]
pub struct Member {
    pub team: Option<String>,
}

#[auth::session(from = User<Member>)]
pub struct Visible {
    pub team: Option<String>,
}

fn main() {}
