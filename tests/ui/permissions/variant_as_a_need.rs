//! token: Permission
//! fix: a type for each variant

use auth::permission::Needs;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn needs<N: Needs>() {}

fn main() {
    needs::<Permission>();
}

