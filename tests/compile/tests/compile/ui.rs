//! Each file below `ui` holds one mistake, and beside it what the compiler says about it.
//!
//! The messages are those of the compiler named in the workspace. `TRYBUILD=overwrite` writes them anew; then
//! read them.

#[test]
fn mistakes() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
