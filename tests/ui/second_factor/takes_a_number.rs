//! token: u32
//! fix: it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `&Account`,

use auth::prelude::*;

#[auth::second_factor]
async fn needed(attempts: u32) -> SecondFactor {
    if attempts > 3 { SecondFactor::Required } else { SecondFactor::IfEnrolled }
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
