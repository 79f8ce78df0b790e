//! token: MemoryAdapter::new()
//! fix: call one of the two, once

use auth::prelude::*;

use auth::adapter::MemoryAdapter;

#[auth::jwt]
pub struct Token {
    pub role: String,
}

#[auth::session(from = Token)]
pub struct Visible {
    pub role: String,
}

#[auth::jwt]
async fn issue(_: &User) -> Token {
    Token { role: "admin".to_owned() }
}

fn build() -> auth::Result<Auth<Visible>> {
    let builder = Auth::builder().jwt::<issue>().session::<Visible>();
    Ok(builder.database_sessions(MemoryAdapter::new()).build()?)
}

fn main() {}
