//! Which links a browser has asked for: a list of marks in a cookie of its own.

/// So many links can be open in one browser; of more the oldest are forgotten.
const CAPACITY: usize = 8;

const SEPARATOR: &str = ".";

/// The marks in a browser's cookie, the newest last. They are no secrets and prove nothing; without its
/// mark a link only asks before it is used.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RequestedLinks(Vec<String>);

impl RequestedLinks {
    /// Reads the cookie's value; what is none of ours is left out.
    pub(crate) fn parse(value: &str) -> Self {
        let is_mark = |text: &&str| {
            text.len() == 22 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        };
        Self(value.split(SEPARATOR).filter(is_mark).take(CAPACITY).map(str::to_owned).collect())
    }

    /// Whether the browser has asked for that link.
    pub(crate) fn holds(&self, mark: &str) -> bool {
        self.0.iter().any(|known| known == mark)
    }

    /// Adds a link that was asked for now.
    pub(crate) fn add(&mut self, mark: String) {
        if self.0.len() >= CAPACITY {
            self.0.remove(0);
        }
        self.0.push(mark);
    }

    /// The cookie's value.
    pub(crate) fn value(&self) -> String {
        self.0.join(SEPARATOR)
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
    fn several_links_are_open_and_the_oldest_go_first() {
        let mut asked = RequestedLinks::default();
        for number in 0..10 {
            asked.add(mark(number));
        }
        let read = RequestedLinks::parse(&asked.value());
        assert_eq!(read, asked);
        assert!(!read.holds(&mark(1)) && (2..10).all(|number| read.holds(&mark(number))));
    }

    #[test]
    fn what_is_no_mark_is_left_out() {
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
