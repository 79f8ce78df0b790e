//! token: projct
//! fix: a field with a similar name exists

use auth::prelude::*;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::api_key(prefix = "acme")]
pub struct Key {
    pub project: u32,
}

async fn handler(caller: Caller<Visible, Key>) -> String {
    match caller {
        Caller::Session(_) => String::new(),
        Caller::Key(key) => key.projct.to_string(),
    }
}

fn main() {}
