//! The properties of two parties that their standing together is judged by.

use super::pair::Comparison;
use super::portrait::{CLASSES, Portrait};
use crate::lexicon;
use crate::model::named::Features;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What two say is not taken for more alike than this, which in a report of some length is much.
const ALIKE: f32 = 0.3;

/// So many words are the head of a sentence, and so many between two names are few.
const HEAD: usize = 12;
const BESIDE: usize = 6;

impl Comparison<'_> {
    /// All that is known of the two.
    pub fn features(&self, first: usize, second: usize) -> Features {
        let mut out: Features = vec![("bias", 1.0)];
        self.who(first, second, &mut out);
        self.of_whom(first, second, &mut out);
        self.what(first, second, &mut out);
        self.place(first, second, &mut out);
        out
    }

    /// Who the two are.
    fn who(&self, first: usize, second: usize, out: &mut Features) {
        let (a, b) = (&self.portraits[first], &self.portraits[second]);
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        let (x, y) = (&self.parties.list[first], &self.parties.list[second]);
        let voices = [first, second].map(|at| self.parties.voices[at]);
        add("a voice", voices.contains(&true));
        add("two voices", voices == [true, true]);
        let firm = [first, second].map(|at| self.parties.firm[at]);
        add("both firm", firm == [true, true]);
        add("one firm", firm.contains(&true) && firm.contains(&false));
        let tied = [x, y].map(|side| side.evidence.iter().any(Option::is_some));
        add("both with evidence", tied == [true, true]);
        add("none with evidence", tied == [false, false]);
        add("both of one speaker", x.speakers.len() == 1 && y.speakers.len() == 1);
        add("several speakers", x.speakers.len() > 2 || y.speakers.len() > 2);
        for (name, kind) in
            [("both people", "person"), ("both organisations", "organisation"), ("both groups", "group"), ("both anonymous", "anonymous")]
        {
            add(name, a.kinds.contains(kind) && b.kinds.contains(kind));
        }
        let either = |p: &str, q: &str| a.kinds.contains(p) && b.kinds.contains(q) || a.kinds.contains(q) && b.kinds.contains(p);
        add("person and organisation", either("person", "organisation"));
        add("person and group", either("person", "group"));
        add("organisation and group", either("organisation", "group"));
        add("person and anonymous", either("person", "anonymous"));
        add("a document", a.kinds.contains("document") || b.kinds.contains("document"));
        add("one country", !a.countries.is_disjoint(&b.countries));
        add("two countries", !a.countries.is_empty() && !b.countries.is_empty() && a.countries.is_disjoint(&b.countries));
        add("one party", !a.parties.is_disjoint(&b.parties));
        add("two political parties", !a.parties.is_empty() && !b.parties.is_empty() && a.parties.is_disjoint(&b.parties));
        add("party and state", !a.parties.is_empty() && !b.countries.is_empty() || !b.parties.is_empty() && !a.countries.is_empty());
        add("one class", !a.classes.is_disjoint(&b.classes));
        add("no class", a.classes.is_empty() && b.classes.is_empty());
        add("one without class", a.classes.is_empty() != b.classes.is_empty());
        self.called(first, second, out);
        let mut seen = BTreeSet::new();
        for &p in &a.classes {
            for &q in &b.classes {
                if seen.insert((p.min(q), p.max(q))) {
                    out.push((class_pair(p, q), 1.0));
                }
            }
        }
        let parties = self.portraits.len() as f32;
        out.push(("how many parties", (parties / 10.0).min(2.0)));
        let heard = a.attributions.len().min(b.attributions.len());
        let more = a.attributions.len().max(b.attributions.len());
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        add("both heard once", more <= 1);
        add("one heard once", heard <= 1 && more > 1);
        add("both heard often", heard >= 3);
        add("with the protagonist", self.protagonist == Some(first) || self.protagonist == Some(second));
    }

    /// Whether what one is called tells of the other.
    fn called(&self, first: usize, second: usize, out: &mut Features) {
        let (a, b) = (&self.portraits[first], &self.portraits[second]);
        let all = (1.0 + self.portraits.len() as f32).ln();
        let rare = |word: &String| all - (self.told_of.get(word.as_str()).copied().unwrap_or(1) as f32).ln();
        let common: Vec<&String> = a.told.intersection(&b.told).collect();
        let weight: f32 = common.iter().map(|word| rare(word)).sum();
        out.extend((weight > 0.0).then_some(("called alike", (weight / 3.0).min(1.5))));
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        add("one word alike", common.len() == 1);
        add("several words alike", common.len() > 1);
        let place = a.places.intersection(&b.places).next().is_some();
        add("one place", place);
        add("other places", !place && !a.places.is_empty() && !b.places.is_empty());
        let tells = |p: &Portrait, q: &Portrait| q.titles.iter().any(|title| !title.is_empty() && title.iter().all(|w| p.told.contains(w)));
        let (ab, ba) = (tells(a, b), tells(b, a));
        let is = |p: &Portrait, what| p.told.iter().any(|word| lexicon::bond_words().says(word, what));
        let (rival, backs) = (|p: &Portrait| is(p, "rival"), |p: &Portrait| is(p, "backs"));
        let of_other = ab && rival(a) || ba && rival(b);
        add("called by the other's name", (ab || ba) && !of_other);
        add("called the other's rival", of_other);
        add("called the other's man", ab && backs(a) && !rival(a) || ba && backs(b) && !rival(b));
        add("both rivals of somebody", rival(a) && rival(b));
        add("one a rival of somebody", rival(a) != rival(b));
    }

    /// How the two speak of each other and of others.
    fn of_whom(&self, first: usize, second: usize, out: &mut Features) {
        let quarrel = self.quarrel(first, second);
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        add("a quarrel", quarrel);
        let [ab, ba] = [self.of_others[first][second], self.of_others[second][first]];
        add("one for the other", ab[0] + ba[0] > 0.0);
        add("one against the other", ab[1] + ba[1] > 0.0);
        add("one against the other often", ab[1] + ba[1] > 1.0);
        add("one of the other", ab[2] + ba[2] > 0.0);
        add("each of the other", ab.iter().sum::<f32>() > 0.0 && ba.iter().sum::<f32>() > 0.0);
        let (mut alike, mut unlike, mut same) = (0.0, 0.0, 0.0f32);
        for third in (0..self.portraits.len()).filter(|&third| third != first && third != second) {
            let [p, q] = [self.of_others[first][third], self.of_others[second][third]];
            if p.iter().sum::<f32>() > 0.0 && q.iter().sum::<f32>() > 0.0 {
                same += 1.0;
            }
            let sign = |c: [f32; 3]| {
                if c[0] > c[1] {
                    1
                } else if c[1] > c[0] {
                    -1
                } else {
                    0
                }
            };
            match sign(p) * sign(q) {
                1 => alike += 1.0,
                -1 => unlike += 1.0,
                _ => {}
            }
            // A third one speaks for both, or against both; or for the one and against the other.
            let toward = |from: usize| sign(self.of_others[third][from]);
            match toward(first) * toward(second) {
                1 => alike += 0.5,
                -1 => unlike += 0.5,
                _ => {}
            }
        }
        out.extend((alike > 0.0).then_some(("alike of a third", f32::min(alike, 2.0))));
        out.extend((unlike > 0.0).then_some(("unlike of a third", f32::min(unlike, 2.0))));
        out.extend((same > 0.0).then_some(("both of a third", same.min(2.0))));
        if let Some(third) = self.protagonist.filter(|third| *third != first && *third != second) {
            let against = [first, second].map(|at| self.of_others[at][third][1] > self.of_others[at][third][0]);
            let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
            add("both against the protagonist", against == [true, true]);
            add("one against the protagonist", against.contains(&true) && against.contains(&false));
        }
    }

    /// What they say.
    fn what(&self, first: usize, second: usize, out: &mut Features) {
        let (a, b) = (&self.portraits[first], &self.portraits[second]);
        let rare = |word: &str| {
            let n = self.said_by.get(word).copied().unwrap_or(1) as f32;
            (1.0 + self.portraits.len() as f32 / n).ln()
        };
        let (mut dot, mut length_a, mut length_b) = (0.0f32, 0.0f32, 0.0f32);
        let (mut agree, mut differ) = (0.0f32, 0.0f32);
        for (word, (n, lean)) in &a.said {
            let weight = rare(word);
            length_a += (weight * n.ln_1p()).powi(2);
            if let Some((m, other)) = b.said.get(word) {
                dot += weight * weight * n.ln_1p() * m.ln_1p();
                let product = (lean / n) * (other / m);
                if product > 0.0 {
                    agree += weight * product;
                } else {
                    differ -= weight * product;
                }
            }
        }
        for (word, (n, _)) in &b.said {
            length_b += (rare(word) * n.ln_1p()).powi(2);
        }
        let alike = dot / (length_a * length_b).sqrt().max(1e-6);
        out.push(("say alike", alike.min(ALIKE)));
        out.extend((alike == 0.0).then_some(("no word in common", 1.0)));
        out.extend((agree > 0.0).then_some(("lean alike on a word", (agree / 3.0).min(2.0))));
        out.extend((differ > 0.0).then_some(("lean unlike on a word", (differ / 3.0).min(2.0))));
        let (p, q) = (a.leaning, b.leaning);
        out.push(("both for", p[0] * q[0]));
        out.push(("both against", p[1] * q[1]));
        out.push(("both neither", p[2] * q[2]));
        out.push(("one for, one against", p[0] * q[1] + p[1] * q[0]));
        out.push(("one against, one neither", p[1] * q[2] + p[2] * q[1]));
    }

    /// Where in the article they speak.
    fn place(&self, first: usize, second: usize, out: &mut Features) {
        let (a, b) = (&self.portraits[first], &self.portraits[second]);
        let words = self.words;
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        let has = |p: &Portrait, index: usize| p.attributions.binary_search(&index).is_ok();
        add("speak as one", a.attributions.iter().any(|&index| has(b, index)));
        let (mut next, mut contrast, mut addition, mut near) = (0, 0, 0, 0);
        for &i in &a.attributions {
            for j in [i.wrapping_sub(1), i + 1].into_iter().filter(|&j| has(b, j)) {
                next += 1;
                let [former, later] = [i.min(j), i.max(j)].map(|index| self.start(index));
                near += usize::from(words.parsed.paragraph_of(former) == words.parsed.paragraph_of(later));
                let head: Vec<String> = words.sentence(later).take(HEAD).map(|i| words.lower(i)).collect();
                let tells = |what| head.iter().any(|word| lexicon::bond_words().says(word, what));
                contrast += usize::from(tells("contrast"));
                addition += usize::from(tells("addition"));
            }
        }
        add("next to each other", next > 0);
        add("next to each other often", next > 1);
        add("in one paragraph", near > 0);
        add("contrast between", contrast > 0);
        add("addition between", addition > 0);
        add("addition and no contrast", addition > 0 && contrast == 0);
        let together = a.sentences.intersection(&b.sentences).count();
        add("named in one sentence", together > 0);
        add("named in one sentence often", together > 2);
        let beside = |&i: &usize| {
            let from = b.mentions.partition_point(|&j| j + BESIDE <= i);
            let mut close = b.mentions[from..].iter().take_while(|&&j| j < i + BESIDE);
            close.any(|&j| (i.min(j)..i.max(j)).any(|k| words.lower(k) == "and"))
        };
        add("named side by side", a.mentions.iter().any(beside));
        let lead = words.parsed.paragraphs.get(2).map_or(0, |p| p.tokens.end);
        let in_lead = [a, b].map(|p| p.mentions.first().is_some_and(|&i| i < lead));
        add("both in the lead", in_lead == [true, true]);
        add("one in the lead", in_lead.contains(&true) && in_lead.contains(&false));
        let place = |p: &Portrait| p.attributions.first().map_or(0.5, |&i| i as f32 / self.attributions.len().max(1) as f32);
        out.push(("far apart", (place(a) - place(b)).abs()));
    }

    /// The first token of the attribution at `index`, its source or its content.
    fn start(&self, index: usize) -> usize {
        let attribution = &self.attributions[index];
        let spans = attribution.source.iter().chain(&attribution.content);
        spans.map(|span| self.words.tokens_in(*span).start).min().unwrap_or(0).min(self.words.parsed.tokens.len().saturating_sub(1))
    }
}

/// The name of the feature for two classes, the same in both orders.
fn class_pair(p: usize, q: usize) -> &'static str {
    static NAMES: OnceLock<Vec<&'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let name = |i: usize| {
            let (p, q) = (i / CLASSES.len(), i % CLASSES.len());
            &*format!("{} and {}", CLASSES[p], CLASSES[q]).leak()
        };
        (0..CLASSES.len() * CLASSES.len()).map(name).collect()
    });
    names[p.min(q) * CLASSES.len() + p.max(q)]
}
