//! What the attributes expand to works, and what they refuse is said in one error.

mod ui;
