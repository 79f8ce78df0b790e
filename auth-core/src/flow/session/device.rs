//! The browser and the system of a session, as far as the header `User-Agent` names them. A session carries two short
//! words, and never the header itself, which would tell browsers apart.

use std::fmt;

/// Declares the known browsers or systems: the variant, its word in tokens, and its name.
macro_rules! known {
    ($(#[$meta:meta])* $Type:ident { $($Variant:ident $word:literal $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $Type {
            $(#[doc = concat!($name, ".")] $Variant,)*
        }

        impl $Type {
            /// Returns the name, as it is shown.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$Variant => $name,)*
                }
            }

            fn word(self) -> &'static str {
                match self {
                    $(Self::$Variant => $word,)*
                }
            }

            fn of_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$Variant),)*
                    _ => None,
                }
            }
        }
    };
}

known! {
    /// A family of browsers.
    Browser {
        Chrome "chrome" "Chrome",
        Edge "edge" "Edge",
        Firefox "firefox" "Firefox",
        Opera "opera" "Opera",
        Safari "safari" "Safari",
        Samsung "samsung" "Samsung Internet",
    }
}

known! {
    /// A family of systems.
    System {
        Android "android" "Android",
        ChromeOs "cros" "ChromeOS",
        IPad "ipad" "iPad",
        IPhone "iphone" "iPhone",
        Linux "linux" "Linux",
        MacOs "mac" "macOS",
        Windows "windows" "Windows",
    }
}

/// The browser and the system in which a session began. Browsers say this themselves, so it helps users to recognise their
/// devices and proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Device {
    /// The browser; `None` if it is another one.
    pub browser: Option<Browser>,
    /// The system; `None` if it is another one.
    pub system: Option<System>,
}

impl Device {
    /// Reads the header `User-Agent`; `None` if it names nothing known.
    pub(crate) fn of_user_agent(text: &str) -> Option<Self> {
        let has = |part: &str| text.contains(part);
        let browser = match () {
            () if has("Edg/") || has("EdgA/") || has("EdgiOS/") => Some(Browser::Edge),
            () if has("OPR/") || has("OPT/") => Some(Browser::Opera),
            () if has("SamsungBrowser/") => Some(Browser::Samsung),
            () if has("Firefox/") || has("FxiOS/") => Some(Browser::Firefox),
            () if has("Chrome/") || has("CriOS/") => Some(Browser::Chrome),
            () if has("Safari/") && has("Version/") => Some(Browser::Safari),
            () => None,
        };
        let system = match () {
            () if has("iPad") => Some(System::IPad),
            () if has("iPhone") => Some(System::IPhone),
            () if has("Android") => Some(System::Android),
            () if has("CrOS") => Some(System::ChromeOs),
            () if has("Windows") => Some(System::Windows),
            () if has("Mac OS X") || has("Macintosh") => Some(System::MacOs),
            () if has("Linux") => Some(System::Linux),
            () => None,
        };
        (browser.is_some() || system.is_some()).then_some(Self { browser, system })
    }

    /// Returns the words for a token, such as `firefox-linux`.
    pub(super) fn words(self) -> String {
        format!("{}-{}", self.browser.map_or("", Browser::word), self.system.map_or("", System::word))
    }

    /// Reads the words of a token.
    pub(super) fn of_words(words: &str) -> Option<Self> {
        let (browser, system) = words.split_once('-')?;
        let (browser, system) = (Browser::of_word(browser), System::of_word(system));
        (browser.is_some() || system.is_some()).then_some(Self { browser, system })
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.browser, self.system) {
            (Some(browser), Some(system)) => write!(f, "{} on {}", browser.name(), system.name()),
            (Some(browser), None) => f.write_str(browser.name()),
            (None, Some(system)) => f.write_str(system.name()),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_and_systems_are_named() {
        for (text, name) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Linux"),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
                "Safari on macOS",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/126.0 Mobile/15E148 Safari/604.1",
                "Chrome on iPhone",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36",
                "Samsung Internet on Android",
            ),
            ("MyApp (iPad)", "iPad"),
        ] {
            let device = Device::of_user_agent(text).unwrap();
            assert_eq!(device.to_string(), name);
            assert_eq!(Device::of_words(&device.words()), Some(device));
            assert!(device.words().len() <= 20);
        }
        assert_eq!(Device::of_user_agent("curl/8.5.0"), None);
        for words in ["", "-", "firefox", "<script>-", "x-y"] {
            assert_eq!(Device::of_words(words), None, "{words}");
        }
    }
}
