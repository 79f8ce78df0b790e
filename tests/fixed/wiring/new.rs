//! Mended as the message says.

use auth::prelude::*;

fn main() {
    let _ = Auth::builder();
}
