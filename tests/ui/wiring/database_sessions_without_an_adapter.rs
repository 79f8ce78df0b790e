//! token: database_sessions
//! fix: argument #1 is missing

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().database_sessions();
}
