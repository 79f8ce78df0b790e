//! Each file below `tests/ui` holds one mistake, and beside it what the compiler says about it.

#![cfg(test)]

#[test]
fn mistakes() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("*/*.rs");
}
