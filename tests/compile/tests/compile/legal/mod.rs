//! Programs that are legal, although few people would write them.

mod attributes;
mod macros;
mod names;
mod places;
mod routers;
