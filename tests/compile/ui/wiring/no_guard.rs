use std::marker::PhantomData;

use auth_compile_tests::Chain;

struct NotAGuard;

fn main() {
    Chain::of((), PhantomData::<()>).sign_in::<NotAGuard>().build();
}
