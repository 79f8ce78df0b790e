//! What the methods require that come before all others.

/// A builder whose state can still be set. `.state(…)` requires it.
#[diagnostic::on_unimplemented(
    message = "`.state(…)` comes first, and once",
    label = "too late",
    note = "call `.state(…)` directly after `Auth::builder()`, before `.users::<…>()` and before all callbacks; several values are \
        fields of one struct under `#[derive(Clone, auth::FromRef)]`"
)]
pub trait StateComesFirst {}

/// A builder without callbacks. `.users::<…>()` requires it.
#[diagnostic::on_unimplemented(
    message = "`.users::<…>()` comes before all callbacks",
    label = "too late",
    note = "call `.users::<…>()` after `.state(…)`, and before `.jwt::<…>()`, `.session::<…>()` and all other callbacks"
)]
pub trait UsersComeFirst {}
