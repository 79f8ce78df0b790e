//! token: into
//! fix: comes from the database

use auth::prelude::*;

fn main() {
    let id: StoredId = "1".into();
    let _ = id;
}
