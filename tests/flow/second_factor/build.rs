//! What `build()` says about second factors.

use auth::{Auth, BuildProblem, adapter::MemoryAdapter};

use super::always;
use crate::{site::*, world::*};

fn problems(build: impl FnOnce(Start) -> std::result::Result<Auth<Visible>, auth::BuildError>) -> String {
    let mut said = String::new();
    let _never = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        Site::built(|start| match build(start) {
            Ok(auth) => auth,
            Err(error) => {
                said = error.problems().iter().map(BuildProblem::to_string).collect::<Vec<_>>().join("\n");
                std::panic::resume_unwind(Box::new(()))
            }
        })
    }));
    said
}

#[test]
fn an_application_without_a_database_does_not_start() {
    let said = problems(|start| {
        start.credentials::<login>().totp("Acme").jwt::<issue>().session::<Visible>().build()
    });
    assert!(said.starts_with("`.totp(…)` needs a database") && !said.contains('\n'), "{said}");
}

#[test]
fn the_issuer_is_a_name_without_a_colon() {
    for issuer in ["", "  ", "Acme: shop", "Acme\n"] {
        let said = problems(|start| {
            let start = start.credentials::<login>().adapter(MemoryAdapter::new()).totp(issuer);
            start.jwt::<issue>().session::<Visible>().build()
        });
        assert!(said.contains("without a colon, as in `.totp(\"Acme\")`") && !said.contains('\n'), "{said}");
    }
}

#[test]
fn a_callback_needs_something_by_which_users_can_prove_more() {
    let said = problems(|start| {
        let start = start.credentials::<login>().adapter(MemoryAdapter::new()).second_factor::<always>();
        start.jwt::<issue>().session::<Visible>().build()
    });
    assert!(said.contains("with `.totp(\"Acme\")`, or add passkeys") && !said.contains('\n'), "{said}");
}
