//! Handlers, and what is given to a router.

#![allow(dead_code)]

mod async_closure_handlers {
    use auth::{
        covered::{Router, get, post},
        prelude::*,
    };

    #[auth::session]
    pub struct Visible {
        pub admin: bool,
    }

    #[auth::guard]
    async fn admins(session: &Session<Visible>) -> bool {
        session.admin
    }

    fn routes() -> Router<Auth<Visible>> {
        Router::new()
            .route("/", get(async |_: Public| "hello").post(async |_: Guard<admins>, body: String| body))
            .route("/b", post(async move |session: Option<Session<Visible>>| session.is_some().to_string()))
    }

    #[test]
    fn compiles() {
        let _ = routes;
    }
}

mod auth_merged_and_layered {
    use auth::prelude::*;
    use axum::{Router, routing::get};

    #[auth::session]
    pub struct Visible {
        pub admin: bool,
    }

    async fn page(_: Option<Session<Visible>>) {}

    fn by_value(auth: Auth<Visible>) -> Router {
        Router::new().route("/", get(page)).merge(auth.clone()).layer(auth.clone()).with_state(auth)
    }

    fn by_reference(auth: &Auth<Visible>) -> Router {
        Router::new().route("/", get(page)).merge(auth).layer(auth.layer()).with_state(auth.clone())
    }

    #[test]
    fn compiles() {
        let _ = (by_value, by_reference);
    }
}

mod session_from_proof {
    use auth::{assurance::Passkey, prelude::*};

    #[auth::session]
    struct Visible {
        admin: bool,
    }

    async fn page(proven: Proven<Session<Visible>, Passkey, Days<1>>) -> String {
        let session: Session<Visible> = proven.into();
        session.admin.to_string()
    }

    #[test]
    fn compiles() {
        let _ = page;
    }
}
