//! token: Pool
//! token: pool
//! fix: Adapter

use auth::prelude::*;

#[derive(Clone)]
struct Pool;

fn open(pool: Pool) {
    let _ = Auth::builder().adapter(pool);
}

fn main() {}
