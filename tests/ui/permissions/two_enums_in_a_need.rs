//! token: (permission::Read, feature::Beta)
//! fix: a tuple of one enum

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

