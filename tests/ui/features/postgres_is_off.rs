//! token: PostgresAdapter
//! fix: the item is gated behind the `postgres` feature

use auth::adapter::PostgresAdapter;

fn main() {
    let _ = PostgresAdapter::new;
}
