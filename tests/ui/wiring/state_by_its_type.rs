//! token: Db
//! token: state
//! fix: argument #1 of type `Db` is missing

use auth::prelude::*;

#[derive(Clone)]
struct Db;

fn main() {
    let _ = Auth::builder().state::<Db>();
}
