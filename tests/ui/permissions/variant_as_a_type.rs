//! token: Permission::Refund
//! fix: use crate::permission::Refund

use auth::permission::Needs;

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn needs<N: Needs>() {}

fn main() {
    needs::<Permission::Refund>();
}

