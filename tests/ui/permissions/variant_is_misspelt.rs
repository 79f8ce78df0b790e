//! token: Refnud
//! fix: there is a variant with a similar name

use auth::Set;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn main() {
    let _ = Set::from([Permission::Refnud]);
}

