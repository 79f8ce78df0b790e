//! token: (permission::Read, feature::Beta)
//! fix: expected `Permission`, found `Feature`

use auth::permission::Needs;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

#[auth::permissions]
pub enum Feature {
    Beta,
}

fn needs<N: Needs>() {}

fn main() {
    needs::<(permission::Read, feature::Beta)>();
}

