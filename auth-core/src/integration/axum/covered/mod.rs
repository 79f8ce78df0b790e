//! A router on which each route says who may call it, or does not compile; and the record of what they say.

mod assert;
mod handler;
mod methods;
mod router;
mod service;

pub use self::{
    assert::assert_routes,
    handler::{Arguments, Handler, Last, NoBody, Part, Reply, Take, WithBody, WithoutArguments},
    methods::{MethodRouter, any, connect, delete, get, head, on, options, patch, post, put, trace},
    router::{IntoCovered, IntoMethodRouter, Router, service},
};
