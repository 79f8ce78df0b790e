//! token: Vec<String>
//! fix: Set<

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::grants]
fn granted(session: &Session<Visible>) -> Vec<String> {
    let _ = session;
    Vec::new()
}

fn main() {}
