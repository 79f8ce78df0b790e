use auth::prelude::*;

/// Reads the key of a row, in an adapter.
fn id(row: &str) -> StoredId {
    let id = row.to_owned();
    StoredId::from_store(id)
}
