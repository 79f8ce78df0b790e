//! token: SqliteAdapter
//! fix: the item is gated behind the `sqlite` feature

use auth::adapter::SqliteAdapter;

fn main() {
    let _ = SqliteAdapter::open("sqlite:users.sqlite");
}
