//! The accesses that handlers take, and the responses to requests without them, for every framework.

pub(crate) mod caller;
pub(crate) mod can;
mod denied;
mod error;
pub(crate) mod grants;
pub(crate) mod guard;
pub(crate) mod kinds;
pub mod layered;
pub(crate) mod proven;
pub(crate) mod read;
mod rejection;
pub(crate) mod settled;
mod step_up;

pub use self::{
    caller::{Caller, CallerRejection},
    can::Can,
    denied::{CanRejection, Denied},
    grants::{Denial, GrantsFailed},
    guard::Guard,
    kinds::{AccessType, CallerType, LayerType, Public, SessionCaller},
    proven::{Fresh, NoMore, Proven, ProvenRejection, Within},
    rejection::{GuardRejection, Refusal, Reply, SessionRejection},
    step_up::StepUp,
};
