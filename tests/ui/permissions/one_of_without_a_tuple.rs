//! token: AnyOf<permission::Read>
//! fix: `AnyOf<(…)>` for one of them

use auth::permission::{AnyOf, Needs};

#[auth::permissions]
#[derive(Clone, Copy)]
pub enum Permission {
    Read,
    Refund,
}

fn needs<N: Needs>() {}

fn main() {
    needs::<AnyOf<permission::Read>>();
}

