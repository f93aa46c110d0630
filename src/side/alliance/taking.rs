//! Whether a party takes a side in the matter, or is a voice from outside: a logistic regression over what it is, how often it is
//! heard and what it says. `src/model/README.md` tells how the table is made.

use super::pair::Comparison;
use super::portrait::CLASSES;
use crate::attribution::{Appraiser, Kind};
use crate::model::named::{Features, weights};
use crate::side::affiliation::Affiliation;

/// The feature of who speaks from outside: an expert, a witness, a reporter.
pub(super) const EXPERT: &str = "an expert";

weights! {
    /// The weights of the regression.
    TakingWeights<1>,
    "taking.tsv",
    "Weights of who takes a side: feature of a party, weight for being on a side of the matter."
}

impl TakingWeights {
    /// The probability that a party with these `features` takes a side.
    pub fn chance(&self, features: &Features) -> f32 {
        self.0.chance(features)
    }

    /// Fits the weights to parties of which it is known whether they take one.
    #[cfg(feature = "train")]
    pub fn fit(examples: &[(Features, bool)], penalty: f64) -> TakingWeights {
        let descent = crate::model::named::Descent { steps: 1500, step: 0.5, penalty };
        TakingWeights(crate::model::named::Named::fit_chances(examples, &descent))
    }
}

impl Comparison<'_> {
    /// All that is known of the party for itself.
    pub fn taking(&self, at: usize, appraiser: &Appraiser, affiliations: &[Affiliation]) -> Features {
        let (portrait, side) = (&self.portraits[at], &self.parties.list[at]);
        let mut out: Features = vec![("bias", 1.0)];
        let mut add = |name, is: bool| out.extend(is.then_some((name, 1.0)));
        add("a voice", self.parties.voices[at]);
        add("firm", self.parties.firm[at]);
        add("with evidence", side.evidence.iter().any(Option::is_some));
        add("several speakers", side.speakers.len() > 1);
        add(EXPERT, side.speakers.iter().any(|&id| affiliations[id].voice));
        add("with an office", side.speakers.iter().any(|&id| affiliations[id].office.is_some() || affiliations[id].politician.is_some()));
        for (name, kind) in [
            ("a person", "person"),
            ("an organisation", "organisation"),
            ("a group", "group"),
            ("somebody unnamed", "anonymous"),
            ("a document", "document"),
        ] {
            add(name, portrait.kinds.contains(kind));
        }
        add("of no class", portrait.classes.is_empty());
        portrait.classes.iter().for_each(|&class| add(CLASSES[class], true));
        add("the protagonist", self.protagonist == Some(at));
        let headline = portrait.mentions.first().is_some_and(|&token| self.words.parsed.paragraph_of(token) < 2);
        add("named at the top", headline);
        let others = 0..self.portraits.len();
        add("in a quarrel", others.clone().any(|other| other != at && self.quarrel(at, other)));
        let toward = |n: usize| others.clone().filter(|&other| other != at).map(|other| self.of_others[at][other][n]).sum::<f32>();
        let from = |n: usize| others.clone().filter(|&other| other != at).map(|other| self.of_others[other][at][n]).sum::<f32>();
        add("speaks for others", toward(0) > 0.0);
        add("speaks against others", toward(1) > 0.0);
        add("speaks of others", toward(2) > 0.0);
        add("others are for it", from(0) > 0.0);
        add("others are against it", from(1) > 0.0);
        add("others speak of it", from(2) > 0.0);
        let heard = portrait.attributions.len();
        add("heard once", heard <= 1);
        add("heard often", heard > 3);
        let all = self.attributions.len().max(1) as f32;
        let direct = portrait.attributions.iter().filter(|&&i| self.attributions[i].kind == Kind::Direct).count();
        let appraised: Vec<_> = portrait
            .attributions
            .iter()
            .map(|&i| &self.attributions[i])
            .map(|a| appraiser.appraise(&a.source, &a.cue, &a.content))
            .collect();
        let mean =
            |of: fn(&crate::attribution::Appraisal) -> f32| appraised.iter().map(of).sum::<f32>() / appraised.len().max(1) as f32 / 2.0;
        let most = |of: fn(&crate::attribution::Appraisal) -> f32| appraised.iter().map(of).fold(f32::MIN, f32::max).max(-9.0) / 2.0;
        let [leans_for, against, _] = portrait.leaning;
        let firm = self.parties.firm.iter().filter(|firm| **firm).count();
        let tied = self.parties.list.iter().filter(|side| side.evidence.iter().any(Option::is_some)).count();
        out.extend([
            ("heard", (heard as f32).ln_1p()),
            ("share of what is said", heard as f32 / all),
            ("quoted", direct as f32 / heard.max(1) as f32),
            ("named", (portrait.named as f32).ln_1p()),
            ("leans for", leans_for),
            ("leans against", against),
            ("mean position", mean(|a| a.position)),
            ("mean essential", mean(|a| a.essential)),
            ("mean astray", mean(|a| a.astray)),
            ("mean neither", mean(|a| a.leaning[2] - a.leaning[0].max(a.leaning[1]))),
            ("most a position", most(|a| a.position)),
            ("most essential", most(|a| a.essential)),
            ("how many parties", (self.portraits.len() as f32 / 10.0).min(2.0)),
            ("how many firm ones", (firm as f32 / 3.0).min(2.0)),
            ("how many with evidence", (tied as f32 / 4.0).min(2.0)),
        ]);
        out
    }
}
