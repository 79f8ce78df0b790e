//! The links that a browser has requested: a list of marks in a cookie of its own.

/// The maximum number of requested links in one browser. A further link replaces the oldest one.
const CAPACITY: usize = 8;

/// The marks in a browser's cookie, the newest last. They prove nothing: a link without its mark works too, but asks the
/// user first.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RequestedLinks(Vec<String>);

impl RequestedLinks {
    /// The character between two marks.
    pub(crate) const SEPARATOR: &str = ".";

    /// Reads the cookie's value. Anything that is not a mark is left out.
    pub(crate) fn parse(value: &str) -> Self {
        let is_mark = |mark: &&str| {
            mark.len() == 22 && mark.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        Self(value.split(Self::SEPARATOR).filter(is_mark).take(CAPACITY).map(str::to_owned).collect())
    }

    /// Returns `true` if the browser has requested the link with this mark.
    pub(crate) fn holds(&self, mark: &str) -> bool {
        self.0.iter().any(|known| known == mark)
    }

    /// Adds the mark of a link that is requested now.
    pub(crate) fn add(&mut self, mark: String) {
        if self.0.len() >= CAPACITY {
            self.0.remove(0);
        }
        self.0.push(mark);
    }

    /// Returns the cookie's value.
    pub(crate) fn value(&self) -> String {
        self.0.join(Self::SEPARATOR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::noise::Noise;

    fn mark(number: usize) -> String {
        format!("{number:022}")
    }

    #[test]
    fn several_links_are_kept_and_the_oldest_are_dropped_first() {
        let mut asked = RequestedLinks::default();
        for number in 0..10 {
            asked.add(mark(number));
        }
        let read = RequestedLinks::parse(&asked.value());
        assert_eq!(read, asked);
        assert!(!read.holds(&mark(1)) && (2..10).all(|number| read.holds(&mark(number))));
    }

    #[test]
    fn anything_but_marks_is_left_out() {
        let long = "x".repeat(5_000);
        for value in ["", ".", "..", "short", &long, "ääääääääääääääääääääää"] {
            assert_eq!(RequestedLinks::parse(value), RequestedLinks::default());
        }
        let many = vec![mark(1); 1_000].join(".");
        assert_eq!(RequestedLinks::parse(&many).0.len(), CAPACITY);
        let mut noise = Noise::new();
        for _ in 0..1_000 {
            let asked = RequestedLinks::parse(&noise.text(300, "..aA0-_"));
            assert!(asked.value().len() < 23 * CAPACITY);
        }
    }
}
