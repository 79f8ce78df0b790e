//! token: Refnud
//! fix: an enum with a similar name exists

use auth::permission::Needs;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn needs<N: Needs>() {}

fn main() {
    needs::<permission::Refnud>();
}

