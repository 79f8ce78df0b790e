//! token: state
//! fix: fields of one struct

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().state(String::new()).state(7_u32);
}
