//! The same over HTTP: both servers are up at once, each in a process of its own, with several connections.

use std::{cell::RefCell, rc::Rc};

use crate::{
    http::{CONNECTIONS, Server},
    measure::{Case, Clock, Operation},
};

const SESSION: &str = "http: GET /auth/session";
const SIGN_IN: &str = "http sign-in: CSRF token, form, token";

/// Starts the servers that the chosen cases need, and passes each case to `run`.
pub(crate) async fn with_servers(chosen: &dyn Fn(&str) -> bool, mut run: impl AsyncFnMut(Case)) {
    if !chosen(SESSION) && !chosen(SIGN_IN) {
        return;
    }
    let sides = ["ours", "by-hand"].map(|side| {
        let mut server = Server::start(side);
        let cookies: Rc<str> = server.sign_in().into();
        (server.id(), Rc::new(RefCell::new(server)), cookies)
    });
    let reads = |(_, server, cookies): &(u32, Rc<RefCell<Server>>, Rc<str>)| -> Operation {
        let (server, cookies) = (Rc::clone(server), Rc::clone(cookies));
        Box::new(move || {
            let replies = server.borrow_mut().get("/auth/session", &cookies);
            assert!(replies.iter().all(|reply| reply.status == 200 && reply.body.contains("Ada")));
            Box::pin(std::future::ready(()))
        })
    };
    let signs_in = |(_, server, _): &(u32, Rc<RefCell<Server>>, Rc<str>)| -> Operation {
        let server = Rc::clone(server);
        Box::new(move || {
            server.borrow_mut().sign_in();
            Box::pin(std::future::ready(()))
        })
    };
    let [ours, by_hand] = &sides;
    let clock = Clock::Servers { ours: ours.0, by_hand: by_hand.0 };
    let case = |name, goal, batch, ours, by_hand| Case {
        name,
        goal,
        clock,
        batch,
        requests: CONNECTIONS,
        ours,
        by_hand,
    };
    for case in [
        case(SESSION, 1.05, 200, reads(ours), reads(by_hand)),
        case(SIGN_IN, 1.10, 150, signs_in(ours), signs_in(by_hand)),
    ] {
        if chosen(case.name) {
            run(case).await;
        }
    }
}
