//! token: second_factor::<SecondFactor>
//! token: SecondFactor
//! fix: #[auth::second_factor]

use auth::prelude::*;

fn main() {
    let _ = Auth::builder().second_factor::<SecondFactor>();
}
