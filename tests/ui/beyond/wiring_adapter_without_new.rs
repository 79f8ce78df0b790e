//! token: MemoryAdapter
//! fix: new

use auth::prelude::*;

use auth::adapter::MemoryAdapter;

fn main() {
    let _ = Auth::builder().adapter(MemoryAdapter);
}
