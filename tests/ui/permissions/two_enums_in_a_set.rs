//! token: Feature::Beta
//! fix: expected `Permission`, found `Feature`

use auth::Set;

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

fn main() {
    let _ = Set::from([Permission::Read, Feature::Beta]);
}

