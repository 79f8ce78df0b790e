//! The tables that the phases read: attributes, events, options and reserved names, one row each, and the
//! contract of each kind of callback.

pub(crate) mod attribute;
pub(crate) mod callback;
pub(crate) mod event;
pub(crate) mod option;
pub(crate) mod option_habit;
pub(crate) mod reserved;
pub(crate) mod subject;
