//! Configuration as values: origin, environment, pages, theme.
