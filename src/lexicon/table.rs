//! A word list: keys with a value each, slices of the text of the file itself, found by their hash.

/// Sorted entries of one file. A key is all before the first tab, the value all after it, or "".
pub struct Table {
    entries: Vec<(&'static str, &'static str)>,
    /// The places of the entries, counted from 1, each at its hash or as near behind it as there was room; 0 where there is none. Most
    /// words that are looked up stand in no list, which a hash tells without comparing any.
    slots: Vec<u16>,
    /// The bytes of the longest key; longer questions need no search.
    longest: usize,
}

/// The hash of a key (FNV-1a), folded so that its low bits tell as much as its high ones.
fn hash(key: &str) -> usize {
    let hash = key.bytes().fold(0x811C_9DC5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash ^ hash >> 15) as usize
}

impl Table {
    /// Reads a list: one entry a line, empty lines and lines that begin with `#` left out.
    pub fn parse(file: &'static str) -> Table {
        let lines = file.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut entries: Vec<_> = lines.map(|line| line.split_once('\t').unwrap_or((line, ""))).collect();
        // The files are kept in an order that suits people; a stable sort keeps the first of equal keys first.
        entries.sort_by_key(|&(key, _)| key);
        let longest = entries.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
        let mut slots = vec![0u16; (2 * entries.len()).next_power_of_two()];
        let mask = slots.len() - 1;
        debug_assert!(entries.len() < usize::from(u16::MAX), "a list is too long for its slots");
        for (place, (key, _)) in entries.iter().enumerate() {
            let mut at = hash(key) & mask;
            while slots[at] > 0 && entries[usize::from(slots[at]) - 1].0 != *key {
                at = (at + 1) & mask;
            }
            if slots[at] == 0 {
                slots[at] = place as u16 + 1;
            }
        }
        Table { entries, slots, longest }
    }

    /// The value of `key`, as it is written in the file.
    pub fn get(&self, key: &str) -> Option<&'static str> {
        if key.len() > self.longest {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash(key) & mask;
        loop {
            let (known, value) = *self.entries.get(usize::from(self.slots[at]).checked_sub(1)?)?;
            if known == key {
                return Some(value);
            }
            at = (at + 1) & mask;
        }
    }

    /// The value of `word` in lower case.
    pub fn get_lower(&self, word: &str) -> Option<&'static str> {
        if word.len() > self.longest + 8 {
            return None;
        }
        if word.bytes().all(|b| !b.is_ascii_uppercase() && b.is_ascii()) {
            return self.get(word);
        }
        self.get(&word.to_lowercase())
    }

    /// Whether `what` is among the words of the value of `key`, which spaces part.
    pub fn says(&self, key: &str, what: &str) -> bool {
        self.get(key).is_some_and(|value| value.split(' ').any(|word| word == what))
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub fn has_lower(&self, word: &str) -> bool {
        self.get_lower(word).is_some()
    }

    /// True where `prefix` and a space begin a key: a longer entry may follow.
    pub fn continues(&self, prefix: &str) -> bool {
        let at = self.entries.partition_point(|&(k, _)| k <= prefix);
        self.entries[at..].iter().take_while(|(k, _)| k.starts_with(prefix)).any(|(k, _)| k.as_bytes().get(prefix.len()) == Some(&b' '))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.entries.iter().map(|&(key, _)| key)
    }

    /// Keys and values in order of keys.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.entries.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_keys_and_values() {
        let table = Table::parse("# head\nb\tsecond\n\na\na c\tx y\n");
        assert_eq!(table.get("a"), Some(""));
        assert_eq!(table.get("b"), Some("second"));
        assert_eq!(table.get_lower("A C"), Some("x y"));
        assert_eq!(table.get("c"), None);
        assert!(table.says("a c", "y") && !table.says("a c", "z") && !table.says("a", "y"));
        assert!(table.continues("a") && !table.continues("b"));
        assert_eq!(table.keys().collect::<Vec<_>>(), ["a", "a c", "b"]);
    }
}
