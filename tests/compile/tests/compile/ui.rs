//! Each file below `ui` holds one mistake, and beside it what the compiler says about it.

#[test]
fn mistakes() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
