//! token: [0_u8; 32]
//! fix: expected a string

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().secret([0_u8; 32]);
}
