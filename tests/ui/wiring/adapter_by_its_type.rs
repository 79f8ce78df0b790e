//! token: MemoryAdapter
//! fix: argument #1 of type `MemoryAdapter` is missing

use auth::prelude::*;

use auth::adapter::MemoryAdapter;

fn main() {
    let _ = Auth::builder().adapter::<MemoryAdapter>();
}
