//! token: permission
//! fix: is private

use auth::permission::Needs;

mod inner {
    #[auth::permissions]
    enum Permission {
        Read,
    }
}

fn needs<N: Needs>() {}

fn main() {
    needs::<inner::permission::Read>();
}

