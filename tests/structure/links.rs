//! Links between the documents of the repository: each file exists, each heading that a link names is in its file, and
//! each label of a reference has a definition.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::root;

/// Folders that have no documents of this repository.
const SKIPPED: [&str; 5] = ["target", "node_modules", ".git", ".venv", "corpus"];

/// Folders whose links are for rustdoc, which checks them itself.
const FOR_RUSTDOC: [&str; 2] = ["auth-core/src", "src"];

/// A document, without the contents of its code blocks and code spans.
pub(super) struct Document {
    pub(super) path: PathBuf,
    text: String,
}

impl Document {
    pub(super) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self { path: path.to_owned(), text: without_code(&text) }
    }

    /// Returns the anchors of the headings, as GitHub, mdBook and rustdoc make them.
    fn anchors(&self) -> BTreeSet<String> {
        let mut anchors = BTreeSet::new();
        for line in self.text.lines().filter(|line| line.starts_with('#')) {
            let slug = slug(line.trim_start_matches('#').trim());
            let next = (1..).map(|number| format!("{slug}-{number}"));
            let free = std::iter::once(slug.clone()).chain(next).find(|anchor| !anchors.contains(anchor));
            anchors.extend(free);
        }
        anchors
    }

    /// Returns the definitions of references: the label in lower case, and the target.
    pub(super) fn definitions(&self) -> BTreeMap<String, String> {
        let definition = |line: &str| {
            let (label, target) = line.strip_prefix('[')?.split_once("]: ")?;
            Some((normalized(label), target.trim().to_owned()))
        };
        self.text.lines().filter_map(definition).collect()
    }

    /// Returns the targets of all links.
    fn targets(&self) -> Vec<String> {
        let inline = self.text.match_indices("](").filter_map(|(at, _)| {
            let (target, _) = self.text.get(at + 2..)?.split_once(')')?;
            Some(target.split_whitespace().next()?.trim_matches(['<', '>']).to_owned())
        });
        inline.chain(self.definitions().into_values()).collect()
    }

    /// Returns the labels by which the text refers to definitions: `[text][label]`, and `[label]` alone.
    pub(super) fn labels(&self) -> BTreeSet<String> {
        let mut labels = BTreeSet::new();
        let mut rest = self.text.as_str();
        while let Some((_, after)) = rest.split_once('[') {
            let Some((label, next)) = after.split_once(']') else { break };
            rest = next;
            let is_definition = next.starts_with(": ");
            let is_box = matches!(label, " " | "x");
            if let Some((full, following)) =
                next.strip_prefix('[').and_then(|text| text.split_once(']')).filter(|_| !is_box)
            {
                labels.insert(normalized(full));
                rest = following;
            } else if !is_definition && !is_box && !next.starts_with('(') {
                labels.insert(normalized(label));
            }
        }
        labels
    }

    fn faults(&self) -> Vec<String> {
        let folder = self.path.parent().unwrap();
        let is_elsewhere = |target: &&String| target.contains("://") || target.starts_with("mailto:");
        let mut faults = Vec::new();
        for target in self.targets().iter().filter(|target| !is_elsewhere(target)) {
            let (path, anchor) =
                target.split_once('#').map_or((target.as_str(), None), |(p, a)| (p, Some(a)));
            let file = if path.is_empty() { self.path.clone() } else { folder.join(path) };
            if !file.exists() {
                faults.push(format!("{}: {target} does not exist", self.path.display()));
            } else if let Some(anchor) = anchor
                && file.extension().is_some_and(|ending| ending == "md")
                && !Self::read(&file).anchors().contains(anchor)
            {
                faults.push(format!("{}: {target} has no such heading", self.path.display()));
            }
        }
        faults
    }
}

/// Returns the label as references compare it: in lower case, with single spaces.
fn normalized(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn slug(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let plain = heading.replace("](", "\u{0}");
    let plain = match plain.split_once('\u{0}') {
        Some((text, after)) => format!("{text}{}", after.split_once(')').map_or("", |(_, rest)| rest)),
        None => plain,
    };
    plain.chars().filter(kept).map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

/// Empties code blocks, and code spans outside of headings.
fn without_code(text: &str) -> String {
    let mut plain = String::new();
    let mut fence = None::<&str>;
    let mut is_span = false;
    for line in text.lines() {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (Some(_), _) => {}
            (None, Some(mark)) => fence = Some(mark),
            (None, None) if line.starts_with('#') => plain.push_str(line),
            (None, None) => {
                // A span may go on in the next line of its paragraph.
                is_span &= !line.trim().is_empty();
                for (index, part) in line.split('`').enumerate() {
                    is_span ^= index > 0;
                    if !is_span {
                        plain.push_str(part);
                    }
                }
            }
        }
        plain.push('\n');
    }
    plain
}

/// Returns the documents below a folder.
fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            let is_for_rustdoc = FOR_RUSTDOC.iter().any(|skipped| path == root().join(skipped));
            if !is_for_rustdoc && !SKIPPED.iter().any(|skipped| name == *skipped) {
                documents(&path, found);
            }
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
}

#[test]
fn each_link_leads_somewhere() {
    let mut found = Vec::new();
    documents(&root(), &mut found);
    // Its definitions are paths of Rust.
    found.retain(|path| !path.ends_with("docs/guide/links.md"));
    assert!(found.len() > 50, "{found:?}");
    let faults: Vec<String> = found.iter().flat_map(|path| Document::read(path).faults()).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn links_anchors_and_labels_are_found() {
    let text = "# A `b_c` d!\n# A `b_c` d!\n[x](y.md#z), [two][One Two] and [three\nfour]; `[no]` [ ]\n\n\
                ```text\n[no](no.md)\n```\n[one two]: w.md\n";
    let document = Document { path: PathBuf::new(), text: without_code(text) };
    assert_eq!(document.targets(), ["y.md#z", "w.md"]);
    assert_eq!(document.anchors(), BTreeSet::from(["a-b_c-d".to_owned(), "a-b_c-d-1".to_owned()]));
    assert_eq!(document.labels(), BTreeSet::from(["one two".to_owned(), "three four".to_owned()]));
}
